#pragma once

#include "models/base/Clock.h"
#include "models/domain/ResourceServer.h"

#include <QTimer>
#include <QWidget>

namespace gatehouse::ui::widgets {
class PlainLabel;
}

namespace gatehouse::ui::pages {

/// Under a signing secret that was replaced: until when tokens of the previous one are valid, and a button that ends
/// that. Hidden where there is no previous secret, and as soon as its last token has expired.
class SecretOverlapRow : public QWidget
{
    Q_OBJECT

public:
    /// `clock` outlives the row.
    explicit SecretOverlapRow(const base::Clock &clock, QWidget *parent = nullptr);

    void setApi(const domain::ResourceServer &api);
    /// Looks at the clock again; the row does so itself when the overlap is over.
    void refresh();

Q_SIGNALS:
    void endRequested();

private:
    const base::Clock &m_clock;
    std::optional<base::Instant> m_until;
    widgets::PlainLabel *m_sentence;
    QTimer m_end;
};

} // namespace gatehouse::ui::pages
