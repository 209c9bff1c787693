#pragma once

#include "ui/inspector/PasteEdit.h"

#include "models/inspector/TokenInspection.h"

namespace gatehouse::ui::inspection {

class JwsHighlighter;

/// Where a token is pasted or dropped: three colours for its three parts, and a paste of a whole token replaces the one
/// that was there, in one step that can be undone.
class TokenEdit : public PasteEdit
{
    Q_OBJECT

public:
    /// More than any token may have (jose::maxTokenSize), so that what stands around one fits as well.
    static constexpr qsizetype most = 1024 * 1024;

    explicit TokenEdit(QWidget *parent = nullptr);

    /// Colours the parts of the token that was judged; call after each judgement.
    void showParts(const inspector::TokenInspection &inspection);
    /// Where the token is at fault, told for people ("line 3, character 21"); empty when it is not.
    QString faultPlace() const;
    /// Selects the fault and brings it into view.
    void goToFault();
    /// The signature is a bar until it is asked for: it alone makes a token worth stealing.
    void setSignatureShown(bool shown);
    bool isSignatureShown() const;
    /// Whether anything is there to be shown or hidden.
    bool hasSignature() const;
    const JwsHighlighter &highlighter() const { return *m_highlighter; }

protected:
    bool replacesAll(const QString &pasted) const override;
    void changeEvent(QEvent *event) override;
    /// What is copied with more than one segment leaves the clipboard again after a while.
    bool isSecret(const QString &copied) const override;

private:
    JwsHighlighter *m_highlighter;
};

} // namespace gatehouse::ui::inspection
