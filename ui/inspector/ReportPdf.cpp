#include "ui/inspector/ReportPdf.h"

#include "models/base/Text.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QPageLayout>
#include <QPdfWriter>
#include <QTextCursor>
#include <QTextDocument>
#include <QTextTable>

namespace gatehouse::ui::inspection {

using namespace Qt::StringLiterals;
using text::InspectionReport;

namespace {

class PdfWords
{
    Q_DECLARE_TR_FUNCTIONS(gatehouse::ui::inspection::ReportPdf)
};

/// Puts text at the end of a document, and never markup.
class Pages
{
public:
    explicit Pages(QTextDocument &document)
        : m_cursor(&document)
        , m_size(document.defaultFont().pointSizeF())
    {
    }

    void heading(const QString &text, qreal larger)
    {
        QTextCharFormat format;
        format.setFontWeight(QFont::DemiBold);
        format.setFontPointSize(m_size * larger);
        QTextBlockFormat block;
        block.setTopMargin(m_isEmpty ? 0 : 12);
        block.setBottomMargin(4);
        write(text, block, format);
    }
    void paragraph(const QString &text)
    {
        QTextBlockFormat block;
        block.setBottomMargin(4);
        write(text, block, {});
    }
    void finding(const QString &heading, const QString &text)
    {
        QTextBlockFormat block;
        block.setBottomMargin(4);
        QTextCharFormat strong;
        strong.setFontWeight(QFont::DemiBold);
        write(heading, block, strong);
        m_cursor.insertText(u' ' + text, QTextCharFormat());
    }
    /// Rows of cells; of the last column everything may be long.
    void table(const QList<QStringList> &rows, const QList<int> &percent, bool isMono)
    {
        if (rows.isEmpty())
            return;
        QTextTableFormat format;
        format.setBorderCollapse(true);
        format.setBorder(0.5);
        format.setBorderBrush(Qt::lightGray);
        format.setCellPadding(4);
        format.setWidth(QTextLength(QTextLength::PercentageLength, 100));
        QList<QTextLength> widths;
        for (const int width : percent)
            widths.append(QTextLength(QTextLength::PercentageLength, width));
        format.setColumnWidthConstraints(widths);
        m_cursor.movePosition(QTextCursor::End);
        QTextTable *table =
            m_cursor.insertTable(static_cast<int>(rows.size()), static_cast<int>(percent.size()), format);
        QTextCharFormat letters;
        if (isMono)
            letters.setFontFamilies({u"monospace"_s});
        for (int row = 0; row < rows.size(); ++row) {
            for (int column = 0; column < percent.size(); ++column)
                table->cellAt(row, column).firstCursorPosition().insertText(rows.at(row).value(column), letters);
        }
        m_cursor.movePosition(QTextCursor::End);
        m_isEmpty = false;
    }

private:
    void write(const QString &text, const QTextBlockFormat &block, const QTextCharFormat &letters)
    {
        if (m_isEmpty)
            m_cursor.setBlockFormat(block);
        else
            m_cursor.insertBlock(block);
        m_cursor.insertText(text, letters);
        m_isEmpty = false;
    }

    QTextCursor m_cursor;
    qreal m_size;
    bool m_isEmpty = true;
};

QString sentence(const QString &text)
{
    return base::visibleText(text, InspectionReport::longestSentence);
}

} // namespace

std::unique_ptr<QTextDocument> reportDocument(const InspectionReport &report)
{
    auto document = std::make_unique<QTextDocument>();
    QFont font = document->defaultFont();
    font.setPointSizeF(9);
    document->setDefaultFont(font);
    QTextOption option;
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere); // a value has no space to break at
    document->setDefaultTextOption(option);
    document->setMetaInformation(QTextDocument::DocumentTitle, PdfWords::tr("Token inspection"));

    Pages pages(*document);
    pages.heading(PdfWords::tr("Token inspection: %1").arg(sentence(report.word)), 1.8);
    pages.paragraph(sentence(report.sentence));
    if (!report.evaluatedAt.isEmpty())
        pages.paragraph(PdfWords::tr("Evaluated at %1, leeway %2 s.")
                            .arg(sentence(report.evaluatedAt), QString::number(report.leeway)));
    QList<QStringList> verdicts;
    for (const InspectionReport::Verdict &part : report.verdicts)
        verdicts.append({part.caption, sentence(part.word), sentence(part.sentence)});
    pages.table(verdicts, {14, 24, 62}, false);
    if (!report.resolution.isEmpty()) {
        pages.heading(PdfWords::tr("How the key was found"), 1.3);
        int number = 0;
        for (const QString &step : report.resolution)
            pages.paragraph(PdfWords::tr("%1. %2").arg(QString::number(++number), sentence(step)));
    }
    pages.heading(PdfWords::tr("Findings"), 1.3);
    if (report.findings.isEmpty())
        pages.paragraph(PdfWords::tr("None."));
    for (const InspectionReport::Finding &finding : report.findings) {
        QStringList words{sentence(finding.explanation)};
        if (!finding.action.isEmpty())
            words.append(sentence(finding.action));
        if (!finding.reference.isEmpty())
            words.append(PdfWords::tr("(%1)").arg(sentence(finding.reference)));
        pages.finding(PdfWords::tr("%1: %2.").arg(finding.severity, sentence(finding.title)), words.join(u' '));
    }
    for (const InspectionReport::Members &object : report.members) {
        pages.heading(object.title, 1.3);
        QList<QStringList> rows;
        for (const InspectionReport::Member &member : object.members)
            rows.append({base::visibleText(member.name, InspectionReport::longestName),
                         base::visibleText(member.value, InspectionReport::longestValue)});
        pages.table(rows, {22, 78}, true);
        if (object.more > 0)
            pages.paragraph(PdfWords::tr("%n more are not shown.", nullptr, object.more));
    }
    return document;
}

QByteArray reportPdf(const InspectionReport &report)
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter writer(&buffer);
    writer.setTitle(PdfWords::tr("Token inspection"));
    writer.setCreator(u"Gatehouse"_s);
    writer.setPageSize(QPageSize(QPageSize::A4));
    writer.setPageMargins(QMarginsF(18, 18, 18, 18), QPageLayout::Millimeter);
    const std::unique_ptr<QTextDocument> document = reportDocument(report);
    document->print(&writer);
    return buffer.data();
}

} // namespace gatehouse::ui::inspection
