#include "app/start/PlainVerification.h"

#include "app/start/StandardOutput.h"
#include "app/verification/Verification.h"
#include "models/base/Clock.h"
#include "models/base/Descriptor.h"
#include "models/inspector/InspectionSetup.h"
#include "models/inspector/TokenInspector.h"
#include "models/scan/LineVerification.h"
#include "models/scan/Parallel.h"

#include <cerrno>
#include <charconv>
#include <cmath>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>
#include <utility>

namespace gatehouse::app::start {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype keyLimit = qsizetype{1024} * 1024;

/// "-" is standard input.
base::Descriptor openToRead(const std::string &path)
{
    return base::Descriptor(path == "-" ? STDIN_FILENO : ::open(path.c_str(), O_RDONLY | O_CLOEXEC));
}

qint64 readSome(const base::Descriptor &file, char *to, qint64 size)
{
    for (;;) {
        const ssize_t count = ::read(file.number(), to, static_cast<std::size_t>(size));
        if (count >= 0 || errno != EINTR)
            return count;
    }
}

std::unexpected<base::Error> unreadable(const std::string &path)
{
    return base::failure(base::ErrorCode::FileUnreadable, base::ErrorStep::ReadFile, QString::fromStdString(path),
                         QString::fromLocal8Bit(std::strerror(errno)));
}

base::Result<QByteArray> readAll(const std::string &path)
{
    const base::Descriptor file = openToRead(path);
    QByteArray bytes(keyLimit + 1, Qt::Uninitialized);
    qsizetype size = 0;
    qint64 count = file.isOpen() ? 1 : -1;
    while (count > 0 && size < bytes.size()) {
        count = readSome(file, bytes.data() + size, bytes.size() - size);
        size += count > 0 ? count : 0;
    }
    if (count < 0)
        return unreadable(path);
    if (size > keyLimit)
        return base::failure(base::ErrorCode::TooLarge, base::ErrorStep::ReadFile, QString::fromStdString(path));
    bytes.resize(size);
    return bytes;
}

base::Result<inspector::PastedKey> readKey(const PlainVerification &request, const jose::KeyCodec &codec)
{
    const bool isSecret = !request.secretFile.empty();
    const std::string &path = isSecret ? request.secretFile : request.keyFile;
    auto bytes = readAll(path);
    if (!bytes)
        return std::unexpected(bytes.error());
    if (isSecret) {
        while (bytes->endsWith('\n') || bytes->endsWith('\r'))
            bytes->chop(1);
        base::Secret secret{QByteArrayView(*bytes)};
        base::wipe(bytes->data(), static_cast<std::size_t>(bytes->size()));
        return inspector::PastedKey::fromSecret(std::move(secret));
    }
    inspector::PastedKey key = inspector::PastedKey::fromText(*bytes, codec);
    if (!key.keys)
        return unfitKey(base::ErrorStep::ReadKey, QString::fromStdString(path), key.keys.error());
    return key;
}

/// With bytes of its own, not shared ones.
inspector::PastedKey ownCopy(inspector::PastedKey key)
{
    if (!key.keys)
        return key; // an empty secret, which each token is told of
    for (jose::Jwk &jwk : key.keys->keys) {
        jwk.n.detach();
        jwk.e.detach();
        jwk.x.detach();
        jwk.y.detach();
        if (jwk.kid)
            jwk.kid->detach();
        if (jwk.alg)
            jwk.alg->detach();
    }
    return key;
}

QByteArray totalsText(const scan::LineTotals &totals, bool isJson)
{
    QByteArray out;
    for (const scan::LineKind kind : scan::allLineKinds) {
        const QByteArray name(scan::lineKindName(kind));
        const QByteArray count = QByteArray::number(totals.of(kind));
        out += isJson ? (out.isEmpty() ? "{\"" : ",\"") + name + "\":" + count : name + '\t' + count + '\n';
    }
    return isJson ? out + "}\n" : out;
}

/// Takes the value of an option that is `name VALUE` or `name=VALUE`; whether the argument is that option at all.
class Arguments
{
public:
    explicit Arguments(const std::vector<std::string> &words)
        : m_words(words)
    {
    }

    bool atEnd() const { return m_at == m_words.size(); }
    const std::string &word() const { return m_words[m_at]; }
    void skip() { ++m_at; }
    bool isBad() const { return m_isBad; }

    bool take(const std::string &name, std::optional<std::string> &value)
    {
        if (word() != name && !word().starts_with(name + '='))
            return false;
        m_isBad = m_isBad || value.has_value();
        if (word() != name) {
            value = word().substr(name.size() + 1);
        } else if (m_at + 1 < m_words.size()) {
            value = m_words[++m_at];
        } else {
            m_isBad = true;
        }
        ++m_at;
        return true;
    }

private:
    const std::vector<std::string> &m_words;
    std::size_t m_at = 0;
    bool m_isBad = false;
};

} // namespace

