#include "ui/pages/TestKeyField.h"

#include "ui/text/ClientText.h"
#include "ui/theme/Spacing.h"
#include "ui/widgets/FieldMessage.h"
#include "ui/widgets/LabelledField.h"
#include "ui/widgets/PlainFile.h"

#include <QBoxLayout>
#include <QFileDialog>
#include <QPushButton>

namespace gatehouse::ui::pages {

using namespace Qt::StringLiterals;
using namespace theme::spacing;

namespace {

constexpr qsizetype mostKeyBytes = qsizetype{64} * 1024;

} // namespace

TestKeyField::TestKeyField(Parts parts, QWidget *parent)
    : QWidget(parent)
    , m_parts(parts)
    , m_choose(new QPushButton(tr("Choose file…"), this))
    , m_field(new widgets::LabelledField(tr("Private &key"), m_choose, {}, this))
    , m_message(new widgets::FieldMessage(this))
{
    setObjectName(u"testKeyField"_s);
    m_choose->setObjectName(u"testKeyChoose"_s);
    m_choose->setAccessibleName(tr("Choose the client's private key file"));
    m_choose->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    m_message->setObjectName(u"testKeyMessage"_s);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(tight);
    layout->addWidget(m_field);
    layout->addWidget(m_message);
    connect(m_choose, &QPushButton::clicked, this, &TestKeyField::chooseFile);
    hide();
}

void TestKeyField::setClient(const domain::ClientApplication *client)
{
    const domain::ClientApplication wanted = client ? *client : domain::ClientApplication();
    if (wanted.id != m_client.id)
        m_message->setMessage(theme::Sign::Info, {});
    m_client = wanted;
    updateState();
}

bool TestKeyField::isReady() const
{
    return m_client.authentication != domain::ClientAuthentication::PrivateKeyJwt ||
           m_parts.identity.hasKey(m_client.id);
}

void TestKeyField::chooseFile()
{
    auto *dialog = new QFileDialog(this, tr("Choose the client's private key file"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &TestKeyField::openFile);
    dialog->open();
}

void TestKeyField::openFile(const QString &path)
{
    auto content = widgets::readPlainFile(path, mostKeyBytes);
    if (!content) {
        m_message->setMessage(theme::Sign::Error, content.error());
        return;
    }
    const base::Secret text{QByteArrayView(*content)};
    base::wipe(content->data(), static_cast<std::size_t>(content->size()));
    auto key = flow::clientKeyOf(m_client, text, m_parts.privateKeys, m_parts.codec);
    if (!key) {
        m_message->setMessage(theme::Sign::Error, text::clientKeyFaultText(key.error()));
        return;
    }
    m_message->setMessage(theme::Sign::Info, {});
    m_parts.identity.setKey(m_client.id, *std::move(key));
    updateState();
    Q_EMIT changed();
}

void TestKeyField::updateState()
{
    setVisible(m_client.authentication == domain::ClientAuthentication::PrivateKeyJwt);
    m_field->setHelp(m_parts.identity.hasKey(m_client.id)
                         ? tr("Known until the program closes. Choose another file to use that key instead.")
                         : tr("This client signs its requests. Choose its private key: JWK or PEM without a "
                              "passphrase. It stays in memory and is written nowhere."));
}

} // namespace gatehouse::ui::pages
