#include "ui/text/FindingCatalogue.h"

#include <QtGlobal>

#include <array>

namespace gatehouse::ui::text {

#define SENTENCE(text) QT_TRANSLATE_NOOP("gatehouse::ui::text::FindingText", text)

namespace {

constexpr std::array catalogue{
    FindingEntry{"embedded-key", SENTENCE("The token carries its own key"),
                 SENTENCE("The header has a public key in %m. Anyone can make a token and put the fitting key into it, "
                          "so the key was not used."),
                 SENTENCE("Never verify a token with a key it brings along.")},
};

} // namespace

#undef SENTENCE

std::span<const FindingEntry> findingCatalogue()
{
    return catalogue;
}

} // namespace gatehouse::ui::text
