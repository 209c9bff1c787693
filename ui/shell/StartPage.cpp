#include "ui/shell/StartPage.h"

#include "models/base/Text.h"
#include "ui/text/ErrorText.h"
#include "ui/theme/ButtonKind.h"
#include "ui/theme/IconSet.h"
#include "ui/theme/Spacing.h"
#include "ui/widgets/BusyIndicator.h"
#include "ui/widgets/Card.h"
#include "ui/widgets/IconLabel.h"
#include "ui/widgets/PlainLabel.h"
#include "ui/widgets/Toast.h"

#include <QClipboard>
#include <QFileDialog>
#include <QFileInfo>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QPushButton>

namespace gatehouse::ui::shell {

namespace spacing = theme::spacing;
using widgets::PlainLabel;
using namespace Qt::StringLiterals;

StartPage::StartPage(const QString &storePath, bool isRemote, QWidget *parent)
    : QWidget(parent)
    , m_storePath(storePath)
    , m_isRemote(isRemote)
    , m_busy(new widgets::BusyIndicator(std::chrono::milliseconds(300), this))
    , m_what(new PlainLabel({}, PlainLabel::Role::Title))
    , m_why(new PlainLabel)
    , m_action(new PlainLabel({}, PlainLabel::Role::Strong))
    , m_retry(new QPushButton(theme::icon(u"refresh"_s, theme::Tone::AccentText), tr("Try again")))
    , m_restore(new QPushButton(tr("Restore backup…")))
    , m_choose(new QPushButton(tr("Choose another store…")))
{
    setObjectName(u"startPage"_s);
    m_retry->setObjectName(u"retryButton"_s);
    m_busy->setCancellable(isRemote);
    connect(m_busy, &widgets::BusyIndicator::cancelRequested, this, &StartPage::cancelRequested);
    auto *card = new widgets::Card({}, {}, this);
    m_failure = card;
    auto *mark = new widgets::IconLabel(u"warning"_s, theme::Tone::Warning);
    mark->setExtent(spacing::largeIconSize);
    for (PlainLabel *label : {m_what, m_why, m_action})
        label->setWordWrap(true);
    auto *path = new PlainLabel(base::visibleText(storePath, 500), PlainLabel::Role::Mono);
    path->setTone(theme::Tone::TextMuted);
    path->setElideMode(Qt::ElideMiddle);
    theme::setButtonKind(*m_retry, theme::ButtonKind::Primary);
    auto *copy = new QPushButton(tr("Copy details"), card);
    copy->setObjectName(u"copyDetailsButton"_s);
    theme::setButtonKind(*copy, theme::ButtonKind::Link);
    connect(copy, &QPushButton::clicked, this, [this, copy] {
        QGuiApplication::clipboard()->setText(m_details);
        widgets::announce(copy, tr("Details copied"));
    });
    auto *buttons = new QHBoxLayout;
    m_restore->setObjectName(u"restoreButton"_s);
    m_choose->setObjectName(u"otherStoreButton"_s);
    m_choose->setVisible(!isRemote);
    auto *quit = new QPushButton(tr("Quit"), card);
    quit->setObjectName(u"quitButton"_s);
    connect(m_restore, &QPushButton::clicked, this,
            [this] { choose(tr("Restore a backup"), &StartPage::restoreRequested); });
    connect(m_choose, &QPushButton::clicked, this,
            [this] { choose(tr("Choose another store"), &StartPage::otherStoreRequested); });
    connect(quit, &QPushButton::clicked, this, &StartPage::quitRequested);
    buttons->addWidget(m_retry);
    buttons->addWidget(m_restore);
    buttons->addWidget(m_choose);
    buttons->addWidget(quit);
    buttons->addWidget(copy);
    buttons->addStretch();
    card->body()->setSpacing(spacing::medium);
    card->body()->addWidget(mark);
    card->body()->addWidget(m_what);
    card->body()->addWidget(m_why);
    card->body()->addWidget(m_action);
    card->body()->addWidget(path);
    card->body()->addLayout(buttons);
    card->setMaximumWidth(fontMetrics().averageCharWidth() * 100);

    auto *middle = new QHBoxLayout;
    middle->addStretch(1);
    middle->addWidget(card, 6);
    middle->addStretch(1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(spacing::wide, spacing::wide, spacing::wide, spacing::wide);
    layout->addStretch(1);
    layout->addWidget(m_busy, 0, Qt::AlignHCenter);
    layout->addLayout(middle);
    layout->addStretch(1);
    connect(m_retry, &QPushButton::clicked, this, &StartPage::retryRequested);
    showOpening();
}

void StartPage::choose(const QString &title, void (StartPage::*chosen)(const QString &))
{
    auto *dialog = new QFileDialog(this, title, QFileInfo(m_storePath).absolutePath());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, chosen);
    dialog->open();
}

void StartPage::showOpening()
{
    m_failure->hide();
    m_busy->start(m_isRemote ? tr("Reading the tenant…") : tr("Opening the tenant…"));
}

void StartPage::showFailure(const base::Error &error)
{
    m_busy->stop();
    const text::ErrorText words = text::errorText(error);
    m_what->setText(words.what);
    m_why->setText(words.why);
    m_why->setVisible(!words.why.isEmpty());
    m_action->setText(words.action);
    m_action->setVisible(!words.action.isEmpty());
    m_details = text::errorDetails(error);
    // A backup helps where the file is what is wrong, and not its key, its rights or another program.
    using enum base::ErrorCode;
    m_restore->setVisible(!m_isRemote &&
                          (error.code == StoreMissing || error.code == StoreEmpty || error.code == StoreCorrupt ||
                           error.code == StoreForeign || error.code == StoreGone || error.code == StoreLogGone));
    m_failure->show();
    m_retry->setFocus();
    widgets::announce(this, words.what);
}

} // namespace gatehouse::ui::shell
