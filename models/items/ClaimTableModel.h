#pragma once

#include "models/items/ItemRoles.h"
#include "models/items/RowModel.h"
#include "models/jose/StrictJson.h"

#include <optional>

namespace gatehouse::items {

/// One member of a JOSE header or of a claim set.
struct ClaimRow
{
    /// What the value is, as far as a reader can be helped with it.
    enum class Kind {
        Plain,  ///< as written
        Text,   ///< a JSON string
        List,   ///< an array of strings, or a scope string split at its blanks
        Moment, ///< a NumericDate (RFC 7519 section 2) within the years a calendar shows
    };

    QString name;    ///< hostile
    QByteArray json; ///< the value as compact JSON, numbers as written; hostile
    Kind kind = Kind::Plain;
    QString text;                  ///< of a Text
    QStringList list;              ///< of a List
    std::optional<qint64> seconds; ///< of a Moment: Unix seconds, rounded down

    bool operator==(const ClaimRow &) const = default;
};

/// The members of a header or claim set in the order of the token: name and raw value. The readable column is left
/// empty here; a presenter fills it, because reading a time aloud needs a clock and a language.
class ClaimTableModel : public RowTableModel<ClaimRow, 3>
{
    Q_OBJECT

public:
    enum class Part { Header, Claims };
    enum class Column { Name, Raw, Readable };

    explicit ClaimTableModel(Part part, QObject *parent = nullptr);

    Part part() const { return m_part; }
    /// Shows `object`, or nothing. Members that stay keep their row, and so the selection.
    void setObject(const jose::JsonValue *object);
    const ClaimRow &rowAt(int row) const { return m_rows.at(row); }
    /// The row of that member, or -1.
    int rowOf(const QString &name) const;

    QVariant data(const QModelIndex &index, int role) const override;

private:
    Part m_part;
};

} // namespace gatehouse::items
