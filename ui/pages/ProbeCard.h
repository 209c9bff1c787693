#pragma once

#include "models/flow/ApiProbe.h"
#include "ui/widgets/Card.h"

class QCheckBox;
class QComboBox;
class QLineEdit;
class QPushButton;
class QStandardItemModel;
class QToolButton;

namespace gatehouse::ui::inspection {
class FittedTable;
}
namespace gatehouse::ui::widgets {
class BusyIndicator;
class FieldMessage;
class LinesEdit;
} // namespace gatehouse::ui::widgets

namespace gatehouse::ui::pages {

/// Tries an API that the person runs: the call with the token of the run, and the same with wrong ones, side by side
/// with what each has to be answered with. Folded until it is wanted.
class ProbeCard : public widgets::Card
{
    Q_OBJECT

public:
    explicit ProbeCard(flow::ApiProbe::Parts parts, QWidget *parent = nullptr);

    /// The verified token to try with; nothing hides the card.
    void setToken(const std::optional<inspector::TokenInspection> &good, const domain::ResourceServer &api,
                  const store::StoreSnapshot &tenant);

public Q_SLOTS:
    void run();

private:
    QWidget *makeCall();
    void connectParts();
    void showFolding();
    void showTarget();
    std::optional<http::HeaderList> headers() const;
    QUrl url() const;
    void showReport(const flow::ProbeReport &report);

    flow::ApiProbe m_probe;
    std::optional<inspector::TokenInspection> m_good;
    domain::ResourceServer m_api;
    store::StoreSnapshot m_tenant;
    QToolButton *m_fold;
    QWidget *m_content;
    QComboBox *m_method = nullptr;
    QLineEdit *m_url = nullptr;
    QPushButton *m_run = nullptr;
    QCheckBox *m_confirm = nullptr;
    QToolButton *m_headersFold = nullptr;
    widgets::LinesEdit *m_headers = nullptr;
    widgets::FieldMessage *m_message;
    widgets::BusyIndicator *m_busy;
    QStandardItemModel *m_rows;
    inspection::FittedTable *m_table;
};

} // namespace gatehouse::ui::pages
