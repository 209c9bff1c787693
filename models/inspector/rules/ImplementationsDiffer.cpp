#include "models/inspector/rules/Rules.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace gatehouse::inspector::rules {

namespace {

using namespace Qt::StringLiterals;
using JwsKind = jose::JwsError::Kind;

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
    DifferenceCase id;
    unsigned accepting;
};

constexpr std::array cases{
    Case{DifferenceCase::AlgTwice, All},
    Case{DifferenceCase::ByteOrderMark, NodeJose | PyJwt | JoseRfc},
    Case{DifferenceCase::HeaderNotUtf8, JsonWebToken},
    Case{DifferenceCase::HeaderUtf16, PyJwt | JoseRfc},
    Case{DifferenceCase::CritUnknown, JsonWebToken | CJose},
    Case{DifferenceCase::CritEmpty, JsonWebToken | JwCrypto | JoseRfc | CJose},
    Case{DifferenceCase::CritRegistered, JsonWebToken | JwCrypto | JoseRfc | CJose},
    Case{DifferenceCase::CritNotAList, JsonWebToken | CJose},
    Case{DifferenceCase::CritAbsent, JsonWebToken | CJose},
    Case{DifferenceCase::B64WithoutCrit, NodeJose | JsonWebToken | CJose},
    Case{DifferenceCase::PaddedHeader, NodeJose | PyJwt | JoseRfc},
    Case{DifferenceCase::StandardAlphabet, PyJwt | CJose},
    Case{DifferenceCase::SpacesAround, NodeJose},
    Case{DifferenceCase::PaddedSignature, NodeJose | PyJwt | JwCrypto | JoseRfc},
    Case{DifferenceCase::SpareBits, NodeJose | PyJwt | JwCrypto},
    Case{DifferenceCase::AlgMissing, CJose},
    Case{DifferenceCase::KidNotAString, NodeJose | JsonWebToken | JwCrypto | CJose},
    Case{DifferenceCase::NestedDeeply, NodeJose | JsonWebToken},
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

std::optional<DifferenceCase> caseOfHeaderJson(const TokenInspection &token)
{
    const jose::JsonError &error = token.jwsError->json;
    switch (error.kind) {
    case jose::JsonError::Kind::DuplicateName:
        return error.name == "alg"_L1 && endsWithRealAlgorithm(token.token) ? std::optional(DifferenceCase::AlgTwice)
                                                                            : std::nullopt;
    case jose::JsonError::Kind::ByteOrderMark:
        return headerBytesOf(token.token).startsWith("\xEF\xBB\xBF") ? DifferenceCase::ByteOrderMark
                                                                     : DifferenceCase::HeaderUtf16;
    case jose::JsonError::Kind::NotUtf8:
        return headerBytesOf(token.token).contains('\0') ? DifferenceCase::HeaderUtf16 : DifferenceCase::HeaderNotUtf8;
    case jose::JsonError::Kind::TooDeep:
        return DifferenceCase::NestedDeeply;
    case jose::JsonError::Kind::Syntax: {
        const QByteArray bytes = headerBytesOf(token.token);
        return bytes.size() > 3 && bytes[0] == '{' && bytes[1] == '\0' ? std::optional(DifferenceCase::HeaderUtf16)
                                                                       : std::nullopt;
    }
    default:
        return std::nullopt;
    }
}

std::optional<DifferenceCase> caseOfBase64(const TokenInspection &token)
{
    const jose::JwsError &error = *token.jwsError;
    switch (error.base64.kind) {
    case jose::Base64UrlError::Kind::Padding:
        return error.segment == 0   ? std::optional(DifferenceCase::PaddedHeader)
               : error.segment == 2 ? std::optional(DifferenceCase::PaddedSignature)
                                    : std::nullopt;
    case jose::Base64UrlError::Kind::SpareBits:
        return error.segment == 2 ? std::optional(DifferenceCase::SpareBits) : std::nullopt;
    case jose::Base64UrlError::Kind::Character: {
        const char c = token.token.at(qBound<qsizetype>(0, error.position, token.token.size() - 1));
        return error.segment == 1 && (c == '+' || c == '/') ? std::optional(DifferenceCase::StandardAlphabet)
                                                            : std::nullopt;
    }
    default:
        return std::nullopt;
    }
}

std::optional<DifferenceCase> caseOfCrit(const jose::JsonValue &header, Reason reason)
{
    const jose::JsonValue *crit = header.member(u"crit");
    if (!crit)
        return DifferenceCase::B64WithoutCrit;
    if (reason == Reason::CritNotUnderstood)
        return DifferenceCase::CritUnknown;
    if (!crit->isArray())
        return crit->isString() ? std::optional(DifferenceCase::CritNotAList) : std::nullopt;
    if (crit->elements.isEmpty())
        return DifferenceCase::CritEmpty;
    const jose::JsonValue &first = crit->elements.first();
    if (crit->elements.size() > 1 || !first.isString())
        return std::nullopt;
    return header.member(first.string) ? DifferenceCase::CritRegistered : DifferenceCase::CritAbsent;
}

std::optional<DifferenceCase> caseOf(const RuleContext &context)
{
    const TokenInspection &token = context.token;
    if (token.reason == Reason::NotAlone)
        return token.around == Removals{Removal::Spaces} ? std::optional(DifferenceCase::SpacesAround) : std::nullopt;
    if (token.jwsError && token.jwsError->kind == JwsKind::HeaderJson)
        return caseOfHeaderJson(token);
    if (token.jwsError && token.jwsError->kind == JwsKind::Base64Url)
        return caseOfBase64(token);
    if (!token.jws)
        return std::nullopt;
    switch (token.reason) {
    case Reason::CritMalformed:
    case Reason::CritNotUnderstood:
        return caseOfCrit(context.header(), token.reason);
    case Reason::AlgorithmMissing:
        return context.parameter(u"alg") ? std::nullopt : std::optional(DifferenceCase::AlgMissing);
    case Reason::HeaderType: {
        const jose::JsonValue *kid = context.parameter(u"kid");
        return kid && kid->isNumber() ? std::optional(DifferenceCase::KidNotAString) : std::nullopt;
    }
    default:
        break;
    }
    return std::nullopt;
}

/// Tokens that one library accepts and another refuses are how an attacker tells one program's view from another's.
void lookForDifferences(const RuleContext &context, FindingSink &findings)
{
    const auto id = caseOf(context);
    const auto *found = id ? std::ranges::find(cases, *id, &Case::id) : cases.end();
    if (found != cases.end())
        findings.report(kinds::implementationsDiffer, "case"_p = found->id, "accepting"_p = namesOf(found->accepting),
                        "refusing"_p = namesOf(All & ~found->accepting));
}

} // namespace

constinit const Rule implementationsDiffer{Rule::Needs::Nothing, lookForDifferences, kinds::implementationsDiffer};

} // namespace gatehouse::inspector::rules
