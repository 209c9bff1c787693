#pragma once

#include "models/inspector/InspectionSetup.h"
#include "models/inspector/TokenInspector.h"

#include <QObject>

#include <functional>

namespace gatehouse::inspector {

/// The inspection that a person works at: a text and what it is inspected with go in, and after each change one
/// inspection and one signal come out. Other tokens, to compare with or in bulk, are inspected with the same keys and
/// clock.
class InspectionSession : public QObject
{
    Q_OBJECT

public:
    /// Makes one thread's own policy for many tokens. Callable from other threads.
    using MakePolicy = std::function<VerificationPolicy()>;

    /// Both outlive the session.
    InspectionSession(const TokenInspector &inspector, const base::Clock &clock, QObject *parent = nullptr);

    /// Text and setup at once. A setup without a time is evaluated at the clock's.
    void set(const QByteArray &text, const InspectionSetup &setup);
    /// Evaluates anew: the setup, or the clock, is another.
    void setSetup(const InspectionSetup &setup) { set(m_text, setup); }

    const QByteArray &text() const { return m_text; }
    bool isEmpty() const { return m_text.trimmed().isEmpty(); }
    const InspectionSetup &setup() const { return m_setup; }
    /// Of the text; of nothing while it is empty.
    const TokenInspection &inspection() const { return m_inspection; }
    /// Whether a time was chosen instead of the clock's.
    bool isTimeChosen() const { return m_setup.now.has_value(); }
    /// When the text was evaluated, or would be.
    base::Instant now() const { return m_setup.now.value_or(m_clock.now()); }

    /// Another token: keys, clock and expectations apply, and nothing that was said of the text.
    TokenInspection inspectOther(QByteArrayView token) const;
    MakePolicy forMany() const;

    /// Evaluates anew where the token has expired or become valid since; whether it did.
    bool tick();

Q_SIGNALS:
    void inspected();

private:
    InspectionSetup timed(InspectionSetup setup) const;
    void inspect();

    const TokenInspector &m_inspector;
    const base::Clock &m_clock;
    QByteArray m_text;
    InspectionSetup m_setup;
    TokenInspection m_inspection;
};

} // namespace gatehouse::inspector
