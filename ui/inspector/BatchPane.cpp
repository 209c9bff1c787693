#include "ui/inspector/BatchPane.h"

#include "models/archive/ArchiveReader.h"
#include "models/base/Text.h"
#include "ui/inspector/LifeChart.h"
#include "ui/inspector/RotationPane.h"
#include "ui/presenters/BatchPresenter.h"
#include "ui/presenters/RowDelegate.h"
#include "ui/text/ErrorText.h"
#include "ui/text/SkipText.h"
#include "ui/theme/IconSet.h"
#include "ui/theme/Spacing.h"
#include "ui/widgets/Card.h"
#include "ui/widgets/FieldMessage.h"
#include "ui/widgets/FilterBar.h"
#include "ui/widgets/PlainLabel.h"
#include "ui/widgets/RowMenu.h"

#include <QBoxLayout>
#include <QClipboard>
#include <QComboBox>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QGuiApplication>
#include <QHeaderView>
#include <QListView>
#include <QLocale>
#include <QMenu>
#include <QMimeData>
#include <QPointer>
#include <QProgressBar>
#include <QPushButton>
#include <QTableView>

namespace gatehouse::ui::inspection {

namespace {

namespace space = theme::spacing;
using widgets::PlainLabel;
using namespace Qt::StringLiterals;

QString amount(qint64 number)
{
    return QLocale().toString(number);
}

} // namespace

BatchPane::BatchPane(const inspector::TokenInspector &inspector, const base::Clock &clock, PolicySource policies,
                     QWidget *parent)
    : QWidget(parent)
    , m_inspector(inspector)
    , m_clock(clock)
    , m_policies(std::move(policies))
    , m_file(new widgets::FileExport(*this))
    , m_model(new items::BatchTableModel(this))
    , m_groups(new items::BatchGroupModel(this))
    , m_presenter(new presenters::BatchPresenter(*m_model, this))
    , m_groupPresenter(new presenters::BatchGroupPresenter(*m_groups, this))
    , m_rotation(new RotationPane(this))
{
    setObjectName(u"batchPane"_s);
    setAcceptDrops(true);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(space::large);
    layout->addWidget(makeSource());
    layout->addWidget(makeChart());
    layout->addWidget(makeTable());
    layout->addWidget(m_rotation);
    layout->addStretch(1);
    m_chartCard->hide();
    m_tableCard->hide();
    m_rotation->hide();
}

BatchPane::~BatchPane() = default;

QWidget *BatchPane::makeSource()
{
    auto *card = new widgets::Card(tr("Where to look"),
                                   tr("Drop a HAR, a log, a cookie jar, JSON, CSV or any text here, or open one: every "
                                      "token in it is inspected on this machine."),
                                   this);
    card->setObjectName(u"batchSource"_s);
    auto *open = new QPushButton(theme::icon(u"open"_s), tr("Open file…"), card);
    open->setObjectName(u"batchOpen"_s);
    auto *paste = new QPushButton(theme::icon(u"paste"_s), tr("Paste text"), card);
    paste->setObjectName(u"batchPaste"_s);
    card->addAction(open);
    card->addAction(paste);
    m_keys = new PlainLabel({}, PlainLabel::Role::Muted, card);
    m_keys->setObjectName(u"batchKeys"_s);
    m_keys->setWordWrap(true);
    m_status = new PlainLabel({}, PlainLabel::Role::Body, card);
    m_status->setObjectName(u"batchStatus"_s);
    m_status->setWordWrap(true);
    m_status->hide();
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
    card->body()->addWidget(m_keys);
    card->body()->addWidget(m_running);
    card->body()->addWidget(m_status);
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
    m_chartCard->body()->addWidget(m_chart);
    connect(m_chart, &LifeChart::rangeChosen, this, &BatchPane::filter);
    return m_chartCard;
}

QWidget *BatchPane::makeTable()
{
    m_tableCard = new widgets::Card(tr("Tokens"), {}, this);
    m_tableCard->setObjectName(u"batchTableCard"_s);
    m_filter = new widgets::FilterBar(tr("Filter tokens"), m_tableCard);
    m_filter->setObjectName(u"batchFilter"_s);
    m_export = new QPushButton(theme::icon(u"save"_s), tr("Export"), m_tableCard);
    m_export->setObjectName(u"batchExport"_s);
    m_export->setMenu(makeExportMenu());
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
    m_tableCard->addAction(m_export);
    makeGroups(m_tableCard);

    m_table = new QTableView(m_tableCard);
    m_table->setObjectName(u"batchTable"_s);
    m_table->setAccessibleName(tr("Tokens of the batch"));
    m_table->setModel(m_presenter);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setShowGrid(false);
    m_table->setTabKeyNavigation(false);
    m_table->setWordWrap(false);
    m_table->setSortingEnabled(true);
    m_table->horizontalHeader()->setSortIndicator(-1, Qt::AscendingOrder);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_table->verticalHeader()->hide();
    // One height for all rows: half a million of them are never measured.
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_table->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + space::medium);
    m_table->setMinimumHeight(fontMetrics().height() * 20);
    connect(m_table, &QTableView::activated, this, [this](const QModelIndex &index) {
        if (index.isValid())
            Q_EMIT tokenChosen(m_model->rowAt(index.row()).token);
    });
    auto *menu = new widgets::RowMenu(*m_table);
    menu->setOpen([this](const QModelIndex &index) { Q_EMIT tokenChosen(m_model->rowAt(index.row()).token); });
    m_filter->setResult(m_table);
    connect(m_filter, &widgets::FilterBar::textChanged, this, &BatchPane::filter);

