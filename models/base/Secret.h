#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <vector>

class QDebug;

namespace gatehouse::base {

/// Overwrites memory in a way the compiler may not leave out.
void wipe(void *bytes, std::size_t count) noexcept;

/// Bytes that must not leak: kept in locked memory (SecretMemory.h), wiped when they go, never printed, compared in
/// constant time. A client secret, an HS256 secret, a private key's encoding. Whoever asks for bytes() answers for what
/// becomes of them.
class Secret
{
public:
    Secret() = default;
    /// Wipes what it is given.
    explicit Secret(std::vector<unsigned char> &&bytes);
    explicit Secret(QByteArrayView bytes);
    Secret(const Secret &other);
    Secret(Secret &&other) noexcept;
    Secret &operator=(const Secret &other);
    Secret &operator=(Secret &&other) noexcept;
    ~Secret();

    bool isEmpty() const { return m_size == 0; }
    qsizetype size() const { return static_cast<qsizetype>(m_size); }
    /// A view that lives no longer than this secret.
    QByteArrayView bytes() const;

    /// Equal, in a time that depends on the lengths alone.
    bool equals(const Secret &other) const;
    bool operator==(const Secret &) const = delete;

private:
    void take(QByteArrayView bytes);
    void drop() noexcept;

    unsigned char *m_bytes = nullptr; ///< of SecretMemory; nothing where it is empty
    std::size_t m_size = 0;
};

/// A secret cannot be printed: this does not compile, on purpose.
QDebug operator<<(QDebug, const Secret &) = delete;

} // namespace gatehouse::base
