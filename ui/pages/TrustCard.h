#pragma once

#include "ui/pages/ServerControl.h"
#include "ui/widgets/Card.h"

class QComboBox;
class QPushButton;

namespace gatehouse::ui::widgets {
class ErrorBanner;
class LockedField;
} // namespace gatehouse::ui::widgets

namespace gatehouse::ui::pages {

/// HTTPS of the tenant's server: where it is, and how each kind of client is made to trust it.
class TrustCard : public widgets::Card
{
    Q_OBJECT

public:
    explicit TrustCard(ServerControl &server, QWidget *parent = nullptr);

    /// Writes the CA to `path`; the lines shown name it from then on.
    void exportTo(const QString &path);

private:
    void show();
    void showLine();
    void chooseTarget();

    ServerControl &m_server;
    QString m_path; ///< where the CA was written last
    widgets::ErrorBanner *m_banner;
    widgets::LockedField *m_issuer;
    QComboBox *m_client;
    widgets::LockedField *m_line;
    QPushButton *m_export;
};

} // namespace gatehouse::ui::pages
