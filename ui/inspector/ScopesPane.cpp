#include "ui/inspector/ScopesPane.h"

#include "models/base/Text.h"
#include "models/inspector/ScopeRows.h"
#include "ui/inspector/FittedViews.h"
#include "ui/theme/IconSet.h"
#include "ui/widgets/LabelledField.h"
#include "ui/widgets/PlainLabel.h"
#include "ui/widgets/ToolTip.h"

#include <QLineEdit>
#include <QRegularExpression>
#include <QStandardItemModel>
#include <QVBoxLayout>

namespace gatehouse::ui::inspection {

namespace {

using widgets::PlainLabel;
using namespace Qt::StringLiterals;

/// More rows than a person compares.
constexpr qsizetype mostScopeRows = 200;
constexpr int longestNeeded = 20000;

QString setWord(bool isIn)
{
    return isIn ? ScopesPane::tr("Yes") : ScopesPane::tr("No");
}

} // namespace

ScopesPane::ScopesPane(QWidget *parent)
    : Card(tr("Scopes"), tr("In the token, defined by its API, granted to its client, needed by a call."), parent)
    , m_needed(new QLineEdit(this))
    , m_none(
          new PlainLabel(tr("The token has no scopes, and none are known of its API."), PlainLabel::Role::Muted, this))
    , m_model(new QStandardItemModel(this))
    , m_table(new FittedTable(tr("Scopes of the token, its API, its client and the call"), this))
    , m_rest(new PlainLabel({}, PlainLabel::Role::Muted, this))
{
    setObjectName(u"scopesPane"_s);
    m_needed->setObjectName(u"scopesNeeded"_s);
    m_needed->setMaxLength(longestNeeded);
    m_needed->setPlaceholderText(tr("For example read:orders write:orders"));
    m_none->setObjectName(u"scopesNone"_s);
    m_none->setWordWrap(true);
    m_table->setObjectName(u"scopesTable"_s);
    m_table->setModel(m_model);
    m_rest->setWordWrap(true);
    body()->addWidget(m_none);
    body()->addWidget(m_table);
    body()->addWidget(m_rest);
    body()->addWidget(new widgets::LabelledField(tr("Scopes a call needs"), m_needed, {}, this));
    connect(m_needed, &QLineEdit::textChanged, this, &ScopesPane::changed);
    showSets();
}

std::optional<QStringList> ScopesPane::needed() const
{
    static const QRegularExpression blanks(u"\\s+"_s);
    const QStringList scopes = m_needed->text().split(blanks, Qt::SkipEmptyParts);
    return scopes.isEmpty() ? std::nullopt : std::optional(scopes);
}

void ScopesPane::setInspection(const inspector::TokenInspection &inspection)
{
    if (inspection.scopeSets == m_sets)
        return;
    m_sets = inspection.scopeSets;
    showSets();
}

void ScopesPane::showSets()
{
    const QList<inspector::ScopeRow> rows = inspector::scopeRows(m_sets);
    m_model->clear();
    // Only what is known has a column: a set nobody knows is not an empty one.
    QStringList columns{tr("Scope"), tr("Token")};
    if (m_sets.api)
        columns.append(tr("API"));
    if (m_sets.granted)
        columns.append(tr("Grant"));
    if (m_sets.call)
        columns.append(tr("Call"));
    m_model->setHorizontalHeaderLabels(columns);
    const QList<inspector::ScopeRow> shown = rows.first(std::min(rows.size(), mostScopeRows));
    for (const inspector::ScopeRow &row : shown) {
        const QString name = base::visibleText(row.scope, 300);
        auto *scope = new QStandardItem(name);
        scope->setToolTip(widgets::plainToolTip(name));
        if (row.isConspicuous()) {
            scope->setIcon(theme::icon(u"warning"_s, theme::Tone::Warning));
            scope->setData(tr("Warning: %1").arg(name), Qt::AccessibleTextRole);
        }
        QList<QStandardItem *> items{scope, new QStandardItem(setWord(row.inToken))};
        for (const std::optional<bool> &isIn : {row.definedByApi, row.granted, row.needed}) {
            if (isIn)
                items.append(new QStandardItem(setWord(*isIn)));
        }
        m_model->appendRow(items);
    }
    const qsizetype rest = rows.size() - m_model->rowCount();
    m_table->setVisible(!rows.isEmpty());
    m_none->setVisible(rows.isEmpty());
    m_rest->setVisible(rest > 0);
    m_rest->setText(tr("%n more scopes are not shown.", nullptr, static_cast<int>(rest)));
}

} // namespace gatehouse::ui::inspection
