#include "ui/presenters/FindingPresenter.h"

#include "ui/presenters/PresenterRoles.h"
#include "ui/text/FindingText.h"
#include "ui/theme/SeverityStyle.h"
#include "ui/widgets/ToolTip.h"

namespace gatehouse::ui::presenters {

namespace {

theme::SeverityStyle styleOf(inspector::Severity severity)
{
    switch (severity) {
    case inspector::Severity::Info:
        return theme::SeverityStyle::of(theme::Sign::Info);
    case inspector::Severity::Warning:
        return theme::SeverityStyle::of(theme::Sign::Warning);
    case inspector::Severity::Error:
        return theme::SeverityStyle::of(theme::Sign::Error);
    }
    return {};
}

} // namespace

FindingPresenter::FindingPresenter(items::FindingListModel &findings, QObject *parent)
    : QIdentityProxyModel(parent)
    , m_findings(findings)
{
    setSourceModel(&findings);
}

QVariant FindingPresenter::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= m_findings.rowCount())
        return {};
    const inspector::Finding &finding = m_findings.findingAt(index.row());
    const text::FindingText words = text::findingText(finding);
    const auto body = [&words] {
        if (words.action.isEmpty())
            return words.explanation;
        // An explanation may end with what the token says, and what it says has no full stop.
        const bool ends = words.explanation.endsWith(u'.') || words.explanation.endsWith(u'?');
        return ends ? tr("%1 %2").arg(words.explanation, words.action)
                    : tr("%1. %2").arg(words.explanation, words.action);
    };
    switch (role) {
    case Qt::DisplayRole:
        return tr("%1: %2").arg(text::severityWord(finding.severity()), words.title);
    case DetailRole:
        // The citation on a line of its own: beside a title of any length it would be cut.
        return finding.reference().isEmpty() ? body() : body() + QLatin1Char('\n') + finding.reference();
    case EmphasisRole:
        return true;
    case ToneRole:
        return static_cast<int>(styleOf(finding.severity()).tone);
    case Qt::DecorationRole:
        return styleOf(finding.severity()).icon();
    case Qt::ToolTipRole:
        return widgets::plainToolTip(body());
    case Qt::AccessibleTextRole:
        return tr("%1: %2. %3 %4")
            .arg(text::severityWord(finding.severity()), words.title, body(), finding.reference());
    default:
        return QIdentityProxyModel::data(index, role);
    }
}

} // namespace gatehouse::ui::presenters