std::optional<double> readSeconds(const std::string &text)
{
    double seconds = 0;
    const char *end = text.data() + text.size();
    const auto [rest, error] = std::from_chars(text.data(), end, seconds, std::chars_format::fixed);
    if (error != std::errc() || rest != end || !(seconds >= 0) || seconds > base::lastDatedSecond)
        return {};
    return seconds;
}

std::optional<PlainVerification> readPlainVerification(const std::vector<std::string> &arguments)
{
    PlainVerification request;
    std::optional<std::string> jwks;
    std::optional<std::string> key;
    std::optional<std::string> secret;
    std::optional<std::string> now;
    std::optional<std::string> leeway;
    std::optional<std::string> store;
    std::vector<std::string> words;
    Arguments rest(arguments);
    while (!rest.atEnd()) {
        if (rest.take("--jwks", jwks) || rest.take("--key", key) || rest.take("--secret-file", secret) ||
            rest.take("--now", now) || rest.take("--leeway", leeway) || rest.take("--store", store) ||
            rest.take("--issuer", request.issuer) || rest.take("--audience", request.audience))
            continue;
        if (rest.word() == "--count")
            request.isCount = true;
        else if (rest.word() == "--json")
            request.isJson = true;
        else if (rest.word().starts_with('-') && rest.word() != "-")
            return {};
        else
            words.push_back(rest.word());
        rest.skip();
    }
    const bool isOneKey = jwks.has_value() + key.has_value() + secret.has_value() == 1;
    if (rest.isBad() || !isOneKey || words.size() < 2 || words.size() > 3 || words[0] != "token" ||
        words[1] != "verify")
        return {};
    request.keyFile = jwks.value_or(key.value_or(std::string()));
    request.secretFile = secret.value_or(std::string());
    if (words.size() == 3)
        request.input = words[2];
    if (now) {
        request.now = readSeconds(*now);
        if (!request.now)
            return {};
    }
    if (leeway) {
        const auto seconds = readSeconds(*leeway);
        if (!seconds || *seconds > inspector::maxLeeway || *seconds != std::floor(*seconds))
            return {};
        request.leeway = static_cast<int>(*seconds);
    }
    if ((request.keyFile.empty() && request.secretFile.empty()) || request.input.empty())
        return {};
    return request;
}

base::Result<Exit> verifyPlain(const PlainVerification &request, const base::Clock &clock, int output)
{
    const Verification crypto;
    const inspector::TokenInspector inspector(crypto.verifier(), crypto.keys());
    std::optional<inspector::PastedKey> given;
    if (!request.known) {
        auto key = readKey(request, crypto.keys());
        if (!key)
            return std::unexpected(key.error());
        given = *std::move(key);
    }
    const base::Descriptor input = openToRead(request.input);
    if (!input.isOpen())
        return unreadable(request.input);

    inspector::InspectionSetup setup = request.known.value_or(inspector::InspectionSetup());
    setup.leeway = request.leeway;
    setup.token.isAnyContent = request.isAnyContent;
    if (!request.rootsFile.empty()) {
        const auto bytes = readAll(request.rootsFile);
        if (!bytes)
            return std::unexpected(bytes.error());
        auto roots = crypto.trustedRoots(*bytes, QString::fromStdString(request.rootsFile));
        if (!roots)
            return std::unexpected(roots.error());
        setup.token.trustedRoots = *std::move(roots);
    }
    if (request.issuer)
        setup.issuer = QString::fromStdString(*request.issuer);
    if (request.audience)
        setup.audience = QString::fromStdString(*request.audience);
    setup.now = request.now ? base::Instant(std::chrono::milliseconds(std::llround(*request.now * 1000))) : clock.now();

    using Format = scan::LineVerification::Format;
    const Format format = request.isCount ? Format::None : request.isJson ? Format::Json : Format::Text;
    const auto makePolicy = [&setup, &given] {
        inspector::VerificationPolicy own = setup.policy(inspector::InspectionSetup::Depth::Verdicts);
        if (given)
            own.keys = ownCopy(*given);
        return own;
    };
    const scan::LineVerification verification(inspector, crypto.verifier(), makePolicy, format);
    int writeError = 0; // written to by one thread at a time, each waiting for its turn
    const auto write = [output, &writeError](QByteArrayView answers) {
        const bool isWritten = base::writeAll(output, answers);
        writeError = isWritten ? 0 : errno;
        return isWritten;
    };
    const auto outcome = verification.run([&input](char *to, qint64 size) { return readSome(input, to, size); }, write,
                                          scan::processorCount());
    // Nothing was verified, and whoever asks in a script is not to read that as success.
    if (outcome.isWritten && outcome.totals.all() == 0)
        return base::failure(base::ErrorCode::FileUnfit, base::ErrorStep::ReadTokens,
                             QString::fromStdString(request.input), u"no-token"_s);
    const bool isWritten = outcome.isWritten && (!request.isCount || write(totalsText(outcome.totals, request.isJson)));
    if (!isWritten)
        return reportUnwritten(writeError);
    return outcome.totals.verified() == outcome.totals.all() ? Exit::Done : Exit::Refused;
}

} // namespace gatehouse::app::start
