#include "ui/shell/History.h"

namespace gatehouse::ui::shell {

namespace {

constexpr qsizetype mostAddresses = 200;

} // namespace

History::History(IsThere isThere)
    : m_isThere(std::move(isThere))
{
}

void History::arrive(const PageAddress &address)
{
    if (m_at >= 0 && m_addresses.at(m_at) == address)
        return;
    m_addresses.resize(m_at + 1);
    m_addresses.append(address);
    if (m_addresses.size() > mostAddresses)
        m_addresses.removeFirst();
    m_at = m_addresses.size() - 1;
}

std::optional<PageAddress> History::back()
{
    return go(-1);
}

std::optional<PageAddress> History::forward()
{
    return go(1);
}

std::optional<qsizetype> History::next(int step) const
{
    for (qsizetype at = m_at + step; at >= 0 && at < m_addresses.size(); at += step) {
        if (m_isThere(m_addresses.at(at)) && m_addresses.at(at) != m_addresses.at(m_at))
            return at;
    }
    return std::nullopt;
}

std::optional<PageAddress> History::go(int step)
{
    const std::optional<qsizetype> at = next(step);
    if (!at)
        return std::nullopt;
    m_at = *at;
    return m_addresses.at(m_at);
}

} // namespace gatehouse::ui::shell
