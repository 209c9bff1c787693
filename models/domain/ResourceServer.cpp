#include "models/domain/ResourceServer.h"

#include "models/domain/Tenant.h"
#include "models/domain/TextRules.h"

#include <QRegularExpression>

#include <algorithm>
#include <array>

namespace gatehouse::domain {

using namespace Qt::StringLiterals;

const Scope *ResourceServer::scope(const QString &value) const
{
    const auto found = std::ranges::find(scopes, value, &Scope::value);
    return found == scopes.end() ? nullptr : &*found;
}

QString ResourceServer::algorithmName() const
{
    const auto found = unread.constFind(u"signing_alg"_s);
    if (signingAlgorithm != SigningAlgorithm::Unknown || found == unread.cend() || found->written.isEmpty())
        return signingAlgorithmName(signingAlgorithm);
    const QString written = QString::fromUtf8(found->written);
    const bool isText = written.size() > 2 && written.startsWith(u'"') && !written.contains(u'\\');
    return isText ? written.sliced(1, written.size() - 2) : written;
}

std::optional<base::Instant> ResourceServer::previousSecretUntil() const
{
    if (previousSigningSecret.isEmpty() || !signingSecretSince)
        return {};
    return *signingSecretSince + std::chrono::seconds(tokenLifetime);
}

QStringList ResourceServer::scopeValues() const
{
    QStringList values;
    values.reserve(scopes.size());
    for (const Scope &scope : scopes)
        values.append(scope.value);
    return values;
}

MaybeViolation checkApiName(const QString &name)
{
    return checkName(Field::ApiName, name);
}

MaybeViolation checkIdentifier(const QString &identifier)
{
    if (identifier.isEmpty())
        return Violation{Field::ApiIdentifier, Rule::Required, {}, 0};
    if (identifier.size() > maxIdentifier)
        return Violation{Field::ApiIdentifier, Rule::TooLong, {}, maxIdentifier};
    for (const QChar c : identifier) {
        // Two audiences that look alike and differ are two APIs: only what can be told apart by eye is let in.
        if (c.unicode() <= 0x20 || c.unicode() >= 0x7f)
            return Violation{Field::ApiIdentifier, c.isSpace() ? Rule::Blank : Rule::NotPrintableAscii, QString(c), 0};
    }
    if (isReservedIdentifier(identifier))
        return Violation{Field::ApiIdentifier, Rule::Reserved, identifier, 0};
    return {};
}

bool isReservedIdentifier(const QString &identifier)
{
    if (identifier.startsWith("urn:auth0:"_L1))
        return true;
    // A token for an API of that name would be one for the server's own /userinfo, whatever port it moves to.
    static const QRegularExpression userInfo(uR"(\Ahttps?://(127\.0\.0\.1|localhost|\[::1\])(:[0-9]+)?/userinfo\z)"_s);
    if (userInfo.match(identifier).hasMatch())
        return true;
    static const QString domain = managementApiIdentifier().chopped("api/v2/"_L1.size());
    static constexpr std::array paths{"userinfo"_L1, "me/"_L1, "my-org/"_L1};
    return std::ranges::any_of(paths, [&](QLatin1StringView path) { return identifier == domain + path; });
}

MaybeViolation checkTokenLifetime(qint64 seconds)
{
    if (seconds < minTokenLifetime || seconds > maxTokenLifetime)
        return Violation{Field::TokenLifetime, Rule::OutOfRange, QString::number(seconds), maxTokenLifetime};
    return {};
}

MaybeViolation checkWebLifetimeText(const QString &text, int tokenLifetime)
{
    bool isNumber = false;
    const qint64 seconds = text.trimmed().toLongLong(&isNumber);
    if (isNumber && seconds >= minTokenLifetime && seconds <= tokenLifetime)
        return {};
    return Violation{Field::TokenLifetimeForWeb, isNumber ? Rule::OutOfRange : Rule::NotANumber, text, tokenLifetime};
}

MaybeViolation checkTokenLifetimeText(const QString &text)
{
    if (text.trimmed().isEmpty())
        return Violation{Field::TokenLifetime, Rule::Required, {}, 0};
    bool isNumber = false;
    const qint64 seconds = text.trimmed().toLongLong(&isNumber);
    if (!isNumber)
        return Violation{Field::TokenLifetime, Rule::NotANumber, text, 0};
    return checkTokenLifetime(seconds);
}

} // namespace gatehouse::domain
