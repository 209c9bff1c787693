#include "ui/inspector/KeyFetch.h"

#include "models/base/Text.h"
#include "ui/text/ErrorText.h"
#include "ui/theme/ButtonKind.h"
#include "ui/theme/Spacing.h"
#include "ui/widgets/FieldMessage.h"
#include "ui/widgets/PlainLabel.h"

#include <QBoxLayout>
#include <QLineEdit>
#include <QPushButton>

namespace gatehouse::ui::inspection {

using namespace Qt::StringLiterals;

namespace {

QString addressFaultText(oauth::JwksAddressFault fault)
{
    switch (fault) {
    case oauth::JwksAddressFault::NotAnAddress:
        return KeyFetch::tr("That is not a whole web address. It starts with https:// and names a host.");
    case oauth::JwksAddressFault::NotHttps:
        return KeyFetch::tr("Keys are fetched over https only: over http anybody on the way could put in their own.");
    case oauth::JwksAddressFault::HasCredentials:
        return KeyFetch::tr("The address holds a user name or password. A key set is public; take them out.");
    }
    return {};
}

QString metadataFaultText(oauth::MetadataFault fault)
{
    switch (fault) {
    case oauth::MetadataFault::OtherIssuer:
        return KeyFetch::tr("The configuration there is another issuer's, so its keys would prove nothing about this "
                            "one. No keys were fetched.");
    case oauth::MetadataFault::NoKeysAddress:
        return KeyFetch::tr("The issuer's configuration names no address of keys. Type the address if you know it.");
    case oauth::MetadataFault::AddressRefused:
        return KeyFetch::tr("The address of keys in the issuer's configuration is not a plain https address. It was "
                            "not asked.");
    }
    return {};
}

/// Encoded, so that no look-alike letter can stand for another: the host is in its ASCII form.
QString exactText(const QUrl &address)
{
    return address.toString(QUrl::FullyEncoded);
}

} // namespace

KeyFetch::KeyFetch(http::HttpClient *http, QWidget *parent)
    : QWidget(parent)
    , m_open(new QPushButton(tr("Fetch from issuer…"), this))
    , m_form(new QWidget(this))
    , m_address(new QLineEdit(m_form))
    , m_send(new QPushButton(m_form))
    , m_message(new widgets::FieldMessage(this))
{
    setObjectName(u"keyFetch"_s);
    if (http)
        m_client.emplace(*http);
    m_open->setObjectName(u"keyFetchOpen"_s);
    theme::setButtonKind(*m_open, theme::ButtonKind::Link);
    m_address->setObjectName(u"keyFetchAddress"_s);
    m_address->setAccessibleName(tr("Address of the issuer's configuration or of its key set"));
    m_address->setPlaceholderText(u"https://…/.well-known/openid-configuration"_s);
    m_address->setMaxLength(2000);
    m_send->setObjectName(u"keyFetchSend"_s);
    m_message->setObjectName(u"keyFetchMessage"_s);
    auto *about = new widgets::PlainLabel(
        tr("One request goes to exactly this address. It carries nothing of the token and follows no redirect. An "
           "issuer's configuration names where its keys are: on the same host they are fetched too, another host is "
           "named here first."),
        widgets::PlainLabel::Role::Muted, m_form);
    about->setWordWrap(true);
    auto *form = new QVBoxLayout(m_form);
    form->setContentsMargins(0, 0, 0, 0);
    form->setSpacing(theme::spacing::tight);
    form->addWidget(m_address);
    form->addWidget(about);
    form->addWidget(m_send, 0, Qt::AlignLeft);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::spacing::tight);
    layout->addWidget(m_open, 0, Qt::AlignLeft);
    layout->addWidget(m_form);
    layout->addWidget(m_message);
    m_form->hide();
    connect(m_open, &QPushButton::clicked, this, &KeyFetch::open);
    connect(m_address, &QLineEdit::textChanged, this, &KeyFetch::showAddress);
    connect(m_send, &QPushButton::clicked, this, &KeyFetch::fetch);
    showAddress();
}