    auto *side = new QVBoxLayout;
    side->setSpacing(space::tight);
    side->addWidget(m_grouping);
    side->addWidget(m_groupList, 1);
    auto *both = new QHBoxLayout;
    both->setSpacing(space::medium);
    both->addLayout(side, 1);
    both->addWidget(m_table, 4);
    m_tableCard->body()->addWidget(m_filter);
    m_tableCard->body()->addLayout(both, 1);
    return m_tableCard;
}

void BatchPane::makeGroups(QWidget *parent)
{
    m_grouping = new QComboBox(parent);
    m_grouping->setObjectName(u"batchGrouping"_s);
    m_grouping->setAccessibleName(tr("Group by"));
    using Grouping = items::BatchGrouping;
    for (const Grouping grouping : {Grouping::Verdict, Grouping::Claims, Grouping::Policy, Grouping::Api,
                                    Grouping::Client, Grouping::Key, Grouping::Finding, Grouping::Reason})
        m_grouping->addItem(tr("By %1").arg(presenters::batchGroupingText(grouping)), static_cast<int>(grouping));
    m_groupList = new QListView(parent);
    m_groupList->setObjectName(u"batchGroups"_s);
    m_groupList->setAccessibleName(tr("Groups"));
    m_groupList->setModel(m_groupPresenter);
    m_groupList->setItemDelegate(new presenters::RowDelegate(m_groupList));
    m_groupList->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_groupList->setMinimumWidth(fontMetrics().averageCharWidth() * 24);
    connect(m_grouping, &QComboBox::currentIndexChanged, this, &BatchPane::group);
    connect(m_groupList->selectionModel(), &QItemSelectionModel::selectionChanged, this, &BatchPane::filter);
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
    m_table->setFocus();
    m_table->scrollTo(m_table->currentIndex());
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
        lines.append(tr("%1: %2").arg(base::visibleText(QFileInfo(one.source).fileName(), 80),
                                      text::skipReasonText(one.reason)));
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
    m_status->setText(
        tr("%Ln tokens found, %1 of them distinct; %2/s, %3/s.", nullptr, static_cast<int>(progress.found))
            .arg(amount(progress.distinct),
                 tr("%Ln tokens", nullptr, static_cast<int>(progress.found * 1000 / milliseconds)),
                 locale.formattedDataSize(progress.bytes * 1000 / milliseconds, 1)));
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
    m_filter->clear();
    m_presenter->setNow(now);
    m_model->setFilter({});
    m_model->setResult(result, now);
    group();
    m_rotation->setResult(result, now);
    m_chartCard->setVisible(any);
    m_tableCard->setVisible(any);
    m_filter->setCounts(m_model->rowCount(), m_model->total());
    m_table->horizontalHeader()->resizeSections(QHeaderView::Interactive);
    const int unit = fontMetrics().averageCharWidth();
    const std::array widths{36, 24, 20, 20, 18, 22, 18, 14, 26, 13, 22, 9};
    for (int column = 0; column < items::BatchTableModel::columns; ++column)
        m_table->setColumnWidth(column, widths[static_cast<std::size_t>(column)] * unit);
}

void BatchPane::group()
{
    m_groups->setRows(m_result ? m_result->rows : QList<scan::BatchRow>(),
                      static_cast<items::BatchGrouping>(m_grouping->currentData().toInt()));
    filter();
}

void BatchPane::filter()
{
    items::BatchFilter filter;
    filter.text = m_filter->text().trimmed();
    filter.life = m_chart->range();
    const QModelIndexList chosen = m_groupList->selectionModel()->selectedIndexes();
    if (!chosen.isEmpty())
        filter.group = std::pair(m_groups->grouping(), m_groups->nameAt(chosen.first().row()));
    m_model->setFilter(filter);
    m_filter->setCounts(m_model->rowCount(), m_model->total());
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
