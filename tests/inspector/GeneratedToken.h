#pragma once

#include "tests/inspector/TokenSmith.h"

#include <rapidcheck.h>

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <optional>

namespace gatehouse::tests {

using namespace Qt::StringLiterals;

/// A token as it was generated: its text, and what is asked of it.
struct GeneratedToken
{
    static constexpr qint64 nowSeconds = 1'700'000'000;

    const char *form = "";  ///< of the text
    const char *fault = ""; ///< what is wrong with it, if anything
    QByteArray claims;
    QByteArray token;
    std::optional<QString> issuer;
    std::optional<QString> audience;
    std::optional<QString> scope;
    bool isAnyContent = false;
};

/// Ten lines that know nothing of the inspector: is each given expectation met by these claims?
inline bool isMet(const GeneratedToken &made)
{
    const QJsonObject claims = QJsonDocument::fromJson(made.claims).object();
    if ((made.issuer || made.audience || made.scope) && (claims.isEmpty() || made.claims.count("\"iss\":") > 1))
        return false;
    const QJsonValue aud = claims[u"aud"_s];
    const QJsonArray audiences = aud.isArray() ? aud.toArray() : QJsonArray{aud};
    const bool areTexts =
        std::all_of(audiences.cbegin(), audiences.cend(), [](const QJsonValue &one) { return one.isString(); });
    return (!made.issuer || claims[u"iss"_s] == QJsonValue(*made.issuer)) &&
           (!made.audience || (areTexts && audiences.contains(*made.audience))) &&
           (!made.scope || claims[u"scope"_s].toString().split(u' ').contains(*made.scope));
}

template <typename T> T oneOf(std::initializer_list<std::pair<std::size_t, T>> choices)
{
    return *rc::gen::weightedElement<T>(choices);
}

class TokenGenerator
{
public:
    explicit TokenGenerator(const TokenSmith &smith)
        : m_smith(smith)
    {
    }

    GeneratedToken make() const
    {
        GeneratedToken made;
        made.fault = oneOf<const char *>({{40, "none"},
                                          {5, "issuer wrong"},
                                          {4, "issuer missing"},
                                          {4, "issuer malformed"},
                                          {4, "issuer duplicated"},
                                          {5, "audience wrong"},
                                          {4, "audience missing"},
                                          {4, "audience malformed"},
                                          {4, "scope missing"},
                                          {4, "subject malformed"},
                                          {4, "expired"},
                                          {4, "not yet valid"},
                                          {4, "time malformed"},
                                          {4, "no expiry"},
                                          {6, "signature altered"},
                                          {4, "not signed"},
                                          {4, "payload not an object"},
                                          {4, "base64url padded"}});
        made.form = oneOf<const char *>({{70, "compact"}, {15, "flattened"}, {10, "general"}, {5, "nested"}});
        const bool isAsked = oneOf<int>({{3, 1}, {1, 0}}) == 1;
        if (isAsked && oneOf<int>({{4, 1}, {1, 0}}) == 1)
            made.issuer = u"https://issuer.example/"_s;
        if (isAsked && oneOf<int>({{4, 1}, {1, 0}}) == 1)
            made.audience = u"https://api.example/"_s;
        if (isAsked && oneOf<int>({{1, 1}, {2, 0}}) == 1)
            made.scope = u"read:x"_s;
        made.isAnyContent = oneOf<int>({{1, 1}, {9, 0}}) == 1;
        made.claims = claims(made.fault);
        made.token = token(made);
        return made;
    }

private:
    static QByteArray claims(QByteArrayView fault)
    {
        if (fault == "payload not an object")
            return oneOf<const char *>({{1, "[]"}, {1, "hello"}, {1, "{\"iss\":"}, {1, "null"}});
        QByteArrayList members;
        if (fault == "issuer wrong")
            members += R"("iss":"https://evil.example/")";
        else if (fault == "issuer malformed")
            members += oneOf<const char *>({{1, R"("iss":["https://issuer.example/"])"},
                                            {1, R"("iss":{"https://issuer.example/":1})"},
                                            {1, R"("iss":7)"},
                                            {1, R"("iss":null)"}});
        else if (fault != "issuer missing")
            members += R"("iss":"https://issuer.example/")";
        if (fault == "issuer duplicated")
            members += R"("iss":"https://issuer.example/")";
        if (fault == "audience wrong")
            members += oneOf<const char *>({{1, R"("aud":"https://api.example")"}, {1, R"("aud":["a","b"])"}});
        else if (fault == "audience malformed")
            members += oneOf<const char *>({{1, R"("aud":["https://api.example/",1])"},
                                            {1, R"("aud":{})"},
                                            {1, R"("aud":1)"},
                                            {1, R"("aud":null)"}});
        else if (fault == "audience missing")
            members += oneOf<const char *>({{1, R"("x":1)"}, {1, R"("aud":[])"}});
        else
            members += oneOf<const char *>(
                {{1, R"("aud":"https://api.example/")"}, {1, R"("aud":["other","https://api.example/"])"}});
        if (fault == "subject malformed")
            members += oneOf<const char *>({{1, R"("sub":null)"}, {1, R"("sub":1)"}});
        members += fault == "scope missing" ? R"("scope":"write:x")" : R"("scope":"write:x read:x")";
        const QByteArray past = QByteArray::number(GeneratedToken::nowSeconds - *rc::gen::inRange(1, 1000));
        const QByteArray future = QByteArray::number(GeneratedToken::nowSeconds + *rc::gen::inRange(1, 1000));
        if (fault == "time malformed")
            members += R"("exp":"soon")";
        else if (fault != "no expiry")
            members += R"("exp":)" + (fault == "expired" ? past : future);
        if (fault == "not yet valid")
            members += R"("nbf":)" + future;
        return '{' + members.join(',') + '}';
    }

    QByteArray token(const GeneratedToken &made) const
    {
        const QByteArrayView fault(made.fault);
        const QByteArrayView form(made.form);
        const QByteArray header = fault == "not signed" ? R"({"alg":"none","typ":"JWT"})"_ba
                                  : form == "nested"    ? R"({"alg":"HS256","typ":"JWT","cty":"JWT"})"_ba
                                                        : R"({"alg":"HS256","typ":"JWT"})"_ba;
        const QByteArray inner = form == "nested" ? m_smith.hs256(header, made.claims) : made.claims;
        QByteArray token = m_smith.hs256(header, inner);
        const qsizetype dot = token.lastIndexOf('.');
        if (fault == "not signed")
            token.truncate(dot + 1);
        else if (fault == "signature altered")
            token[dot + 5] = token[dot + 5] == 'A' ? 'B' : 'A';
        else if (fault == "base64url padded")
            token.insert(token.indexOf('.'), '=');
        const QByteArrayList parts = token.split('.');
        const QByteArray signature = R"("protected":")" + parts[0] + R"(","signature":")" + parts[2] + '"';
        if (form == "flattened")
            return R"({"payload":")" + parts[1] + "\"," + signature + '}';
        if (form == "general")
            return R"({"payload":")" + parts[1] + R"(","signatures":[{)" + signature + "}]}";
        return token;
    }

    const TokenSmith &m_smith;
};

} // namespace gatehouse::tests
