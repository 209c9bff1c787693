#pragma once

#include <QByteArray>

namespace gatehouse::domain {

/// A secret as it lies at rest: ciphertext bound to the place it belongs to. Values, change sets and undo stacks carry
/// secrets in this form only; store::Custody opens it.
struct SealedSecret
{
    QByteArray record;

    bool isEmpty() const { return record.isEmpty(); }
    bool operator==(const SealedSecret &) const = default;
};

} // namespace gatehouse::domain
