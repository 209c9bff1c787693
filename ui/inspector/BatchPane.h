#pragma once

#include "models/scan/BatchExport.h"
#include "models/scan/BatchJob.h"
#include "ui/widgets/FileExport.h"

#include <QElapsedTimer>
#include <QWidget>

class QMenu;
class QProgressBar;
class QPushButton;

namespace gatehouse::items {
class BatchTableModel;
}
namespace gatehouse::settings {
class SettingsStore;
}
namespace gatehouse::ui::widgets {
class Card;
class FieldMessage;
class PlainLabel;
} // namespace gatehouse::ui::widgets

namespace gatehouse::ui::inspection {

class BatchTableCard;
class LifeChart;
class RotationPane;

/// Many tokens at once: a file or a text is searched, every token in it inspected on all cores, and what came of it can
/// be filtered, grouped, brushed, exported and rehearsed upon. Return or a double click opens one token by itself. Once
/// there are tokens, their table has the height, and where to look is a strip above it; chart and rehearsal unfold.
class BatchPane : public QWidget
{
    Q_OBJECT

public:
    /// Makes what a run judges with; called when it starts.
    using PolicySource = std::function<scan::BatchInspection::MakePolicy()>;

    /// `inspector`, `clock` and `settings` outlive the pane.
    BatchPane(const inspector::TokenInspector &inspector, const base::Clock &clock, settings::SettingsStore &settings,
              PolicySource policies, QWidget *parent = nullptr);
    ~BatchPane() override;

    /// Says with which keys the next search checks what it finds.
    void setKeysSentence(const QString &sentence);
    void inspectText(const QByteArray &text);
    void inspectFile(const QString &path);
    /// Puts the keyboard on the row that was opened last.
    void focusTokens();
    bool isRunning() const;
    const items::BatchTableModel &model() const;
    /// Writes in the background and says when it is done.
    void exportTo(const QString &path, scan::ExportFormat format);

Q_SIGNALS:
    void tokenChosen(const QByteArray &token);

protected:
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    QWidget *makeSource();
    QWidget *makeChart();
    void makeTools();
    QPushButton *makeUnfolder(const QString &name, const QString &text, QWidget &part);
    QMenu *makeExportMenu();
    void showParts(bool any);
    void start(QList<scan::BatchJob::Source> sources);
    static QString skippedText(const QList<scan::BatchResult::Skipped> &skipped);
    void showProgress(const scan::BatchProgress &progress);
    void showResult(const std::shared_ptr<const scan::BatchResult> &result, const std::optional<base::Error> &error);
    void chooseFile();
    void choosePath(scan::ExportFormat format);
    widgets::FileExport::Write writer(scan::ExportFormat format) const;

    const inspector::TokenInspector &m_inspector;
    const base::Clock &m_clock;
    PolicySource m_policies;
    std::unique_ptr<scan::BatchJob> m_job;
    std::shared_ptr<const scan::BatchResult> m_result;
    QElapsedTimer m_elapsed;
    widgets::FileExport *m_file;
    widgets::FieldMessage *m_message = nullptr;
    widgets::PlainLabel *m_hint = nullptr;
    widgets::PlainLabel *m_keys = nullptr;
    widgets::PlainLabel *m_status = nullptr;
    QWidget *m_running = nullptr;
    QProgressBar *m_bar = nullptr;
    QPushButton *m_cancel = nullptr;
    QPushButton *m_export = nullptr;
    widgets::Card *m_chartCard = nullptr;
    LifeChart *m_chart = nullptr;
    QPushButton *m_unfoldChart = nullptr;
    QPushButton *m_unfoldRotation = nullptr;
    BatchTableCard *m_tableCard;
    RotationPane *m_rotation;
};

} // namespace gatehouse::ui::inspection
