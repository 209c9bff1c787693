#include "models/inspector/rules/Rules.h"
#include "models/inspector/rules/TextInClaims.h"

namespace gatehouse::inspector::rules {

namespace {

using namespace Qt::StringLiterals;

/// What a claim of that name says about a person, if anything.
std::optional<PersonalDatum> personalDatum(const QString &name)
{
    for (std::size_t i = 0; i < countOf<PersonalDatum>(); ++i) {
        if (name == codeName(static_cast<PersonalDatum>(i)))
            return static_cast<PersonalDatum>(i);
    }
    return std::nullopt;
}

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
void lookForPersonalData(const RuleContext &context, FindingSink &findings)
{
    if (!context.token.claims)
        return;
    QStringList noted;
    const auto isNew = [&noted](const FindingKind &kind, const QString &name) {
        if (noted.contains(kind.id + name) || noted.size() > 20)
            return false;
        noted.append(kind.id + name);
        return true;
    };
    const auto noteCard = [&](const QString &name, const QString &digits) {
        if (isNew(kinds::cardNumber, name))
            findings.report(kinds::cardNumber, "member"_p = name, "masked"_p = u"•••• "_s + digits.last(4));
    };
    const auto noteDatum = [&](const QString &name, PersonalDatum what) {
        if (isNew(kinds::personalData, name))
            findings.report(kinds::personalData, "member"_p = name, "what"_p = what);
    };
    forEachText(*context.token.claims, [&](const QString &name, const QString &text) {
        const QString folded = name.toLower();
        // Namespaced claims say what they are in their last part: "https://example.com/email".
        const QString last = folded.mid(folded.lastIndexOf(u'/') + 1);
        if (const QString card = cardDigits(text); !card.isEmpty())
            noteCard(name, card);
        else if (isEmail(text))
            noteDatum(name, PersonalDatum::Email);
        else if (const auto datum = personalDatum(last); datum && !text.isEmpty())
            noteDatum(name, *datum);
    });
    for (const jose::JsonMember &member : context.token.claims->members) {
        if (member.value.isNumber()) {
            if (const QString card = cardDigits(QString::fromLatin1(member.value.number)); !card.isEmpty())
                noteCard(member.name, card);
        }
    }
}

} // namespace

constinit const Rule personalData{lookForPersonalData};

} // namespace gatehouse::inspector::rules
