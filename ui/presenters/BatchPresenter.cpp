#include "ui/presenters/BatchPresenter.h"

#include "models/base/Text.h"
#include "models/inspector/findings/Kinds.h"
#include "ui/presenters/PresenterRoles.h"
#include "ui/presenters/VerdictPresenter.h"
#include "ui/text/FindingText.h"
#include "ui/text/TimeText.h"
#include "ui/text/VerdictText.h"
#include "ui/widgets/ToolTip.h"

#include <QLocale>

namespace gatehouse::ui::presenters {

namespace {

using Column = items::BatchTableModel::Column;
using items::BatchGrouping;
using scan::BatchRow;

QString placeText(const BatchRow &row)
{
    const QString name = base::visibleText(row.place.name, 60);
    QString where;
    if (row.place.entry >= 0)
        where = BatchPresenter::tr("entry %1").arg(row.place.entry + 1);
    else if (row.place.line > 0)
        where = BatchPresenter::tr("line %1").arg(row.place.line);
    if (name.isEmpty())
        return where;
    return where.isEmpty() ? name : BatchPresenter::tr("%1, %2").arg(where, name);
}

QString verdictOfCode(const QString &code)
{
    for (const auto verdict :
         {inspector::Verdict::Verified, inspector::Verdict::NotVerified, inspector::Verdict::CouldNotBeChecked}) {
        if (inspector::verdictName(verdict) == code)
            return text::verdictWord(verdict);
    }
    return code;
}

QString claimsOfCode(const QString &code)
{
    using enum inspector::Claims;
    for (const inspector::Claims claims : {Ok, Mismatch, Malformed, NotJudged}) {
        if (inspector::claimsName(claims) == code)
            return text::claimsWord(claims);
    }
    return code;
}

QString policyOfCode(const QString &code)
{
    using enum inspector::Policy;
    for (const inspector::Policy policy : {Ok, Warned, Violated, NotJudged}) {
        if (inspector::policyName(policy) == code)
            return text::policyWord(policy);
    }
    return code;
}

QString findingTitle(const QString &id)
{
    const inspector::FindingKind *kind = inspector::findingKind(id);
    return kind ? text::findingText({.kind = kind, .member = {}, .parameters = {}}).title : id;
}

} // namespace

QString batchGroupingText(BatchGrouping grouping)
{
    switch (grouping) {
    case BatchGrouping::Verdict:
        return BatchPresenter::tr("Verdict");
    case BatchGrouping::Claims:
        return BatchPresenter::tr("Claims");
    case BatchGrouping::Policy:
        return BatchPresenter::tr("Policy");
    case BatchGrouping::Api:
        return BatchPresenter::tr("API");
    case BatchGrouping::Client:
        return BatchPresenter::tr("Client");
    case BatchGrouping::Key:
        return BatchPresenter::tr("Key");
    case BatchGrouping::Finding:
        return BatchPresenter::tr("Finding");
    case BatchGrouping::Reason:
        return BatchPresenter::tr("Reason");
    }
    return {};
}

QString batchGroupText(BatchGrouping grouping, const QString &name)
{
    if (name.isEmpty()) {
        switch (grouping) {
        case BatchGrouping::Api:
            return BatchPresenter::tr("No API known");
        case BatchGrouping::Client:
            return BatchPresenter::tr("No client named");
        case BatchGrouping::Key:
            return BatchPresenter::tr("No key");
        case BatchGrouping::Finding:
            return BatchPresenter::tr("No finding");
        default:
            return BatchPresenter::tr("None");
        }
    }
    if (grouping == BatchGrouping::Verdict)
        return verdictOfCode(name);
    if (grouping == BatchGrouping::Claims)
        return claimsOfCode(name);
    if (grouping == BatchGrouping::Policy)
        return policyOfCode(name);
    if (grouping == BatchGrouping::Finding)
        return base::visibleText(findingTitle(name), 120);
    if (grouping == BatchGrouping::Key)
        return batchKeyText(name);
    return base::visibleText(name, 120);
}

QString batchKeyText(const QString &key)
{
    if (key == scan::secretKey)
        return BatchPresenter::tr("The secret that was given");
    if (key.startsWith(scan::secretKey + u':'))
        return BatchPresenter::tr("Secret of %1").arg(base::visibleText(key.sliced(scan::secretKey.size() + 1), 100));
    return base::visibleText(key, 120);
}

BatchPresenter::BatchPresenter(items::BatchTableModel &batch, QObject *parent)
    : QIdentityProxyModel(parent)
    , m_batch(batch)
{
    setSourceModel(&batch);
}

QString BatchPresenter::cell(const BatchRow &row, Column column) const
{
    switch (column) {
    case Column::Verdict:
        return text::headlineText(row.headline);
    case Column::Time:
        if (row.expiresAt && (row.time == inspector::Time::Valid || row.time == inspector::Time::Expired)) {
            const base::Instant expiry = base::datedInstant(*row.expiresAt);
            return row.time == inspector::Time::Valid ? tr("Expires %1").arg(text::relativeTime(expiry, m_now))
                                                      : tr("Expired %1").arg(text::relativeTime(expiry, m_now));
        }
        return text::timeWord(row.time);
    case Column::Claims:
        return text::claimsWord(row.claims);
    case Column::Policy:
        return text::policyWord(row.policy);
    case Column::Key:
        return row.keyUsed.isEmpty() ? QString() : batchKeyText(row.keyUsed);
    case Column::Findings:
        return row.findings.isEmpty() ? QString() : QLocale().toString(row.findings.size());
    case Column::Place:
        return placeText(row);
    case Column::Seen:
        return QLocale().toString(row.seen);
    default:
        return {};
    }
}

QVariant BatchPresenter::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= m_batch.rowCount())
        return {};
    const auto column = static_cast<Column>(index.column());
    const BatchRow &row = m_batch.rowAt(index.row());
    const auto shown = [&] {
        switch (column) {
        case Column::Verdict:
        case Column::Time:
        case Column::Claims:
        case Column::Policy:
        case Column::Findings:
        case Column::Place:
        case Column::Seen:
            return cell(row, column);
        default:
            return QIdentityProxyModel::data(index, Qt::DisplayRole).toString();
        }
    };
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        return shown();
    case Qt::DecorationRole:
        return column == Column::Verdict ? QVariant(headlineStyle(row.headline, row.verdict).icon()) : QVariant();
    case Qt::TextAlignmentRole:
        return column == Column::Seen || column == Column::Findings ? QVariant(Qt::AlignRight | Qt::AlignVCenter)
                                                                    : QVariant(Qt::AlignLeft | Qt::AlignVCenter);
    case Qt::ToolTipRole: {
        QStringList lines{shown()};
        if (column == Column::Verdict || column == Column::Reason)
            lines = QStringList{text::reasonSentence(row.reason)};
        if (column == Column::Findings) {
            lines.clear();
            const QStringList first = row.findings.first(std::min<qsizetype>(row.findings.size(), 12));
            for (const QString &id : first)
                lines.append(findingTitle(id));
        }
        return widgets::plainToolTip(lines.join(u'\n'));
    }
    default:
        return QIdentityProxyModel::data(index, role);
    }
}

