#include "ui/inspector/FindingsPane.h"

#include "models/items/FindingListModel.h"
#include "ui/inspector/FittedViews.h"
#include "ui/presenters/FindingPresenter.h"
#include "ui/text/FindingText.h"
#include "ui/text/HelpText.h"
#include "ui/theme/ButtonKind.h"
#include "ui/theme/IconSet.h"
#include "ui/theme/SeverityStyle.h"
#include "ui/theme/Spacing.h"
#include "ui/widgets/PlainLabel.h"
#include "ui/widgets/ToolTip.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QPushButton>

#include <algorithm>
#include <functional>

namespace gatehouse::ui::inspection {

using namespace Qt::StringLiterals;

namespace {

using inspector::Severity;

theme::SeverityStyle styleOf(Severity severity)
{
    switch (severity) {
    case Severity::Info:
        return theme::SeverityStyle::of(theme::Sign::Info);
    case Severity::Warning:
        return theme::SeverityStyle::of(theme::Sign::Warning);
    case Severity::Error:
        return theme::SeverityStyle::of(theme::Sign::Error);
    }
    return {};
}

QString countText(Severity severity, int count)
{
    switch (severity) {
    case Severity::Info:
        return FindingsPane::tr("%n notes", nullptr, count);
    case Severity::Warning:
        return FindingsPane::tr("%n warnings", nullptr, count);
    case Severity::Error:
        return FindingsPane::tr("%n errors", nullptr, count);
    }
    return {};
}

} // namespace

FindingsPane::FindingsPane(QWidget *parent)
    : Card({}, {}, parent)
    , m_profile(new QComboBox(this))
    , m_model(new items::FindingListModel(this))
    , m_presenter(new presenters::FindingPresenter(*m_model, this))
    , m_list(new FittedList(tr("Findings"), this))
    , m_gravest(new widgets::PlainLabel({}, widgets::PlainLabel::Role::Muted, this))
    , m_help(new QPushButton(theme::icon(u"help"_s), {}, this))
{
    setObjectName(u"findingsPane"_s);
    setCompact();
    using Profile = inspector::VerificationPolicy::Profile;
    m_profile->setObjectName(u"findingsProfile"_s);
    m_profile->setAccessibleName(tr("Rules to hold the token to"));
    m_profile->addItem(tr("Rules for its declared type"), static_cast<int>(Profile::None));
    m_profile->addItem(tr("Rules of RFC 9068"), static_cast<int>(Profile::Rfc9068));
    m_profile->addItem(tr("Rules of Auth0's tokens"), static_cast<int>(Profile::Auth0));
    connect(m_profile, &QComboBox::currentIndexChanged, this, &FindingsPane::profileChosen);
    auto *line = new QHBoxLayout;
    line->setSpacing(theme::spacing::small);
    line->addWidget(new widgets::PlainLabel(tr("Findings"), widgets::PlainLabel::Role::Strong, this));
    line->addWidget(addFold(Severity::Error, "findingsErrors"));
    line->addWidget(addFold(Severity::Warning, "findingsWarnings"));
    line->addWidget(addFold(Severity::Info, "findingsNotes"));
    m_gravest->setObjectName(u"findingsGravest"_s);
    m_gravest->setElideMode(Qt::ElideRight);
    line->addWidget(m_gravest, 1);
    m_help->setObjectName(u"findingsHelp"_s);
    m_help->setAccessibleName(tr("Help about the finding"));
    widgets::setPlainToolTip(*m_help, tr("Read about this kind of finding (F1)"));
    theme::setButtonKind(*m_help, theme::ButtonKind::Quiet);
    line->addWidget(m_help);
    const auto ask = [this](const QModelIndex &row) {
        if (const QString id = helpIdAt(row); !id.isEmpty())
            Q_EMIT helpRequested(id);
    };
    connect(m_help, &QPushButton::clicked, this, [this, ask] {
        const QModelIndex chosen = m_list->currentIndex();
        ask(chosen.isValid() && m_list->isVisible() ? chosen : m_presenter->index(0, 0));
    });
    connect(m_list, &QAbstractItemView::activated, this, ask);
    m_list->setObjectName(u"findingsList"_s);
    m_list->setModel(m_presenter);
    m_list->hide();
    body()->addLayout(line);
    body()->addWidget(m_list);
}

QPushButton *FindingsPane::addFold(Severity severity, const char *objectName)
{
    auto *button = new QPushButton(this);
    button->setObjectName(QLatin1StringView(objectName));
    button->setCheckable(true);
    button->setChecked(severity == Severity::Error);
    theme::setButtonKind(*button, theme::ButtonKind::Link);
    connect(button, &QPushButton::toggled, this, &FindingsPane::showFolds);
    m_folds.append({severity, button});
    return button;
}

inspector::VerificationPolicy::Profile FindingsPane::profile() const
{
    return static_cast<inspector::VerificationPolicy::Profile>(m_profile->currentData().toInt());
}

bool FindingsPane::setInspection(const inspector::TokenInspection &inspection)
{
    if (inspection.findings == m_findings)
        return !m_findings.isEmpty();
    m_findings = inspection.findings;
    std::ranges::stable_sort(m_findings, std::greater(),
                             [](const inspector::Finding &finding) { return static_cast<int>(finding.severity()); });
    m_model->setFindings(m_findings);
    const QString gravest = m_findings.isEmpty() ? QString() : text::findingText(m_findings.first()).title;
    m_gravest->setText(m_findings.size() > 1 ? tr("%1, and more").arg(gravest) : gravest);
    for (const Fold &fold : std::as_const(m_folds)) {
        const qsizetype count = std::ranges::count(m_findings, fold.severity, &inspector::Finding::severity);
        fold.button->setVisible(count > 0);
        fold.button->setText(countText(fold.severity, static_cast<int>(count)));
    }
    showFolds();
    return !m_findings.isEmpty();
}

QString FindingsPane::helpIdAt(const QModelIndex &row) const
{
    if (!row.isValid() || row.row() >= m_model->rowCount())
        return {};
    const inspector::Finding &finding = m_model->findingAt(row.row());
    return finding.kind ? text::helpIdOf(*finding.kind) : QString();
}

QString FindingsPane::helpId() const
{
    return m_list->hasFocus() ? helpIdAt(m_list->currentIndex()) : QString();
}

void FindingsPane::showFolds()
{
    bool any = false;
    for (const Fold &fold : std::as_const(m_folds)) {
        const bool open = fold.button->isChecked();
        fold.button->setIcon(theme::icon(open ? u"chevron-down"_s : u"chevron-right"_s, styleOf(fold.severity).tone));
        for (int row = 0; row < m_model->rowCount(); ++row) {
            if (m_model->findingAt(row).severity() == fold.severity) {
                m_list->setRowHidden(row, !open);
                any = any || open;
            }
        }
    }
    m_list->fit();
    m_list->setVisible(any);
    // What is read in full below is not named above.
    m_gravest->setVisible(!any);
}

} // namespace gatehouse::ui::inspection
