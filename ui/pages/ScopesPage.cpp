#include "ui/pages/ScopesPage.h"

#include "models/base/Text.h"
#include "models/domain/ScopeList.h"
#include "ui/pages/PasteScopesDialog.h"
#include "ui/pages/TenantEdits.h"
#include "ui/presenters/ViolationDelegate.h"
#include "ui/text/ApiText.h"
#include "ui/text/ViolationText.h"
#include "ui/theme/ButtonKind.h"
#include "ui/theme/IconSet.h"
#include "ui/theme/Spacing.h"
#include "ui/widgets/Card.h"
#include "ui/widgets/EditableTableView.h"
#include "ui/widgets/EmptyState.h"
#include "ui/widgets/ErrorBanner.h"
#include "ui/widgets/FieldMessage.h"
#include "ui/widgets/FilterBar.h"
#include "ui/widgets/PlainLabel.h"
#include "ui/widgets/ScrollColumn.h"
#include "ui/widgets/ValidatedLineEdit.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMimeData>
#include <QPushButton>
#include <QVBoxLayout>

namespace gatehouse::ui::pages {

using namespace Qt::StringLiterals;

namespace spacing = theme::spacing;

ScopesPage::ScopesPage(TenantAccess access, QWidget *parent)
    : QWidget(parent)
    , m_access(access)
    , m_scopes(access.store)
    , m_presenter(m_scopes)
    , m_readOnlyNote(new widgets::ErrorBanner)
    , m_banner(new widgets::ErrorBanner)
    , m_problem(new widgets::FieldMessage)
{
    m_filtered.setSourceModel(&m_presenter);
    m_readOnlyNote->setDismissible(false);

    // Scrolls where a small screen and large text leave the table no room.
    auto *scroll = new widgets::ScrollColumn;
    scroll->setMargins({spacing::wide, spacing::large, spacing::wide, spacing::large});
    auto *page = new QVBoxLayout(this);
    page->setContentsMargins(0, 0, 0, 0);
    page->addWidget(scroll);
    QVBoxLayout *layout = scroll->column();
    layout->setSpacing(spacing::medium);
    layout->addWidget(m_readOnlyNote);
    layout->addWidget(m_banner);
    layout->addWidget(makeAddCard());
    layout->addWidget(makeToolRow());
    makeTable();
    m_table->keepRoomForRows();
    layout->addWidget(m_table, 1);
    layout->addWidget(m_problem);
    nameWidgets();
    connectEdits();
    showState();
}

QWidget *ScopesPage::makeAddCard()
{
    m_value = new widgets::ValidatedLineEdit([this](const QString &text) { return checkNewValue(text); });
    m_value->setPlaceholderText(tr("Scope, for example read:orders"));
    m_value->edit()->setAccessibleName(tr("New scope"));
    m_value->edit()->setFont(widgets::monospaceFont(font()));
    m_description = new widgets::ValidatedLineEdit(domain::checkScopeDescription);
    m_description->setPlaceholderText(tr("Description (optional)"));
    m_description->edit()->setAccessibleName(tr("Description of the new scope"));
    m_add = new QPushButton(tr("Add"));
    m_add->setIcon(theme::icon(u"add"_s, theme::Tone::AccentText));
    m_add->setAccessibleName(tr("Add scope"));
    theme::setButtonKind(*m_add, theme::ButtonKind::Primary);

    m_addCard = new widgets::Card(
        tr("Add a scope"),
        tr("A scope is a permission of this API. Clients are granted scopes, and tokens carry them."));
    auto *row = new QHBoxLayout;
    row->setSpacing(spacing::small);
    // At the top: a sentence under one field moves none of the others.
    row->addWidget(m_value, 2, Qt::AlignTop);
    row->addWidget(m_description, 3, Qt::AlignTop);
    row->addWidget(m_add, 0, Qt::AlignTop);
    m_addCard->body()->addLayout(row);
    return m_addCard;
}

QWidget *ScopesPage::makeToolRow()
{
    m_filter = new widgets::FilterBar(tr("Filter scopes"));
    m_count = new widgets::PlainLabel({}, widgets::PlainLabel::Role::Muted);
    m_paste = new QPushButton(tr("Paste many…"));
    m_paste->setIcon(theme::icon(u"paste"_s));
    m_remove = new QPushButton(tr("Remove"));
    m_remove->setIcon(theme::icon(u"delete"_s, theme::Tone::Danger));
    theme::setButtonKind(*m_remove, theme::ButtonKind::DangerQuiet);

    auto *tools = new QWidget;
    auto *row = new QHBoxLayout(tools);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(spacing::small);
    row->addWidget(m_filter, 1);
    row->addWidget(m_count);
    row->addSpacing(spacing::small);
    row->addWidget(m_paste);
    row->addWidget(m_remove);
    return tools;
}

void ScopesPage::makeTable()
{
    m_table = new widgets::EditableTableView(tr("Scopes"));
    m_table->setModel(&m_filtered);
    auto *delegate = new presenters::ViolationDelegate(
        [this](const QModelIndex &index, const QString &text) { return m_scopes.check(toSource(index), text); },
        m_table);
    m_table->setItemDelegate(delegate);
    m_table->setColumnWidth(static_cast<int>(items::ScopeTableModel::Column::Value),
                            fontMetrics().averageCharWidth() * 44);
    m_table->setStretchColumn(static_cast<int>(items::ScopeTableModel::Column::Description));
    m_empty = new widgets::EmptyState(u"scope"_s, {});
    m_table->setEmptyState(m_empty);
    connect(delegate, &presenters::ViolationDelegate::problemChanged, this,
            [this](const QString &sentence) { m_problem->setMessage(theme::Sign::Error, sentence); });

    auto *edit = new QAction(theme::icon(u"edit"_s), tr("Edit"), m_table);
    edit->setShortcut(QKeySequence(Qt::Key_F2));
    edit->setShortcutContext(Qt::WidgetShortcut);
    m_table->addAction(edit);
    m_table->setRemoveText(tr("Remove"));
    m_table->rememberAs(u"scopes"_s, m_access.settings);
    m_filter->setResult(m_table);
    connect(edit, &QAction::triggered, this, [this] { m_table->edit(m_table->currentIndex()); });
}

void ScopesPage::connectEdits()
{
    connect(m_value, &widgets::ValidatedLineEdit::returnPressed, this, &ScopesPage::addScope);
    connect(m_description, &widgets::ValidatedLineEdit::returnPressed, this, &ScopesPage::addScope);
    connect(m_value, &widgets::ValidatedLineEdit::edited, this, &ScopesPage::keepTyped);
    connect(m_description, &widgets::ValidatedLineEdit::edited, this, &ScopesPage::keepTyped);
    connect(&drafts(), &editing::Drafts::changed, this, [this](const domain::ResourceServerId &api) {
        if (api == m_scopes.api())
            showTyped();
    });
    connect(m_add, &QPushButton::clicked, this, &ScopesPage::addScope);
    connect(m_paste, &QPushButton::clicked, this, [this] { openPaste(); });
    connect(m_remove, &QPushButton::clicked, this, [this] {
        // The second press of a double click finds nothing selected; the keyboard goes on with the next row.
        if (removeScopes(m_table->selectedRows()))
            m_table->clearSelection();
    });
    connect(m_filter, &widgets::FilterBar::textChanged, this, [this](const QString &text) {
        m_filtered.setFilterText(text);
        showState();
    });
    connect(m_table, &widgets::EditableTableView::removeRequested, this, &ScopesPage::removeScopes);
    connect(m_table, &widgets::EditableTableView::openRequested, this, [this](const QModelIndex &index) {
        if (!m_scopes.isReadOnly())
            m_table->edit(index);
    });
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &ScopesPage::showState);
    connect(m_empty, &widgets::EmptyState::primaryClicked, this, [this] { m_value->setFocus(); });
    connect(m_empty, &widgets::EmptyState::linkClicked, this, [this] {
        if (m_filter->text().isEmpty())
            openPaste();
        else
            m_filter->clear();
    });
    connect(&m_scopes, &items::ScopeTableModel::editRequested, this, &ScopesPage::editScope);
    connect(&m_scopes, &items::ScopeTableModel::editRefused, this,
            [this](const QString &value, const domain::Violation &violation) {
                m_banner->showMessage(theme::Sign::Warning,
                                      tr("The scope %1 was not changed.").arg(base::visibleText(value, 100)),
                                      text::violationText(violation));
            });
    connect(&m_access.store, &store::ResourceServerStore::changed, this, [this] {
        m_value->recheck();
        showState();
    });
    connect(&m_access.store, &store::ResourceServerStore::loaded, this, &ScopesPage::showState);
    m_table->installEventFilter(this);
    m_value->edit()->installEventFilter(this);
}

