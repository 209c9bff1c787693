#pragma once

#include <QWidget>

#include <expected>
#include <functional>

class QPushButton;

namespace gatehouse::ui::widgets {
class FieldMessage;
}

namespace gatehouse::ui::inspection {

/// A file that a person chooses, by button or by dropping it, and may forget again. Says what was found in it, or why
/// it is of no use.
class FileChoice : public QWidget
{
    Q_OBJECT

public:
    /// Takes what the file holds, or nothing once it is forgotten. Answers a sentence on what was found, or on what is
    /// wrong with it; then nothing is kept.
    using Take = std::function<std::expected<QString, QString>(const QByteArray &content)>;

    /// `what` is chosen ("list of weak secrets"); files of more than `most` bytes are refused.
    FileChoice(const QString &button, const QString &title, qsizetype most, Take take, QWidget *parent = nullptr);

    /// Reads the file.
    void take(const QString &path);
    void forget();
    bool isTaken() const { return m_isTaken; }

Q_SIGNALS:
    /// There is another file now, or none.
    void changed();

protected:
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    void choose();

    QString m_title;
    qsizetype m_most;
    Take m_take;
    bool m_isTaken = false;
    QPushButton *m_choose;
    QPushButton *m_forget;
    widgets::FieldMessage *m_message;
};

} // namespace gatehouse::ui::inspection
