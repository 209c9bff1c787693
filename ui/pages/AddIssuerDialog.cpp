#include "ui/pages/AddIssuerDialog.h"

#include "models/trust/Presets.h"
#include "ui/inspector/FileChoice.h"
#include "ui/text/IssuerText.h"
#include "ui/theme/Spacing.h"
#include "ui/widgets/ErrorBanner.h"
#include "ui/widgets/LabelledField.h"
#include "ui/widgets/LinesEdit.h"
#include "ui/widgets/PlainLabel.h"

#include <QComboBox>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSpinBox>

namespace gatehouse::ui::pages {

using trust::KeySource;
using trust::Provider;
using widgets::LabelledField;
using widgets::PlainLabel;
using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype largestFile = qsizetype{1024} * 1024;

QStringList words(const QString &text)
{
    return QString(text).replace(u',', u' ').simplified().split(u' ', Qt::SkipEmptyParts);
}

} // namespace

AddIssuerDialog::AddIssuerDialog(trust::IssuerDesk &desk, const QString &issuer, QWidget *parent)
    : DialogFrame(tr("Add issuer"),
                  tr("Tokens of this issuer are verified with its own keys from then on. Its name must match exactly."),
                  tr("Fetch keys and add"), parent)
    , m_desk(desk)
    , m_provider(new QComboBox(this))
    , m_note(new PlainLabel({}, PlainLabel::Role::Muted, this))
    , m_name(new QLineEdit(this))
    , m_issuer(new QLineEdit(this))
    , m_source(new QComboBox(this))
    , m_address(new QLineEdit(this))
{
    setObjectName(u"addIssuerDialog"_s);
    m_provider->setObjectName(u"issuerProvider"_s);
    m_provider->addItem(text::providerName(Provider::Other), QVariant::fromValue(static_cast<int>(Provider::Other)));
    for (const trust::Preset &preset : trust::presets())
        m_provider->addItem(QString(preset.name), QVariant::fromValue(static_cast<int>(preset.provider)));
    m_note->setObjectName(u"issuerNote"_s);
    m_note->setWordWrap(true);
    m_name->setObjectName(u"issuerName"_s);
    m_name->setMaxLength(trust::TrustedIssuer::longestName);
    m_issuer->setObjectName(u"issuerIssuer"_s);
    m_issuer->setMaxLength(trust::TrustedIssuer::longestIssuer);
    m_issuer->setPlaceholderText(u"https://…"_s);
    body()->addWidget(new LabelledField(tr("&Provider"), m_provider,
                                        tr("What is known of it is filled in below. Nothing is asked yet.")));
    body()->addWidget(m_note);
    body()->addWidget(new LabelledField(tr("&Name"), m_name, tr("What you call it.")));
    body()->addWidget(
        new LabelledField(tr("&Issuer"), m_issuer,
                          tr("What its tokens have in iss, a slash at the end included. {tenantid} stands "
                             "for one of the tenants that you list.")));
    body()->addWidget(makeKeys());
    addExpectations();
    connect(m_provider, &QComboBox::activated, this, &AddIssuerDialog::choosePreset);
    connect(m_source, &QComboBox::currentIndexChanged, this, &AddIssuerDialog::proposeAddress);
    connect(m_issuer, &QLineEdit::textChanged, this, &AddIssuerDialog::proposeAddress);
    for (QLineEdit *edit : {m_name, m_issuer, m_address, m_algorithms})
        connect(edit, &QLineEdit::textChanged, this, &AddIssuerDialog::check);
    connect(m_tenants, &widgets::LinesEdit::edited, this, &AddIssuerDialog::check);
    connect(m_audiences, &widgets::LinesEdit::edited, this, &AddIssuerDialog::check);
    connect(acceptButton(), &QPushButton::clicked, this, &AddIssuerDialog::add);
    if (!issuer.isEmpty()) {
        const auto looks = static_cast<int>(trust::providerOf(issuer));
        m_provider->setCurrentIndex(m_provider->findData(looks));
        m_note->setText(text::providerNote(provider()));
        m_source->setCurrentIndex(m_source->findData(static_cast<int>(trust::usualSource(provider()))));
        m_issuer->setText(issuer);
        m_name->setText(QUrl(issuer).host().left(trust::TrustedIssuer::longestName));
    }
    m_note->setVisible(!m_note->text().isEmpty());
    m_name->setFocus();
    proposeAddress();
}

QWidget *AddIssuerDialog::makeKeys()
{
    auto *keys = new QWidget(this);
    auto *layout = new QVBoxLayout(keys);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::spacing::medium);
    m_source->setObjectName(u"issuerSource"_s);
    m_source->addItem(tr("The issuer's configuration"), static_cast<int>(KeySource::Discovery));
    m_source->addItem(tr("A key set at an address"), static_cast<int>(KeySource::KeySet));
    m_source->addItem(tr("A file"), static_cast<int>(KeySource::Given));
    m_address->setObjectName(u"issuerAddress"_s);
    m_address->setMaxLength(2000);
    m_addressField = new LabelledField(
        tr("A&ddress"), m_address, tr("One request goes to exactly this address, and one to the key set it names."));
    m_choice = new inspection::FileChoice(
        tr("Choose file…"), tr("file of keys"), largestFile,
        [this](const QByteArray &content) -> std::expected<QString, QString> {
            m_file = content;
            check();
            return tr("The file is read when you press Add.");
        },
        keys);
    m_choice->setObjectName(u"issuerFile"_s);
    layout->addWidget(new LabelledField(tr("&Keys from"), m_source));
    layout->addWidget(m_addressField);
    layout->addWidget(m_choice);
    return keys;
}

