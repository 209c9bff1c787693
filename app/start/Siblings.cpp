#include "app/start/Siblings.h"

#include <algorithm>
#include <filesystem>
#include <string_view>
#include <unistd.h>

namespace gatehouse::app::start {

namespace {

bool takesValue(std::string_view argument)
{
    return argument == "--store" || argument == "--page" || argument == "--connection";
}

bool isWindowOption(std::string_view argument)
{
    return takesValue(argument) || argument.starts_with("--store=") || argument.starts_with("--page=") ||
           argument.starts_with("--connection=");
}

} // namespace

std::optional<std::vector<std::string>> windowArguments(const std::vector<std::string> &arguments)
{
    std::vector<std::string> passed;
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        const std::string &argument = arguments[i];
        if (argument == "tour") {
            const auto rest = arguments.begin() + static_cast<std::ptrdiff_t>(i) + 1;
            // The grammar explains `tour` when it stands without a folder, or with --help.
            if (rest == arguments.end() || std::ranges::contains(rest, arguments.end(), std::string("--help")))
                return {};
            passed.emplace_back("--tour");
            passed.insert(passed.end(), rest, arguments.end());
            return passed;
        }
        if (!isWindowOption(argument))
            return {};
        passed.push_back(argument);
        if (takesValue(argument)) {
            if (++i == arguments.size())
                return {};
            passed.push_back(arguments[i]);
        }
    }
    return passed;
}

std::vector<std::string> become(const char *program, const std::vector<std::string> &arguments)
{
    namespace fs = std::filesystem;
    std::error_code error;
    const fs::path here = fs::read_symlink("/proc/self/exe", error).parent_path();
    std::vector<std::string> tried;
    for (const fs::path &place : {here / program, here / "../libexec/gatehouse" / program}) {
        const std::string path = place.lexically_normal().string();
        tried.push_back(path);
        if (::access(path.c_str(), X_OK) != 0)
            continue;
        std::vector<std::string> owned{path};
        owned.insert(owned.end(), arguments.begin(), arguments.end());
        std::vector<char *> argv;
        argv.reserve(owned.size() + 1);
        for (std::string &argument : owned)
            argv.push_back(argument.data());
        argv.push_back(nullptr);
        ::execv(path.c_str(), argv.data());
    }
    return tried;
}

} // namespace gatehouse::app::start