void ScopesPage::nameWidgets()
{
    setObjectName(u"scopesPage"_s);
    m_readOnlyNote->setObjectName(u"scopesReadOnlyNote"_s);
    m_banner->setObjectName(u"scopesBanner"_s);
    m_addCard->setObjectName(u"addScopeCard"_s);
    m_value->edit()->setObjectName(u"newScopeValueEdit"_s);
    m_description->edit()->setObjectName(u"newScopeDescriptionEdit"_s);
    m_add->setObjectName(u"addScopeButton"_s);
    m_filter->edit()->setObjectName(u"scopeFilterEdit"_s);
    m_paste->setObjectName(u"pasteScopesButton"_s);
    m_remove->setObjectName(u"removeScopesButton"_s);
    m_table->setObjectName(u"scopeTable"_s);
    m_problem->setObjectName(u"scopeProblem"_s);
}

void ScopesPage::setApi(const domain::ResourceServerId &api)
{
    if (api == m_scopes.api())
        return;
    m_filter->clear();
    m_banner->dismiss();
    m_scopes.setApi(api);
    showTyped(); // a scope half typed for one API is not meant for another; it waits for its own
    m_table->scrollToTop();
    showState();
}

const domain::ResourceServer *ScopesPage::api() const
{
    return m_access.store.snapshot().resourceServer(m_scopes.api());
}

