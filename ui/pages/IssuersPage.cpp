#include "ui/pages/IssuersPage.h"

#include "models/base/Text.h"
#include "models/trust/Presets.h"
#include "ui/dialogs/ConfirmDestructiveDialog.h"
#include "ui/pages/AddIssuerDialog.h"
#include "ui/text/IssuerText.h"
#include "ui/theme/ButtonKind.h"
#include "ui/theme/IconSet.h"
#include "ui/widgets/Card.h"
#include "ui/widgets/EditableTableView.h"
#include "ui/widgets/EmptyState.h"
#include "ui/widgets/ErrorBanner.h"
#include "ui/widgets/FieldMessage.h"
#include "ui/widgets/LabelledField.h"
#include "ui/widgets/LockedField.h"
#include "ui/widgets/PlainLabel.h"
#include "ui/widgets/SectionHeader.h"
#include "ui/widgets/TableHeight.h"

#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace gatehouse::ui::pages {

using trust::TrustedIssuer;
using widgets::PlainLabel;
using namespace Qt::StringLiterals;

namespace {

constexpr int mostIssuerRows = 8;
constexpr int mostKeyRows = 10;
constexpr int longestName = 60;

} // namespace

IssuersPage::IssuersPage(trust::IssuerDesk &desk, QWidget *parent)
    : ScrollColumn(widgets::contentCharacters, parent)
    , m_desk(desk)
    , m_banner(new widgets::ErrorBanner(this))
{
    setObjectName(u"issuersPage"_s);
    auto *header = new widgets::SectionHeader(
        tr("Issuers"), tr("Identity providers besides this tenant whose tokens you rely on. Tokens are verified with "
                          "their keys in the inspector and on the command line."));
    auto *add = new QPushButton(theme::icon(u"add"_s, theme::Tone::AccentText), tr("Add issuer…"), header);
    add->setObjectName(u"addIssuer"_s);
    theme::setButtonKind(*add, theme::ButtonKind::Primary);
    header->addAction(add);
    m_banner->setObjectName(u"issuersBanner"_s);
    m_banner->setDismissible(true);
    column()->addWidget(header);
    column()->addWidget(m_banner);
    column()->addWidget(makeList());
    column()->addWidget(makeDetail());
    column()->addStretch(1);
    connect(add, &QPushButton::clicked, this, [this] { addIssuer(); });
    connect(&desk, &trust::IssuerDesk::changed, this, &IssuersPage::showBook);
    connect(&desk, &trust::IssuerDesk::refreshedUnasked, this, &IssuersPage::tell);
    connect(&desk, &trust::IssuerDesk::unreadable, m_banner, &widgets::ErrorBanner::showError);
    showBook();
    // Another process may have added one since.
    desk.load();
}

QWidget *IssuersPage::makeList()
{
    auto *card = new widgets::Card(tr("Trusted issuers"), {}, this);
    card->setObjectName(u"issuersCard"_s);
    m_table = new widgets::EditableTableView(tr("Trusted issuers"), card);
    m_table->setObjectName(u"issuersTable"_s);
    m_table->setModel(&m_issuers);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setSortingEnabled(false);
    m_table->setRemoveText(tr("Remove issuer…"));
    m_empty = new widgets::EmptyState(u"shield-check"_s, tr("No issuers yet"));
    m_empty->setDetail(tr("Until then, only tokens of this tenant and keys that you give are verified."));
    m_empty->setPrimary(tr("Add issuer…"), u"add"_s);
    m_table->setEmptyState(m_empty);
    using Column = presenters::IssuerTable::Column;
    const int character = fontMetrics().averageCharWidth();
    m_table->setColumnWidth(static_cast<int>(Column::Name), character * 22);
    m_table->setColumnWidth(static_cast<int>(Column::Keys), character * 8);
    m_table->setColumnWidth(static_cast<int>(Column::Fetched), character * 30);
    m_table->setColumnWidth(static_cast<int>(Column::State), character * 24);
    m_table->setStretchColumn(static_cast<int>(Column::Issuer));
    card->body()->addWidget(m_table);
    connect(m_empty, &widgets::EmptyState::primaryClicked, this, [this] { addIssuer(); });
    connect(m_table, &widgets::EditableTableView::removeRequested, this, &IssuersPage::askToRemove);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex &index) {
        if (const TrustedIssuer *issuer = m_issuers.issuerAt(index.row())) {
            m_current = issuer->name;
            showCurrent();
        }
    });
    return card;
}

