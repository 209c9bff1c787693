#include "models/inspector/rules/Rules.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace gatehouse::inspector::rules {

namespace {

using namespace Qt::StringLiterals;
using JwsKind = jose::JwsError::Kind;

constexpr std::array differenceKinds{
    // case, accepted by, refused by
    FindingKind{"implementations-differ"_L1, Severity::Info, Finding::Subject::Token},
};

// Six implementations, measured on HS256 tokens whose MAC is right for the text as sent, the algorithm pinned to the
// key where the library allows it: jose 6.2.18 and jsonwebtoken 9.0.3 (Node), PyJWT 2.10.1, jwcrypto 1.5.6,
// joserfc 1.1.0, and the C program jose 14.
enum Implementation : unsigned {
    NodeJose = 1U,
    JsonWebToken = 2U,
    PyJwt = 4U,
    JwCrypto = 8U,
    JoseRfc = 16U,
    CJose = 32U,
    All = 63U,
};

struct Case
{
    QLatin1StringView id;
    unsigned accepting;
};

constexpr std::array cases{
    Case{"alg-twice"_L1, All},
    Case{"byte-order-mark"_L1, NodeJose | PyJwt | JoseRfc},
    Case{"header-not-utf8"_L1, JsonWebToken},
    Case{"header-utf16"_L1, PyJwt | JoseRfc},
    Case{"crit-unknown"_L1, JsonWebToken | CJose},
    Case{"crit-empty"_L1, JsonWebToken | JwCrypto | JoseRfc | CJose},
    Case{"crit-registered"_L1, JsonWebToken | JwCrypto | JoseRfc | CJose},
    Case{"crit-not-a-list"_L1, JsonWebToken | CJose},
    Case{"crit-absent"_L1, JsonWebToken | CJose},
    Case{"b64-without-crit"_L1, NodeJose | JsonWebToken | CJose},
    Case{"padded-header"_L1, NodeJose | PyJwt | JoseRfc},
    Case{"standard-alphabet"_L1, PyJwt | CJose},
    Case{"blanks-around"_L1, NodeJose},
    Case{"padded-signature"_L1, NodeJose | PyJwt | JwCrypto | JoseRfc},
    Case{"spare-bits"_L1, NodeJose | PyJwt | JwCrypto},
    Case{"alg-missing"_L1, CJose},
    Case{"kid-not-a-string"_L1, NodeJose | JsonWebToken | JwCrypto | CJose},
    Case{"nested-deeply"_L1, NodeJose | JsonWebToken},
};

QString namesOf(unsigned implementations)
{
    static constexpr std::array names{"jose (Node)"_L1, "jsonwebtoken"_L1, "PyJWT"_L1,
                                      "jwcrypto"_L1,    "joserfc"_L1,      "jose (C)"_L1};
    QStringList list;
    for (std::size_t i = 0; i < names.size(); ++i) {
        if ((implementations & (1U << i)) != 0)
            list.append(names[i]);
    }
    return list.join(", "_L1);
}

QByteArray headerBytesOf(const QByteArray &token)
{
    return QByteArray::fromBase64(token.first(qMax<qsizetype>(0, token.indexOf('.'))), QByteArray::Base64UrlEncoding);
}

/// Of a header that names `alg` twice, the last one counts for all six.
bool endsWithRealAlgorithm(const QByteArray &token)
{
    const QJsonObject header = QJsonDocument::fromJson(headerBytesOf(token)).object();
    return jose::parseAlgorithm(header.value("alg"_L1).toString()).has_value();
}

QLatin1StringView caseOfHeaderJson(const TokenInspection &token)
{
    const jose::JsonError &error = token.jwsError->json;
    switch (error.kind) {
    case jose::JsonError::Kind::DuplicateName:
        return error.name == "alg"_L1 && endsWithRealAlgorithm(token.token) ? "alg-twice"_L1 : QLatin1StringView();
    case jose::JsonError::Kind::ByteOrderMark:
        return headerBytesOf(token.token).startsWith("\xEF\xBB\xBF") ? "byte-order-mark"_L1 : "header-utf16"_L1;
    case jose::JsonError::Kind::NotUtf8:
        return headerBytesOf(token.token).contains('\0') ? "header-utf16"_L1 : "header-not-utf8"_L1;
    case jose::JsonError::Kind::TooDeep:
        return "nested-deeply"_L1;
    case jose::JsonError::Kind::Syntax: {
        const QByteArray bytes = headerBytesOf(token.token);
        return bytes.size() > 3 && bytes[0] == '{' && bytes[1] == '\0' ? "header-utf16"_L1 : QLatin1StringView();
    }
    default:
        return {};
    }
}

QLatin1StringView caseOfBase64(const TokenInspection &token)
{
    const jose::JwsError &error = *token.jwsError;
    switch (error.base64.kind) {
    case jose::Base64UrlError::Kind::Padding:
        return error.segment == 0   ? "padded-header"_L1
               : error.segment == 2 ? "padded-signature"_L1
                                    : QLatin1StringView();
    case jose::Base64UrlError::Kind::SpareBits:
        return error.segment == 2 ? "spare-bits"_L1 : QLatin1StringView();
    case jose::Base64UrlError::Kind::Character: {
        const char c = token.token.at(qBound<qsizetype>(0, error.position, token.token.size() - 1));
        return error.segment == 1 && (c == '+' || c == '/') ? "standard-alphabet"_L1 : QLatin1StringView();
    }
    default:
        return {};
    }
}

QLatin1StringView caseOfCrit(const jose::JsonValue &header, Reason reason)
{
    const jose::JsonValue *crit = header.member(u"crit");
    if (!crit)
        return "b64-without-crit"_L1;
    if (reason == Reason::CritNotUnderstood)
        return "crit-unknown"_L1;
    if (!crit->isArray())
        return crit->isString() ? "crit-not-a-list"_L1 : QLatin1StringView();
    if (crit->elements.isEmpty())
        return "crit-empty"_L1;
    const jose::JsonValue &first = crit->elements.first();
    if (crit->elements.size() > 1 || !first.isString())
        return {};
    return header.member(first.string) ? "crit-registered"_L1 : "crit-absent"_L1;
}

QLatin1StringView caseOf(const RuleContext &context)
{
    const TokenInspection &token = context.token;
    if (token.jwsError && token.jwsError->kind == JwsKind::HeaderJson)
        return caseOfHeaderJson(token);
    if (token.jwsError && token.jwsError->kind == JwsKind::Base64Url)
        return caseOfBase64(token);
    if (!token.jws)
        return {};
    switch (token.reason) {
    case Reason::CritMalformed:
    case Reason::CritNotUnderstood:
        return caseOfCrit(context.header(), token.reason);
    case Reason::AlgorithmMissing:
        return context.parameter(u"alg") ? QLatin1StringView() : "alg-missing"_L1;
    case Reason::HeaderType: {
        const jose::JsonValue *kid = context.parameter(u"kid");
        return kid && kid->isNumber() ? "kid-not-a-string"_L1 : QLatin1StringView();
    }
    default:
        break;
    }
    const bool isField = context.policy.textOrigin == VerificationPolicy::TextOrigin::Field;
    return isField && token.removed.contains("blanks"_L1) ? "blanks-around"_L1 : QLatin1StringView();
}

/// Tokens that one library accepts and another refuses are how an attacker tells one program's view from another's.
void lookForDifferences(const RuleContext &context, QList<Finding> &findings)
{
    const QLatin1StringView id = caseOf(context);
    const auto *found = std::ranges::find(cases, id, &Case::id);
    if (found != cases.end())
        findings.append(makeFinding("implementations-differ"_L1, {},
                                    {found->id, namesOf(found->accepting), namesOf(All & ~found->accepting)}));
}

} // namespace

constinit const Rule implementationsDiffer{differenceKinds, lookForDifferences, Rule::Needs::Nothing};

} // namespace gatehouse::inspector::rules
