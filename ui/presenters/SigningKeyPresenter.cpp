#include "ui/presenters/SigningKeyPresenter.h"

#include "models/base/Text.h"
#include "ui/text/TimeText.h"
#include "ui/theme/IconSet.h"
#include "ui/theme/Tone.h"
#include "ui/widgets/PlainLabel.h"
#include "ui/widgets/ToolTip.h"

#include <QApplication>
#include <QLocale>

namespace gatehouse::ui::presenters {

using namespace Qt::StringLiterals;

namespace {

using Model = items::SigningKeyModel;
using Column = Model::Column;
using State = domain::SigningKey::State;

QString stateIcon(State state)
{
    switch (state) {
    case State::Next:
        return u"clock"_s;
    case State::Current:
        return u"key"_s;
    case State::Previous:
        return u"check"_s;
    case State::Revoked:
        return u"ban"_s;
    }
    return {};
}

theme::Tone stateTone(State state)
{
    switch (state) {
    case State::Current:
        return theme::Tone::Success;
    case State::Revoked:
        return theme::Tone::Danger;
    default:
        return theme::Tone::Icon;
    }
}

} // namespace

QString keyStateWord(State state)
{
    switch (state) {
    case State::Next:
        return SigningKeyPresenter::tr("Next");
    case State::Current:
        return SigningKeyPresenter::tr("Current");
    case State::Previous:
        return SigningKeyPresenter::tr("Previous");
    case State::Revoked:
        return SigningKeyPresenter::tr("Revoked");
    }
    return {};
}

SigningKeyPresenter::SigningKeyPresenter(items::SigningKeyModel &keys, QObject *parent)
    : QIdentityProxyModel(parent)
    , m_keys(keys)
{
    setSourceModel(&keys);
}

QString SigningKeyPresenter::sentences(const Model::Row &row)
{
    const issuer::KeyLine &key = row.line;
    const auto time = [](const std::optional<base::Instant> &at) {
        return text::localTime(at.value_or(base::Instant()));
    };
    QStringList parts;
    switch (key.state) {
    case State::Next:
        parts.append(tr("Published since %1, so that verifiers know it before it signs. Rotating makes it sign.")
                         .arg(time(key.createdAt)));
        parts.append(tr("From %1 on that breaks nothing, not even for verifiers that keep the key set for ten minutes.")
                         .arg(time(key.safeToRotate)));
        break;
    case State::Current:
        parts.append(key.currentSince ? tr("Signs since %1.").arg(time(key.currentSince)) : tr("Signs now."));
        break;
    case State::Previous:
        parts.append(key.currentUntil
                         ? tr("Signed until %1. Its tokens verify until they expire.").arg(time(key.currentUntil))
                         : tr("Signs no more. Its tokens verify until they expire."));
        break;
    case State::Revoked:
        parts.append(key.revokedAt ? tr("Revoked at %1. Nothing it signed is accepted.").arg(time(key.revokedAt))
                                   : tr("Revoked. Nothing it signed is accepted."));
        break;
    }
    const qint64 alive = key.aliveTokens.value_or(0);
    if (alive > 0 && key.state != State::Revoked) {
        parts.append(tr("%n tokens are alive.", nullptr, static_cast<int>(std::min<qint64>(alive, INT_MAX))));
        if (row.lastExpiry)
            parts.append(tr("The last one expires at %1.").arg(time(row.lastExpiry)));
    }
    if (key.state == State::Previous && key.aliveTokens) {
        parts.append(alive > 0 ? tr("From then on, revoking it breaks nothing.")
                               : tr("No token of it is alive: revoking it breaks nothing."));
    } else if (key.state == State::Previous) {
        parts.append(tr("The tenant does not tell how many are alive."));
        if (key.safeToRevoke)
            parts.append(
                tr("With the token lifetimes of its APIs as they are now, the last one is valid until %1 at the "
                   "latest.")
                    .arg(time(key.safeToRevoke)));
    }
    return parts.join(u' ');
}

QVariant SigningKeyPresenter::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const Model::Row &row = m_keys.rowAt(mapToSource(index));
    const auto column = static_cast<Column>(index.column());
    const QString id = base::visibleText(row.line.id.text(), 200);
    switch (role) {
    case Qt::DisplayRole:
        switch (column) {
        case Column::State:
            return keyStateWord(row.line.state);
        case Column::KeyId:
            return id;
        case Column::Timeline:
            return {};
        case Column::Alive:
            if (row.line.state == State::Revoked)
                return tr("–");
            return row.line.aliveTokens ? QLocale().toString(*row.line.aliveTokens) : tr("Not known");
        }
        return {};
    case Qt::ToolTipRole:
        return widgets::plainToolTip(column == Column::KeyId ? id : sentences(row));
    case Qt::AccessibleTextRole:
        switch (column) {
        case Column::State:
            return keyStateWord(row.line.state);
        case Column::KeyId:
            return id;
        case Column::Timeline:
            return sentences(row);
        case Column::Alive:
            if (!row.line.aliveTokens)
                return tr("Not known how many tokens are alive");
            return tr("%n tokens are alive.", nullptr,
                      static_cast<int>(std::min<qint64>(*row.line.aliveTokens, INT_MAX)));
        }
        return {};
    case Qt::DecorationRole:
        return column == Column::State ? QVariant(theme::icon(stateIcon(row.line.state), stateTone(row.line.state)))
                                       : QVariant();
    case Qt::FontRole:
        return column == Column::KeyId ? QVariant(widgets::monospaceFont(QApplication::font("QTableView")))
                                       : QVariant();
    case Qt::ForegroundRole:
        return row.line.state == State::Revoked ? QVariant(theme::toneColor(theme::Tone::TextMuted)) : QVariant();
    default:
        return QIdentityProxyModel::data(index, role);
    }
}

QVariant SigningKeyPresenter::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (static_cast<Column>(section)) {
    case Column::State:
        return tr("State");
    case Column::KeyId:
        return tr("Key ID");
    case Column::Timeline:
        return tr("Timeline");
    case Column::Alive:
        return tr("Tokens alive");
    }
    return {};
}

} // namespace gatehouse::ui::presenters
