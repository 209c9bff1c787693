#include "ui/inspector/BatchPane.h"

#include "models/archive/ArchiveReader.h"
#include "models/base/Text.h"
#include "ui/inspector/BatchTableCard.h"
#include "ui/inspector/LifeChart.h"
#include "ui/inspector/RotationPane.h"
#include "ui/text/ErrorText.h"
#include "ui/text/SkipText.h"
#include "ui/theme/IconSet.h"
#include "ui/theme/Spacing.h"
#include "ui/widgets/Card.h"
#include "ui/widgets/FieldMessage.h"
#include "ui/widgets/PlainLabel.h"
#include "ui/widgets/Toast.h"

#include <QBoxLayout>
#include <QClipboard>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QGuiApplication>
#include <QLocale>
#include <QMenu>
#include <QMimeData>
#include <QPointer>
#include <QProgressBar>
#include <QPushButton>

namespace gatehouse::ui::inspection {

namespace {

namespace space = theme::spacing;
using widgets::PlainLabel;
using namespace Qt::StringLiterals;

QString amount(qint64 number)
{
    return QLocale().toString(number);
}

QString fileText(const QString &name)
{
    return base::visibleText(QFileInfo(name).fileName(), 80);
}

} // namespace

BatchPane::BatchPane(const inspector::TokenInspector &inspector, const base::Clock &clock,
                     settings::SettingsStore &settings, PolicySource policies, QWidget *parent)
    : QWidget(parent)
    , m_inspector(inspector)
    , m_clock(clock)
    , m_policies(std::move(policies))
    , m_file(new widgets::FileExport(*this))
    , m_tableCard(new BatchTableCard(settings, this))
    , m_rotation(new RotationPane(this))
{
    setObjectName(u"batchPane"_s);
    setAcceptDrops(true);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(space::medium);
    layout->addWidget(makeSource());
    layout->addWidget(makeChart());
    layout->addWidget(m_tableCard, 1);
    layout->addWidget(m_rotation);
    layout->addStretch();
    makeTools();
    connect(m_tableCard, &BatchTableCard::tokenChosen, this, &BatchPane::tokenChosen);
    showParts(false);
}

BatchPane::~BatchPane() = default;

QWidget *BatchPane::makeSource()
{
    auto *card = new widgets::Card({}, {}, this);
    card->setObjectName(u"batchSource"_s);
    card->setCompact();
    auto *open = new QPushButton(theme::icon(u"open"_s), tr("Open file…"), card);
    open->setObjectName(u"batchOpen"_s);
    auto *paste = new QPushButton(theme::icon(u"paste"_s), tr("Paste text"), card);
    paste->setObjectName(u"batchPaste"_s);
    m_hint = new PlainLabel(tr("Drop a HAR, a log, a cookie jar, JSON, CSV or any text here, or open one: every "
                               "token in it is inspected on this machine."),
                            PlainLabel::Role::Body, card);
    m_hint->setWordWrap(true);
    m_keys = new PlainLabel({}, PlainLabel::Role::Muted, card);
    m_keys->setObjectName(u"batchKeys"_s);
    m_keys->setWordWrap(true);
    m_status = new PlainLabel({}, PlainLabel::Role::Body, card);
    m_status->setObjectName(u"batchStatus"_s);
    m_status->setWordWrap(true);
    m_status->hide();
    auto *words = new QVBoxLayout;
    words->setSpacing(space::tight);
    words->addWidget(m_hint);
    words->addWidget(m_status);
    words->addWidget(m_keys);
    auto *strip = new QHBoxLayout;
    strip->setSpacing(space::small);
    strip->addLayout(words, 1);
    strip->addWidget(open);
    strip->addWidget(paste);
    m_message = new widgets::FieldMessage(card);
    m_message->setObjectName(u"batchMessage"_s);
    m_running = new QWidget(card);
    m_bar = new QProgressBar(m_running);
    m_bar->setAccessibleName(tr("How far the search is"));
    m_bar->setTextVisible(false);
    m_cancel = new QPushButton(theme::icon(u"stop"_s), tr("Cancel"), m_running);
    m_cancel->setObjectName(u"batchCancel"_s);
    auto *running = new QHBoxLayout(m_running);
    running->setContentsMargins(0, 0, 0, 0);
    running->setSpacing(space::small);
    running->addWidget(m_bar, 1);
    running->addWidget(m_cancel);
    m_running->hide();
    card->body()->addLayout(strip);
    card->body()->addWidget(m_running);
    card->body()->addWidget(m_message);
    connect(open, &QPushButton::clicked, this, &BatchPane::chooseFile);
    connect(paste, &QPushButton::clicked, this, [this] { inspectText(QGuiApplication::clipboard()->text().toUtf8()); });
    connect(m_cancel, &QPushButton::clicked, this, [this] {
        if (m_job)
            m_job->cancel();
    });
    return card;
}

QWidget *BatchPane::makeChart()
{
    m_chartCard = new widgets::Card(tr("Verdicts and remaining life"),
                                    tr("Drag across the bars, or use the arrow keys, to see only those tokens."), this);
    m_chart = new LifeChart(m_chartCard);
    m_chartCard->setCompact();
    m_chartCard->body()->addWidget(m_chart);
    connect(m_chart, &LifeChart::rangeChosen, this, [this] { m_tableCard->setLife(m_chart->range()); });
    return m_chartCard;
}

void BatchPane::makeTools()
{
    m_unfoldChart = makeUnfolder(u"batchUnfoldChart"_s, tr("Chart"), *m_chartCard);
    m_unfoldRotation = makeUnfolder(u"batchUnfoldRotation"_s, tr("Key rotation"), *m_rotation);
    m_export = new QPushButton(theme::icon(u"save"_s), tr("Export"), m_tableCard);
    m_export->setObjectName(u"batchExport"_s);
    m_export->setMenu(makeExportMenu());
    m_tableCard->addTool(m_export);
    connect(m_file, &widgets::FileExport::started, this, [this] { m_export->setEnabled(false); });
    connect(m_file, &widgets::FileExport::saved, this, [this](const QString &path) {
        m_export->setEnabled(true);
        m_message->setMessage(theme::Sign::Done,
                              tr("Exported to %1, without signatures.").arg(base::visibleText(path, 160)));
    });
    connect(m_file, &widgets::FileExport::failed, this, [this](const QString &problem) {
        m_export->setEnabled(true);
        m_message->setMessage(theme::Sign::Error, problem);
    });
}

/// A button that shows a part while it is down.
QPushButton *BatchPane::makeUnfolder(const QString &name, const QString &text, QWidget &part)
{
    auto *button = new QPushButton(text, m_tableCard);
    button->setObjectName(name);
    button->setCheckable(true);
    m_tableCard->addTool(button);
    connect(button, &QPushButton::toggled, this, [this, &part](bool isUnfolded) {
        part.setVisible(isUnfolded);
        // What a folded chart hides must not go on hiding tokens.
        if (&part == m_chartCard && !isUnfolded) {
            m_chart->clearRange();
            m_tableCard->setLife({});
        }
    });
    return button;
}

/// Shows what there is to see of a result, or of none.
void BatchPane::showParts(bool any)
{
    m_hint->setVisible(!any && !isRunning());
    m_tableCard->setVisible(any);
    m_unfoldRotation->setEnabled(m_rotation->hasKeys());
    m_chartCard->setVisible(any && m_unfoldChart->isChecked());
    m_rotation->setVisible(any && m_unfoldRotation->isChecked() && m_rotation->hasKeys());
}

QMenu *BatchPane::makeExportMenu()
{
    auto *menu = new QMenu(this);
    const std::array formats{std::pair(tr("JSON…"), scan::ExportFormat::Json),
                             std::pair(tr("CSV…"), scan::ExportFormat::Csv),
                             std::pair(tr("Markdown…"), scan::ExportFormat::Markdown)};
    for (const auto &[name, format] : formats)
        connect(menu->addAction(name), &QAction::triggered, this, [this, format] { choosePath(format); });
    return menu;
}

void BatchPane::focusTokens()
{
    m_tableCard->focusTokens();
}

const items::BatchTableModel &BatchPane::model() const
{
    return m_tableCard->model();
}

bool BatchPane::isRunning() const
{
    return m_job && m_job->isRunning();
}

void BatchPane::inspectText(const QByteArray &text)
{
    if (text.trimmed().isEmpty()) {
        m_message->setMessage(theme::Sign::Warning, tr("There is no text to search."));
        return;
    }
    start({{.name = tr("pasted text"), .text = text}});
}

void BatchPane::inspectFile(const QString &path)
{
    // Only a plain file: a pipe or a device would never end.
    if (!QFileInfo(path).isFile()) {
        m_message->setMessage(theme::Sign::Warning, tr("“%1” is not a file.").arg(base::visibleText(path, 120)));
        return;
    }
    start({{.name = path, .text = {}}});
}

/// The first few by name: a search that left something out must not look like one that did not.
QString BatchPane::skippedText(const QList<scan::BatchResult::Skipped> &skipped)
{
    constexpr qsizetype named = 3;
    QStringList lines;
    const auto first = skipped.first(std::min(skipped.size(), named));
    for (const scan::BatchResult::Skipped &one : first)
        lines.append(tr("%1: %2").arg(fileText(one.source), text::skipReasonText(one.reason)));
    if (skipped.size() > named)
        lines.append(tr("%n more were not searched.", nullptr, static_cast<int>(skipped.size() - named)));
    return lines.join(u'\n');
}

void BatchPane::start(QList<scan::BatchJob::Source> sources)
{
    m_message->setMessage(theme::Sign::Info, {});
    m_job = std::make_unique<scan::BatchJob>(m_inspector, m_policies(), std::make_shared<archive::ArchiveReader>());
    connect(m_job.get(), &scan::BatchJob::progressed, this, &BatchPane::showProgress);
    connect(m_job.get(), &scan::BatchJob::finished, this, &BatchPane::showResult);
    // Nothing of the run before is beside the progress of this one.
    m_result.reset();
    m_tableCard->setResult({}, m_clock.now());
    m_rotation->setResult({}, m_clock.now());
    showParts(false);
    m_hint->hide();
    m_running->show();
    m_status->show();
    m_status->setText(tr("Searching…"));
    m_bar->setRange(0, 0);
    m_elapsed.start();
    m_job->start(std::move(sources));
}

void BatchPane::showProgress(const scan::BatchProgress &progress)
{
    constexpr int steps = 1000;
    if (progress.bytesTotal > 0) {
        m_bar->setRange(0, steps);
        m_bar->setValue(static_cast<int>(double(progress.bytes) / double(progress.bytesTotal) * steps));
    }
    const qint64 milliseconds = std::max<qint64>(m_elapsed.elapsed(), 1);
    const QLocale locale;
    QStringList sentences{
        tr("%Ln tokens found, %1 of them distinct; %2/s, %3/s.", nullptr, static_cast<int>(progress.found))
            .arg(amount(progress.distinct),
                 tr("%Ln tokens", nullptr, static_cast<int>(progress.found * 1000 / milliseconds)),
                 locale.formattedDataSize(progress.bytes * 1000 / milliseconds, 1))};
    if (isRunning() && progress.bytesTotal > 0)
        sentences.append(
            tr("%1 of %2 searched.")
                .arg(locale.formattedDataSize(progress.bytes, 1), locale.formattedDataSize(progress.bytesTotal, 1)));
    if (isRunning() && !progress.input.isEmpty())
        sentences.append(tr("File %1: %2").arg(amount(progress.inputs), fileText(progress.input)));
    m_status->setText(sentences.join(u' '));
}

void BatchPane::showResult(const std::shared_ptr<const scan::BatchResult> &result,
                           const std::optional<base::Error> &error)
{
    m_running->hide();
    m_result = result;
    if (error && error->code == base::ErrorCode::Cancelled)
        m_message->setMessage(theme::Sign::Info, tr("Cancelled. Below is what was found until then."));
    else if (error)
        m_message->setMessage(theme::Sign::Error, text::errorText(*error).oneLine());
    else if (result->progress.isFull)
        m_message->setMessage(theme::Sign::Warning,
                              tr("The table is full; further distinct tokens were only counted."));
    else if (!result->skipped.isEmpty())
        m_message->setMessage(theme::Sign::Warning, skippedText(result->skipped));
    showProgress(result->progress);
    const bool any = !result->rows.isEmpty();
    if (!any)
        m_status->setText(result->skipped.isEmpty() ? tr("No token was found.")
                                                    : tr("No token was found in what was searched."));
    const base::Instant now = m_clock.now();
    m_chart->clearRange();
    m_chart->setHistogram(items::lifeHistogramOf(result->rows, now));
    m_tableCard->setResult(result, now);
    m_rotation->setResult(result, now);
    showParts(any);
    widgets::announce(this, m_status->text());
}

void BatchPane::setKeysSentence(const QString &sentence)
{
    m_keys->setText(sentence);
}

void BatchPane::chooseFile()
{
    auto *dialog = new QFileDialog(this, tr("Search a file for tokens"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &BatchPane::inspectFile);
    dialog->open();
}

void BatchPane::choosePath(scan::ExportFormat format)
{
    const QString suffix = format == scan::ExportFormat::Json  ? u"json"_s
                           : format == scan::ExportFormat::Csv ? u"csv"_s
                                                               : u"md"_s;
    if (m_result)
        m_file->ask(tr("Export without signatures"), tr("tokens.%1").arg(suffix), writer(format));
}

void BatchPane::exportTo(const QString &path, scan::ExportFormat format)
{
    if (m_result)
        m_file->save(path, writer(format));
}

widgets::FileExport::Write BatchPane::writer(scan::ExportFormat format) const
{
    return [batch = m_result, format](QIODevice &file) {
        return scan::exportBatch(*batch, format, [&file](QByteArrayView part) {
            return file.write(part.data(), part.size()) == part.size();
        });
    };
}

void BatchPane::dragEnterEvent(QDragEnterEvent *event)
{
    if (event->mimeData()->hasUrls() || event->mimeData()->hasText())
        event->acceptProposedAction();
}

void BatchPane::dropEvent(QDropEvent *event)
{
    const QList<QUrl> urls = event->mimeData()->urls();
    QList<scan::BatchJob::Source> sources;
    for (const QUrl &url : urls) {
        if (url.isLocalFile() && QFileInfo(url.toLocalFile()).isFile())
            sources.append({.name = url.toLocalFile(), .text = {}});
    }
    if (!sources.isEmpty())
        start(std::move(sources));
    else if (event->mimeData()->hasText())
        inspectText(event->mimeData()->text().toUtf8());
    event->acceptProposedAction();
}

} // namespace gatehouse::ui::inspection
