#pragma once

#include "models/base/LookAlike.h"

#include <QString>

namespace gatehouse::inspector {

/// An issuer or audience that others are compared with by their looks, as somebody who wants to be taken for it makes
/// them. One that is alike is never accepted in its place (RFC 8725 section 3.8): it is named.
class NearName
{
public:
    explicit NearName(const QString &name);

    /// Whether the other is not the same, and yet is alike: but for case, scheme, a slash at the end, percent-encoding
    /// or a port that goes without saying, or by letters that look like its.
    bool isNear(const QString &other) const;
    /// Whether a person may take the other for it, as an issuer: also where it is the beginning of the other's host or
    /// path, stands in front of an @, or has a host that is read alike.
    bool isTakenFor(const QString &other) const;

private:
    QString m_name;
    QString m_folded;
    QString m_host;
    base::LookAlike m_look;
};

} // namespace gatehouse::inspector
