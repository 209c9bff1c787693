#include "ui/inspector/ExpectationsPane.h"

#include "models/inspector/WeakSecrets.h"
#include "ui/inspector/FileChoice.h"
#include "ui/inspector/PasteEdit.h"
#include "ui/text/TokenFaultText.h"
#include "ui/theme/Spacing.h"
#include "ui/widgets/FieldMessage.h"
#include "ui/widgets/LabelledField.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QLocale>
#include <QVBoxLayout>

namespace gatehouse::ui::inspection {

namespace {

using inspector::SignatureRule;
using widgets::LabelledField;
using namespace Qt::StringLiterals;

constexpr qsizetype mostContent = qsizetype{16} * 1024 * 1024;
constexpr qsizetype mostContentText = qsizetype{256} * 1024;
constexpr qsizetype mostAccessToken = qsizetype{64} * 1024;
constexpr qsizetype mostRoots = qsizetype{1024} * 1024;
constexpr int longestAddress = 8000;

using Found = std::expected<QString, QString>;

bool isUnencoded(const inspector::TokenInspection &inspection)
{
    const jose::JsonValue *b64 = inspection.jws ? inspection.jws->header.member(u"b64") : nullptr;
    return b64 && b64->type == jose::JsonValue::Type::False;
}

/// A signed text that is no JWT; nothing in it is a claim.
bool isOtherContent(const inspector::TokenInspection &inspection)
{
    return inspection.jws && inspection.nested.isEmpty() && (!inspection.claims || isUnencoded(inspection));
}

QVBoxLayout *columnOf(QWidget &widget)
{
    auto *column = new QVBoxLayout(&widget);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme::spacing::small);
    return column;
}

} // namespace

ExpectationsPane::ExpectationsPane(const jose::Certificates *certificates, QWidget *parent)
    : Card(tr("What the token does not say"), {}, parent)
    , m_certificates(certificates)
    , m_signatures(makeSignatures())
    , m_content(makeContent())
    , m_proof(makeProof())
    , m_roots(makeRoots())
    , m_weak(makeWeakSecrets())
{
    setObjectName(u"expectationsPane"_s);
    for (QWidget *row : {m_signatures, m_content, m_proof, m_roots, m_weak}) {
        row->hide();
        body()->addWidget(row);
    }
}

QWidget *ExpectationsPane::makeSignatures()
{
    m_rule = new QComboBox(this);
    m_rule->setObjectName(u"signatureRule"_s);
    m_rule->addItem(tr("Each by itself: no verdict on the whole"), static_cast<int>(SignatureRule::None));
    m_rule->addItem(tr("One valid signature is enough"), static_cast<int>(SignatureRule::Any));
    m_rule->addItem(tr("Every signature has to be valid"), static_cast<int>(SignatureRule::All));
    connect(m_rule, &QComboBox::currentIndexChanged, this, &ExpectationsPane::changed);
    return new LabelledField(tr("Signatures of the whole"), m_rule, {}, this);
}

QWidget *ExpectationsPane::makeContent()
{
    auto *row = new QWidget(this);
    m_contentText = new PasteEdit(tr("Content that was signed"), mostContentText, row);
    m_contentText->setObjectName(u"contentText"_s);
    m_contentText->setFixedHeight(m_contentText->fontMetrics().lineSpacing() * 4);
    m_contentText->setGuarded(false);
    m_contentChoice = new FileChoice(
        tr("Choose a file…"), tr("Choose the content that was signed"), mostContent,
        [this](const QByteArray &content) -> Found {
            m_contentFile = content;
            return tr("%1 of content are used, byte for byte.").arg(QLocale().formattedDataSize(content.size(), 1));
        },
        row);
    m_contentChoice->setObjectName(u"contentFile"_s);
    m_anyContent = new QCheckBox(tr("It is a signed message of any kind, not an access token"), row);
    m_anyContent->setObjectName(u"anyContent"_s);
    auto *column = columnOf(*row);
    m_contentField = new LabelledField(
        tr("Content"), m_contentText,
        tr("The signature covers content that is not in the token. The line endings of a file are used unchanged."),
        row);
    column->addWidget(m_contentField);
    column->addWidget(m_contentText->makeMessage(row));
    column->addWidget(m_contentChoice);
    column->addWidget(m_anyContent);
    connect(m_contentText, &QPlainTextEdit::textChanged, this, &ExpectationsPane::changed);
    connect(m_contentChoice, &FileChoice::changed, this, [this] {
        m_contentText->setEnabled(!m_contentChoice->isTaken());
        Q_EMIT changed();
    });
    connect(m_anyContent, &QCheckBox::toggled, this, &ExpectationsPane::changed);
    return row;
}

