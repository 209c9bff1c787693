// Compiled and never run: what the compiler holds of findings and their texts. Without MISTAKE this compiles; with it,
// it is refused, and CMakeLists.txt says with which message.
#include "models/inspector/findings/FindingSink.h"
#include "ui/text/findings/Explanation.h"

#ifndef MISTAKE
#define MISTAKE 0
#endif

namespace gatehouse::inspector {

enum class Shade { Light, Dark };
constexpr QLatin1StringView codeName(Shade value)
{
    switch (value) {
    case Shade::Light:
        return QLatin1StringView("light", 5);
    case Shade::Dark:
        return QLatin1StringView("dark", 4);
    }
    return {};
}

enum class Mute { Only };
constexpr QLatin1StringView codeName(Mute value)
{
    return value == Mute::Only ? QLatin1StringView("only", 4) : QLatin1StringView();
}

constexpr const char *wordsFor(Shade value)
{
    switch (value) {
    case Shade::Light:
        return "light";
    case Shade::Dark:
        return MISTAKE == 1 ? nullptr : "dark";
    }
    return nullptr;
}

namespace kinds {

inline constexpr Kind<"counted", Number<"bits">> counted{Warning, ofToken()};
inline constexpr Kind<"shaded", Code<"shade", Shade>> shaded{Warning, ofClaim("sub")};
inline constexpr Kind<"mute", Code<"mute", Mute>> mute{Warning, ofToken()};
inline constexpr Kind<"elsewhere"> elsewhere{Warning, ofToken()};
using SampleKinds = KindGroup<counted, shaded, mute>;

} // namespace kinds

} // namespace gatehouse::inspector

namespace gatehouse::ui::text {

namespace kinds = inspector::kinds;

constexpr auto texts = explain<kinds::SampleKinds>(
#if MISTAKE == 2   // a kind without a text
#elif MISTAKE == 3 // the text names a parameter that the kind does not have
    Explained{kinds::counted, "Counted", "It has %size bits."},
#else
    Explained{kinds::counted, "Counted", "It has %n bits: %bits."},
#endif
#if MISTAKE == 4 // the text counts, and the kind has no number
    Explained{kinds::shaded, "Shaded", "%n of %member are %shade."},
#else
    Explained{kinds::shaded, "Shaded", "%member is %shade."},
#endif
#if MISTAKE == 5 // a text of a kind that is not in the group
    Explained{kinds::elsewhere, "Elsewhere", "It is of another group."},
#endif
#if MISTAKE == 6 // the text shows a code that has no words
    Explained{kinds::mute, "Mute", "It is %mute."});
#else
    Explained{kinds::mute, "Mute", "It is mute."});
#endif

} // namespace gatehouse::ui::text

namespace gatehouse::inspector {

void reportAll(FindingSink &sink)
{
#if MISTAKE == 7 // an argument is missing
    sink.report(kinds::keyWeak, "bits"_p = 1024);
#elif MISTAKE == 8 // an argument of another type
    sink.report(kinds::keyWeak, "bits"_p = 1024, "needed"_p = QString());
#else
    sink.report(kinds::keyWeak, "bits"_p = 1024, "needed"_p = 2048);
#endif
#if MISTAKE == 9 // a kind that no group lists
    sink.report(kinds::elsewhere);
#endif
}

} // namespace gatehouse::inspector
