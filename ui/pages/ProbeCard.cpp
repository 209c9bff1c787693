#include "ui/pages/ProbeCard.h"

#include "models/base/Text.h"
#include "ui/inspector/FittedViews.h"
#include "ui/text/ProbeText.h"
#include "ui/theme/ButtonKind.h"
#include "ui/theme/IconSet.h"
#include "ui/theme/SeverityStyle.h"
#include "ui/theme/Spacing.h"
#include "ui/widgets/BusyIndicator.h"
#include "ui/widgets/FieldMessage.h"
#include "ui/widgets/LabelledField.h"
#include "ui/widgets/LinesEdit.h"
#include "ui/widgets/ToolTip.h"

#include <QBoxLayout>
#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QStandardItemModel>
#include <QToolButton>

namespace gatehouse::ui::pages {

using namespace theme::spacing;
using namespace Qt::StringLiterals;
using widgets::LabelledField;
using Verdict = flow::ProbeRow::Verdict;

namespace {

theme::Sign signOf(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Waiting:
        return theme::Sign::Waiting;
    case Verdict::Right:
        return theme::Sign::Done;
    case Verdict::OtherStatus:
    case Verdict::Unclear:
        return theme::Sign::Warning;
    case Verdict::Accepted:
    case Verdict::GoodRefused:
    case Verdict::Broke:
        return theme::Sign::Error;
    case Verdict::NoAnswer:
        return theme::Sign::Failed;
    case Verdict::NotTried:
        return theme::Sign::Skipped;
    }
    return theme::Sign::Info;
}

theme::Sign signOf(flow::ProbeReport::Outcome outcome)
{
    using enum flow::ProbeReport::Outcome;
    switch (outcome) {
    case Running:
        return theme::Sign::Running;
    case Sound:
        return theme::Sign::Done;
    case Faulty:
        return theme::Sign::Error;
    case Unclear:
    case Cancelled:
    case Failed:
        return theme::Sign::Warning;
    }
    return theme::Sign::Info;
}

QToolButton *foldButton(const QString &text, const char *name, QWidget *parent)
{
    auto *button = new QToolButton(parent);
    button->setObjectName(QLatin1StringView(name));
    button->setText(text);
    button->setAccessibleName(text);
    button->setCheckable(true);
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setIcon(theme::icon(u"chevron-right"_s));
    return button;
}

} // namespace

ProbeCard::ProbeCard(flow::ApiProbe::Parts parts, QWidget *parent)
    : Card(tr("Try it on your API"),
           tr("Calls an API that you run with this token and with nine wrong ones, and names what it does not check."),
           parent)
    , m_probe(parts)
    , m_fold(foldButton(tr("Show"), "probeFold", this))
    , m_content(new QWidget(this))
    , m_message(new widgets::FieldMessage(this))
    , m_busy(new widgets::BusyIndicator(std::chrono::milliseconds(300), this))
    , m_rows(new QStandardItemModel(this))
    , m_table(new inspection::FittedTable(tr("Calls, expected and received status"), this))
{
    setObjectName(u"probeCard"_s);
    m_fold->setAccessibleName(tr("Show how to try it on your API"));
    m_message->setObjectName(u"probeMessage"_s);
    m_table->setObjectName(u"probeTable"_s);
    m_table->setModel(m_rows);
    auto *content = new QVBoxLayout(m_content);
    content->setContentsMargins(0, 0, 0, 0);
    content->setSpacing(small);
    content->addWidget(makeCall());
    content->addWidget(m_message);
    content->addWidget(m_busy);
    content->addWidget(m_table);
    addAction(m_fold);
    body()->addWidget(m_content);
    connectParts();
    showFolding();
    showTarget();
    hide();
}

QWidget *ProbeCard::makeCall()
{
    auto *call = new QWidget(m_content);
    m_method = new QComboBox(call);
    m_method->setObjectName(u"probeMethod"_s);
    m_method->addItems({u"GET"_s, u"POST"_s, u"PUT"_s, u"PATCH"_s, u"DELETE"_s, u"HEAD"_s});
    m_url = new QLineEdit(call);
    m_url->setObjectName(u"probeUrl"_s);
    m_url->setPlaceholderText(u"http://127.0.0.1:3000/"_s);
    m_url->setMaxLength(2000);
    m_run = new QPushButton(theme::icon(u"play"_s), tr("Try"), call);
    m_run->setObjectName(u"probeRun"_s);
    m_run->setAccessibleName(tr("Call the API with every token"));
    m_confirm = new QCheckBox(call);
    m_confirm->setObjectName(u"probeConfirm"_s);
    m_headersFold = foldButton(tr("Headers"), "probeHeadersFold", call);
    m_headers = new widgets::LinesEdit({}, call);
    m_headers->edit()->setObjectName(u"probeHeaders"_s);
    m_headers->edit()->setAccessibleName(tr("Headers to send as well, one a line"));
    m_headers->setPlaceholderText(u"X-Tenant: one"_s);
    m_headers->hide();
    auto *line = new QHBoxLayout;
    line->setSpacing(medium);
    line->addWidget(new LabelledField(tr("Method"), m_method, {}, call));
    line->addWidget(new LabelledField(tr("URL"), m_url, {}, call), 1);
    line->addWidget(m_run, 0, Qt::AlignBottom);
    auto *layout = new QVBoxLayout(call);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(small);
    layout->addLayout(line);
    layout->addWidget(m_confirm);
    layout->addWidget(m_headersFold, 0, Qt::AlignLeft);
    layout->addWidget(m_headers);
    return call;
}

