#pragma once

namespace gatehouse::ui::text {

/// Gives sentences with a number in them their singular, which even the language they are written in needs a
/// translation for. Once in a program, after its application object was made.
void installPlurals();

} // namespace gatehouse::ui::text
