#include "ui/pages/ClientKeysField.h"

#include "models/domain/ClientApplication.h"
#include "ui/text/ViolationText.h"
#include "ui/theme/ButtonKind.h"
#include "ui/theme/IconSet.h"
#include "ui/theme/Spacing.h"
#include "ui/widgets/FieldMessage.h"
#include "ui/widgets/PlainLabel.h"

#include <QCryptographicHash>
#include <QHBoxLayout>
#include <QPlainTextEdit>
#include <QPushButton>

namespace gatehouse::ui::pages {

namespace spacing = theme::spacing;
using widgets::PlainLabel;
using namespace Qt::StringLiterals;

namespace {

/// SHA-256 of the SubjectPublicKeyInfo: what `openssl pkey -pubin -outform DER | sha256sum` says.
QString fingerprint(const QByteArray &key)
{
    return QString::fromLatin1(QCryptographicHash::hash(key, QCryptographicHash::Sha256).toHex());
}

QString kindOf(const jose::KeyCodec &codec, const QByteArray &der)
{
    const auto key = codec.publicKeyFromDer(der);
    if (!key)
        return ClientKeysField::tr("Unreadable key");
    if (key->type == jose::KeyType::Rsa)
        return ClientKeysField::tr("RSA, %1 bits").arg(QString::number(key->bits()));
    return key->type == jose::KeyType::Ec ? ClientKeysField::tr("EC") : ClientKeysField::tr("Public key");
}

} // namespace

ClientKeysField::ClientKeysField(const jose::KeyCodec &codec, QWidget *parent)
    : QWidget(parent)
    , m_codec(codec)
    , m_layout(new QVBoxLayout(this))
    , m_paste(new QPlainTextEdit(this))
    , m_add(new QPushButton(theme::icon(u"add"_s), tr("Add public key"), this))
    , m_message(new widgets::FieldMessage(this))
{
    m_paste->setObjectName(u"clientKeyEdit"_s);
    m_paste->setAccessibleName(tr("Public key to add"));
    m_paste->setPlaceholderText(tr("Paste a public key: PEM or JWK"));
    m_paste->setTabChangesFocus(true);
    m_paste->setFixedHeight(m_paste->fontMetrics().lineSpacing() * 4);
    m_add->setObjectName(u"addClientKeyButton"_s);
    m_add->setEnabled(false);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_add);
    buttons->addStretch(1);
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(spacing::small);
    m_layout->addWidget(m_paste);
    m_layout->addWidget(m_message);
    m_layout->addLayout(buttons);
    setFocusProxy(m_paste);
    connect(m_paste, &QPlainTextEdit::textChanged, this, [this] {
        m_add->setEnabled(!m_paste->toPlainText().trimmed().isEmpty());
        m_message->setMessage(theme::Sign::Error, {});
    });
    connect(m_add, &QPushButton::clicked, this, &ClientKeysField::addPasted);
    showRows();
}

void ClientKeysField::setKeys(const QByteArrayList &keys)
{
    if (keys == m_keys)
        return;
    m_keys = keys;
    showRows();
}

void ClientKeysField::addPasted()
{
    const auto set = jose::parseKeyText(m_paste->toPlainText().toUtf8(), m_codec);
    const QByteArray der = set && set->keys.size() == 1 ? m_codec.toDer(set->keys.constFirst()) : QByteArray();
    if (der.isEmpty()) {
        m_message->setMessage(theme::Sign::Error, set && set->keys.size() > 1
                                                      ? tr("This text has several keys. Paste one at a time.")
                                                      : tr("This is not a public key. Paste a PEM or a JWK."));
        return;
    }
    if (m_keys.contains(der)) {
        m_message->setMessage(theme::Sign::Error, tr("The client already has this key."));
        return;
    }
    if (m_keys.size() >= domain::maxClientKeys) {
        m_message->setMessage(
            theme::Sign::Error,
            text::violationText({domain::Field::ClientKeys, domain::Rule::TooMany, {}, domain::maxClientKeys}));
        return;
    }
    m_keys.append(der);
    m_paste->clear();
    showRows();
    Q_EMIT edited();
}

void ClientKeysField::showRows()
{
    delete m_rows;
    m_rows = new QWidget(this);
    m_rows->setVisible(!m_keys.isEmpty());
    auto *layout = new QVBoxLayout(m_rows);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(spacing::tight);
    for (qsizetype row = 0; row < m_keys.size(); ++row)
        layout->addWidget(makeRow(row));
    m_layout->insertWidget(0, m_rows);
    setTabOrder(m_rows, m_paste);
}

QWidget *ClientKeysField::makeRow(qsizetype row)
{
    const QByteArray key = m_keys.at(row);
    const QString print = fingerprint(key);
    auto *widget = new QWidget(m_rows);
    auto *kind = new PlainLabel(kindOf(m_codec, key), PlainLabel::Role::Strong, widget);
    auto *mark = new PlainLabel(print, PlainLabel::Role::Mono, widget);
    mark->setElideMode(Qt::ElideMiddle);
    auto *remove = new QPushButton(theme::icon(u"delete"_s, theme::Tone::Danger), tr("Remove"), widget);
    remove->setObjectName(u"removeClientKeyButton"_s);
    remove->setAccessibleName(tr("Remove the public key %1").arg(print.first(16)));
    theme::setButtonKind(*remove, theme::ButtonKind::DangerQuiet);
    auto *layout = new QHBoxLayout(widget);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(spacing::small);
    layout->addWidget(kind);
    layout->addWidget(mark, 1);
    layout->addWidget(remove);
    connect(remove, &QPushButton::clicked, this, [this, key] {
        m_keys.removeOne(key);
        m_paste->setFocus();
        // Later, because the button that was pressed goes with its row.
        QMetaObject::invokeMethod(this, &ClientKeysField::showRows, Qt::QueuedConnection);
        Q_EMIT edited();
    });
    return widget;
}

} // namespace gatehouse::ui::pages
