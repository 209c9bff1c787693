#include "models/inspector/rules/Rules.h"
#include "models/inspector/rules/TextInClaims.h"

namespace gatehouse::inspector::rules {

namespace {

using namespace Qt::StringLiterals;

constexpr std::array personalDataKinds{
    // what
    FindingKind{"personal-data"_L1, Severity::Info, Finding::Subject::Claim, "RFC 7519 section 12"_L1},
    // masked
    FindingKind{"card-number"_L1, Severity::Warning, Finding::Subject::Claim, "RFC 7519 section 12"_L1},
};

/// OpenID Connect Core section 5.1 and what people call the same.
constexpr std::array personalNames{
    "email"_L1,        "name"_L1,      "given_name"_L1,        "family_name"_L1, "middle_name"_L1, "nickname"_L1,
    "phone_number"_L1, "birthdate"_L1, "address"_L1,           "gender"_L1,      "ssn"_L1,         "phone"_L1,
    "first_name"_L1,   "last_name"_L1, "date_of_birth"_L1,     "dob"_L1,         "passport"_L1,    "iban"_L1,
    "national_id"_L1,  "street"_L1,    "postal_code"_L1,       "ip"_L1,          "ip_address"_L1,  "upn"_L1,
    "unique_name"_L1,  "mail"_L1,      "preferred_username"_L1};

bool isEmail(const QString &text)
{
    const qsizetype at = text.indexOf(u'@');
    // "CLIENT_ID@clients" is a subject of Auth0's and nobody's address.
    return at > 0 && text.size() < 255 && text.indexOf(u'.', at) > at + 1 && !text.contains(u' ') &&
           !text.contains(u'/') && text.count(u'@') == 1 && !text.endsWith(u'.');
}

/// The digits of a card number (ISO/IEC 7812: 13 to 19 digits, Luhn's check digit), blanks and hyphens between them
/// allowed; empty for everything else.
QString cardDigits(const QString &text)
{
    if (text.size() > 23)
        return {};
    QString digits;
    for (const QChar c : text) {
        if (c >= u'0' && c <= u'9')
            digits.append(c);
        else if (c != u' ' && c != u'-')
            return {};
    }
    if (digits.size() < 13 || digits.size() > 19 || digits.front() < u'2' || digits.front() > u'6')
        return {};
    int sum = 0;
    for (qsizetype i = 0; i < digits.size(); ++i) {
        int digit = digits[digits.size() - 1 - i].unicode() - u'0';
        if (i % 2 == 1)
            digit = digit > 4 ? 2 * digit - 9 : 2 * digit;
        sum += digit;
    }
    return sum % 10 == 0 ? digits : QString();
}

/// What a payload tells everybody who sees the token: it is signed, not encrypted. Values are shown masked.
void lookForPersonalData(const RuleContext &context, QList<Finding> &findings)
{
    if (!context.token.claims)
        return;
    QStringList noted;
    const auto note = [&](QLatin1StringView id, const QString &name, const QString &what) {
        if (noted.contains(id + name) || noted.size() > 20)
            return;
        noted.append(id + name);
        findings.append(makeFinding(id, name, {what}));
    };
    forEachText(*context.token.claims, [&](const QString &name, const QString &text) {
        const QString folded = name.toLower();
        // Namespaced claims say what they are in their last part: "https://example.com/email".
        const QString last = folded.mid(folded.lastIndexOf(u'/') + 1);
        if (const QString card = cardDigits(text); !card.isEmpty())
            note("card-number"_L1, name, u"•••• "_s + card.last(4));
        else if (isEmail(text))
            note("personal-data"_L1, name, u"email"_s);
        else if (!text.isEmpty() && std::ranges::any_of(personalNames, [&last](auto one) { return last == one; }))
            note("personal-data"_L1, name, last);
    });
    for (const jose::JsonMember &member : context.token.claims->members) {
        if (member.value.isNumber()) {
            if (const QString card = cardDigits(QString::fromLatin1(member.value.number)); !card.isEmpty())
                note("card-number"_L1, member.name, u"•••• "_s + card.last(4));
        }
    }
}

} // namespace

constinit const Rule personalData{personalDataKinds, lookForPersonalData};

} // namespace gatehouse::inspector::rules
