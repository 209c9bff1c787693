#pragma once

#include "models/items/SigningKeyModel.h"

#include <QIdentityProxyModel>

namespace gatehouse::ui::presenters {

/// What a state of a signing key is called.
QString keyStateWord(domain::SigningKey::State state);

/// A SigningKeyModel for people: words, icons, and what a timeline says aloud.
class SigningKeyPresenter : public QIdentityProxyModel
{
    Q_OBJECT

public:
    /// `keys` outlives the presenter.
    explicit SigningKeyPresenter(items::SigningKeyModel &keys, QObject *parent = nullptr);

    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    /// All that is known of a key in sentences: when it signed, what is alive, and from when revoking breaks nothing.
    static QString sentences(const items::SigningKeyModel::Row &row);

private:
    items::SigningKeyModel &m_keys;
};

} // namespace gatehouse::ui::presenters
