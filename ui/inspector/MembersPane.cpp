#include "ui/inspector/MembersPane.h"

#include "models/base/Text.h"
#include "models/items/ClaimTreeModel.h"
#include "ui/inspector/FittedViews.h"
#include "ui/presenters/ClaimPresenter.h"
#include "ui/presenters/ClaimTreePresenter.h"
#include "ui/text/TokenFaultText.h"
#include "ui/text/VerdictText.h"
#include "ui/theme/ButtonKind.h"
#include "ui/theme/IconSet.h"
#include "ui/widgets/CopyButton.h"
#include "ui/widgets/FieldMessage.h"
#include "ui/widgets/MonospaceView.h"
#include "ui/widgets/SegmentedControl.h"
#include "ui/widgets/ToolTip.h"

#include <QBoxLayout>
#include <QPushButton>

namespace gatehouse::ui::inspection {

using namespace Qt::StringLiterals;

namespace {

using Part = items::ClaimTableModel::Part;

/// "header" or "claims", to name the controls of the two panes apart.
QString prefix(Part part)
{
    return part == Part::Header ? u"header"_s : u"claims"_s;
}

} // namespace

MembersPane::MembersPane(Part part, QWidget *parent)
    : Card(part == Part::Header ? tr("Header") : tr("Claims"), {}, parent)
    , m_part(part)
    , m_model(new items::ClaimTableModel(part, this))
    , m_presenter(new presenters::ClaimPresenter(*m_model, this))
    , m_table(new FittedTable(part == Part::Header ? tr("Header parameters") : tr("Claims"), this))
    , m_treeModel(new items::ClaimTreeModel(this))
    , m_tree(new FittedTree(part == Part::Header ? tr("Header parameters as a tree") : tr("Claims as a tree"), this))
    , m_views(new widgets::SegmentedControl(
          part == Part::Header ? tr("How the header is shown") : tr("How the claims are shown"), this))
    , m_explain(new QPushButton(theme::icon(u"help"_s), {}, this))
    , m_text(new widgets::MonospaceView(part == Part::Header ? tr("Header as JSON") : tr("Claims as JSON"), this))
    , m_fault(new widgets::FieldMessage(this))
    , m_copy(new widgets::CopyButton(
          part == Part::Header ? tr("header as JSON") : tr("claims as JSON"),
          [this] { return QString::fromUtf8(m_bytes); }, this))
{
    setObjectName(prefix(part) + u"Pane"_s);
    setCompact();
    m_table->hideHeader();
    m_table->setCompact();
    m_table->setObjectName(prefix(part) + u"Table"_s);
    m_tree->setObjectName(prefix(part) + u"Tree"_s);
    m_views->setObjectName(prefix(part) + u"Views"_s);
    m_text->setObjectName(prefix(part) + u"Json"_s);
    m_fault->setObjectName(prefix(part) + u"Fault"_s);
    m_copy->setObjectName(prefix(part) + u"Copy"_s);

    m_views->addChoice(tr("Table"));
    m_views->addChoice(tr("Tree"));
    m_views->addChoice(tr("JSON"));
    m_views->addChoice(tr("As signed"));
    m_views->setCurrent(Table);
    connect(m_views, &widgets::SegmentedControl::chosen, this, &MembersPane::showView);
    m_text->setVisibleLines(24);
    m_text->copyButton()->hide();
    m_table->setModel(m_presenter);
    m_tree->setModel(new presenters::ClaimTreePresenter(*m_treeModel, part, this));

    m_explain->setObjectName(prefix(part) + u"Explain"_s);
    const QString explain = part == Part::Header ? tr("Explain the header parameters") : tr("Explain the claims");
    m_explain->setAccessibleName(explain);
    widgets::setPlainToolTip(*m_explain, explain);
    m_explain->setCheckable(true);
    m_explain->setProperty("toggle", true);
    theme::setButtonKind(*m_explain, theme::ButtonKind::Quiet);
    connect(m_explain, &QPushButton::toggled, m_presenter, &presenters::ClaimPresenter::setExplained);
    addAction(m_explain);
    addAction(m_views);
    addAction(m_copy);
    body()->addWidget(m_fault);
    body()->addWidget(m_table);
    body()->addWidget(m_tree);
    body()->addWidget(m_text);
    showView(Table);
}

void MembersPane::setTenant(const store::StoreSnapshot &tenant)
{
    m_presenter->setTenant(tenant);
}

void MembersPane::setInspection(const inspector::TokenInspection &inspection, base::Instant now)
{
    m_presenter->setProvider(inspection.key.provider);
    const bool header = m_part == Part::Header;
    const jose::JsonValue *object = nullptr;
    QString fault;
    m_bytes.clear();
    if (inspection.jws) {
        m_bytes = header ? inspection.jws->headerBytes : inspection.jws->payload;
        if (header)
            object = &inspection.jws->header;
        else if (inspection.claims)
            object = &*inspection.claims;
        else if (inspection.claimsError)
            fault = text::jsonErrorText(*inspection.claimsError);
        else
            fault = tr("The payload is not a JSON object, so there are no claims.");
    } else if (inspection.jwsError) {
        fault = header ? text::jwsErrorText(*inspection.jwsError) : QString();
    }
    m_presenter->setNow(now);
    m_model->setObject(object);
    m_treeModel->setObject(object);
    m_indented = object ? QString::fromUtf8(object->toIndentedJson()) : QString();
    m_fault->setMessage(theme::Sign::Error, fault);
    // Bytes that are no JSON object can only be shown as they are.
    const bool exactOnly = object == nullptr;
    m_views->button(Table)->setEnabled(!exactOnly);
    m_views->button(Tree)->setEnabled(!exactOnly);
    m_views->button(Indented)->setEnabled(!exactOnly);
    // Claims of content that is elsewhere are no bytes of the token.
    m_views->button(Exact)->setEnabled(!m_bytes.isEmpty());
    m_isEmpty = m_bytes.isEmpty() && !object;
    m_views->setVisible(!m_isEmpty);
    m_copy->setVisible(!m_bytes.isEmpty());
    if (exactOnly)
        m_views->setCurrent(Exact);
    else if (m_exactOnly || (m_bytes.isEmpty() && m_views->current() == Exact))
        m_views->setCurrent(Table);
    m_exactOnly = exactOnly;
    showView(m_views->current());
}

void MembersPane::setNow(base::Instant now)
{
    m_presenter->setNow(now);
}

void MembersPane::showView(int view)
{
    m_table->setVisible(view == Table && !m_isEmpty);
    m_explain->setVisible(view == Table && !m_isEmpty);
    m_tree->setVisible(view == Tree && !m_isEmpty);
    m_text->setVisible((view == Indented || view == Exact) && !m_isEmpty);
    if (view == Indented)
        m_text->setContent(base::visibleLines(m_indented), u"JSON"_s);
    else if (view == Exact)
        m_text->setContent(base::visibleLines(QString::fromUtf8(m_bytes)), u"JSON"_s);
}

} // namespace gatehouse::ui::inspection
