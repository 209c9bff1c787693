#include "ui/inspector/KeyChoice.h"

#include "models/base/Text.h"
#include "models/jose/Base64Url.h"
#include "ui/inspector/KeyFetch.h"
#include "ui/inspector/PasteEdit.h"
#include "ui/text/TokenFaultText.h"
#include "ui/theme/ButtonKind.h"
#include "ui/theme/IconSet.h"
#include "ui/theme/Spacing.h"
#include "ui/widgets/ClipboardGuard.h"
#include "ui/widgets/FieldMessage.h"
#include "ui/widgets/FlowLayout.h"
#include "ui/widgets/PlainLabel.h"
#include "ui/widgets/SegmentedControl.h"
#include "ui/widgets/ToolTip.h"

#include <QBoxLayout>
#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QLineEdit>
#include <QMimeData>
#include <QPushButton>
#include <QToolButton>

namespace gatehouse::ui::inspection {

namespace {

using namespace theme::spacing;
using widgets::PlainLabel;
using namespace Qt::StringLiterals;

constexpr qsizetype mostKeyText = 256 * 1024;
constexpr int mostSecretText = 64 * 1024;

/// How the bytes of a secret are written.
enum class Encoding { Utf8, Base64Url, Base64, Hex };

std::optional<QByteArray> decoded(const QByteArray &text, Encoding encoding)
{
    switch (encoding) {
    case Encoding::Utf8:
        return text;
    case Encoding::Base64Url: {
        auto bytes = jose::decodeBase64Url(text);
        return bytes ? std::optional(*bytes) : std::nullopt;
    }
    case Encoding::Base64: {
        auto result = QByteArray::fromBase64Encoding(text, QByteArray::AbortOnBase64DecodingErrors);
        return result ? std::optional(*result) : std::nullopt;
    }
    case Encoding::Hex: {
        const bool hex = text.size() % 2 == 0 && std::ranges::all_of(text, [](char c) {
                             return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
                         });
        return hex ? std::optional(QByteArray::fromHex(text)) : std::nullopt;
    }
    }
    return {};
}

QString kindOf(const jose::Jwk &key)
{
    switch (key.type) {
    case jose::KeyType::Rsa:
        return KeyChoice::tr("RSA public key, %1 bits").arg(key.bits());
    case jose::KeyType::Ec:
    case jose::KeyType::Okp:
        return key.crv ? KeyChoice::tr("public key on the curve %1").arg(jose::curveName(*key.crv))
                       : KeyChoice::tr("public key on a curve");
    case jose::KeyType::Akp:
        return KeyChoice::tr("%1 public key").arg(key.alg.value_or(QString()));
    case jose::KeyType::Octets:
        return KeyChoice::tr("shared secret, %1 bits").arg(key.bits());
    }
    return {};
}

/// What a pasted text was recognised as.
QString recognised(const jose::JwkSet &set, bool fromJson)
{
    if (set.keys.size() != 1)
        return set.skipped.isEmpty()
                   ? KeyChoice::tr("A key set with %n keys.", nullptr, static_cast<int>(set.keys.size()))
                   : KeyChoice::tr("A key set with %n usable keys; %1 skipped.", nullptr,
                                   static_cast<int>(set.keys.size()))
                         .arg(set.skipped.size());
    const jose::Jwk &key = set.keys.first();
    const QString form = fromJson ? KeyChoice::tr("JWK") : KeyChoice::tr("PEM");
    const QString kind = kindOf(key);
    return key.kid ? KeyChoice::tr("%1: %2, key id %3.").arg(form, kind, base::visibleText(*key.kid, 60))
                   : KeyChoice::tr("%1: %2.").arg(form, kind);
}

} // namespace

KeyChoice::KeyChoice(const jose::KeyCodec &codec, http::HttpClient *http, QWidget *parent)
    : QWidget(parent)
    , m_codec(codec)
    , m_kinds(new widgets::SegmentedControl(tr("Which key to check with"), this))
    , m_message(new widgets::FieldMessage(this))
{
    setObjectName(u"keyChoice"_s);
    m_kinds->setObjectName(u"keyKinds"_s);
    m_message->setObjectName(u"keyMessage"_s);
    m_kinds->addChoice(tr("Automatic"));
    m_kinds->addChoice(tr("API"));
    m_kinds->addChoice(tr("Key"));
    m_kinds->addChoice(tr("Secret"));
    m_kinds->button(0)->setObjectName(u"keyKindAutomatic"_s);
    m_kinds->button(1)->setObjectName(u"keyKindApi"_s);
    m_kinds->button(2)->setObjectName(u"keyKindPublic"_s);
    m_kinds->button(3)->setObjectName(u"keyKindSecret"_s);
    const QString automatic =
        tr("The key is found among this tenant's APIs by audience, issuer and key ID. Keys inside "
           "the token are never used.");
    widgets::setPlainToolTip(*m_kinds->button(0), automatic);
    m_kinds->button(0)->setAccessibleDescription(automatic);
    m_kinds->setCurrent(0);
    connect(m_kinds, &widgets::SegmentedControl::chosen, this, [this] { read(); });

    m_apiPage = makeApiPage();
    m_publicPage = makePublicKeyPage(http);
    m_secretPage = makeSecretPage();
    auto *label = new PlainLabel(tr("Check with"), PlainLabel::Role::Strong, this);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(small);
    auto *line = new QWidget(this);
    auto *flow = new widgets::FlowLayout(line);
    flow->addWidget(label);
    flow->addWidget(m_kinds);
    layout->addWidget(line);
    layout->addWidget(m_apiPage);
    layout->addWidget(m_publicPage);
    layout->addWidget(m_secretPage);
    layout->addWidget(m_message);
    read();
}

QWidget *KeyChoice::makeApiPage()
{
    auto *page = new QWidget(this);
    m_api = new QComboBox(page);
    m_api->setObjectName(u"keyApi"_s);
    m_api->setAccessibleName(tr("API to check for"));
    m_api->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_api->setMinimumContentsLength(18);
    auto *about = new PlainLabel(
        tr("The token has to be for this API, and signed with the algorithm and a key of it; retired keys included."),
        PlainLabel::Role::Muted, page);
    about->setWordWrap(true);
    connect(m_api, &QComboBox::currentIndexChanged, this, [this] { read(); });
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(tight);
    layout->addWidget(m_api);
    layout->addWidget(about);
    return page;
}

void KeyChoice::setTenant(const store::StoreSnapshot &tenant)
{
    QList<QPair<QString, QString>> apis;
    for (const domain::ResourceServer &api : tenant.resourceServers)
        apis.append({base::visibleText(api.name, 60), api.id.text()});
    bool isSame = apis.size() == m_api->count();
    for (int i = 0; isSame && i < m_api->count(); ++i)
        isSame = m_api->itemText(i) == apis.at(i).first && m_api->itemData(i).toString() == apis.at(i).second;
    if (isSame)
        return;
    const QSignalBlocker quiet(m_api);
    const QString chosen = m_api->currentData().toString();
    m_api->clear();
    for (const auto &[name, id] : std::as_const(apis))
        m_api->addItem(name, id);
    m_api->setCurrentIndex(std::max(0, m_api->findData(chosen)));
}

bool KeyChoice::setIssuer(const QString &issuer)
{
    m_fetch->setIssuer(issuer);
    m_issuer = issuer;
    // While a token is edited it may have no issuer for a moment.
    if (issuer.isEmpty() || issuer == m_fetchedIssuer || !isFetched())
        return false;
    // Keys that one issuer publishes say nothing of another one's tokens.
    const QSignalBlocker quiet(this);
    const bool wasUsed = kind() == Kind::PublicKey;
    m_key->setPlainText({});
    m_fetched.clear();
    return wasUsed;
}

void KeyChoice::takeFetched(const QByteArray &keys, const QString &address)
{
    m_fetched = QString::fromUtf8(keys);
    m_fetched.replace("\r\n"_L1, "\n"_L1);
    m_fetchedFrom = address;
    m_fetchedIssuer = m_issuer;
    m_key->setPlainText(m_fetched);
}

bool KeyChoice::isFetched() const
{
    return !m_fetched.isEmpty() && m_key->toPlainText() == m_fetched;
}

domain::ResourceServerId KeyChoice::api() const
{
    return domain::ResourceServerId(m_api->currentData().toString());
}

QWidget *KeyChoice::makePublicKeyPage(http::HttpClient *http)
{
    auto *page = new QWidget(this);
    m_key = new PasteEdit(tr("Key to check with"), mostKeyText, page);
    m_key->setObjectName(u"keyText"_s);
    m_key->setPlaceholderText(tr("A JWK, a JWK set, or a key or certificate in PEM."));
    m_key->setFixedHeight(m_key->fontMetrics().lineSpacing() * 5 + 2 * small);
    auto *open = new QPushButton(tr("Choose a file…"), page);
    open->setObjectName(u"keyOpen"_s);
    open->setAccessibleName(tr("Choose a file with a key"));
    theme::setButtonKind(*open, theme::ButtonKind::Link);
    m_forget = new QPushButton(tr("Forget this key"), page);
    m_forget->setObjectName(u"keyForget"_s);
    theme::setButtonKind(*m_forget, theme::ButtonKind::Link);
    connect(m_key, &QPlainTextEdit::textChanged, this, [this] { read(); });
    connect(m_key, &PasteEdit::refused, this, [this](const QString &sentence) {
        if (!sentence.isEmpty())
            m_message->setMessage(theme::Sign::Error, sentence);
    });
    connect(open, &QPushButton::clicked, this, [this] { m_key->chooseFile(tr("Choose a file with a key")); });
    connect(m_forget, &QPushButton::clicked, this, [this] {
        // setPlainText empties the undo history with it: the key is gone, not one Ctrl+Z away.
        m_key->setPlainText({});
        m_key->setFocus();
    });
    m_fetch = new KeyFetch(http, page);
    m_fetch->setVisible(http != nullptr);
    connect(m_fetch, &KeyFetch::fetched, this, &KeyChoice::takeFetched);
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(tight);
    layout->addWidget(m_key);
    auto *links = new QHBoxLayout;
    links->setSpacing(large);
    links->addWidget(open);
    links->addWidget(m_forget);
    links->addStretch();
    layout->addLayout(links);
    layout->addWidget(m_fetch);
    return page;
}

QWidget *KeyChoice::makeSecretPage()
{
    auto *page = new QWidget(this);
    m_secret = new QLineEdit(page);
    m_secret->setObjectName(u"keySecret"_s);
    m_secret->setAccessibleName(tr("Secret to check with"));
    m_secret->setPlaceholderText(tr("The signing secret"));
    m_secret->setEchoMode(QLineEdit::Password);
    widgets::guardSelection(*m_secret);
    m_secret->setMaxLength(mostSecretText);
    m_reveal = new QToolButton(page);
    m_reveal->setObjectName(u"keySecretReveal"_s);
    m_reveal->setCheckable(true);
    connect(m_reveal, &QToolButton::toggled, this, &KeyChoice::reveal);
    m_encoding = new QComboBox(page);
    m_encoding->setObjectName(u"keySecretEncoding"_s);
    m_encoding->setAccessibleName(tr("How the secret is written"));
    m_encoding->addItem(tr("as text"), static_cast<int>(Encoding::Utf8));
    m_encoding->addItem(tr("base64url"), static_cast<int>(Encoding::Base64Url));
    m_encoding->addItem(tr("base64"), static_cast<int>(Encoding::Base64));
    m_encoding->addItem(tr("hex"), static_cast<int>(Encoding::Hex));
    connect(m_secret, &QLineEdit::textChanged, this, [this] { read(); });
    // A line edit has no say in what its Copy does; the clipboard tells of it.
    connect(QGuiApplication::clipboard(), &QClipboard::dataChanged, this, &KeyChoice::guardSecret);
    connect(m_encoding, &QComboBox::currentIndexChanged, this, [this] { read(); });
    reveal(false);
    auto *layout = new QHBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(small);
    layout->addWidget(m_secret, 1);
    layout->addWidget(m_reveal);
    layout->addWidget(m_encoding);
    return page;
}

void KeyChoice::guardSecret() const
{
    if (m_secret->echoMode() != QLineEdit::Normal || !m_secret->hasSelectedText())
        return;
    const QMimeData *copied = QGuiApplication::clipboard()->mimeData();
    if (copied && !copied->hasFormat(widgets::clipboardSecretMark) && copied->text() == m_secret->selectedText())
        widgets::guardCopied(*copied);
}

base::Secret KeyChoice::material() const
{
    return m_material;
}

KeyChoice::Kind KeyChoice::kind() const
{
    return static_cast<Kind>(m_kinds->current());
}

void KeyChoice::setKind(Kind kind)
{
    m_kinds->setCurrent(static_cast<int>(kind));
    read();
}

void KeyChoice::hideSecret()
{
    m_reveal->setChecked(false);
}

void KeyChoice::reveal(bool shown)
{
    m_secret->setEchoMode(shown ? QLineEdit::Normal : QLineEdit::Password);
    m_reveal->setIcon(theme::icon(shown ? u"eye-off"_s : u"eye"_s));
    const QString name = shown ? tr("Hide the secret") : tr("Show the secret");
    m_reveal->setAccessibleName(name);
    widgets::setPlainToolTip(*m_reveal, name);
}

void KeyChoice::read()
{
    m_apiPage->setVisible(kind() == Kind::OneApi);
    m_publicPage->setVisible(kind() == Kind::PublicKey);
    m_secretPage->setVisible(kind() == Kind::Secret);
    m_pasted.reset();
    m_material = {};
    m_message->setMessage(theme::Sign::Info, {});
    if (kind() == Kind::PublicKey)
        readPublicKey();
    else if (kind() == Kind::Secret)
        readSecret();
    if (kind() != Kind::Secret)
        hideSecret();
    Q_EMIT changed();
}

void KeyChoice::readPublicKey()
{
    const QByteArray text = m_key->toPlainText().toUtf8().trimmed();
    m_forget->setVisible(!text.isEmpty());
    if (text.isEmpty())
        return;
    m_pasted = inspector::PastedKey::fromText(text, m_codec);
    if (isFetched())
        m_pasted->publishedAt = m_fetchedFrom;
    m_material = base::Secret(QByteArrayView(text));
    if (!m_pasted->keys) {
        m_message->setMessage(theme::Sign::Error, text::keyErrorText(m_pasted->keys.error()));
        return;
    }
    const jose::JwkSet &set = *m_pasted->keys;
    const bool hadPrivate = std::ranges::any_of(set.keys, &jose::Jwk::hadPrivatePart);
    QString sentence = recognised(set, text.startsWith('{'));
    if (hadPrivate)
        sentence = tr("%1 This is a private key: to verify, only its public part is used. Keep private keys where they "
                      "belong.")
                       .arg(sentence);
    m_message->setMessage(hadPrivate ? theme::Sign::Warning : theme::Sign::Info, sentence);
}

void KeyChoice::readSecret()
{
    QByteArray text = m_secret->text().toUtf8();
    if (text.isEmpty())
        return;
    std::optional<QByteArray> bytes = decoded(text, static_cast<Encoding>(m_encoding->currentData().toInt()));
    base::wipe(text.data(), static_cast<std::size_t>(text.size()));
    if (!bytes) {
        m_message->setMessage(theme::Sign::Error,
                              tr("The secret is not written in %1. Choose how it is written, or correct it.")
                                  .arg(m_encoding->currentText()));
        return;
    }
    m_message->setMessage(theme::Sign::Info, tr("A secret of %n bits.", nullptr, static_cast<int>(bytes->size() * 8)));
    m_material = base::Secret(QByteArrayView(*bytes));
    m_pasted = inspector::PastedKey::fromSecret(m_material);
    base::wipe(bytes->data(), static_cast<std::size_t>(bytes->size()));
}

} // namespace gatehouse::ui::inspection