KeyFetch::~KeyFetch()
{
    m_job.cancel();
}

void KeyFetch::setIssuer(const QString &issuer)
{
    if (m_address->isModified() || m_busy)
        return;
    if (issuer == m_issuer)
        return; // an address proposed since, for this one's keys, stays
    m_issuer = issuer;
    const auto address = oauth::metadataAddressOf(issuer);
    m_address->setText(address ? exactText(*address) : QString());
}

void KeyFetch::open()
{
    m_form->show();
    m_address->setFocus();
    m_open->hide();
}

void KeyFetch::showAddress()
{
    m_message->setMessage(theme::Sign::Info, {});
    const auto address = oauth::checkedJwksAddress(m_address->text());
    m_send->setEnabled(address.has_value() && !m_busy);
    if (m_busy) {
        m_send->setText(tr("Waiting for the answer…"));
        return;
    }
    if (!address) {
        m_send->setText(tr("Fetch"));
        m_send->setAccessibleName(tr("Fetch the key set"));
        if (!m_address->text().trimmed().isEmpty())
            m_message->setMessage(theme::Sign::Error, addressFaultText(address.error()));
        return;
    }
    const QString exact = exactText(*address);
    m_send->setAccessibleName(tr("Fetch %1").arg(exact));
    m_send->setText(tr("Fetch %1").arg(base::visibleText(exact, 60)));
}

void KeyFetch::fetch()
{
    const auto address = oauth::checkedJwksAddress(m_address->text());
    if (!address || !m_client || m_busy)
        return;
    send(*address);
}

void KeyFetch::send(const QUrl &address)
{
    m_busy = true;
    showAddress();
    m_job = m_client->fetch(address);
    m_job.then(this, [this, address](const base::Result<QByteArray> &answer) { receive(address, answer); });
}

void KeyFetch::receive(const QUrl &address, const base::Result<QByteArray> &answer)
{
    m_busy = false;
    showAddress();
    if (answer) {
        if (oauth::isMetadataAddress(address)) {
            readMetadata(address, *answer);
            return;
        }
        m_message->setMessage(theme::Sign::Done, tr("Received; the key set is in the field above."));
        Q_EMIT fetched(*answer, exactText(address));
        return;
    }
    constexpr int notFound = 404;
    const auto keys = oauth::jwksAddressOf(m_issuer);
    if (answer.error().httpStatus == notFound && oauth::isMetadataAddress(address) && keys &&
        oauth::isSameHost(*keys, address))
        propose(*keys, tr("This issuer publishes no configuration. Its keys may be at the address that is in the field "
                          "now; it has not been asked yet."));
    else
        fail(text::errorText(answer.error()).oneLine());
}

void KeyFetch::readMetadata(const QUrl &address, QByteArrayView document)
{
    const auto metadata = oauth::ServerMetadata::parse(document);
    if (!metadata) {
        fail(tr("The answer is no configuration of an issuer. No keys were fetched."));
        return;
    }
    const auto keys = oauth::keysAddressOf(*metadata, address);
    if (!keys)
        fail(metadataFaultText(keys.error()));
    else if (oauth::isMetadataAddress(*keys))
        fail(metadataFaultText(oauth::MetadataFault::AddressRefused)); // or it would be read for ever
    else if (oauth::isSameHost(*keys, address))
        send(*keys);
    else
        propose(*keys, tr("The issuer keeps its keys on another host, %1. Nothing was sent there yet; press the button "
                          "to fetch them.")
                           .arg(base::visibleText(keys->host(QUrl::FullyEncoded), 200)));
}

void KeyFetch::propose(const QUrl &address, const QString &why)
{
    m_address->setText(exactText(address));
    m_message->setMessage(theme::Sign::Info, why);
    m_send->setFocus();
}

void KeyFetch::fail(const QString &sentence)
{
    m_message->setMessage(theme::Sign::Error, sentence);
}

} // namespace gatehouse::ui::inspection
