#include "ui/text/SkipText.h"

#include <QCoreApplication>

namespace gatehouse::ui::text {

namespace {

class SkipWords
{
    Q_DECLARE_TR_FUNCTIONS(gatehouse::ui::text::SkipText)
};

} // namespace

QString skipReasonText(transport::SkipReason reason)
{
    switch (reason) {
    case transport::SkipReason::Encrypted:
        return SkipWords::tr("Skipped: it is encrypted. Decrypt it, and search it again.");
    case transport::SkipReason::Unsupported:
        return SkipWords::tr("Not searched inside: Gatehouse cannot open this format. Unpack it, and search it again.");
    case transport::SkipReason::Damaged:
        return SkipWords::tr("Not searched to its end: it is truncated or damaged.");
    case transport::SkipReason::TooDeep:
        return SkipWords::tr("Skipped: too many archives inside one another. Unpack it, and search it again.");
    case transport::SkipReason::TooLarge:
        return SkipWords::tr("Not searched to its end: it is too large unpacked. Unpack it, and search it again.");
    case transport::SkipReason::Expanding:
        return SkipWords::tr("Not searched to its end: it expands as only an archive bomb does.");
    case transport::SkipReason::Window:
        return SkipWords::tr("Skipped: unpacking it needs more than 128 MB of memory.");
    }
    return {};
}

} // namespace gatehouse::ui::text
