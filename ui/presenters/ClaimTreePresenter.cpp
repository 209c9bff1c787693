#include "ui/presenters/ClaimTreePresenter.h"

#include "ui/presenters/PresenterRoles.h"
#include "ui/text/ClaimText.h"
#include "ui/text/TimeText.h"
#include "ui/widgets/PlainLabel.h"
#include "ui/widgets/ToolTip.h"

#include <QGuiApplication>

#include <optional>

namespace gatehouse::ui::presenters {

using namespace Qt::StringLiterals;

namespace {

using Column = items::ClaimTreeModel::Column;
using Part = items::ClaimTableModel::Part;

/// A few lines of a tree; the other views show all of a value.
constexpr qsizetype shownValue = 300;

QString cut(const QString &text)
{
    return text.size() > shownValue ? text.first(shownValue) + u'\u2026' : text;
}

/// "iat" of "/iat"; of a member that is no child of the root, nothing.
std::optional<QString> topName(const QString &pointer)
{
    if (!pointer.startsWith(u'/') || pointer.indexOf(u'/', 1) >= 0)
        return {};
    QString name = pointer.sliced(1);
    return name.replace("~1"_L1, "/"_L1).replace("~0"_L1, "~"_L1);
}

/// As large as the letters around it, whatever size a person has set.
QFont fixedFont()
{
    return widgets::monospaceFont(QGuiApplication::font());
}

} // namespace

ClaimTreePresenter::ClaimTreePresenter(items::ClaimTreeModel &tree, Part part, QObject *parent)
    : QIdentityProxyModel(parent)
    , m_part(part)
{
    setSourceModel(&tree);
}

QString ClaimTreePresenter::meaning(const QModelIndex &value) const
{
    const QString pointer = QIdentityProxyModel::data(value, items::KeyRole).toString();
    const std::optional<QString> name = topName(pointer);
    if (!name)
        return m_part == Part::Claims ? text::nestedClaimExplanation(pointer) : QString();
    QString about = text::memberExplanation(*name, m_part == Part::Header);
    if (m_part == Part::Header || !text::isTimeClaim(*name))
        return about;
    bool isNumber = false;
    const double seconds = QIdentityProxyModel::data(value, Qt::DisplayRole).toString().toDouble(&isNumber);
    const bool isInCalendar = isNumber && seconds >= 0 && seconds <= base::lastDatedSecond;
    if (!isInCalendar)
        return about;
    const base::Instant instant(std::chrono::seconds(static_cast<qint64>(seconds)));
    return tr("%1. %2").arg(text::localTime(instant), about);
}

QVariant ClaimTreePresenter::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const bool isValue = index.column() == static_cast<int>(Column::Value);
    const QString raw = QIdentityProxyModel::data(index, Qt::DisplayRole).toString();
    switch (role) {
    case Qt::DisplayRole:
        return isValue ? cut(raw) : raw;
    case DetailRole:
        return isValue ? QVariant(meaning(index)) : QVariant();
    case Qt::FontRole:
        return fixedFont();
    case Qt::ToolTipRole:
        return widgets::plainToolTip(raw);
    case Qt::AccessibleTextRole: {
        const QString about = isValue ? meaning(index) : QString();
        return about.isEmpty() ? cut(raw) : tr("%1. %2").arg(cut(raw), about);
    }
    default:
        return QIdentityProxyModel::data(index, role);
    }
}

} // namespace gatehouse::ui::presenters
