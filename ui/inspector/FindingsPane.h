#pragma once

#include "models/inspector/TokenInspector.h"
#include "ui/widgets/Card.h"

class QComboBox;
class QPushButton;

namespace gatehouse::items {
class FindingListModel;
}
namespace gatehouse::ui::presenters {
class FindingPresenter;
}
namespace gatehouse::ui::widgets {
class PlainLabel;
}

namespace gatehouse::ui::inspection {

class FittedList;

/// What was found about a token beyond its verdict, the gravest first, each with what to do and the section that says
/// so. Where there are many, notes wait behind a button; warnings and errors never do.
class FindingsPane : public widgets::Card
{
    Q_OBJECT

public:
    explicit FindingsPane(QWidget *parent = nullptr);

    void setInspection(const inspector::TokenInspection &inspection);
    const items::FindingListModel &model() const { return *m_model; }
    /// The rules a person wants the token held to.
    inspector::VerificationPolicy::Profile profile() const;

Q_SIGNALS:
    /// Another profile was chosen.
    void profileChosen();

private:
    void showFindings();

    QList<inspector::Finding> m_findings;
    bool m_isWhole = false; ///< the person asked for all of them
    QComboBox *m_profile;
    items::FindingListModel *m_model;
    presenters::FindingPresenter *m_presenter;
    FittedList *m_list;
    widgets::PlainLabel *m_none;
    QPushButton *m_all;
};

} // namespace gatehouse::ui::inspection
