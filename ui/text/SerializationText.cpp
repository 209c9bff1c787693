#include "models/base/Text.h"
#include "ui/text/TokenFaultText.h"

#include <QCoreApplication>

namespace gatehouse::ui::text {

namespace {

struct SerializationWords
{
    Q_DECLARE_TR_FUNCTIONS(gatehouse::ui::text::SerializationWords)
};

QString shown(const QString &member)
{
    return base::visibleText(member, 80);
}

/// What the standards want of a member, for the sentence that says it is something else.
QString wrongType(const QString &member)
{
    if (member == u"header" || member == u"unprotected")
        return SerializationWords::tr("The member “%1” is not a JSON object. Where it is not needed, leave it away.")
            .arg(member);
    if (member == u"signatures" || member == u"recipients")
        return SerializationWords::tr("The member “%1” is not an array of JSON objects with at least one in it.")
            .arg(member);
    return SerializationWords::tr(
               "The member “%1” is not a string. It has to be base64url, or absent where it is optional.")
        .arg(shown(member));
}

QString missing(const QString &member)
{
    return member == u"protected"
               ? SerializationWords::tr(
                     "The token has neither “protected” nor “header”: nothing says how it is signed.")
               : SerializationWords::tr("The member “%1” is missing.").arg(shown(member));
}

} // namespace

QString jsonJwsErrorText(const jose::JsonJwsError &error)
{
    using enum jose::JsonJwsError::Kind;
    switch (error.kind) {
    case NotAJws:
        return SerializationWords::tr("The JSON has neither “signature” nor “signatures”.");
    case TooLarge:
        return SerializationWords::tr("The text is larger than %1 KiB, the limit for a token.")
            .arg(QString::number(jose::maxTokenSize / 1024));
    case Json:
        return SerializationWords::tr("The token is not strict JSON. %1").arg(jsonErrorText(error.json));
    case MissingMember:
        return missing(error.member);
    case WrongType:
        return wrongType(error.member);
    case BothForms:
        return SerializationWords::tr(
            "The token has “signatures” and members of the flattened form: it is one or the other.");
    case Base64Url:
        return SerializationWords::tr("The member “%1” is not strict base64url.").arg(shown(error.member));
    case HeaderJson:
        return SerializationWords::tr("The protected header is not strict JSON. %1").arg(jsonErrorText(error.json));
    case HeaderNotObject:
        return SerializationWords::tr("The protected header is JSON and not an object.");
    case EmptyHeader:
        return SerializationWords::tr("The member “protected” is empty. An empty protected header has to be absent.");
    case Overlap:
        return SerializationWords::tr("The parameter “%1” is in the protected and in the unprotected header.")
            .arg(shown(error.member));
    case UnprotectedCrit:
        return SerializationWords::tr("The parameter “%1” is in the unprotected header. It has to be signed.")
            .arg(shown(error.member));
    case MixedB64:
        return SerializationWords::tr("The signatures disagree about “b64”: one payload cannot be both.");
    case NoSignatures:
        return SerializationWords::tr("The member “signatures” is an empty array: nobody signed the token.");
    case TooMany:
        return SerializationWords::tr("The token has more than %1 signatures.")
            .arg(QString::number(jose::maxSignatures));
    }
    return {};
}

QString jweErrorText(const jose::JweError &error)
{
    using enum jose::JweError::Kind;
    switch (error.kind) {
    case NotAJwe:
        return SerializationWords::tr("The JSON lacks members that an encrypted token has.");
    case EmptyAad:
        return SerializationWords::tr("The member “aad” is empty. Without additional data, it has to be absent.");
    case MissingMember:
        return SerializationWords::tr("The member “%1” is missing.").arg(shown(error.member));
    case WrongType:
        return wrongType(error.member);
    case BothForms:
        return SerializationWords::tr(
            "The token has “recipients” and members of the flattened form: it is one or the other.");
    case Overlap:
        return SerializationWords::tr("The parameter “%1” is in two of the token's headers.").arg(shown(error.member));
    case NoRecipients:
        return SerializationWords::tr("The member “recipients” is an empty array: nobody can open the token.");
    case Json:
        return error.part < 0 && !error.member.isEmpty()
                   ? SerializationWords::tr("The token's header is not strict JSON. %1").arg(jsonErrorText(error.json))
                   : QString();
    case TooLarge:
    case Base64Url:
    case HeaderNotObject:
    case EmptyHeader:
    case TooMany:
        break; // the reason says it
    }
    return {};
}

} // namespace gatehouse::ui::text
