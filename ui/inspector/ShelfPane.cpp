#include "ui/inspector/ShelfPane.h"

#include "models/items/ShelfModel.h"
#include "ui/dialogs/ConfirmDestructiveDialog.h"
#include "ui/inspector/FittedViews.h"
#include "ui/inspector/ShelfSwitch.h"
#include "ui/presenters/ShelfPresenter.h"
#include "ui/text/ShelfText.h"
#include "ui/theme/ButtonKind.h"
#include "ui/theme/IconSet.h"
#include "ui/theme/Spacing.h"
#include "ui/widgets/FieldMessage.h"
#include "ui/widgets/PlainLabel.h"

#include <QKeyEvent>
#include <QPushButton>
#include <QVBoxLayout>

namespace gatehouse::ui::inspection {

using namespace Qt::StringLiterals;

namespace {

/// As many as fit below a token; the others are a scroll away.
constexpr int rowsShown = 8;

} // namespace

ShelfPane::ShelfPane(shelf::RecentTokens &tokens, QWidget *parent)
    : Card(tr("Recent tokens"), {}, parent)
    , m_tokens(tokens)
    , m_model(new items::ShelfModel(this))
    , m_presenter(new presenters::ShelfPresenter(*m_model, this))
    , m_list(new FittedList(tr("Recent tokens"), this))
    , m_kept(new QWidget(this))
    , m_empty(new widgets::PlainLabel(tr("Nothing is kept yet: the next token you inspect will stand here."),
                                      widgets::PlainLabel::Role::Muted, this))
    , m_refused(new widgets::FieldMessage(this))
    , m_failure(new widgets::FieldMessage(this))
    , m_removeRefused(new QPushButton(tr("Remove what does not open"), this))
    , m_open(new QPushButton(theme::icon(u"inspector"_s), tr("Inspect again"), this))
    , m_remove(new QPushButton(theme::icon(u"close"_s), tr("Remove"), this))
    , m_forgetAll(new QPushButton(theme::icon(u"delete"_s), tr("Forget all…"), this))
{
    setObjectName(u"shelfPane"_s);
    m_list->setObjectName(u"shelfList"_s);
    m_list->setMostRows(rowsShown);
    m_list->setModel(m_presenter);
    m_list->installEventFilter(this);
    m_empty->setObjectName(u"shelfEmpty"_s);
    m_empty->setWordWrap(true);
    m_refused->setObjectName(u"shelfRefused"_s);
    m_failure->setObjectName(u"shelfOpenFailure"_s);
    m_removeRefused->setObjectName(u"shelfRemoveRefused"_s);
    m_open->setObjectName(u"shelfOpen"_s);
    m_remove->setObjectName(u"shelfRemove"_s);
    m_remove->setAccessibleName(tr("Remove this recent token"));
    m_forgetAll->setObjectName(u"shelfForgetAll"_s);
    m_forgetAll->setAccessibleName(tr("Forget all recent tokens"));
    for (QPushButton *button : {m_remove, m_forgetAll})
        theme::setButtonKind(*button, theme::ButtonKind::Quiet);
    theme::setButtonKind(*m_removeRefused, theme::ButtonKind::Link);
    addAction(m_forgetAll);

    auto *note = new widgets::PlainLabel(
        tr("The verdict shown is the one of that time. A token you open again is checked again."),
        widgets::PlainLabel::Role::Muted, m_kept);
    note->setWordWrap(true);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_open);
    buttons->addWidget(m_remove);
    buttons->addStretch(1);
    auto *kept = new QVBoxLayout(m_kept);
    kept->setContentsMargins(0, 0, 0, 0);
    kept->setSpacing(theme::spacing::medium);
    kept->addWidget(note);
    kept->addWidget(m_list);
    kept->addLayout(buttons);
    body()->addWidget(new ShelfSwitch(tokens, this));
    body()->addWidget(m_refused);
    body()->addWidget(m_removeRefused, 0, Qt::AlignLeft);
    body()->addWidget(m_failure);
    body()->addWidget(m_empty);
    body()->addWidget(m_kept);

    // One click opens, as it does in every list of things one has looked at; the keyboard walks first and opens with
    // Enter.
    connect(m_list, &QAbstractItemView::clicked, this, &ShelfPane::openChosen);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, &ShelfPane::showButtons);
    connect(m_open, &QPushButton::clicked, this, &ShelfPane::openChosen);
    connect(m_remove, &QPushButton::clicked, this, [this] {
        removeChosen();
        m_list->selectionModel()->clear(); // the second press of a double click finds nothing chosen
    });
    connect(m_forgetAll, &QPushButton::clicked, this, &ShelfPane::askToForgetAll);
    connect(m_removeRefused, &QPushButton::clicked, &m_tokens, &shelf::RecentTokens::removeRefused);
    connect(&tokens, &shelf::RecentTokens::changed, this, &ShelfPane::showState);
    showState();
}

void ShelfPane::setNow(base::Instant now)
{
    // Rows are told their age anew now and then: laying fifty of them out each second would be work for nothing.
    if (now >= m_now && now - m_now < std::chrono::seconds(10))
        return;
    m_now = now;
    m_presenter->setNow(now);
}

void ShelfPane::setTenant(const store::StoreSnapshot &tenant)
{
    m_presenter->setTenant(tenant);
}

QString ShelfPane::chosen() const
{
    const QModelIndex current = m_list->currentIndex();
    return current.isValid() ? current.data(items::KeyRole).toString() : QString();
}

void ShelfPane::openChosen()
{
    const QString id = chosen();
    if (id.isEmpty())
        return;
    m_failure->setMessage(theme::Sign::Error, {});
    m_tokens.token(id).then(this, [this](const base::Result<base::Secret> &token) {
        if (token) {
            Q_EMIT tokenChosen(token->bytes().toByteArray());
            return;
        }
        m_failure->setMessage(theme::Sign::Error, text::shelfErrorText(token.error()));
        m_tokens.load(); // the list is not what lies on disk
    });
}

void ShelfPane::removeChosen()
{
    if (const QString id = chosen(); !id.isEmpty())
        m_tokens.remove(id);
}

void ShelfPane::askToForgetAll()
{
    auto *dialog = new dialogs::ConfirmDestructiveDialog(
        tr("Forget all recent tokens?"),
        tr("All kept tokens are deleted from this computer. This cannot be undone. New ones go on being kept."),
        tr("Forget all"), {}, window());
    connect(dialog, &QDialog::accepted, &m_tokens, &shelf::RecentTokens::removeAll);
    dialog->open();
}

void ShelfPane::showState()
{
    m_model->setEntries(m_tokens.entries());
    const bool any = !m_tokens.entries().isEmpty();
    const int refused = m_tokens.refused();
    m_empty->setVisible(m_tokens.isOn() && !any);
    m_kept->setVisible(any);
    m_forgetAll->setVisible(any || refused > 0);
    m_refused->setMessage(theme::Sign::Error, refused > 0 ? text::shelfRefusedText(refused) : QString());
    m_removeRefused->setVisible(refused > 0);
    showButtons();
}

void ShelfPane::showButtons()
{
    m_open->setEnabled(!chosen().isEmpty());
    m_remove->setEnabled(!chosen().isEmpty());
}

bool ShelfPane::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_list && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Return || key == Qt::Key_Enter) {
            openChosen();
            return true;
        }
        if (key == Qt::Key_Delete) {
            removeChosen();
            return true;
        }
    }
    return Card::eventFilter(watched, event);
}

} // namespace gatehouse::ui::inspection