QList<domain::Scope> ScopesPage::scopes() const
{
    const domain::ResourceServer *stored = api();
    return stored ? stored->scopes : QList<domain::Scope>();
}

QModelIndex ScopesPage::toSource(const QModelIndex &shown) const
{
    return m_presenter.mapToSource(m_filtered.mapToSource(shown));
}

domain::MaybeViolation ScopesPage::checkNewValue(const QString &text) const
{
    return domain::checkScope({text, {}}, scopes());
}

bool ScopesPage::hasUnsavedChanges() const
{
    return !(drafts().of(m_scopes.api()).scope == domain::Scope());
}

bool ScopesPage::save()
{
    return !hasUnsavedChanges() || addScope();
}

void ScopesPage::discard()
{
    drafts().setScope(m_scopes.api(), {});
    m_value->recheck();
}

void ScopesPage::keepTyped()
{
    drafts().setScope(m_scopes.api(), {m_value->text(), m_description->text()});
}

void ScopesPage::showTyped()
{
    const domain::Scope typed = drafts().of(m_scopes.api()).scope;
    if (m_value->text() != typed.value)
        m_value->setText(typed.value);
    if (m_description->text() != typed.description)
        m_description->setText(typed.description);
    m_value->recheck();
    m_description->recheck();
}

bool ScopesPage::addScope()
{
    if (!m_value->isValid() || !m_description->isValid()) {
        m_value->showProblems();
        m_description->showProblems();
        (m_value->isValid() ? m_description : m_value)->setFocus();
        return false;
    }
    const domain::Scope scope{m_value->text(), m_description->text()};
    const auto edit = m_access.editor.addScopes(m_access.store.snapshot(), m_scopes.api(), {scope});
    if (edit)
        drafts().setScope(m_scopes.api(), {}); // before the store answers: what it refuses comes back
    if (const auto done = applyEdit(m_access, edit); !done) {
        m_banner->showMessage(theme::Sign::Error, done.error());
        return false;
    }
    m_banner->dismiss();
    m_value->setFocus(); // ready for the next one
    select(scope.value);
    return true;
}

void ScopesPage::editScope(const QString &value, const domain::Scope &wanted)
{
    const auto done =
        applyEdit(m_access, m_access.editor.editScope(m_access.store.snapshot(), m_scopes.api(), value, wanted));
    if (done)
        m_banner->dismiss();
    else
        m_banner->showMessage(theme::Sign::Error, done.error());
}

bool ScopesPage::removeScopes(const QModelIndexList &rows)
{
    if (m_scopes.isReadOnly() || rows.isEmpty())
        return false;
    QStringList values;
    for (const QModelIndex &row : rows)
        values.append(row.data(items::KeyRole).toString());
    const int at = rows.first().row();
    const auto done =
        applyEdit(m_access, m_access.editor.removeScopes(m_access.store.snapshot(), m_scopes.api(), values));
    if (!done) {
        m_banner->showMessage(theme::Sign::Error, done.error());
        return false;
    }
    m_banner->dismiss();
    if (m_filtered.rowCount() > 0)
        m_table->selectRow(std::min(at, m_filtered.rowCount() - 1));
    Q_EMIT undoOffered(*done);
    return true;
}