QWidget *IssuersPage::makeDetail()
{
    m_detail = new widgets::Card({}, {}, this);
    m_detail->setObjectName(u"issuerCard"_s);
    m_refresh = new QPushButton(theme::icon(u"refresh"_s), tr("Fetch keys"), m_detail);
    m_refresh->setObjectName(u"issuerRefresh"_s);
    m_remove = new QPushButton(tr("Remove…"), m_detail);
    m_remove->setObjectName(u"issuerRemove"_s);
    theme::setButtonKind(*m_remove, theme::ButtonKind::DangerQuiet);
    m_detail->addAction(m_refresh);
    m_detail->addAction(m_remove);
    m_waiting = new widgets::FieldMessage(m_detail);
    m_waiting->setObjectName(u"issuerWaiting"_s);
    m_accept = new QPushButton(tr("Accept the new keys"), m_detail);
    m_accept->setObjectName(u"issuerAccept"_s);
    m_issuer = new widgets::LockedField(tr("Issuer"), {}, m_detail);
    m_issuer->edit()->setObjectName(u"issuerEdit"_s);
    m_facts = new PlainLabel({}, PlainLabel::Role::Body, m_detail);
    m_facts->setObjectName(u"issuerFacts"_s);
    m_facts->setWordWrap(true);
    m_note = new PlainLabel({}, PlainLabel::Role::Muted, m_detail);
    m_note->setObjectName(u"issuerQuirks"_s);
    m_note->setWordWrap(true);
    m_keyTable = new widgets::EditableTableView(tr("Keys of the issuer"), m_detail);
    m_keyTable->setObjectName(u"issuerKeysTable"_s);
    m_keyTable->setModel(&m_keys);
    m_keyTable->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_keyTable->setSortingEnabled(false);
    using Column = presenters::IssuerKeyTable::Column;
    const int character = fontMetrics().averageCharWidth();
    m_keyTable->setColumnWidth(static_cast<int>(Column::Kind), character * 24);
    m_keyTable->setColumnWidth(static_cast<int>(Column::Added), character * 30);
    m_keyTable->setColumnWidth(static_cast<int>(Column::Gone), character * 30);
    m_keyTable->setStretchColumn(static_cast<int>(Column::Key));
    QVBoxLayout *body = m_detail->body();
    body->addWidget(m_waiting);
    body->addWidget(m_accept, 0, Qt::AlignLeft);
    body->addWidget(new widgets::LabelledField(tr("Issuer"), m_issuer));
    body->addWidget(m_facts);
    body->addWidget(m_note);
    body->addWidget(m_keyTable);
    connect(m_refresh, &QPushButton::clicked, this, &IssuersPage::refresh);
    connect(m_accept, &QPushButton::clicked, this, &IssuersPage::accept);
    connect(m_remove, &QPushButton::clicked, this, &IssuersPage::askToRemove);
    return m_detail;
}

void IssuersPage::showBook()
{
    m_issuers.setBook(m_desk.book());
    int row = m_issuers.rowOf(m_current);
    if (row < 0 && m_issuers.rowCount() > 0)
        row = 0;
    m_current = row < 0 ? QString() : m_issuers.issuerAt(row)->name;
    if (row >= 0)
        m_table->selectRow(row);
    widgets::fitHeight(*m_table, mostIssuerRows);
    showCurrent();
}

void IssuersPage::showEvent(QShowEvent *event)
{
    ScrollColumn::showEvent(event);
    // The style says only now how high a row is.
    widgets::fitHeight(*m_table, mostIssuerRows);
    widgets::fitHeight(*m_keyTable, mostKeyRows);
}

void IssuersPage::select(const QString &name)
{
    m_current = name;
    showBook();
}

