#include "ui/pages/ComparePane.h"

#include "models/base/Text.h"
#include "ui/inspector/FittedViews.h"
#include "ui/inspector/TokenEdit.h"
#include "ui/text/TimeText.h"
#include "ui/text/VerdictText.h"
#include "ui/theme/Spacing.h"
#include "ui/widgets/Card.h"
#include "ui/widgets/FieldMessage.h"
#include "ui/widgets/PlainLabel.h"
#include "ui/widgets/ToolTip.h"

#include <QBoxLayout>
#include <QStandardItemModel>

namespace gatehouse::ui::pages {

namespace {

using flow::TokenDifference;
using inspector::TokenInspection;
using namespace Qt::StringLiterals;

QString verdictWordOf(const QString &name, const TokenInspection &inspection)
{
    if (name == "form"_L1)
        return text::formWord(inspection.form);
    if (name == "signature"_L1)
        return text::signatureWord(inspection.signature);
    if (name == "time"_L1)
        return text::timeWord(inspection.time);
    if (name == "claims"_L1)
        return text::claimsWord(inspection.claimsVerdict);
    return text::policyWord(inspection.policyVerdict);
}

QString verdictCaption(const QString &name)
{
    if (name == "form"_L1)
        return ComparePane::tr("Verdict on the form");
    if (name == "signature"_L1)
        return ComparePane::tr("Verdict on the signature");
    if (name == "time"_L1)
        return ComparePane::tr("Verdict on the time");
    if (name == "claims"_L1)
        return ComparePane::tr("Verdict on the claims");
    return ComparePane::tr("Verdict on the policy");
}

QString caption(const TokenDifference &difference)
{
    const QString name = base::visibleText(difference.name, 100);
    switch (difference.subject) {
    case TokenDifference::Subject::Verdict:
        return verdictCaption(difference.name);
    case TokenDifference::Subject::Key:
        return ComparePane::tr("Checked with");
    case TokenDifference::Subject::Scope:
        return ComparePane::tr("Scope");
    case TokenDifference::Subject::Claim:
        return ComparePane::tr("Claim %1").arg(name);
    case TokenDifference::Subject::Header:
        return ComparePane::tr("Header %1").arg(name);
    case TokenDifference::Subject::Part:
        if (difference.name == "header"_L1)
            return ComparePane::tr("Bytes of the header");
        return difference.name == "payload"_L1 ? ComparePane::tr("Bytes of the payload")
                                               : ComparePane::tr("Bytes of the signature");
    }
    return {};
}

QString side(const TokenDifference &difference, const std::optional<QString> &value, const TokenInspection &inspection)
{
    if (difference.subject == TokenDifference::Subject::Verdict)
        return verdictWordOf(difference.name, inspection);
    if (difference.subject == TokenDifference::Subject::Key)
        return text::keyText(inspection.key);
    if (!value)
        return ComparePane::tr("Not there");
    if (difference.subject == TokenDifference::Subject::Part)
        return ComparePane::tr("Differs from character %1 on").arg(*value);
    return base::visibleText(*value, 600);
}

inspection::TokenEdit *field(const QString &name, const QString &objectName, QWidget *parent)
{
    auto *edit = new inspection::TokenEdit(parent);
    edit->setObjectName(objectName);
    edit->setAccessibleName(name);
    edit->setMinimumHeight(edit->fontMetrics().lineSpacing() * 8);
    return edit;
}

} // namespace

ComparePane::ComparePane(Judge judge, QWidget *parent)
    : QWidget(parent)
    , m_judge(std::move(judge))
    , m_left(field(tr("First token"), u"compareLeft"_s, this))
    , m_right(field(tr("Second token"), u"compareRight"_s, this))
    , m_fields(new QHBoxLayout)
    , m_card(new widgets::Card(tr("Differences"), {}, this))
    , m_summary(new widgets::PlainLabel({}, widgets::PlainLabel::Role::Body, m_card))
    , m_model(new QStandardItemModel(this))
    , m_table(new inspection::FittedTable(tr("Differences"), m_card))
{
    setObjectName(u"comparePane"_s);
    m_fields->setSpacing(theme::spacing::large);
    for (inspection::TokenEdit *edit : {m_left, m_right}) {
        auto *card = new widgets::Card(edit->accessibleName(), {}, this);
        card->body()->addWidget(edit);
        card->body()->addWidget(edit->makeMessage(card));
        m_fields->addWidget(card, 1);
        connect(edit, &QPlainTextEdit::textChanged, this, &ComparePane::compare);
    }
    m_card->setObjectName(u"compareCard"_s);
    m_summary->setObjectName(u"compareSummary"_s);
    m_summary->setWordWrap(true);
    m_table->setObjectName(u"compareTable"_s);
    m_table->setModel(m_model);
    m_card->body()->addWidget(m_summary);
    m_card->body()->addWidget(m_table);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::spacing::large);
    layout->addLayout(m_fields);
    layout->addWidget(m_card);
    layout->addStretch(1);
    compare();
}

void ComparePane::setFirst(const QByteArray &token)
{
    const QString text = QString::fromUtf8(token);
    if (text != m_left->toPlainText())
        m_left->replaceAll(text);
}

void ComparePane::compare()
{
    const QString left = m_left->toPlainText();
    const QString right = m_right->toPlainText();
    const bool both = !left.trimmed().isEmpty() && !right.trimmed().isEmpty();
    m_table->setVisible(both);
    m_differences.clear();
    if (!both) {
        m_summary->setText(tr("Paste a token into each field."));
        return;
    }
    const TokenInspection first = m_judge(left.toUtf8());
    const TokenInspection second = m_judge(right.toUtf8());
    m_left->showParts(first);
    m_right->showParts(second);
    m_differences = flow::compareTokens(first, second);
    showDifferences(first, second);
}

void ComparePane::showDifferences(const TokenInspection &left, const TokenInspection &right)
{
    constexpr qsizetype most = 300;
    m_summary->setText(m_differences.isEmpty()
                           ? tr("Both are the same token, with the same verdict.")
                           : tr("%n differences; what the tokens mean comes first, their bytes last.", nullptr,
                                static_cast<int>(m_differences.size())));
    m_model->clear();
    m_model->setHorizontalHeaderLabels({tr("What"), tr("First"), tr("Second")});
    const auto shown = m_differences.first(std::min(m_differences.size(), most));
    for (const TokenDifference &difference : shown) {
        QString second = side(difference, difference.right, right);
        if (difference.seconds) {
            const auto apart = text::durationText(std::chrono::seconds(std::abs(*difference.seconds)));
            second = *difference.seconds >= 0 ? tr("%1 (%2 later)").arg(second, apart)
                                              : tr("%1 (%2 earlier)").arg(second, apart);
        }
        QList<QStandardItem *> row;
        for (const QString &text : {caption(difference), side(difference, difference.left, left), second}) {
            auto *item = new QStandardItem(text);
            item->setToolTip(widgets::plainToolTip(text));
            row.append(item);
        }
        m_model->appendRow(row);
    }
    m_table->setVisible(!m_differences.isEmpty());
}

void ComparePane::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    const int enough = fontMetrics().averageCharWidth() * 100;
    m_fields->setDirection(width() < enough ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
}

} // namespace gatehouse::ui::pages
