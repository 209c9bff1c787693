#include "ui/text/DifferenceText.h"

#include "ui/text/TimeText.h"

#include <QCoreApplication>

#include <algorithm>
#include <cstdlib>

namespace gatehouse::ui::text {

using namespace Qt::StringLiterals;

namespace {

using Difference = inspector::MemberDifference;

class DifferenceWords
{
    Q_DECLARE_TR_FUNCTIONS(gatehouse::ui::text::DifferenceText)
};

QString asWritten(const std::optional<jose::JsonValue> &value)
{
    return value ? QString::fromUtf8(value->toJson()) : QString();
}

QString movedText(qint64 seconds)
{
    // A hostile time may be as far away as a number goes.
    constexpr qint64 far = qint64{1} << 53;
    const QString length = durationText(std::chrono::seconds(std::abs(std::clamp(seconds, -far, far))));
    return seconds < 0 ? DifferenceWords::tr("%1 earlier").arg(length) : DifferenceWords::tr("%1 later").arg(length);
}

QString firstByteText(const scan::TokenDiff &diff)
{
    const qsizetype number = diff.firstByte + 1;
    using enum scan::TokenDiff::Part;
    switch (diff.part) {
    case Header:
        return DifferenceWords::tr("The first different byte is number %1, in the header.").arg(number);
    case Payload:
        return DifferenceWords::tr("The first different byte is number %1, in the payload.").arg(number);
    case Signature:
        return DifferenceWords::tr("The first different byte is number %1, in the signature.").arg(number);
    case Disclosures:
        return DifferenceWords::tr("The first different byte is number %1, in what follows the signature.").arg(number);
    case Elsewhere:
        break;
    }
    return DifferenceWords::tr("The first different byte is number %1.").arg(number);
}

} // namespace

QString differenceWord(Difference::Kind kind)
{
    switch (kind) {
    case Difference::Kind::Added:
        return DifferenceWords::tr("added");
    case Difference::Kind::Removed:
        return DifferenceWords::tr("removed");
    case Difference::Kind::Changed:
        break;
    }
    return DifferenceWords::tr("changed");
}

QString differenceText(const Difference &difference)
{
    if (!difference.added.isEmpty() || !difference.removed.isEmpty()) {
        QStringList parts;
        for (const QString &entry : difference.added)
            parts.append(u'+' + entry);
        for (const QString &entry : difference.removed)
            parts.append(u'-' + entry);
        return parts.join(u' ');
    }
    switch (difference.kind) {
    case Difference::Kind::Added:
        return asWritten(difference.after);
    case Difference::Kind::Removed:
        return asWritten(difference.before);
    case Difference::Kind::Changed:
        break;
    }
    const QString change = asWritten(difference.before) + u" \u2192 "_s + asWritten(difference.after);
    return difference.seconds ? DifferenceWords::tr("%1 (%2)").arg(change, movedText(*difference.seconds)) : change;
}

QStringList tokenDiffSummary(const scan::TokenDiff &diff)
{
    if (diff.isSameText)
        return {DifferenceWords::tr("The same token, byte for byte.")};
    QStringList sentences;
    if (!diff.areClaimsCompared)
        sentences.append(DifferenceWords::tr("The claims were not compared: those of one token cannot be read."));
    else if (diff.header.isEmpty() && diff.claims.isEmpty())
        sentences.append(DifferenceWords::tr("Header and claims mean the same."));
    sentences.append(firstByteText(diff));
    return sentences;
}

} // namespace gatehouse::ui::text
