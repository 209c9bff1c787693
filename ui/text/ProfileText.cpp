#include "ui/text/ProfileText.h"

#include <QCoreApplication>

#include <array>
#include <span>

namespace gatehouse::ui::text {

namespace {

constexpr const char *profileContext = "gatehouse::ui::text::ProfileText";

class ProfileWords
{
    Q_DECLARE_TR_FUNCTIONS(gatehouse::ui::text::ProfileText)
};

struct RuleEntry
{
    const char *id;
    const char *sentence;
};

constexpr std::array rfc9068Rules{
    RuleEntry{"type", QT_TRANSLATE_NOOP("gatehouse::ui::text::ProfileText", "The header says that it is an at+jwt.")},
    RuleEntry{"signed", QT_TRANSLATE_NOOP("gatehouse::ui::text::ProfileText", "The token is signed.")},
    RuleEntry{"claim-iss", QT_TRANSLATE_NOOP("gatehouse::ui::text::ProfileText", "It names its issuer.")},
    RuleEntry{"claim-sub", QT_TRANSLATE_NOOP("gatehouse::ui::text::ProfileText", "It names its subject.")},
    RuleEntry{"claim-client_id",
              QT_TRANSLATE_NOOP("gatehouse::ui::text::ProfileText", "It names the client as client_id.")},
    RuleEntry{"claim-jti", QT_TRANSLATE_NOOP("gatehouse::ui::text::ProfileText", "It has an id of its own.")},
    RuleEntry{"claim-aud", QT_TRANSLATE_NOOP("gatehouse::ui::text::ProfileText", "It names an audience.")},
    RuleEntry{"claim-exp", QT_TRANSLATE_NOOP("gatehouse::ui::text::ProfileText", "It says when it expires.")},
    RuleEntry{"claim-iat", QT_TRANSLATE_NOOP("gatehouse::ui::text::ProfileText", "It says when it was issued.")},
    RuleEntry{"scope-text", QT_TRANSLATE_NOOP("gatehouse::ui::text::ProfileText",
                                              "Its scope, if it has one, is a text with spaces between its values.")},
    RuleEntry{"no-id-token",
              QT_TRANSLATE_NOOP("gatehouse::ui::text::ProfileText", "It has none of the claims of an ID token.")},
};

constexpr std::array auth0Rules{
    RuleEntry{"type", QT_TRANSLATE_NOOP("gatehouse::ui::text::ProfileText", "The header says that it is a JWT.")},
    RuleEntry{"algorithm",
              QT_TRANSLATE_NOOP("gatehouse::ui::text::ProfileText", "It is signed with RS256, HS256 or PS256.")},
    RuleEntry{"key-id",
              QT_TRANSLATE_NOOP("gatehouse::ui::text::ProfileText", "It names its key, unless the key is a secret.")},
    RuleEntry{"issuer-slash", QT_TRANSLATE_NOOP("gatehouse::ui::text::ProfileText", "Its issuer ends with a slash.")},
    RuleEntry{"claim-sub", QT_TRANSLATE_NOOP("gatehouse::ui::text::ProfileText", "It names its subject.")},
    RuleEntry{"claim-aud",
              QT_TRANSLATE_NOOP("gatehouse::ui::text::ProfileText", "It names an audience, or two with /userinfo.")},
    RuleEntry{"claim-iat", QT_TRANSLATE_NOOP("gatehouse::ui::text::ProfileText", "It says when it was issued.")},
    RuleEntry{"claim-exp", QT_TRANSLATE_NOOP("gatehouse::ui::text::ProfileText", "It says when it expires.")},
    RuleEntry{"claim-azp", QT_TRANSLATE_NOOP("gatehouse::ui::text::ProfileText", "It names the client as azp.")},
    RuleEntry{"client-credentials",
              QT_TRANSLATE_NOOP("gatehouse::ui::text::ProfileText",
                                "A client's own token says so three times: in sub, in azp and in gty.")},
    RuleEntry{"scope-text", QT_TRANSLATE_NOOP("gatehouse::ui::text::ProfileText",
                                              "Its scope, if it has one, is a text with spaces between its values.")},
    RuleEntry{"permissions",
              QT_TRANSLATE_NOOP("gatehouse::ui::text::ProfileText", "Its permissions, if it has any, are a list.")},
    RuleEntry{"no-id-token",
              QT_TRANSLATE_NOOP("gatehouse::ui::text::ProfileText", "It has none of the claims of an ID token.")},
};

} // namespace

QString profileRuleText(scan::Profile profile, const QString &ruleId)
{
    const std::span<const RuleEntry> rules =
        profile == scan::Profile::Rfc9068 ? std::span<const RuleEntry>(rfc9068Rules) : std::span(auth0Rules);
    for (const RuleEntry &rule : rules) {
        if (ruleId == QLatin1StringView(rule.id))
            return QCoreApplication::translate(profileContext, rule.sentence);
    }
    return {};
}

QString ruleResultWord(bool isKept)
{
    return isKept ? ProfileWords::tr("kept") : ProfileWords::tr("BROKEN");
}

QString profileSummary(int rules, int broken)
{
    if (broken == 0)
        return ProfileWords::tr("All rules of the profile are met.");
    return broken == 1 ? ProfileWords::tr("One of %1 rules is broken.").arg(rules)
                       : ProfileWords::tr("%1 of %2 rules are broken.").arg(broken).arg(rules);
}

} // namespace gatehouse::ui::text