void AddIssuerDialog::addExpectations()
{
    m_tenants = new widgets::LinesEdit({}, this);
    m_tenants->edit()->setObjectName(u"issuerTenants"_s);
    m_tenantsField = new LabelledField(tr("&Tenants"), m_tenants,
                                       tr("One tenant ID a line: the tid of the tokens that you rely on."));
    m_audiences = new widgets::LinesEdit({}, this);
    m_audiences->edit()->setObjectName(u"issuerAudiences"_s);
    m_algorithms = new QLineEdit(this);
    m_algorithms->setObjectName(u"issuerAlgorithms"_s);
    m_algorithms->setPlaceholderText(u"RS256 ES256"_s);
    m_hours = new QSpinBox(this);
    m_hours->setObjectName(u"issuerHours"_s);
    m_hours->setRange(0, trust::TrustedIssuer::mostRefreshHours);
    m_hours->setSpecialValueText(tr("Only when I press the button"));
    m_hours->setSuffix(tr(" hours"));
    m_hoursField = new LabelledField(tr("&Fetch again every"), m_hours,
                                     tr("Only while the window is open. Without it nothing is ever fetched unasked."));
    body()->addWidget(m_tenantsField);
    body()->addWidget(new LabelledField(tr("A&udiences"), m_audiences,
                                        tr("One a line, of which a token must name one. Empty: not compared.")));
    body()->addWidget(new LabelledField(tr("Al&gorithms"), m_algorithms,
                                        tr("That its tokens may have. Empty: what each key allows.")));
    body()->addWidget(m_hoursField);
}

Provider AddIssuerDialog::provider() const
{
    return static_cast<Provider>(m_provider->currentData().toInt());
}

KeySource AddIssuerDialog::source() const
{
    return static_cast<KeySource>(m_source->currentData().toInt());
}

void AddIssuerDialog::choosePreset()
{
    const trust::Preset *preset = trust::presetOf(provider());
    m_note->setText(text::providerNote(provider()));
    m_note->setVisible(preset != nullptr);
    if (!preset)
        return;
    m_issuer->setText(QString(preset->issuer));
    if (m_name->text().isEmpty())
        m_name->setText(QString(preset->name));
    m_source->setCurrentIndex(m_source->findData(static_cast<int>(preset->source)));
    QStringList algorithms;
    for (const jose::Algorithm algorithm : preset->algorithms)
        algorithms.append(jose::algorithmName(algorithm));
    m_algorithms->setText(algorithms.join(u' '));
    proposeAddress();
}

void AddIssuerDialog::proposeAddress()
{
    // What a person has typed stays.
    if (m_address->text() == m_proposed) {
        m_proposed = trust::usualAddress(provider(), m_issuer->text().trimmed(), source()).toString(QUrl::FullyEncoded);
        m_address->setText(m_proposed);
    }
    check();
}

trust::TrustedIssuer AddIssuerDialog::wanted() const
{
    trust::TrustedIssuer issuer{.name = m_name->text().trimmed(),
                                .issuer = m_issuer->text().trimmed(),
                                .provider = provider(),
                                .source = source(),
                                .audiences = m_audiences->lines()};
    if (issuer.isTemplate())
        issuer.tenants = m_tenants->lines();
    if (issuer.isFetched()) {
        issuer.address = QUrl(m_address->text().trimmed(), QUrl::StrictMode);
        issuer.refreshHours = m_hours->value();
    }
    for (const QStringList names = words(m_algorithms->text()); const QString &name : names) {
        if (const auto algorithm = jose::parseAlgorithm(name))
            issuer.algorithms.append(*algorithm);
    }
    return issuer;
}

void AddIssuerDialog::check()
{
    const trust::TrustedIssuer issuer = wanted();
    m_addressField->setVisible(issuer.isFetched());
    m_hoursField->setVisible(issuer.isFetched());
    m_choice->setVisible(!issuer.isFetched());
    m_tenantsField->setVisible(issuer.isTemplate());
    acceptButton()->setText(issuer.isFetched() ? tr("Fetch keys and add") : tr("Add"));
    if (m_isBusy) {
        setObstacle(tr("Waiting for the answer…"));
        return;
    }
    if (issuer.name.isEmpty() || issuer.issuer.isEmpty()) {
        setObstacle(tr("Give name and issuer first."));
        return;
    }
    for (const QStringList names = words(m_algorithms->text()); const QString &name : names) {
        if (!jose::parseAlgorithm(name)) {
            setObstacle(tr("“%1” is no algorithm that is verified here.").arg(name.left(40)));
            return;
        }
    }
    if (const auto checked = trust::IssuerBook(*m_desk.book()).add(issuer); !checked)
        setObstacle(text::errorText(checked.error()).oneLine());
    else if (!issuer.isFetched() && m_file.isEmpty())
        setObstacle(tr("Choose the file with its keys first."));
    else
        setObstacle({});
}

void AddIssuerDialog::reject()
{
    if (m_isBusy)
        m_job.cancel();
    DialogFrame::reject();
}

void AddIssuerDialog::add()
{
    const trust::TrustedIssuer issuer = wanted();
    m_isBusy = true;
    check();
    m_job = m_desk.add(issuer, m_file);
    m_job.then(this, [this, name = issuer.name](const base::Result<trust::KeyNews> &news) {
        m_isBusy = false;
        if (!news) {
            check();
            if (news.error().code != base::ErrorCode::Cancelled)
                banner()->showError(news.error());
            return;
        }
        Q_EMIT added(name, *news);
        accept();
    });
}

} // namespace gatehouse::ui::pages
