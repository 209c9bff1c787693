#pragma once

#include "ui/shell/PageAddress.h"

#include <QList>

#include <functional>

namespace gatehouse::ui::shell {

/// Where one has been, as a browser keeps it: Back and Forward go along it, and going elsewhere forgets what was ahead.
class History
{
public:
    /// Whether what an address names is still there; others are passed by.
    using IsThere = std::function<bool(const PageAddress &)>;

    explicit History(IsThere isThere);

    /// One has arrived at an address, by whatever way. Arriving where one is changes nothing.
    void arrive(const PageAddress &address);
    /// The next address to go to in that direction, which becomes the current one; nothing at the end.
    std::optional<PageAddress> back();
    std::optional<PageAddress> forward();
    bool canGoBack() const { return next(-1).has_value(); }
    bool canGoForward() const { return next(1).has_value(); }

private:
    /// The index of the next address in a direction that is still there.
    std::optional<qsizetype> next(int step) const;
    std::optional<PageAddress> go(int step);

    IsThere m_isThere;
    QList<PageAddress> m_addresses;
    qsizetype m_at = -1;
};

} // namespace gatehouse::ui::shell
