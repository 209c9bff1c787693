#include "ui/widgets/ErrorBanner.h"

#include "ui/text/ErrorText.h"
#include "ui/theme/ButtonKind.h"
#include "ui/theme/IconSet.h"
#include "ui/theme/Spacing.h"
#include "ui/widgets/IconLabel.h"
#include "ui/widgets/PlainLabel.h"
#include "ui/widgets/Toast.h"
#include "ui/widgets/ToolTip.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QPushButton>
#include <QStyle>
#include <QToolButton>
#include <QVariant>

namespace gatehouse::ui::widgets {

using namespace Qt::StringLiterals;

namespace spacing = theme::spacing;

namespace {

QString surfaceOf(theme::Sign sign)
{
    switch (theme::SeverityStyle::of(sign).tone) {
    case theme::Tone::Success:
        return u"success"_s;
    case theme::Tone::Warning:
        return u"warning"_s;
    case theme::Tone::Danger:
        return u"error"_s;
    case theme::Tone::Info:
        return u"info"_s;
    default:
        return u"neutral"_s;
    }
}

} // namespace

ErrorBanner::ErrorBanner(QWidget *parent)
    : QFrame(parent)
    , m_icon(new IconLabel({}, theme::Tone::Icon, this))
    , m_text(new PlainLabel({}, PlainLabel::Role::Strong, this))
    , m_explanation(new PlainLabel({}, PlainLabel::Role::Body, this))
    , m_retry(new QPushButton(this))
    , m_details(new QPushButton(tr("Copy details"), this))
    , m_dismiss(new QToolButton(this))
{
    setObjectName(u"errorBanner"_s);
    m_retry->setObjectName(u"retryButton"_s);
    m_details->setObjectName(u"copyDetailsButton"_s);
    m_dismiss->setObjectName(u"dismissButton"_s);
    m_text->setWordWrap(true);
    m_explanation->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    theme::setButtonKind(*m_details, theme::ButtonKind::Link);
    m_dismiss->setIcon(theme::icon(u"close"_s));
    m_dismiss->setAccessibleName(tr("Dismiss"));
    m_dismiss->setFocusPolicy(Qt::StrongFocus);
    setPlainToolTip(*m_dismiss, tr("Dismiss"));

    auto *words = new QVBoxLayout;
    words->setSpacing(spacing::tight);
    words->addWidget(m_text);
    words->addWidget(m_explanation);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(spacing::medium, spacing::medium, spacing::medium, spacing::medium);
    layout->setSpacing(spacing::small);
    layout->addWidget(m_icon, 0, Qt::AlignTop);
    layout->addLayout(words, 1);
    layout->addWidget(m_details, 0, Qt::AlignTop);
    layout->addWidget(m_retry, 0, Qt::AlignTop);
    layout->addWidget(m_dismiss, 0, Qt::AlignTop);
    m_retry->hide();

    connect(m_retry, &QPushButton::clicked, this, &ErrorBanner::retryRequested);
    connect(m_dismiss, &QToolButton::clicked, this, &ErrorBanner::dismiss);
    connect(m_details, &QPushButton::clicked, this, [this] {
        QGuiApplication::clipboard()->setText(m_detailText);
        announce(m_details, tr("Details copied"));
    });
    hide();
}

void ErrorBanner::showError(const base::Error &error)
{
    const text::ErrorText words = text::errorText(error);
    QStringList explanation;
    for (const QString &part : {words.why, words.action}) {
        if (!part.isEmpty())
            explanation.append(part);
    }
    showMessage(theme::Sign::Error, words.what, explanation.join(u' '), text::errorDetails(error));
}

void ErrorBanner::showMessage(theme::Sign sign, const QString &text, const QString &explanation, const QString &details)
{
    m_detailText = details;
    m_text->setText(text);
    m_explanation->setText(explanation);
    m_explanation->setVisible(!explanation.isEmpty());
    m_details->setVisible(!details.isEmpty());
    const theme::SeverityStyle style = theme::SeverityStyle::of(sign);
    m_icon->setIcon(style.iconName, style.tone);
    m_icon->setAccessibleName(style.word);
    setAccessibleName(style.word);
    setAccessibleDescription(text);
    setProperty("surface", surfaceOf(sign));
    QFrame::style()->unpolish(this);
    QFrame::style()->polish(this);
    show();
    announce(this, text);
}

void ErrorBanner::setRetryText(const QString &text)
{
    m_retry->setText(text);
    m_retry->setVisible(!text.isEmpty());
}

void ErrorBanner::setDismissible(bool dismissible)
{
    m_dismiss->setVisible(dismissible);
}

void ErrorBanner::dismiss()
{
    if (isHidden())
        return;
    hide();
    m_text->clear();
    Q_EMIT dismissed();
}

QString ErrorBanner::text() const
{
    return m_text->text();
}

} // namespace gatehouse::ui::widgets
