#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <optional>

namespace gatehouse::jose::qca {

/// The tags that key files are made of (X.690).
enum class DerTag : unsigned char {
    Integer = 0x02,
    BitString = 0x03,
    OctetString = 0x04,
    ObjectIdentifier = 0x06,
    Sequence = 0x30,
    Context0 = 0xA0, ///< [0] EXPLICIT: the version of a certificate
};

/// Bytes that live as long as those the reader was given.
struct DerElement
{
    unsigned char tag = 0;
    QByteArrayView content;
    QByteArrayView whole; ///< tag and length included
};

/// Walks the elements of one level of DER. Lengths are definite and shortest, as DER wants them; anything else ends the
/// walk.
class DerReader
{
public:
    explicit DerReader(QByteArrayView bytes)
        : m_rest(bytes)
    {
    }

    bool atEnd() const { return m_rest.isEmpty(); }
    bool isNext(DerTag tag) const;
    /// The next element whatever it is, or nothing when the bytes are not DER.
    std::optional<DerElement> next();
    /// The next element if it has that tag.
    std::optional<DerElement> next(DerTag tag);

private:
    QByteArrayView m_rest;
};

/// An element around `content`.
QByteArray derElement(DerTag tag, QByteArrayView content);

} // namespace gatehouse::jose::qca
