#pragma once

#include "models/oauth/TokenEndpoint.h"
#include "ui/widgets/Card.h"

class QToolButton;

namespace gatehouse::ui::widgets {
class Badge;
class CopyButton;
class MonospaceView;
class SegmentedControl;
} // namespace gatehouse::ui::widgets

namespace gatehouse::ui::pages {

/// What went over the wire in a test run, as it was sent: the response and the request. Secrets and tokens are left out
/// until a person asks for them, and again once the page is left.
class ExchangeCard : public widgets::Card
{
    Q_OBJECT

public:
    explicit ExchangeCard(QWidget *parent = nullptr);

    /// Nothing hides the card.
    void setExchange(const std::optional<oauth::TokenExchange> &exchange);
    void hideSecrets();
    bool isRevealed() const;

private:
    void showText();
    QString text() const;

    std::optional<oauth::TokenExchange> m_exchange;
    widgets::SegmentedControl *m_side;
    widgets::Badge *m_status;
    widgets::MonospaceView *m_text;
    widgets::CopyButton *m_copy;
    QToolButton *m_reveal;
};

} // namespace gatehouse::ui::pages
