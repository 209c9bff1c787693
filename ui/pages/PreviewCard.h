#pragma once

#include "models/base/Clock.h"
#include "models/store/StoreSnapshot.h"
#include "ui/theme/SeverityStyle.h"
#include "ui/widgets/Card.h"

class QBoxLayout;
class QStandardItemModel;
class QToolButton;

namespace gatehouse::ui::inspection {
class FittedTable;
}
namespace gatehouse::ui::widgets {
class FieldMessage;
class MonospaceView;
} // namespace gatehouse::ui::widgets

namespace gatehouse::ui::pages {

/// The token that a run would get, before it is run: by the function that issues, with the reason beside each scope
/// and, for a person, whether the consent page is shown. Folded until it is wanted.
class PreviewCard : public widgets::Card
{
    Q_OBJECT

public:
    /// What would be asked for.
    struct Wish
    {
        store::StoreSnapshot tenant;
        domain::ResourceServerId api;
        domain::ClientId client;
        bool isPerson = false; ///< in a person's name
        domain::UserId user;   ///< theirs; empty while nobody is chosen
        QStringList scopes;    ///< in a client's own name, none stands for all
        QString redirectUri;
        bool promptsConsent = false;
        QString issuer;
        base::Instant now;
    };

    explicit PreviewCard(QWidget *parent = nullptr);

    void setWish(const Wish &wish);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void showPreview();
    void showScopes(const QList<std::pair<QString, QString>> &rows);
    void showNothing(theme::Sign sign, const QString &sentence);

    Wish m_wish;
    QToolButton *m_fold;
    QWidget *m_content;
    widgets::FieldMessage *m_message;
    QStandardItemModel *m_scopes;
    inspection::FittedTable *m_scopeTable;
    QWidget *m_token;
    QBoxLayout *m_row;
    widgets::MonospaceView *m_header;
    widgets::MonospaceView *m_claims;
};

} // namespace gatehouse::ui::pages
