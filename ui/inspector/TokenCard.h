#pragma once

#include "models/inspector/TokenInspection.h"
#include "models/jose/KeyCodec.h"
#include "ui/widgets/Card.h"

class QPushButton;

namespace gatehouse::http {
class HttpClient;
}
namespace gatehouse::ui::widgets {
class CopyButton;
class FieldMessage;
class FileExport;
} // namespace gatehouse::ui::widgets

namespace gatehouse::ui::inspection {

class KeyChoice;
class TokenEdit;

/// Where a token goes in and what goes out of it again: the field, where it is at fault, with what to check it, and
/// copies of it that are safe to pass on.
class TokenCard : public widgets::Card
{
    Q_OBJECT

public:
    TokenCard(const jose::KeyCodec &codec, http::HttpClient *http, QWidget *parent = nullptr);

    TokenEdit &edit() const { return *m_edit; }
    KeyChoice &keys() const { return *m_keys; }
    /// Something else the token is checked with, with its name, after the key.
    void addChoice(const QString &label, QWidget *choice);
    /// A button of another part of the page, after the copies.
    void addTool(QWidget *button);

    /// Colours the token, marks and names its fault, and enables the copies that there are.
    void setInspection(const inspector::TokenInspection &inspection);
    /// Says what was noticed about the text: characters that cannot be seen.
    void noticeText(const QString &text);
    void hideSecrets();

protected:
    void changeEvent(QEvent *event) override;

private:
    QWidget *makeTools();
    void limitEdit();
    QPushButton *makeExport();
    void revealSignature(bool shown);

    inspector::TokenInspection m_inspection;
    TokenEdit *m_edit;
    KeyChoice *m_keys;
    widgets::FieldMessage *m_notice;
    widgets::FieldMessage *m_fault;
    QPushButton *m_goToFault;
    QPushButton *m_clear = nullptr;
    QPushButton *m_reveal = nullptr;
    widgets::CopyButton *m_copyRedacted = nullptr;
    widgets::CopyButton *m_copyMarkdown = nullptr;
    widgets::CopyButton *m_copyWhole = nullptr;
    QWidget *m_tools = nullptr;
    QPushButton *m_export = nullptr;
    widgets::FileExport *m_file;
};

} // namespace gatehouse::ui::inspection
