#include "models/domain/Tenant.h"

#include <array>

namespace gatehouse::domain {

using namespace Qt::StringLiterals;

QString managementApiIdentifier()
{
    return u"https://gatehouse.localhost/api/v2/"_s;
}

const QList<Scope> &managementApiScopes()
{
    static const QList<Scope> scopes = [] {
        struct Kind
        {
            QLatin1StringView object;
            QLatin1StringView words;
            QLatin1StringView verbs; ///< the first letters of read, create, update, delete
        };
        static constexpr std::array kinds{
            Kind{"resource_servers"_L1, "APIs"_L1, "rcud"_L1},
            Kind{"clients"_L1, "clients"_L1, "rcud"_L1},
            Kind{"client_grants"_L1, "client grants"_L1, "rcud"_L1},
            Kind{"client_keys"_L1, "client secrets"_L1, "ru"_L1},
            Kind{"client_summary"_L1, "what clients are called"_L1, "r"_L1},
            Kind{"client_credentials"_L1, "client credentials"_L1, "rcud"_L1},
            Kind{"users"_L1, "users"_L1, "rcud"_L1},
            Kind{"grants"_L1, "consents"_L1, "rd"_L1},
            Kind{"refresh_tokens"_L1, "refresh tokens"_L1, "rd"_L1},
            Kind{"signing_keys"_L1, "signing keys"_L1, "rcu"_L1},
            Kind{"tenant_settings"_L1, "tenant settings"_L1, "ru"_L1},
            Kind{"actions"_L1, "actions"_L1, "r"_L1},
        };
        static constexpr std::array verbs{"read"_L1, "create"_L1, "update"_L1, "delete"_L1};
        QList<Scope> made;
        for (const Kind &kind : kinds) {
            for (const QLatin1StringView verb : verbs) {
                if (!kind.verbs.contains(verb.front()))
                    continue;
                const QString word = QChar(verb.front()).toUpper() + QString(verb.sliced(1));
                made.append({verb + u':' + kind.object, word + u' ' + kind.words});
            }
        }
        return made;
    }();
    return scopes;
}

bool isManagementAudience(const QString &identifier, const QStringList &issuers)
{
    return identifier == managementApiIdentifier() ||
           (identifier.endsWith("/api/v2/"_L1) && issuers.contains(identifier.chopped("api/v2/"_L1.size())));
}

} // namespace gatehouse::domain
