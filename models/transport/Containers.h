#pragma once

#include "models/base/Result.h"

#include <QByteArrayView>
#include <QString>

class QIODevice;

namespace gatehouse::transport {

/// Why something in a container was not searched, or not to its end.
enum class SkipReason {
    Encrypted,   ///< with a password
    Unsupported, ///< a format or a method that is not opened
    Damaged,     ///< it breaks off, or its checksum is wrong; what came before was searched
    TooDeep,     ///< containers in containers beyond the limit
    TooLarge,    ///< more than is searched of one input
    Expanding,   ///< it grows as no text does: a bomb
    Window,      ///< its decoder would need more memory than it gets
};

/// "too-deep"
QString skipReasonName(SkipReason reason);

/// What comes out of a container. Members are named by their path, containers within containers included; the name of
/// the input itself is not part of it, and a compressed file without a name of its own has none.
class ContainerVisitor
{
public:
    virtual ~ContainerVisitor() = default;
    virtual void begin(const QString &member) = 0;
    /// False to stop everything.
    virtual bool bytes(QByteArrayView bytes) = 0;
    virtual void end() = 0;
    virtual void skipped(const QString &member, SkipReason reason) = 0;
};

/// What opening the containers of one input has cost so far, those inside others and those in base64 included: they
/// share what one input is allowed.
struct ContainerUse
{
    quint64 taken = 0;    ///< bytes of the input itself that were packed
    quint64 produced = 0; ///< bytes that came out
    int members = 0;
    bool isRestApart = false; ///< what is behind the container is searched by another
    qint64 rest = 0;          ///< how many bytes that are
    int level = 0;            ///< of what is opened: in the input, or in what came out of another
};

/// Opens what bytes are compressed or packed in. An interface, for who reads plain text alone need not link it.
class Containers
{
public:
    virtual ~Containers() = default;
    /// Whether an input that begins like this is a container, one that cannot be opened included.
    virtual bool isContainer(QByteArrayView beginning) const = 0;
    /// Goes through `device` from its current position, within what `use` leaves. Cancelled when the visitor stopped
    /// it.
    virtual base::Result<void> visit(QIODevice &device, ContainerVisitor &visitor, ContainerUse &use) const = 0;
};

} // namespace gatehouse::transport
