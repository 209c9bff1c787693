#include "ui/pages/ExchangeCard.h"

#include "models/base/Redaction.h"
#include "models/base/Text.h"
#include "ui/theme/ButtonKind.h"
#include "ui/theme/IconSet.h"
#include "ui/widgets/Badge.h"
#include "ui/widgets/ClipboardGuard.h"
#include "ui/widgets/CopyButton.h"
#include "ui/widgets/MonospaceView.h"
#include "ui/widgets/SegmentedControl.h"

#include <QAbstractButton>
#include <QBoxLayout>
#include <QToolButton>

namespace gatehouse::ui::pages {

using namespace Qt::StringLiterals;

namespace {

enum Side { Response, Request };

QString headerLines(const http::HeaderList &headers)
{
    QString lines;
    for (const auto &[name, value] : headers)
        lines += QString::fromLatin1(name) + u": "_s + QString::fromLatin1(value) + QLatin1Char('\n');
    return lines;
}

QString responseText(const http::HttpResponse &response)
{
    return u"HTTP/1.1 %1 %2\n"_s.arg(response.status).arg(QString::fromLatin1(response.reason)) +
           headerLines(response.headers) + QLatin1Char('\n') + QString::fromUtf8(response.body);
}

QString requestText(const http::HttpRequest &request)
{
    return u"%1 %2 HTTP/1.1\nHost: %3\n"_s.arg(QString::fromLatin1(request.method),
                                               request.url.path(QUrl::FullyEncoded),
                                               request.url.authority(QUrl::FullyEncoded)) +
           headerLines(request.headers) + QLatin1Char('\n') + QString::fromUtf8(request.body);
}

} // namespace

ExchangeCard::ExchangeCard(QWidget *parent)
    : Card(tr("As it was sent"), {}, parent)
    , m_side(new widgets::SegmentedControl(tr("Response or request"), this))
    , m_status(new widgets::Badge({}, theme::Tone::Neutral, this))
    , m_text(new widgets::MonospaceView(tr("Response as it was sent"), this))
    , m_copy(new widgets::CopyButton(
          tr("what is shown"), [this] { return text(); }, this))
    , m_reveal(new QToolButton(this))
{
    setObjectName(u"exchangeCard"_s);
    m_side->setObjectName(u"exchangeSide"_s);
    m_side->addChoice(tr("Response"));
    m_side->addChoice(tr("Request"));
    m_side->button(Response)->setObjectName(u"exchangeResponse"_s);
    m_side->button(Request)->setObjectName(u"exchangeRequest"_s);
    m_side->setCurrent(Response);
    m_status->setObjectName(u"exchangeStatus"_s);
    m_text->setObjectName(u"exchangeText"_s);
    m_text->copyButton()->hide();
    m_text->setGuarded(true);
    m_text->setLineWrapMode(QPlainTextEdit::WidgetWidth);
    m_text->setWordWrapMode(QTextOption::WrapAnywhere);
    m_text->setVisibleLines(24);
    m_copy->setObjectName(u"exchangeCopy"_s);
    m_copy->setHandler([this] {
        // Revealed text holds a live token; it is copied like any other secret.
        QByteArray bytes = text().toUtf8();
        widgets::copySecret(base::Secret(QByteArrayView(bytes)));
        base::wipe(bytes.data(), static_cast<std::size_t>(bytes.size()));
        m_copy->acknowledge();
    });
    m_reveal->setObjectName(u"exchangeReveal"_s);
    m_reveal->setCheckable(true);
    m_reveal->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    addAction(m_status);
    addAction(m_side);
    addAction(m_reveal);
    addAction(m_copy);
    body()->addWidget(m_text);
    connect(m_side, &widgets::SegmentedControl::chosen, this, &ExchangeCard::showText);
    connect(m_reveal, &QToolButton::toggled, this, &ExchangeCard::showText);
    setExchange({});
}

void ExchangeCard::setExchange(const std::optional<oauth::TokenExchange> &exchange)
{
    m_exchange = exchange;
    setVisible(exchange.has_value());
    hideSecrets();
    if (exchange) {
        const int status = exchange->received.status;
        m_status->setText(u"HTTP %1"_s.arg(status));
        m_status->setTone(status == 200 ? theme::Tone::Neutral : theme::Tone::Danger);
        m_status->setAccessibleName(tr("Status %1").arg(status));
    }
    showText();
}

void ExchangeCard::hideSecrets()
{
    m_reveal->setChecked(false);
}

bool ExchangeCard::isRevealed() const
{
    return m_reveal->isChecked();
}

QString ExchangeCard::text() const
{
    if (!m_exchange)
        return {};
    const QString whole =
        m_side->current() == Response ? responseText(m_exchange->received) : requestText(m_exchange->sent);
    return isRevealed() ? whole : base::redacted(whole);
}

void ExchangeCard::showText()
{
    const bool revealed = isRevealed();
    m_reveal->setText(revealed ? tr("Hide secrets") : tr("Reveal secrets"));
    m_reveal->setAccessibleName(m_reveal->text());
    m_reveal->setIcon(theme::icon(revealed ? u"eye-off"_s : u"eye"_s));
    m_text->setAccessibleName(m_side->current() == Response ? tr("Response as it was sent")
                                                            : tr("Request as it was sent"));
    m_text->setContent(base::visibleLines(text()));
}

} // namespace gatehouse::ui::pages
