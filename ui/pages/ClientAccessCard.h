#pragma once

#include "ui/pages/TenantAccess.h"
#include "ui/widgets/Card.h"

namespace gatehouse::ui::widgets {
class EmptyState;
}

namespace gatehouse::ui::pages {

/// Which APIs one client may call, with how many of their scopes, each a step away from its page.
class ClientAccessCard : public widgets::Card
{
    Q_OBJECT

public:
    explicit ClientAccessCard(TenantAccess access, QWidget *parent = nullptr);

    /// Shows the grants as they are now.
    void setClient(const domain::ClientId &client);

Q_SIGNALS:
    void openRequested(const QString &address);

private:
    /// What one row shows; rows are made anew only when this differs.
    struct Row
    {
        domain::ResourceServerId api;
        QString name;
        bool isSystem = false;
        std::optional<QStringList> granted;   ///< in its own name
        std::optional<QStringList> forPeople; ///< in a person's
        qsizetype scopes = 0;

        bool operator==(const Row &) const = default;
    };

    QWidget *makeRow(const Row &row);

    TenantAccess m_access;
    domain::ClientId m_client;
    QList<Row> m_rows;
    bool m_isOpen = true; ///< the APIs section is there to go to
    QWidget *m_list = nullptr;
};

} // namespace gatehouse::ui::pages