QWidget *ExpectationsPane::makeProof()
{
    auto *row = new QWidget(this);
    m_method = new QLineEdit(row);
    m_method->setObjectName(u"proofMethod"_s);
    m_method->setPlaceholderText(u"GET"_s);
    m_method->setMaxLength(100);
    m_address = new QLineEdit(row);
    m_address->setObjectName(u"proofAddress"_s);
    m_address->setPlaceholderText(u"https://"_s);
    m_address->setMaxLength(longestAddress);
    m_accessToken = new PasteEdit(tr("Access token the proof came with"), mostAccessToken, row);
    m_accessToken->setObjectName(u"proofAccessToken"_s);
    m_accessToken->setFixedHeight(m_accessToken->fontMetrics().lineSpacing() * 4);
    auto *request = new QHBoxLayout;
    request->setSpacing(theme::spacing::medium);
    request->addWidget(new LabelledField(tr("Method"), m_method, {}, row), 1);
    request->addWidget(new LabelledField(tr("Address of the request"), m_address, {}, row), 3);
    auto *column = columnOf(*row);
    column->addLayout(request);
    column->addWidget(new LabelledField(tr("Access token"), m_accessToken,
                                        tr("Given the request, the policy says whether this DPoP proof fits it."),
                                        row));
    column->addWidget(m_accessToken->makeMessage(row));
    connect(m_method, &QLineEdit::textChanged, this, &ExpectationsPane::changed);
    connect(m_address, &QLineEdit::textChanged, this, &ExpectationsPane::changed);
    connect(m_accessToken, &QPlainTextEdit::textChanged, this, &ExpectationsPane::changed);
    return row;
}

QWidget *ExpectationsPane::makeRoots()
{
    auto *choice = new FileChoice(
        tr("Choose a PEM file…"), tr("Choose the root certificates you trust"), mostRoots,
        [this](const QByteArray &pem) -> Found {
            m_trustedRoots.reset();
            if (!m_certificates || pem.isEmpty())
                return {};
            auto roots = m_certificates->roots(pem);
            if (!roots)
                return std::unexpected(text::keyErrorText(roots.error()));
            m_trustedRoots = *std::move(roots);
            return tr("%n root certificates are trusted.", nullptr, static_cast<int>(m_trustedRoots->count()));
        },
        this);
    choice->setObjectName(u"trustedRoots"_s);
    connect(choice, &FileChoice::changed, this, &ExpectationsPane::changed);
    return new LabelledField(
        tr("Roots you trust"), choice,
        tr("Says whether its certificates lead to one of them. A key inside a token is used for nothing else."), this);
}

QWidget *ExpectationsPane::makeWeakSecrets()
{
    auto *choice = new FileChoice(
        tr("Choose a word list…"), tr("Choose a list of weak secrets, one a line"), inspector::mostWeakSecretsBytes,
        [this](const QByteArray &text) -> Found {
            const inspector::WeakSecrets list = inspector::WeakSecrets::of(text);
            m_secrets = list.secrets->isEmpty() ? nullptr : list.secrets;
            const QString tried = tr("%n secrets are tried.", nullptr, static_cast<int>(list.secrets->size()));
            return list.leftOut == 0 ? tried
                                     : tr("%1 The list is longer; its other %2 are skipped.")
                                           .arg(tried, QLocale().toString(list.leftOut));
        },
        this);
    choice->setObjectName(u"weakSecrets"_s);
    connect(choice, &FileChoice::changed, this, &ExpectationsPane::changed);
    return new LabelledField(tr("Weak secrets"), choice,
                             tr("Whether one of these signed the token. It is tried here, on this machine."), this);
}

void ExpectationsPane::setInspection(const inspector::TokenInspection &inspection, bool isKeyCertificate)
{
    const bool isOther = isOtherContent(inspection);
    const bool hasContent = inspection.isDetached && inspection.jws;
    const std::optional<jose::Algorithm> algorithm = jose::parseAlgorithm(inspection.algorithm);
    const bool hasCertificates = isKeyCertificate || (inspection.jws && inspection.jws->header.member(u"x5c"));
    m_signatures->setVisible(inspection.isGeneralJson);
    m_contentField->setVisible(hasContent);
    m_contentChoice->setVisible(hasContent);
    m_anyContent->setVisible(isOther);
    m_content->setVisible(hasContent || isOther);
    m_proof->setVisible(inspection.type() == "dpop+jwt"_L1);
    m_roots->setVisible(m_certificates && hasCertificates);
    m_weak->setVisible(inspection.jws && algorithm && jose::keyTypeOf(*algorithm) == jose::KeyType::Octets);
}

bool ExpectationsPane::isNeeded() const
{
    return std::ranges::any_of(std::initializer_list<QWidget *>{m_signatures, m_content, m_proof, m_roots, m_weak},
                               [](const QWidget *row) { return !row->isHidden(); });
}

void ExpectationsPane::addTo(inspector::InspectionSetup::OfToken &token) const
{
    token.signatureRule = static_cast<SignatureRule>(m_rule->currentData().toInt());
    const QByteArray typed = m_contentText->toPlainText().toUtf8();
    if (m_contentChoice->isTaken())
        token.detachedPayload = m_contentFile;
    else if (!typed.isEmpty())
        token.detachedPayload = typed;
    token.isAnyContent = m_anyContent->isChecked();
    const QString method = m_method->text().trimmed();
    const QString address = m_address->text().trimmed();
    const QByteArray accessToken = m_accessToken->toPlainText().trimmed().toUtf8();
    if (!(method.isEmpty() && address.isEmpty() && accessToken.isEmpty())) {
        const auto given = [](const auto &value) { return value.isEmpty() ? std::nullopt : std::optional(value); };
        token.dpop = inspector::DpopRequest{.accessToken = given(accessToken),
                                            .method = given(method),
                                            .address = given(address),
                                            .isForProofsOnly = true};
    }
    token.trustedRoots = m_trustedRoots;
    token.weakSecrets = m_secrets;
}

void ExpectationsPane::reset()
{
    const QSignalBlocker quiet(m_anyContent);
    m_anyContent->setChecked(false);
}

} // namespace gatehouse::ui::inspection
