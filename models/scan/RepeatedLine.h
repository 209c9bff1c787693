#pragma once

#include <QByteArrayList>
#include <QByteArrayView>

#include <optional>

namespace gatehouse::scan {

/// A line of `token verify --jsonl` as a pattern: everything but the values of `id` and `token` is to the byte as in a
/// line that was read before, and so means the same. The two values must be written plainly, which is all that makes
/// the new line another valid one.
class RepeatedLine
{
public:
    struct Values
    {
        QByteArrayView id; ///< as JSON; "null" when the line has none
        QByteArrayView token;
    };

    /// The pattern of a line that was read as a request with this token; nothing for one in which the values cannot be
    /// told apart from the rest by their bytes alone.
    static std::optional<RepeatedLine> of(QByteArrayView line, QByteArrayView id, QByteArrayView token);

    /// The values of a line of this pattern; nothing says nothing.
    std::optional<Values> match(QByteArrayView line) const;

private:
    enum class Place { Id, Token };

    QByteArrayList m_fixed; ///< before, between and after the values
    QList<Place> m_places;  ///< of the values, in their order; one fewer than m_fixed
};

} // namespace gatehouse::scan
