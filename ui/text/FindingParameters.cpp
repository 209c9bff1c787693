#include "ui/text/FindingParameters.h"

#include "models/base/Text.h"
#include "ui/text/FindingCatalogue.h"

#include <QCoreApplication>

#include <array>

namespace gatehouse::ui::text {

namespace {

class FindingWords
{
    Q_DECLARE_TR_FUNCTIONS(gatehouse::ui::text::FindingText)
};

#define WORDS(text) QT_TRANSLATE_NOOP("gatehouse::ui::text::FindingText", text)

/// A code that a rule gives as a parameter, and what it means.
struct Code
{
    const char *finding; ///< its id, or the beginning of several, up to a hyphen
    const char *code;
    const char *words;
};

constexpr std::array codes{
    Code{"embedded-key", "own", WORDS("one of yours")},
    Code{"embedded-key", "foreign", WORDS("not one of yours")},
    Code{"embedded-key", "", WORDS("none")},
    Code{"certificate-key", "own", WORDS("one of yours")},
    Code{"certificate-key", "foreign", WORDS("not one of yours")},
    Code{"certificate-malformed", "base64url", WORDS("it is base64url where standard base64 belongs")},
    Code{"certificate-malformed", "base64", WORDS("it is not strict base64")},
    Code{"certificate-malformed", "der", WORDS("it is no certificate")},
    Code{"certificate-", "carried", WORDS("in x5c")},
    Code{"certificate-", "given", WORDS("of the given key")},
    Code{"certificate-order", "elsewhere", WORDS("its issuer's stands elsewhere")},
    Code{"certificate-order", "absent", WORDS("its issuer's is not there")},
    Code{"certificate-order", "signature", WORDS("that one names its issuer, and its key did not sign it")},
    Code{"certificate-no-root", "no-root", WORDS("none of them issued it")},
    Code{"certificate-no-root", "expired", WORDS("a certificate on the way has expired")},
    Code{"certificate-no-root", "not-yet", WORDS("a certificate on the way is not good yet")},
    Code{"certificate-no-root", "signature-wrong", WORDS("a signature on the way is wrong")},
    Code{"certificate-no-root", "not-an-authority", WORDS("a certificate on the way may issue none")},
    Code{"certificate-no-root", "weak", WORDS("a key or a hash on the way is too weak")},
    Code{"certificate-no-root", "refused", WORDS("it is malformed, too long, or against the rules for certificates")},
    Code{"dpop-proof-signature", "wrong", WORDS("the signature is wrong under that key")},
    Code{"dpop-proof-signature", "no-key", WORDS("it carries no key that fits")},
    Code{"dpop-token-hash", "missing", WORDS("it is missing")},
    Code{"dpop-token-hash", "differs", WORDS("it is that of something else")},
    Code{"dpop-token-binding", "missing", WORDS("it is missing")},
    Code{"dpop-token-binding", "differs", WORDS("it is that of another key")},
    Code{"dpop-proof-time", "old", WORDS("lies too far in the past")},
    Code{"dpop-proof-time", "none", WORDS("is no time")},
    Code{"dpop-proof-time", "future", WORDS("lies in the future")},
    Code{"crit-malformed", "b64-not-listed", WORDS("b64 is used and not listed")},
    Code{"crit-malformed", "not-strings", WORDS("it is no list of names")},
    Code{"crit-malformed", "empty", WORDS("it is empty")},
    Code{"crit-malformed", "too-many", WORDS("it has too many entries")},
    Code{"crit-malformed", "duplicate", WORDS("it names an extension twice")},
    Code{"crit-malformed", "registered", WORDS("it names a parameter that is no extension")},
    Code{"crit-malformed", "absent", WORDS("it names a parameter that is not there")},
    Code{"kid-injection", "path", WORDS("a path")},
    Code{"kid-injection", "expression", WORDS("an expression")},
    Code{"kid-injection", "command", WORDS("a command")},
    Code{"kid-injection", "sql", WORDS("an SQL fragment")},
    Code{"kid-injection", "address", WORDS("an address")},
    Code{"kid-injection", "markup", WORDS("markup")},
    Code{"kid-injection", "control-characters", WORDS("control characters")},
    Code{"key-url-deceptive", "user-info", WORDS("a name stands before the @ and looks like a host")},
    Code{"key-url-deceptive", "unreadable", WORDS("it is no address")},
    Code{"key-url-deceptive", "international", WORDS("its host is written in letters that may look like others")},
    Code{"dpop-proof", "right", WORDS("the signature is right under that key")},
    Code{"dpop-proof", "wrong", WORDS("the signature is wrong under that key")},
    Code{"dpop-proof", "no-key", WORDS("it carries no key that fits")},
    Code{"personal-data", "email", WORDS("an e-mail address")},
    Code{"secret-in-claim", "private-key", WORDS("a private key")},
    Code{"secret-in-claim", "credential", WORDS("a credential of another service")},
    Code{"secret-in-claim", "secret", WORDS("what its name calls a secret")},
    Code{"markup-in-claim", "html", WORDS("markup")},
    Code{"markup-in-claim", "formula", WORDS("what a spreadsheet takes for a formula")},
    Code{"markup-in-claim", "expression", WORDS("what a template takes for an expression")},
    Code{"probe-secret-form", "base64", WORDS("it was given as base64 text, and the bytes it stands for were used")},
    Code{"probe-secret-form", "base64url",
         WORDS("it was given as base64url text, and the bytes it stands for were used")},
    Code{"probe-secret-form", "hex", WORDS("it was given as hexadecimal text, and the bytes it stands for were used")},
    Code{"probe-secret-form", "line-feed", WORDS("with a line feed at its end")},
    Code{"probe-secret-form", "carriage-return", WORDS("with a carriage return and a line feed at its end")},
    Code{"probe-secret-form", "trimmed", WORDS("without the blanks around it")},
    Code{"probe-secret-form", "quoted", WORDS("with quotes around it")},
    Code{"probe-secret-form", "unquoted", WORDS("without the quotes around it")},
    Code{"probe-secret-form", "base64-text", WORDS("its base64 text")},
    Code{"probe-secret-form", "base64url-text", WORDS("its base64url text")},
    Code{"probe-secret-form", "hex-text", WORDS("its hexadecimal text")},
    Code{"probe-signed-text", "quotes", WORDS("with quotes around it")},
    Code{"probe-signed-text", "bearer", WORDS("with “Bearer” before it")},
    Code{"probe-signed-text", "line-feed", WORDS("with a line feed at its end")},
    Code{"probe-signed-text", "standard-base64", WORDS("in the standard base64 alphabet")},
    Code{"probe-signed-text", "padding", WORDS("with padding")},
    Code{"probe-signed-text", "payload-first", WORDS("the payload before the header")},
    Code{"probe-signed-text", "payload-alone", WORDS("the payload alone")},
    Code{"probe-signed-text", "not-encoded", WORDS("header and payload before they were encoded")},
    Code{"probe-signed-text", "payload-unencoded", WORDS("the payload before it was encoded")},
    Code{"probe-signed-text", "trailing-dot", WORDS("with a dot at its end")},
    Code{"probe-signed-text", "payload-compact", WORDS("the payload without blanks")},
    Code{"probe-signed-text", "payload-sorted", WORDS("the payload with its members sorted")},
    Code{"probe-signed-text", "payload-indented", WORDS("the payload indented")},
    Code{"probe-signed-text", "payload-spaced", WORDS("the payload with blanks behind commas and colons")},
    Code{"sender-constrained", "checked", WORDS("the sender's proof of having the key was checked")},
    Code{"sender-constrained", "unchecked",
         WORDS("the sender has to prove having the key, and no proof was checked here")},
    Code{"key-binding-time", "old", WORDS("lies too far in the past")},
    Code{"key-binding-time", "none", WORDS("is no time")},
    Code{"key-binding-time", "future", WORDS("lies in the future")},
    Code{"key-binding-wrong", "signature", WORDS("its signature is wrong")},
    Code{"key-binding-wrong", "no-key", WORDS("the issuer names no key of the holder")},
    Code{"key-binding-wrong", "form", WORDS("it is malformed")},
    Code{"key-binding-wrong", "type", WORDS("its typ is not kb+jwt")},
    Code{"key-binding-wrong", "missing", WORDS("a required claim is missing")},
    Code{"key-binding-wrong", "sd-hash", WORDS("it is bound to other disclosures")},
    Code{"key-binding-wrong", "algorithm", WORDS("its algorithm is none or symmetric")},
};

#undef WORDS

} // namespace

QString findingParameter(const inspector::Finding &finding, qsizetype index)
{
    const QString value = finding.parameters.value(index);
    // Where all accept a token, nothing is said of those that refuse it.
    if (finding.id == QLatin1StringView("implementations-differ") && index == 2)
        return value.isEmpty() ? QString()
                               : FindingWords::tr(" These refuse it: %1.").arg(base::visibleText(value, 200));
    for (const Code &code : codes) {
        const QLatin1StringView id(code.finding);
        if ((finding.id == id || (id.endsWith(u'-') && finding.id.startsWith(id))) &&
            value == QLatin1StringView(code.code))
            return QCoreApplication::translate(findingContext, code.words);
    }
    return base::visibleText(value, 200);
}

} // namespace gatehouse::ui::text
