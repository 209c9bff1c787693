#pragma once

#include "models/inspector/Headline.h"

#include <QString>

namespace gatehouse::ui::text {

/// The line a person reads first: "Do not accept: wrong audience".
QString headlineText(inspector::Headline headline);

/// What the headline means for a token with a valid signature; empty where only the reason can say it.
QString headlineSentence(inspector::Headline headline);

} // namespace gatehouse::ui::text
