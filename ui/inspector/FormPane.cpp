#include "ui/inspector/FormPane.h"

#include "models/base/Text.h"
#include "ui/inspector/FittedViews.h"
#include "ui/presenters/VerdictPresenter.h"
#include "ui/text/ClaimText.h"
#include "ui/text/VerdictText.h"
#include "ui/theme/IconSet.h"
#include "ui/widgets/PlainLabel.h"
#include "ui/widgets/ToolTip.h"

#include <QBoxLayout>
#include <QPushButton>
#include <QStandardItemModel>

namespace gatehouse::ui::inspection {

namespace {

constexpr qsizetype mostFormRows = 200;

QString shownValue(const jose::JsonValue &value)
{
    return base::visibleText(QString::fromUtf8(value.toJson().left(4000)), 600);
}

/// The first claim whose value is a token; those of a claim that is an object are found by searching for many.
QString claimWithToken(const inspector::TokenInspection &inspection)
{
    for (const inspector::Finding &finding : inspection.findings) {
        if (finding.id != QLatin1StringView("token-in-claim") || !inspection.claims)
            continue;
        const jose::JsonValue *value = inspection.claims->member(finding.member);
        if (value && value->isString())
            return finding.member;
    }
    return {};
}

} // namespace

FormPane::FormPane(QWidget *parent)
    : Card({}, {}, parent)
    , m_about(new widgets::PlainLabel({}, widgets::PlainLabel::Role::Muted, this))
    , m_model(new QStandardItemModel(this))
    , m_table(new FittedTable(tr("Parts of this kind of token"), this))
    , m_nested(new QPushButton(theme::icon(QStringLiteral("token")), tr("Inspect the token inside"), this))
{
    setObjectName(QStringLiteral("formPane"));
    m_about->setObjectName(QStringLiteral("formAbout"));
    m_about->setWordWrap(true);
    m_table->setObjectName(QStringLiteral("formTable"));
    m_table->setModel(m_model);
    m_nested->setObjectName(QStringLiteral("inspectNested"));
    body()->addWidget(m_about);
    body()->addWidget(m_table);
    body()->addWidget(m_nested, 0, Qt::AlignLeft);
    connect(m_nested, &QPushButton::clicked, this, [this] { Q_EMIT nestedChosen(m_nestedToken); });
}

void FormPane::addRow(const QString &first, const QString &second, const QString &third, const QIcon &icon)
{
    QList<QStandardItem *> row;
    for (const QString &text : {first, second, third}) {
        auto *item = new QStandardItem(text);
        item->setToolTip(widgets::plainToolTip(text));
        row.append(item);
    }
    row.at(1)->setIcon(icon);
    m_model->appendRow(row);
}

bool FormPane::setInspection(const inspector::TokenInspection &inspection)
{
    m_nestedToken = inspection.nested;
    const QString claim = m_nestedToken.isEmpty() ? claimWithToken(inspection) : QString();
    if (!claim.isEmpty())
        m_nestedToken = inspection.claims->member(claim)->string.toUtf8();
    m_model->clear();
    m_about->setText({});
    if (!inspection.signatures.isEmpty())
        showSignatures(inspection.signatures, inspection.signatureRule);
    else if (inspection.encrypted)
        showEncrypted(*inspection.encrypted);
    else if (inspection.disclosed)
        showDisclosures(*inspection.disclosed);
    else if (!m_nestedToken.isEmpty())
        setTitle(tr("A token inside the token"));
    if (!claim.isEmpty() && m_about->text().isEmpty())
        m_about->setText(tr("The claim %1 holds a token. The verdict above says nothing about it.")
                             .arg(base::visibleText(claim, 100)));
    if (!m_nestedToken.isEmpty() && m_about->text().isEmpty())
        m_about->setText(
            tr("What is signed, or decrypted, is itself a token. The verdict above says nothing about it."));
    m_about->setVisible(!m_about->text().isEmpty());
    m_table->setVisible(m_model->rowCount() > 0);
    m_nested->setVisible(!m_nestedToken.isEmpty());
    return m_model->rowCount() > 0 || !m_nestedToken.isEmpty();
}

void FormPane::showSignatures(const QList<inspector::SignatureVerdict> &signatures, inspector::SignatureRule rule)
{
    setTitle(tr("Signatures (%1)").arg(signatures.size()));
    m_about->setText(
        rule == inspector::SignatureRule::None ? tr("JSON serialization: each signature is judged by itself.")
        : rule == inspector::SignatureRule::Any
            ? tr("JSON serialization. As you chose, one right signature makes the whole verified.")
            : tr("JSON serialization. As you chose, the whole is verified when every signature is right."));
    m_model->setHorizontalHeaderLabels({tr("Signature"), tr("Verdict"), tr("Why")});
    int number = 0;
    const auto first = signatures.first(std::min(signatures.size(), mostFormRows));
    for (const inspector::SignatureVerdict &each : first) {
        // Judged as a token with this one signature, so that its look follows the same rule: no green unless verified.
        inspector::TokenInspection one;
        one.signature = each.signature;
        const QString algorithm = base::visibleText(each.algorithm, 40);
        const QString name =
            each.kid.isEmpty() ? tr("%1: %2").arg(++number).arg(algorithm)
                               : tr("%1: %2, key id %3").arg(++number).arg(algorithm, base::visibleText(each.kid, 60));
        const QString why = each.signature == inspector::Signature::Verified ? text::keyText(each.key)
                                                                             : text::reasonSentence(each.reason);
        addRow(name, text::signatureWord(each.signature),
               each.isAlgorithmUnprotected ? tr("%1 Its algorithm stands in a header nobody signed.").arg(why) : why,
               presenters::signatureStyle(one).icon());
    }
}

void FormPane::showDisclosures(const jose::SdClaims &disclosed)
{
    setTitle(tr("Disclosures (%1)").arg(disclosed.disclosures.size()));
    m_about->setText(disclosed.concealed == 0
                         ? tr("Selective disclosure: every digest of the token is answered by a disclosure.")
                         : tr("Selective disclosure: %n digests have no disclosure here. They are claims that were "
                              "withheld, or decoys.",
                              nullptr, disclosed.concealed));
    m_model->setHorizontalHeaderLabels({tr("Claim"), tr("Value"), tr("Place")});
    const auto shown = disclosed.disclosures.first(std::min(disclosed.disclosures.size(), mostFormRows));
    for (const jose::SdDisclosure &each : shown)
        addRow(each.name ? base::visibleText(*each.name, 100) : tr("an element of a list"), shownValue(each.value),
               base::visibleText(each.place, 200));
}

void FormPane::showEncrypted(const inspector::EncryptedToken &encrypted)
{
    setTitle(tr("Encrypted token"));
    m_about->setText(encrypted.content
                         ? tr("Opened with your key. Whoever knows the recipient's public key could have made it.")
                         : tr("Only its header can be read. Whoever holds the recipient's key can read the rest."));
    m_model->setHorizontalHeaderLabels({tr("Parameter"), tr("Value"), tr("Meaning")});
    const auto shown = encrypted.header.members.first(std::min(encrypted.header.members.size(), mostFormRows));
    for (const jose::JsonMember &member : shown)
        addRow(base::visibleText(member.name, 100), shownValue(member.value),
               member.name == QLatin1StringView("alg") ? tr("How the content's key comes to the recipient.")
                                                       : text::headerExplanation(member.name));
    if (encrypted.content)
        addRow(tr("Content"), base::visibleText(QString::fromUtf8(encrypted.content->left(8000)), 2000),
               tr("What was encrypted."));
}

} // namespace gatehouse::ui::inspection
