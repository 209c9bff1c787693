#include "ui/inspector/FormPane.h"

#include "models/base/Text.h"
#include "models/inspector/findings/Kinds.h"
#include "ui/inspector/FittedViews.h"
#include "ui/presenters/VerdictPresenter.h"
#include "ui/theme/IconSet.h"
#include "ui/widgets/PlainLabel.h"
#include "ui/widgets/ToolTip.h"

#include <QBoxLayout>
#include <QPushButton>
#include <QStandardItemModel>

namespace gatehouse::ui::inspection {

using namespace Qt::StringLiterals;

namespace {

/// The first claim whose value is a token; those of a claim that is an object are found by searching for many.
QString claimWithToken(const inspector::TokenInspection &inspection)
{
    for (const inspector::Finding &finding : inspection.findings) {
        if (finding.kind != &inspector::kinds::tokenInClaim || !inspection.claims)
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
    , m_nested(new QPushButton(theme::icon(u"token"_s), tr("Inspect the token inside"), this))
{
    setObjectName(u"formPane"_s);
    m_about->setObjectName(u"formAbout"_s);
    m_about->setWordWrap(true);
    m_table->setObjectName(u"formTable"_s);
    m_table->setModel(m_model);
    m_nested->setObjectName(u"inspectNested"_s);
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
    if (const auto parts = text::formParts(inspection))
        showParts(*parts, inspection.signatures);
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

void FormPane::showParts(const text::FormParts &parts, const QList<inspector::SignatureVerdict> &signatures)
{
    setTitle(parts.title);
    m_about->setText(parts.about);
    m_model->setHorizontalHeaderLabels(parts.columns);
    for (qsizetype i = 0; i < parts.rows.size(); ++i) {
        QIcon icon;
        if (i < signatures.size()) {
            // As a token with this one signature, so that its look follows the same rule: no green unless verified.
            inspector::TokenInspection one;
            one.signature = signatures.at(i).signature;
            icon = presenters::signatureStyle(one).icon();
        }
        addRow(parts.rows.at(i).name, parts.rows.at(i).value, parts.rows.at(i).note, icon);
    }
}

} // namespace gatehouse::ui::inspection
