#include "ui/pages/PasteScopesDialog.h"

#include "ui/theme/IconSet.h"
#include "ui/theme/Spacing.h"
#include "ui/widgets/EditableTableView.h"
#include "ui/widgets/EmptyState.h"
#include "ui/widgets/PlainLabel.h"

#include <QHeaderView>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScreen>
#include <QSplitter>
#include <QVBoxLayout>

namespace gatehouse::ui::pages {

using Fate = domain::ScopeLine::Fate;
using widgets::PlainLabel;
using namespace Qt::StringLiterals;

PasteScopesDialog::PasteScopesDialog(const QString &apiName, QWidget *parent)
    : DialogFrame(
          tr("Paste many scopes"),
          tr("One scope of %1 a line: the value, then a tab, a comma or spaces, then the description.").arg(apiName),
          tr("Add scopes"), parent)
    , m_presenter(m_lines)
    , m_text(new QPlainTextEdit)
    , m_preview(new widgets::EditableTableView(tr("What becomes of each line")))
    , m_summary(new PlainLabel({}, PlainLabel::Role::Strong))
{
    setObjectName(u"pasteScopesDialog"_s);
    acceptButton()->setObjectName(u"addPastedScopesButton"_s);
    cancelButton()->setObjectName(u"cancelPasteButton"_s);
    acceptButton()->setIcon(theme::icon(u"add"_s, theme::Tone::AccentText));
    m_text->setObjectName(u"pasteScopesEdit"_s);
    m_text->setAccessibleName(tr("Lines with scopes"));
    m_text->setAccessibleDescription(
        tr("One scope per line, followed by a tab, a comma or spaces and its description"));
    m_text->setFont(widgets::monospaceFont(font()));
    m_text->setPlaceholderText(u"read:orders    %1\nwrite:orders   %2"_s.arg(tr("Read orders"), tr("Change orders")));
    m_text->setTabChangesFocus(true);
    m_text->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_preview->setObjectName(u"pastePreviewTable"_s);
    m_preview->setModel(&m_presenter);
    m_preview->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_preview->setSortingEnabled(false);
    m_preview->setWordWrap(true);
    m_preview->setEmptyState(new widgets::EmptyState(u"paste"_s, tr("What you paste is checked here")));
    const int character = fontMetrics().averageCharWidth();
    m_preview->setColumnWidth(static_cast<int>(items::ScopeLineModel::Column::Line), character * 7);
    m_preview->setColumnWidth(static_cast<int>(items::ScopeLineModel::Column::Value), character * 24);
    m_preview->setColumnWidth(static_cast<int>(items::ScopeLineModel::Column::Description), character * 30);
    m_preview->setStretchColumn(static_cast<int>(items::ScopeLineModel::Column::Fate));

    auto *panes = new QSplitter;
    panes->setChildrenCollapsible(false);
    panes->setHandleWidth(theme::spacing::medium);
    panes->addWidget(m_text);
    panes->addWidget(m_preview);
    panes->setStretchFactor(0, 2);
    panes->setStretchFactor(1, 5);
    panes->setProperty("surface", u"bare"_s);
    body()->addWidget(panes, 1);
    body()->addWidget(m_summary);
    resize(QSize(character * 165, fontMetrics().height() * 32).boundedTo(screen()->availableSize() * 9 / 10));

    connect(m_text, &QPlainTextEdit::textChanged, this, &PasteScopesDialog::judge);
    connect(acceptButton(), &QPushButton::clicked, this, [this] {
        const QList<domain::Scope> scopes = m_lines.scopesToAdd();
        if (scopes.isEmpty())
            return;
        accept();
        Q_EMIT addRequested(scopes);
    });
    judge();
}

void PasteScopesDialog::setExisting(const QList<domain::Scope> &scopes)
{
    if (scopes == m_existing)
        return;
    m_existing = scopes;
    judge();
}

void PasteScopesDialog::setText(const QString &text)
{
    m_text->setPlainText(text.first(std::min(text.size(), maxText)));
    m_text->moveCursor(QTextCursor::End);
}

void PasteScopesDialog::judge()
{
    const QString text = m_text->toPlainText();
    m_lines.setText(text.first(std::min(text.size(), maxText)), m_existing);
    const int added = m_lines.count(Fate::Added);
    QStringList parts;
    if (added > 0)
        parts.append(added == 1 ? tr("1 will be added") : tr("%1 will be added").arg(added));
    if (const int there = m_lines.count(Fate::AlreadyThere))
        parts.append(there == 1 ? tr("1 is already there") : tr("%1 are already there").arg(there));
    const int wrong = m_lines.count(Fate::NotValid);
    if (wrong > 0)
        parts.append(wrong == 1 ? tr("1 is not valid and is skipped")
                                : tr("%1 are not valid and are skipped").arg(wrong));
    m_summary->setText(parts.join(u" · "_s));
    acceptButton()->setText(added == 0   ? tr("Add scopes")
                            : added == 1 ? tr("Add 1 scope")
                                         : tr("Add %1 scopes").arg(added));
    acceptButton()->setEnabled(added > 0);
    fitRows();
}

void PasteScopesDialog::fitRows()
{
    // A sentence is read whole; measuring every row of a long list would be felt at each key.
    constexpr int mostMeasured = 200;
    const int ordinary = m_preview->verticalHeader()->defaultSectionSize();
    int measured = 0;
    for (int row = 0; row < m_lines.rowCount(); ++row) {
        const bool isSentence = m_lines.lineAt(m_lines.index(row, 0)).fate == Fate::NotValid;
        const int height =
            isSentence && ++measured <= mostMeasured ? std::max(ordinary, sentenceHeight(row)) : ordinary;
        if (m_preview->rowHeight(row) != height)
            m_preview->setRowHeight(row, height);
    }
}

int PasteScopesDialog::sentenceHeight(int row) const
{
    const int column = static_cast<int>(items::ScopeLineModel::Column::Fate);
    // What the icon and the margins of a cell leave, on the safe side.
    const int width = m_preview->columnWidth(column) - theme::spacing::iconSize - 4 * theme::spacing::medium;
    const QString sentence = m_presenter.index(row, column).data().toString();
    return m_preview->fontMetrics().boundingRect(0, 0, std::max(width, 40), 0, Qt::TextWordWrap, sentence).height() +
           theme::spacing::large;
}

void PasteScopesDialog::resizeEvent(QResizeEvent *event)
{
    DialogFrame::resizeEvent(event);
    fitRows();
}

void PasteScopesDialog::showEvent(QShowEvent *event)
{
    DialogFrame::showEvent(event);
    fitRows(); // the columns have their widths only now
}

} // namespace gatehouse::ui::pages
