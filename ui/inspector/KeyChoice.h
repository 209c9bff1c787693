#pragma once

#include "models/inspector/TokenInspector.h"
#include "models/jose/KeyCodec.h"

#include <QWidget>

#include <optional>

class QComboBox;
class QLineEdit;
class QPushButton;
class QStackedWidget;
class QToolButton;

namespace gatehouse::ui::widgets {
class FieldMessage;
class PlainLabel;
class SegmentedControl;
} // namespace gatehouse::ui::widgets

namespace gatehouse::ui::inspection {

class PasteEdit;

/// What a token is checked with: the tenant's keys, or a key or secret that the person gives. What is given stays in
/// its field and nowhere else: not in settings, not in a log, not in an undo stack that outlives the page.
class KeyChoice : public QWidget
{
    Q_OBJECT

public:
    enum class Kind { Automatic, PublicKey, Secret };

    explicit KeyChoice(const jose::KeyCodec &codec, QWidget *parent = nullptr);

    Kind kind() const;
    void setKind(Kind kind);
    /// What was given, parsed; nothing while automatic or empty.
    const std::optional<inspector::PastedKey> &pasted() const { return m_pasted; }
    /// Whether a key is awaited and none is there yet.
    bool isWaiting() const { return kind() != Kind::Automatic && !m_pasted; }
    void hideSecret();

Q_SIGNALS:
    void changed();

private:
    QWidget *makePublicKeyPage();
    QWidget *makeSecretPage();
    void read();
    void readPublicKey();
    void readSecret();
    void reveal(bool shown);

    const jose::KeyCodec &m_codec;
    std::optional<inspector::PastedKey> m_pasted;
    widgets::SegmentedControl *m_kinds;
    widgets::PlainLabel *m_automatic;
    QWidget *m_publicPage = nullptr;
    QWidget *m_secretPage = nullptr;
    PasteEdit *m_key = nullptr;
    QLineEdit *m_secret = nullptr;
    QToolButton *m_reveal = nullptr;
    QComboBox *m_encoding = nullptr;
    QPushButton *m_forget = nullptr;
    widgets::FieldMessage *m_message;
};

} // namespace gatehouse::ui::inspection
