#include "models/transport/Containers.h"

namespace gatehouse::transport {

using namespace Qt::StringLiterals;

QString skipReasonName(SkipReason reason)
{
    switch (reason) {
    case SkipReason::Encrypted:
        return u"encrypted"_s;
    case SkipReason::Unsupported:
        return u"unsupported"_s;
    case SkipReason::Damaged:
        return u"damaged"_s;
    case SkipReason::TooDeep:
        return u"too-deep"_s;
    case SkipReason::TooLarge:
        return u"too-large"_s;
    case SkipReason::Expanding:
        return u"expanding"_s;
    case SkipReason::Window:
        return u"window"_s;
    }
    return {};
}

} // namespace gatehouse::transport