void ProbeCard::connectParts()
{
    connect(m_fold, &QToolButton::toggled, this, &ProbeCard::showFolding);
    connect(m_headersFold, &QToolButton::toggled, this, &ProbeCard::showFolding);
    connect(m_url, &QLineEdit::textChanged, this, [this] {
        m_confirm->setChecked(false); // it was given for another host
        showTarget();
    });
    connect(m_url, &QLineEdit::returnPressed, this, &ProbeCard::run);
    connect(m_confirm, &QCheckBox::toggled, this, &ProbeCard::showTarget);
    connect(m_headers, &widgets::LinesEdit::edited, this, &ProbeCard::showTarget);
    connect(m_run, &QPushButton::clicked, this, &ProbeCard::run);
    connect(m_busy, &widgets::BusyIndicator::cancelRequested, &m_probe, &flow::ApiProbe::cancel);
    connect(&m_probe, &flow::ApiProbe::changed, this, [this] { showReport(m_probe.report()); });
    connect(&m_probe, &flow::ApiProbe::finished, this, [this](const flow::ProbeReport &report) {
        m_busy->stop();
        showReport(report);
        showTarget();
        const text::ProbeSummary summary = text::probeSummary(report);
        m_message->setMessage(signOf(report.outcome), summary.title + u". "_s + summary.sentence);
    });
}

void ProbeCard::setToken(const std::optional<inspector::TokenInspection> &good, const domain::ResourceServer &api,
                         const store::StoreSnapshot &tenant)
{
    m_probe.cancel();
    const bool isUsable = good && good->isVerified();
    m_good = isUsable ? good : std::nullopt;
    m_api = api;
    m_tenant = tenant;
    m_rows->clear();
    m_table->hide();
    setVisible(isUsable);
    showTarget();
}

void ProbeCard::showFolding()
{
    const auto turn = [](QToolButton *button) {
        button->setIcon(theme::icon(button->isChecked() ? u"chevron-down"_s : u"chevron-right"_s));
    };
    turn(m_fold);
    turn(m_headersFold);
    m_content->setVisible(m_fold->isChecked());
    m_headers->setVisible(m_headersFold->isChecked());
}

QUrl ProbeCard::url() const
{
    return QUrl(m_url->text().trimmed(), QUrl::StrictMode);
}

std::optional<http::HeaderList> ProbeCard::headers() const
{
    http::HeaderList headers;
    const QStringList lines = m_headers->lines();
    for (const QString &line : lines) {
        const QByteArray text = line.toUtf8();
        const qsizetype colon = text.indexOf(':');
        const QByteArray name = text.first(std::max<qsizetype>(colon, 0)).trimmed();
        if (!flow::isProbeHeader(name, text.sliced(colon + 1).trimmed()))
            return {};
        headers.emplaceBack(name, text.sliced(colon + 1).trimmed());
    }
    return headers;
}

void ProbeCard::showTarget()
{
    const flow::ProbeTarget target = flow::probeTarget(url());
    const bool isElsewhere = target == flow::ProbeTarget::Elsewhere;
    m_confirm->setVisible(isElsewhere);
    m_confirm->setText(tr("Send live tokens to %1").arg(base::visibleText(url().host(), 120)));
    QString fault;
    if (!headers())
        fault = tr("A header is written name: value. Authorization, Host and the like are not for a person to set.");
    else if (target == flow::ProbeTarget::InTheClear)
        fault = tr("%1 is not this machine: http would show the token to everybody on the way. Use https.")
                    .arg(base::visibleText(url().host(), 120));
    else if (target == flow::ProbeTarget::NotAnUrl && !m_url->text().trimmed().isEmpty())
        fault = tr("This is not the address of an API. Type one that begins with http:// or https://.");
    m_message->setMessage(theme::Sign::Warning, fault);
    const bool mayGo = target == flow::ProbeTarget::Loopback || (isElsewhere && m_confirm->isChecked());
    m_run->setEnabled(mayGo && fault.isEmpty() && m_good && !m_probe.isRunning());
}

void ProbeCard::run()
{
    if (!m_run->isEnabled())
        return;
    m_busy->start(tr("Calling the API…"));
    m_probe.start({.url = url(),
                   .method = m_method->currentText().toLatin1(),
                   .headers = *headers(),
                   .confirmedHost = m_confirm->isChecked() ? url().host() : QString(),
                   .good = *m_good,
                   .api = m_api,
                   .tenant = m_tenant});
    showTarget();
}

void ProbeCard::showReport(const flow::ProbeReport &report)
{
    m_rows->clear();
    m_rows->setHorizontalHeaderLabels({tr("Call"), tr("Status"), tr("Verdict")});
    for (const flow::ProbeRow &row : report.rows) {
        auto *call = new QStandardItem(text::probeTitle(row.kind));
        call->setToolTip(widgets::plainToolTip(text::probeSentence(row.kind)));
        auto *verdict = new QStandardItem(text::probeVerdictText(row));
        verdict->setIcon(theme::SeverityStyle::of(signOf(row.verdict)).icon());
        m_rows->appendRow(
            {call, new QStandardItem(tr("%1, expected %2").arg(text::probeReceived(row), text::probeExpected(row))),
             verdict});
    }
    m_table->show();
}

} // namespace gatehouse::ui::pages