QVariant BatchPresenter::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (static_cast<Column>(section)) {
    case Column::Verdict:
        return tr("Verdict");
    case Column::Time:
        return tr("Time");
    case Column::Claims:
        return tr("Claims");
    case Column::Policy:
        return tr("Policy");
    case Column::Api:
        return tr("API");
    case Column::Client:
        return tr("Client");
    case Column::Key:
        return tr("Key");
    case Column::Algorithm:
        return tr("Algorithm");
    case Column::Reason:
        return tr("Reason");
    case Column::Findings:
        return tr("Findings");
    case Column::Place:
        return tr("Place");
    case Column::Seen:
        return tr("Seen");
    }
    return {};
}

BatchGroupPresenter::BatchGroupPresenter(items::BatchGroupModel &groups, QObject *parent)
    : QIdentityProxyModel(parent)
    , m_groups(groups)
{
    setSourceModel(&groups);
}

QVariant BatchGroupPresenter::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= m_groups.rowCount())
        return {};
    const QString name = batchGroupText(m_groups.grouping(), m_groups.nameAt(index.row()));
    const QString count = QLocale().toString(m_groups.countAt(index.row()));
    switch (role) {
    case Qt::DisplayRole:
        return name;
    case TrailingRole:
        return count;
    case Qt::ToolTipRole:
        return widgets::plainToolTip(name);
    case Qt::AccessibleTextRole:
        return tr("%1: %Ln tokens", nullptr, static_cast<int>(m_groups.countAt(index.row()))).arg(name);
    default:
        return QIdentityProxyModel::data(index, role);
    }
}

} // namespace gatehouse::ui::presenters