void ScopesPage::openPaste(const QString &text)
{
    const domain::ResourceServer *stored = api();
    if (!stored || m_scopes.isReadOnly())
        return;
    auto *dialog = new PasteScopesDialog(base::visibleText(stored->name, 100), this);
    dialog->setExisting(stored->scopes);
    dialog->setText(text);
    connect(dialog, &PasteScopesDialog::addRequested, this, &ScopesPage::addPasted);
    connect(&m_access.store, &store::ResourceServerStore::changed, dialog,
            [this, dialog] { dialog->setExisting(scopes()); });
    dialog->open();
}

void ScopesPage::addPasted(const QList<domain::Scope> &pasted)
{
    const auto done = applyEdit(m_access, m_access.editor.addScopes(m_access.store.snapshot(), m_scopes.api(), pasted));
    if (!done) {
        m_banner->showMessage(theme::Sign::Error, done.error());
        return;
    }
    m_banner->dismiss();
    m_filter->clear();
    select(pasted.first().value);
    m_table->setFocus();
    Q_EMIT undoOffered(*done);
}

void ScopesPage::select(const QString &value)
{
    const QModelIndex shown = m_filtered.mapFromSource(m_presenter.mapFromSource(m_scopes.indexOf(value)));
    if (!shown.isValid())
        return;
    m_table->setCurrentIndex(shown);
    m_table->scrollTo(shown);
}

void ScopesPage::showState()
{
    const bool readOnly = m_scopes.isReadOnly();
    if (readOnly)
        m_readOnlyNote->showMessage(
            theme::Sign::Info, text::violationText({domain::Field::ScopeValue, domain::Rule::SystemApi, {}, 0}),
            tr("They come with the tenant. Clients can be granted them under Non Interactive Clients."));
    else
        m_readOnlyNote->dismiss();
    m_addCard->setVisible(!readOnly);
    m_paste->setVisible(!readOnly);
    m_remove->setVisible(!readOnly);
    const QList<QAction *> actions = m_table->actions();
    for (QAction *action : actions)
        action->setEnabled(!readOnly && m_table->selectionModel()->hasSelection());

    const qsizetype selected = m_table->selectedRows().size();
    m_remove->setEnabled(selected > 0);
    m_remove->setText(selected > 1 ? tr("Remove %1").arg(selected) : tr("Remove"));
    m_remove->setAccessibleName(tr("Remove selected scopes"));
    const qsizetype total = m_scopes.rowCount();
    m_filter->setCounts(m_filtered.rowCount(), total);
    m_filter->setEnabled(total > 0);
    m_count->setText(text::scopeCount(total));
    m_count->setVisible(total > 0 && m_filtered.rowCount() == total);
    showEmptyState();
}

void ScopesPage::showEmptyState()
{
    const bool isFiltered = !m_filter->text().isEmpty();
    m_empty->setIconName(isFiltered ? u"search"_s : u"scope"_s);
    if (isFiltered) {
        m_empty->setLine(tr("No scope matches the filter"));
        m_empty->setDetail({});
        m_empty->setPrimary({});
        m_empty->setLink(tr("Clear filter"));
        return;
    }
    m_empty->setLine(tr("This API has no scopes yet"));
    m_empty->setDetail(tr("Add what callers may be allowed to do, for example read:orders and write:orders."));
    m_empty->setPrimary(tr("Add the first scope"), u"add"_s);
    m_empty->setLink(tr("Paste many…"));
}

bool ScopesPage::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress && static_cast<QKeyEvent *>(event)->matches(QKeySequence::Paste)) {
        const QMimeData *clipboard = QGuiApplication::clipboard()->mimeData();
        const QString text = clipboard && clipboard->hasText() ? clipboard->text() : QString();
        const bool isList = domain::parseScopeLines(text, {}).size() > 1;
        // One line is what the field is for; a list would be squeezed into it.
        if (!text.isEmpty() && !m_scopes.isReadOnly() && (watched == m_table || isList)) {
            openPaste(text);
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace gatehouse::ui::pages
