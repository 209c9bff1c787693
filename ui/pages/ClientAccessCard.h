#pragma once

#include "ui/pages/TenantAccess.h"
#include "ui/widgets/Card.h"

class QPushButton;
class QVBoxLayout;

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
    class RowWidget;

    /// What one row shows.
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

    QList<Row> rowsOf(const domain::ClientId &client) const;
    void makeList();
    void showRows(QList<Row> rows);

    TenantAccess m_access;
    domain::ClientId m_client;
    bool m_showsAll = false; ///< of this client, because a person asked
    bool m_isOpen = true;    ///< the APIs section is there to go to
    QWidget *m_list = nullptr;
    QVBoxLayout *m_layout = nullptr; ///< of m_list's rows
    QPushButton *m_all = nullptr;    ///< below them
    QList<RowWidget *> m_rows; ///< one for each API; kept when the APIs change, since making them is what takes time
};

} // namespace gatehouse::ui::pages
