#include "app/window/Display.h"

#include "models/base/Descriptor.h"

#include <QLibrary>
#include <QString>

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <string>
#include <string_view>
#include <sys/socket.h>
#include <sys/un.h>

namespace gatehouse::app {

using namespace Qt::StringLiterals;

namespace {

/// With the library that Qt's plugin connects with, found as the plugin finds it: it knows every form of DISPLAY, and
/// who is allowed in. Without that library there is no plugin either.
bool isX11Reachable()
{
    struct Connection;
    using Connect = Connection *(*)(const char *name, int *screen);
    using HasError = int (*)(Connection *);
    using Disconnect = void (*)(Connection *);

    if (qEnvironmentVariableIsEmpty("DISPLAY"))
        return false;
    QLibrary xcb(u"xcb"_s, 1);
    const auto connect = reinterpret_cast<Connect>(xcb.resolve("xcb_connect"));
    const auto hasError = reinterpret_cast<HasError>(xcb.resolve("xcb_connection_has_error"));
    const auto disconnect = reinterpret_cast<Disconnect>(xcb.resolve("xcb_disconnect"));
    if (!connect || !hasError || !disconnect)
        return false;
    // Never null; one that failed is given back as well.
    Connection *connection = connect(nullptr, nullptr);
    const bool isReachable = hasError(connection) == 0;
    disconnect(connection);
    return isReachable;
}

bool isWaylandReachable()
{
    // A compositor that started us has handed its connection on.
    if (qEnvironmentVariableIsSet("WAYLAND_SOCKET"))
        return true;
    std::string path = qgetenv("WAYLAND_DISPLAY").toStdString();
    if (path.empty())
        return false;
    if (!path.starts_with('/'))
        path = qgetenv("XDG_RUNTIME_DIR").toStdString() + '/' + path;
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (path.size() >= sizeof address.sun_path)
        return false;
    std::memcpy(address.sun_path, path.c_str(), path.size() + 1);
    const base::Descriptor socket(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    return socket.isOpen() &&
           ::connect(socket.number(), reinterpret_cast<const sockaddr *>(&address), sizeof address) == 0;
}

/// Somebody chose a platform by name, in one of the ways Qt knows: it may need no display at all.
bool isPlatformChosen(std::span<char *const> arguments)
{
    return !qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM") ||
           std::ranges::any_of(arguments, [](std::string_view argument) {
               return argument == "-platform" || argument == "--platform" || argument == "-display" ||
                      argument == "--display";
           });
}

bool isTour(std::string_view argument)
{
    return argument == "--tour" || argument.starts_with("--tour=");
}

} // namespace

bool prepareDisplay(std::span<char *const> arguments)
{
    if (isPlatformChosen(arguments) || isX11Reachable() || isWaylandReachable())
        return true;
    if (std::ranges::any_of(arguments, isTour)) {
        qputenv("QT_QPA_PLATFORM", "offscreen");
        return true;
    }
    std::fputs("gatehouse: There is no display to open the window on. \"gatehouse tour DIR\" and the command line "
               "(\"gatehouse --help\") work without one.\n",
               stderr);
    return false;
}

} // namespace gatehouse::app
