#pragma once

#include "ui/text/InspectionReport.h"

#include <memory>

class QTextDocument;

namespace gatehouse::ui::inspection {

/// The report as pages of text: plain text in black on white, whatever is in the token. Works in any thread.
std::unique_ptr<QTextDocument> reportDocument(const text::InspectionReport &report);
/// The same as a PDF file, on A4.
QByteArray reportPdf(const text::InspectionReport &report);

} // namespace gatehouse::ui::inspection
