#pragma once

#include "models/inspector/TokenInspection.h"
#include "ui/widgets/Card.h"

class QLineEdit;
class QStandardItemModel;

namespace gatehouse::ui::widgets {
class PlainLabel;
}

namespace gatehouse::ui::inspection {

class FittedTable;

/// The scopes of a token beside those its API defines, those its client was granted, and those a call needs, as far as
/// they are known.
class ScopesPane : public widgets::Card
{
    Q_OBJECT

public:
    explicit ScopesPane(QWidget *parent = nullptr);

    /// What a person typed as needed by the call; nothing while nothing is.
    std::optional<QStringList> needed() const;
    void setInspection(const inspector::TokenInspection &inspection);

Q_SIGNALS:
    /// The call needs other scopes.
    void changed();

private:
    void showSets();

    inspector::ScopeSets m_sets;
    QLineEdit *m_needed;
    widgets::PlainLabel *m_none;
    QStandardItemModel *m_model;
    FittedTable *m_table;
    widgets::PlainLabel *m_rest;
};

} // namespace gatehouse::ui::inspection
