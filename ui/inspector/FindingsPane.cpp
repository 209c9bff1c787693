#include "ui/inspector/FindingsPane.h"

#include "models/inspector/Headline.h"
#include "models/items/FindingListModel.h"
#include "ui/inspector/FittedViews.h"
#include "ui/presenters/FindingPresenter.h"
#include "ui/theme/ButtonKind.h"
#include "ui/widgets/PlainLabel.h"

#include <QComboBox>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>
#include <functional>

namespace gatehouse::ui::inspection {

using namespace Qt::StringLiterals;

FindingsPane::FindingsPane(QWidget *parent)
    : Card(tr("Findings"), {}, parent)
    , m_profile(new QComboBox(this))
    , m_model(new items::FindingListModel(this))
    , m_presenter(new presenters::FindingPresenter(*m_model, this))
    , m_list(new FittedList(tr("Findings"), this))
    , m_none(new widgets::PlainLabel({}, widgets::PlainLabel::Role::Muted, this))
    , m_all(new QPushButton(this))
{
    setObjectName(u"findingsPane"_s);
    using Profile = inspector::VerificationPolicy::Profile;
    m_profile->setObjectName(u"findingsProfile"_s);
    m_profile->setAccessibleName(tr("Rules to hold the token to"));
    m_profile->addItem(tr("Rules for its declared type"), static_cast<int>(Profile::None));
    m_profile->addItem(tr("Rules of RFC 9068"), static_cast<int>(Profile::Rfc9068));
    m_profile->addItem(tr("Rules of Auth0's tokens"), static_cast<int>(Profile::Auth0));
    connect(m_profile, &QComboBox::currentIndexChanged, this, &FindingsPane::profileChosen);
    addAction(m_profile);
    m_list->setObjectName(u"findingsList"_s);
    m_none->setObjectName(u"findingsNone"_s);
    m_none->setWordWrap(true);
    m_list->setModel(m_presenter);
    m_list->hide();
    body()->addWidget(m_none);
    body()->addWidget(m_list);
    m_all->setObjectName(u"findingsAll"_s);
    theme::setButtonKind(*m_all, theme::ButtonKind::Link);
    m_all->hide();
    body()->addWidget(m_all, 0, Qt::AlignLeft);
    connect(m_all, &QPushButton::clicked, this, [this] {
        m_isWhole = true;
        m_list->setFocus(); // before the button it was on goes
        showFindings();
    });
}

inspector::VerificationPolicy::Profile FindingsPane::profile() const
{
    return static_cast<inspector::VerificationPolicy::Profile>(m_profile->currentData().toInt());
}

void FindingsPane::setInspection(const inspector::TokenInspection &inspection)
{
    if (inspection.findings != m_findings)
        m_isWhole = false;
    m_findings = inspection.findings;
    // Under a headline with a caveat, or a refusal, there is something to remark: the headline itself.
    m_none->setText(inspector::lightOf(inspector::headlineOf(inspection)) == inspector::Light::Green
                        ? tr("Nothing to remark about this token.")
                        : tr("No findings beyond the verdict above."));
    showFindings();
}

void FindingsPane::showFindings()
{
    // A forged token with all its lists of small remarks should still be read.
    constexpr qsizetype many = 8;
    QList<inspector::Finding> shown = m_findings;
    if (!m_isWhole && shown.size() > many) {
        std::ranges::stable_sort(shown, std::greater(), [](const inspector::Finding &finding) {
            return static_cast<int>(finding.severity());
        });
        const qsizetype grave = std::ranges::count_if(
            shown, [](const inspector::Finding &finding) { return finding.severity() != inspector::Severity::Info; });
        shown.resize(std::max(many, grave));
    }
    m_model->setFindings(shown);
    const qsizetype hidden = m_findings.size() - shown.size();
    const bool any = m_model->rowCount() > 0;
    m_list->setVisible(any);
    m_none->setVisible(!any);
    m_all->setVisible(hidden > 0);
    m_all->setText(tr("Show %n more notes", nullptr, static_cast<int>(hidden)));
    setTitle(any ? tr("Findings (%1)").arg(m_model->rowCount() + hidden) : tr("Findings"));
}

} // namespace gatehouse::ui::inspection
