#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <optional>

namespace gatehouse::jose {

/// The tags that key files are made of (X.690).
enum class DerTag : unsigned char {
    Integer = 0x02,
    BitString = 0x03,
    OctetString = 0x04,
    ObjectIdentifier = 0x06,
    Sequence = 0x30,
    Context0 = 0xA0,          ///< [0] EXPLICIT: the version of a certificate, the parameters of a SEC 1 key
    Context1 = 0xA1,          ///< [1] EXPLICIT: the public part of a SEC 1 key
    Context1Primitive = 0x81, ///< [1] IMPLICIT BIT STRING: the public part in RFC 5958
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
/// An INTEGER of a big-endian magnitude.
QByteArray derInteger(QByteArrayView magnitude);
/// The magnitude of a positive INTEGER's content in its shortest form, without the sign octet; nothing for another.
std::optional<QByteArrayView> derMagnitude(QByteArrayView content);
/// The content of the one SEQUENCE that `der` is.
std::optional<QByteArrayView> soleSequence(QByteArrayView der);

} // namespace gatehouse::jose
