#include "app/cli/StandardInput.h"

#include <QFile>

#include <array>
#include <cerrno>
#include <unistd.h>

namespace gatehouse::app::cli {

QByteArray readStandardInput(qsizetype limit)
{
    QByteArray input;
    std::array<char, 65536> chunk{};
    while (input.size() <= limit) {
        const ssize_t count = ::read(STDIN_FILENO, chunk.data(), chunk.size());
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0)
            break;
        input.append(chunk.data(), count);
    }
    if (input.size() > limit)
        input.truncate(limit + 1);
    return input;
}

base::Result<QByteArray> readFile(const QString &path, qsizetype limit)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return base::failure(base::ErrorCode::FileUnreadable, base::ErrorStep::ReadFile, path, file.errorString());
    QByteArray bytes = file.read(limit + 1);
    if (bytes.size() > limit)
        return base::failure(base::ErrorCode::TooLarge, base::ErrorStep::ReadFile, path);
    return bytes;
}

base::Result<base::Secret> readKeyFile(const QString &path)
{
    auto bytes = readFile(path, keyLimit);
    if (!bytes)
        return std::unexpected(bytes.error());
    base::Secret secret{QByteArrayView(*bytes)};
    base::wipe(bytes->data(), static_cast<std::size_t>(bytes->size()));
    return secret;
}

} // namespace gatehouse::app::cli
