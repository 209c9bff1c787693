#include "ui/presenters/ConsentPresenter.h"

#include "models/base/Text.h"
#include "ui/theme/IconSet.h"
#include "ui/widgets/ToolTip.h"

namespace gatehouse::ui::presenters {

using namespace Qt::StringLiterals;

namespace {

using Model = items::ConsentTableModel;
using Column = Model::Column;

} // namespace

QString consentText(issuer::ConsentReason reason)
{
    switch (reason) {
    case issuer::ConsentReason::AskedFor:
        return ConsentPresenter::tr("Shown: the client asks for it");
    case issuer::ConsentReason::LoopbackCallback:
        return ConsentPresenter::tr("Always shown: loopback callback");
    case issuer::ConsentReason::Remembered:
        return ConsentPresenter::tr("Skipped: remembered");
    case issuer::ConsentReason::ThirdParty:
        return ConsentPresenter::tr("Shown once: third-party client");
    case issuer::ConsentReason::ApiAsks:
        return ConsentPresenter::tr("Shown once: this API asks for consent");
    case issuer::ConsentReason::FirstParty:
        return ConsentPresenter::tr("Skipped: first-party client");
    case issuer::ConsentReason::OpenIdOnly:
        return ConsentPresenter::tr("Skipped: sign-in only");
    }
    return {};
}

ConsentPresenter::ConsentPresenter(items::ConsentTableModel &consents, QObject *parent)
    : QIdentityProxyModel(parent)
    , m_consents(consents)
{
    setSourceModel(&consents);
}

QVariant ConsentPresenter::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const Model::Row &row = m_consents.rowAt(mapToSource(index));
    const auto column = static_cast<Column>(index.column());
    const QString text = column == Column::Client     ? base::visibleText(row.clientName, 200)
                         : column == Column::Callback ? base::visibleText(row.callback, 600)
                                                      : consentText(row.reason);
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        return text;
    case Qt::ToolTipRole:
        return widgets::plainToolTip(text);
    case Qt::DecorationRole:
        if (column != Column::Shown)
            return {};
        return theme::icon(issuer::showsConsent(row.reason) ? u"eye"_s : u"skip"_s);
    default:
        return QIdentityProxyModel::data(index, role);
    }
}

QVariant ConsentPresenter::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (static_cast<Column>(section)) {
    case Column::Client:
        return tr("Client");
    case Column::Callback:
        return tr("Callback");
    case Column::Shown:
        return tr("Consent page");
    }
    return {};
}

} // namespace gatehouse::ui::presenters
