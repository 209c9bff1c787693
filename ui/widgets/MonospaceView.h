#pragma once

#include <QPlainTextEdit>

#include <memory>

namespace KSyntaxHighlighting {
class SyntaxHighlighter;
}

namespace gatehouse::ui::widgets {

class CopyButton;

/// Read-only text in a fixed-width font: code, JSON, a request. Selectable, with a copy button in its corner,
/// highlighted when the language is known.
class MonospaceView : public QPlainTextEdit
{
    Q_OBJECT

public:
    explicit MonospaceView(const QString &accessibleName, QWidget *parent = nullptr);
    ~MonospaceView() override;

    /// `language` as KSyntaxHighlighting names it ("JSON", "Bash", "Python"); empty for none.
    void setContent(const QString &text, const QString &language = {});
    /// What is copied from it leaves the clipboard after a while: it may hold a token.
    void setGuarded(bool guarded) { m_guarded = guarded; }
    /// Grows with its text, up to this many lines; 0 leaves the height to the layout.
    void setVisibleLines(int most);
    CopyButton *copyButton() const { return m_copy; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    QMimeData *createMimeDataFromSelection() const override;

private:
    void applyTheme();
    void placeCopyButton();
    void showBars();
    /// In pixels, of the lines unwrapped.
    int widestLine() const;

    std::unique_ptr<KSyntaxHighlighting::SyntaxHighlighter> m_highlighter;
    QString m_language;
    QString m_copyText;
    CopyButton *m_copy;
    int m_mostLines = 0;
    int m_wantedHeight = 0; ///< that the layout was last asked for
    bool m_guarded = false;
};

} // namespace gatehouse::ui::widgets
