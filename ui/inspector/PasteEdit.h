#pragma once

#include <QPlainTextEdit>

namespace gatehouse::ui::widgets {
class FieldMessage;
}

namespace gatehouse::ui::inspection {

/// A field for text from elsewhere: pasted, or dropped as text or as a file. Takes plain text only and no more than a
/// limit; what it does not take, it explains in one sentence.
class PasteEdit : public QPlainTextEdit
{
    Q_OBJECT

public:
    /// `most` bytes of UTF-8, roughly: characters are counted.
    PasteEdit(const QString &accessibleName, qsizetype most, QWidget *parent = nullptr);

    /// Replaces everything, as one step that can be undone; refuses what is over the limit.
    void replaceAll(const QString &text);
    /// Replaces everything by what the clipboard holds.
    void pasteOver();
    /// Asks for a file and opens it.
    void chooseFile(const QString &title);
    /// Replaces everything by what the file holds.
    void openFile(const QString &path);
    /// A line for below the field that says why something was not taken over.
    widgets::FieldMessage *makeMessage(QWidget *parent);
    /// For a field that holds no secret: what is copied from it stays on the clipboard.
    void setGuarded(bool guarded) { m_guarded = guarded; }

Q_SIGNALS:
    /// Something was not taken over; `sentence` says what and why. Empty when something has been taken over since.
    void refused(const QString &sentence);
    /// A file was dropped or pasted that is larger than the field takes.
    void largeFileOffered(const QString &path);

protected:
    bool canInsertFromMimeData(const QMimeData *source) const override;
    void showEvent(QShowEvent *event) override;
    void insertFromMimeData(const QMimeData *source) override;
    QMimeData *createMimeDataFromSelection() const override;
    /// Whether `copied` is to leave the clipboard after a while: everything, in a field for keys.
    virtual bool isSecret(const QString &copied) const;
    /// Whether a paste takes the place of all that is there.
    virtual bool replacesAll(const QString &pasted) const;

private:
    /// The text `source` stands for; nothing, after saying why, if there is none.
    std::optional<QString> textOf(const QMimeData &source);
    std::optional<QString> textOfFile(const QString &path);
    bool fits(qsizetype characters, qsizetype replaced);

    qsizetype m_most;
    bool m_guarded = true;
};

} // namespace gatehouse::ui::inspection
