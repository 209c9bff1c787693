#pragma once

#include "ui/inspector/TokenParts.h"

#include <QSyntaxHighlighter>

namespace gatehouse::ui::inspection {

/// Colours header, payload and signature of a token where it stands in a text, and underlines the character that spoils
/// it. Invisible characters get a background, so that they can be seen to be there.
class JwsHighlighter : public QSyntaxHighlighter
{
    Q_OBJECT

public:
    explicit JwsHighlighter(QTextDocument *document);

    void setParts(const QList<TokenPart> &parts);
    const QList<TokenPart> &parts() const { return m_parts; }
    /// Whether the signature can be read; a bar stands for it otherwise.
    void setSignatureShown(bool shown);
    bool isSignatureShown() const { return m_signatureShown; }

protected:
    void highlightBlock(const QString &text) override;

private:
    QList<TokenPart> m_parts;
    bool m_signatureShown = false;
};

} // namespace gatehouse::ui::inspection
