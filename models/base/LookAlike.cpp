#include "models/base/LookAlike.h"

#include <QString>

#include <algorithm>
#include <memory>
#include <unicode/uspoof.h>

namespace gatehouse::base {

namespace {

constexpr qsizetype longestCompared = 200;

QString folded(QStringView text)
{
    QString out = text.toString().normalized(QString::NormalizationForm_KC).toLower();
    out.removeIf([](QChar c) { return c.isSpace() || (!c.isPrint() && !c.isSurrogate()); });
    return out;
}

bool isAscii(QStringView text)
{
    return std::ranges::all_of(text, [](QChar c) { return c.unicode() < 0x80; });
}

/// What ICU reduces a text to; texts with the same skeleton are confusable.
QString skeleton(const QString &text)
{
    // Opened once, when the first text that is not ASCII is compared; checks of it are thread-safe.
    static const std::unique_ptr<USpoofChecker, decltype(&uspoof_close)> checker = [] {
        UErrorCode error = U_ZERO_ERROR;
        return std::unique_ptr<USpoofChecker, decltype(&uspoof_close)>(uspoof_open(&error), uspoof_close);
    }();
    UErrorCode error = U_ZERO_ERROR;
    // A character becomes up to some twenty.
    QString out(text.size() * 32, Qt::Uninitialized);
    const std::int32_t length = uspoof_getSkeleton(
        checker.get(), 0, reinterpret_cast<const UChar *>(text.utf16()), static_cast<std::int32_t>(text.size()),
        reinterpret_cast<UChar *>(out.data()), static_cast<std::int32_t>(out.size()), &error);
    if (U_FAILURE(error) != 0)
        return text;
    out.truncate(length);
    return out;
}

} // namespace

LookAlike::LookAlike(QStringView text)
    : m_text(text.toString())
    , m_folded(text.size() > longestCompared ? QString() : folded(text))
    , m_skeleton(isAscii(m_folded) ? QString() : skeleton(m_folded))
{
}

bool LookAlike::isAlike(QStringView other) const
{
    if (other == m_text)
        return true;
    if (m_text.size() > longestCompared || other.size() > longestCompared)
        return false;
    const QString otherFolded = folded(other);
    if (otherFolded == m_folded)
        return true;
    // ASCII texts that differ are different names: v1 and vl are both in use.
    if (m_skeleton.isEmpty() && isAscii(otherFolded))
        return false;
    return skeleton(otherFolded) == (m_skeleton.isEmpty() ? skeleton(m_folded) : m_skeleton);
}

} // namespace gatehouse::base
