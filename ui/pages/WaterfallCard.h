#pragma once

#include "models/flow/FlowStep.h"
#include "models/items/ExchangeModel.h"
#include "ui/widgets/Card.h"

class QPushButton;

namespace gatehouse::ui::inspection {
class FittedList;
class FittedTable;
} // namespace gatehouse::ui::inspection
namespace gatehouse::ui::presenters {
class ExchangePresenter;
}
namespace gatehouse::ui::widgets {
class CopyButton;
class FieldMessage;
class FileExport;
class PlainLabel;
} // namespace gatehouse::ui::widgets
class QStandardItemModel;

namespace gatehouse::ui::pages {

/// Every request of a run over time; of the one selected, what it is for and what each of its parameters protects.
/// Copied without secrets unless a person asks for them, and exported without.
class WaterfallCard : public widgets::Card
{
    Q_OBJECT

public:
    explicit WaterfallCard(QWidget *parent = nullptr);

    /// `began` is when the run did.
    void setExchanges(const QList<flow::Exchange> &exchanges, base::Instant began);
    /// What a client has to look at, and what came of it.
    void setChecks(const QList<flow::FlowCheck> &checks);

private:
    void showSelected();
    /// The selected request as a command.
    QString curl(bool withSecrets) const;
    void exportAll();

    items::ExchangeModel *m_model;
    presenters::ExchangePresenter *m_presenter;
    inspection::FittedList *m_list;
    QWidget *m_detail;
    widgets::PlainLabel *m_sentence;
    widgets::PlainLabel *m_line;
    QStandardItemModel *m_checks;
    inspection::FittedList *m_checkList;
    QStandardItemModel *m_parameters;
    inspection::FittedTable *m_table;
    widgets::CopyButton *m_curl;
    widgets::CopyButton *m_wholeCurl;
    QPushButton *m_export;
    widgets::FieldMessage *m_message;
    widgets::FileExport *m_file;
    base::Instant m_began;
};

} // namespace gatehouse::ui::pages