void IssuersPage::showCurrent()
{
    const TrustedIssuer *issuer = m_desk.book()->find(m_current);
    m_detail->setVisible(issuer != nullptr);
    if (!issuer)
        return;
    m_detail->setTitle(base::visibleText(issuer->name, longestName));
    m_issuer->setValue(issuer->issuer);
    m_print = issuer->waiting ? trust::printOf(*issuer->waiting) : QString();
    m_waiting->setMessage(theme::Sign::Warning, text::waitingKeysText(*issuer));
    m_accept->setVisible(issuer->waiting.has_value());
    const bool isBusy = m_desk.isBusy(issuer->name);
    m_refresh->setVisible(issuer->isFetched());
    m_refresh->setEnabled(!isBusy);
    m_refresh->setText(isBusy ? tr("Waiting…") : tr("Fetch keys"));
    m_accept->setEnabled(!isBusy);
    m_remove->setEnabled(!isBusy);
    QStringList facts{tr("Provider: %1").arg(text::providerName(issuer->provider)),
                      tr("Keys: %1").arg(text::keySourceText(*issuer))};
    if (!issuer->tenants.isEmpty())
        facts.append(tr("Tenants: %1").arg(base::visibleText(issuer->tenants.join(u", "_s), 400)));
    facts.append(issuer->audiences.isEmpty()
                     ? tr("Audiences: not compared")
                     : tr("Audiences: %1").arg(base::visibleText(issuer->audiences.join(u", "_s), 400)));
    QStringList algorithms;
    for (const jose::Algorithm algorithm : issuer->algorithms)
        algorithms.append(jose::algorithmName(algorithm));
    facts.append(algorithms.isEmpty() ? tr("Algorithms: what each key allows")
                                      : tr("Algorithms: %1").arg(algorithms.join(u", "_s)));
    if (issuer->isFetched()) {
        facts.append(issuer->refreshHours > 0 ? tr("Fetched: every %1 hours while the window is open, and when you "
                                                   "press the button")
                                                    .arg(issuer->refreshHours)
                                              : tr("Fetched: only when you press the button"));
    }
    m_facts->setText(facts.join(u'\n'));
    const trust::Preset *preset = trust::presetOf(issuer->provider);
    m_note->setText(preset ? text::providerNote(issuer->provider) + u'\n' + tr("Source: %1").arg(preset->reference)
                           : QString());
    m_note->setVisible(preset != nullptr);
    m_keys.setKeys(issuer->keys);
    widgets::fitHeight(*m_keyTable, mostKeyRows);
}

void IssuersPage::addIssuer(const QString &issuer)
{
    auto *dialog = new AddIssuerDialog(m_desk, issuer, window());
    connect(dialog, &AddIssuerDialog::added, this, [this](const QString &name, const trust::KeyNews &news) {
        select(name);
        tell(name, news);
    });
    dialog->open();
}

void IssuersPage::refresh()
{
    m_banner->dismiss();
    m_desk.refresh(m_current).then(
        this, [this, name = m_current](const base::Result<trust::KeyNews> &news) { tell(name, news); });
}

void IssuersPage::accept()
{
    m_desk.accept(m_current, m_print).then(this, [this, name = m_current](const base::Result<trust::KeyNews> &news) {
        tell(name, news);
    });
}

void IssuersPage::tell(const QString &name, const base::Result<trust::KeyNews> &news)
{
    if (!news) {
        m_banner->showError(news.error());
        return;
    }
    const TrustedIssuer *issuer = m_desk.book()->find(name);
    const QString shown = base::visibleText(name, longestName);
    if (issuer && issuer->waiting)
        m_banner->showMessage(theme::Sign::Warning, tr("The keys of %1 changed unexpectedly.").arg(shown),
                              text::keyNewsText(*news));
    else
        m_banner->showMessage(theme::Sign::Done, tr("The keys of %1 are up to date.").arg(shown),
                              text::keyNewsText(*news));
}

void IssuersPage::askToRemove()
{
    if (m_current.isEmpty())
        return;
    auto *dialog =
        new dialogs::ConfirmDestructiveDialog(tr("Remove %1?").arg(base::visibleText(m_current, longestName)),
                                              tr("Its tokens are no longer verified, and the history of its keys is "
                                                 "lost. The issuer itself does not notice."),
                                              tr("Remove issuer"), {}, window());
    connect(dialog, &QDialog::accepted, this, [this, name = m_current] {
        m_desk.remove(name).then(this, [this](const base::Result<void> &removed) {
            if (!removed)
                m_banner->showError(removed.error());
        });
    });
    dialog->open();
}

} // namespace gatehouse::ui::pages
