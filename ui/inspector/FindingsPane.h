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
/// so. One line counts them by severity and names the gravest; each severity unfolds. Errors are open from the start.
class FindingsPane : public widgets::Card
{
    Q_OBJECT

public:
    explicit FindingsPane(QWidget *parent = nullptr);

    /// Whether there is anything to show.
    bool setInspection(const inspector::TokenInspection &inspection);
    /// Where the rules are chosen; the page shows it among what a token is checked with.
    QComboBox *profileChoice() const { return m_profile; }
    const items::FindingListModel &model() const { return *m_model; }
    /// The rules a person wants the token held to.
    inspector::VerificationPolicy::Profile profile() const;

    /// The page of help about the finding that has the keyboard; empty where none has.
    QString helpId() const;

Q_SIGNALS:
    /// A person wants to read about the kind of a finding.
    void helpRequested(const QString &id);
    /// Another profile was chosen.
    void profileChosen();

private:
    QPushButton *addFold(inspector::Severity severity, const char *objectName);
    void showFolds();
    QString helpIdAt(const QModelIndex &row) const;

    struct Fold
    {
        inspector::Severity severity;
        QPushButton *button;
    };
    QList<inspector::Finding> m_findings;
    QList<Fold> m_folds;
    QComboBox *m_profile;
    items::FindingListModel *m_model;
    presenters::FindingPresenter *m_presenter;
    FittedList *m_list;
    widgets::PlainLabel *m_gravest;
    QPushButton *m_help; ///< about the finding chosen, or the gravest
};

} // namespace gatehouse::ui::inspection
