#include "ui/presenters/ManagementCallPresenter.h"

#include "models/base/Text.h"
#include "ui/text/TimeText.h"
#include "ui/theme/SeverityStyle.h"
#include "ui/theme/Tone.h"
#include "ui/widgets/PlainLabel.h"
#include "ui/widgets/ToolTip.h"

#include <QApplication>

namespace gatehouse::ui::presenters {

using namespace Qt::StringLiterals;

using Column = items::ManagementCallModel::Column;

namespace {

constexpr int firstRefusal = 400;
constexpr int firstFailure = 500;

theme::SeverityStyle styleOf(int status)
{
    return theme::SeverityStyle::of(status < firstRefusal   ? theme::Sign::Done
                                    : status < firstFailure ? theme::Sign::Refused
                                                            : theme::Sign::Failed);
}

} // namespace

ManagementCallPresenter::ManagementCallPresenter(items::ManagementCallModel &calls, QObject *parent)
    : QIdentityProxyModel(parent)
    , m_calls(calls)
{
    setSourceModel(&calls);
}

QVariant ManagementCallPresenter::data(const QModelIndex &index, int role) const
{
    const QModelIndex source = mapToSource(index);
    if (!source.isValid())
        return {};
    const management::ManagementCall &call = m_calls.callAt(source);
    const auto column = static_cast<Column>(index.column());
    const QString client = call.client.isEmpty() ? tr("Not identified") : base::visibleText(call.client, 120);
    const QString request = base::visibleText(call.method + u' ' + call.path, 300);
    switch (role) {
    case Qt::DisplayRole:
        switch (column) {
        case Column::When:
            return text::localTime(call.at);
        case Column::Client:
            return client;
        case Column::Request:
            return request;
        case Column::Status:
            return QString::number(call.status);
        }
        return {};
    case Qt::DecorationRole:
        return column == Column::Status ? QVariant(styleOf(call.status).icon()) : QVariant();
    case Qt::FontRole:
        return column == Column::Request ? QVariant(widgets::monospaceFont(QApplication::font("QTableView")))
                                         : QVariant();
    case Qt::ForegroundRole:
        return column == Column::Client && call.client.isEmpty() ? QVariant(theme::toneColor(theme::Tone::TextMuted))
                                                                 : QVariant();
    case Qt::ToolTipRole:
        if (column == Column::Client && call.client.isEmpty())
            return tr("The request was refused before a client was known.");
        return widgets::plainToolTip(column == Column::When ? text::utcTime(call.at) : request);
    case Qt::AccessibleTextRole:
        return tr("%1, %2, status %3, %4").arg(client, request, QString::number(call.status), text::localTime(call.at));
    default:
        return QIdentityProxyModel::data(index, role);
    }
}

QVariant ManagementCallPresenter::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (static_cast<Column>(section)) {
    case Column::When:
        return tr("When");
    case Column::Client:
        return tr("Client");
    case Column::Request:
        return tr("Request");
    case Column::Status:
        return tr("Status");
    }
    return {};
}

} // namespace gatehouse::ui::presenters
