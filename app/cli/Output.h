#pragma once

#include "models/jose/StrictJson.h"
#include "models/store/TenantEditor.h"

#include <QString>
#include <QStringList>

#include <cstdio>

namespace gatehouse::app::cli {

/// Results on standard output, everything else on standard error. Text from outside is shown so that a terminal does
/// not act on it; JSON is exact.
class Output
{
public:
    explicit Output(bool json, std::FILE *out = stdout, std::FILE *err = stderr);

    bool isJson() const { return m_json; }

    /// One line of text. Ignored when JSON was asked for.
    void line(const QString &text = {});
    /// `label` and `value` in two columns, indented.
    void field(const QString &label, const QString &value);
    /// Columns as wide as their widest cell.
    void table(const QStringList &headers, const QList<QStringList> &rows);
    /// A text for other programs, byte by byte. Ignored when JSON was asked for.
    void document(const QByteArray &bytes);
    /// The answer when JSON was asked for; ignored otherwise.
    void json(const jose::JsonValue &value);
    /// A line on standard error, in either mode.
    void note(const QString &text);
    /// Why nothing was done, on standard error: a sentence, or with --json an object with the stable code and the
    /// sentence.
    void refusal(const store::Refusal &refusal);
    void flush();

private:
    void write(std::FILE *file, const QString &line);

    bool m_json;
    std::FILE *m_out;
    std::FILE *m_err;
};

/// `json` with every character that a terminal would act on, or an eye would miss, written as a JSON escape: the same
/// JSON.
QByteArray terminalSafeJson(const QByteArray &json);

} // namespace gatehouse::app::cli
