#include "ui/presenters/ScopeLinePresenter.h"

#include "models/base/Text.h"
#include "ui/text/ViolationText.h"
#include "ui/theme/IconSet.h"
#include "ui/widgets/PlainLabel.h"
#include "ui/widgets/ToolTip.h"

#include <QApplication>

namespace gatehouse::ui::presenters {

using namespace Qt::StringLiterals;

namespace {

using Column = items::ScopeLineModel::Column;
using Fate = domain::ScopeLine::Fate;

QIcon iconOf(Fate fate)
{
    switch (fate) {
    case Fate::Added:
        return theme::icon(u"add"_s, theme::Tone::Success);
    case Fate::AlreadyThere:
        return theme::icon(u"check"_s, theme::Tone::Neutral);
    case Fate::NotValid:
        return theme::icon(u"error"_s, theme::Tone::Danger);
    case Fate::Heading:
        return theme::icon(u"skip"_s, theme::Tone::Neutral);
    }
    return {};
}

} // namespace

ScopeLinePresenter::ScopeLinePresenter(items::ScopeLineModel &lines, QObject *parent)
    : QIdentityProxyModel(parent)
    , m_lines(lines)
{
    setSourceModel(&lines);
}

QVariant ScopeLinePresenter::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const domain::ScopeLine &line = m_lines.lineAt(mapToSource(index));
    const auto column = static_cast<Column>(index.column());
    const auto fateText = [&line] {
        switch (line.fate) {
        case Fate::Added:
            return tr("Will be added");
        case Fate::AlreadyThere:
            return tr("Already there");
        case Fate::NotValid:
            return line.violation ? tr("Not valid. %1").arg(text::violationText(*line.violation)) : tr("Not valid.");
        case Fate::Heading:
            return tr("Heading, skipped");
        }
        return QString();
    };
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole: {
        QString text;
        switch (column) {
        case Column::Line:
            text = QString::number(line.line);
            break;
        case Column::Value:
            text = base::visibleText(line.scope.value, 300);
            break;
        case Column::Description:
            text = base::visibleText(line.scope.description, 600);
            break;
        case Column::Fate:
            text = fateText();
            break;
        }
        return role == Qt::DisplayRole ? text : widgets::plainToolTip(text);
    }
    case Qt::DecorationRole:
        return column == Column::Fate ? QVariant(iconOf(line.fate)) : QVariant();
    case Qt::ForegroundRole:
        if (line.fate == Fate::AlreadyThere || line.fate == Fate::Heading || column == Column::Line)
            return theme::toneColor(theme::Tone::TextMuted);
        return {};
    case Qt::FontRole:
        return column == Column::Value ? QVariant(widgets::monospaceFont(QApplication::font("QTableView")))
                                       : QVariant();
    case Qt::AccessibleTextRole:
        if (column == Column::Fate)
            return tr("Line %1: %2").arg(QString::number(line.line), fateText());
        return data(index, Qt::DisplayRole);
    default:
        return QIdentityProxyModel::data(index, role);
    }
}

QVariant ScopeLinePresenter::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (static_cast<Column>(section)) {
    case Column::Line:
        return tr("Line");
    case Column::Value:
        return tr("Scope");
    case Column::Description:
        return tr("Description");
    case Column::Fate:
        return tr("What happens");
    }
    return {};
}

} // namespace gatehouse::ui::presenters
