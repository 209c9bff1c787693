#pragma once

#include <Qt>

namespace gatehouse::ui::presenters {

/// What RowDelegate draws beside the display text and the decoration.
enum PresenterRole {
    DetailRole = Qt::UserRole + 100, ///< a second, quieter text under the first; wrapped
    TrailingRole,                    ///< a short quiet text at the far end of the first line
    EmphasisRole,                    ///< bool: the first line is a heading
    ToneRole,                        ///< int of theme::Tone for the first line
};

} // namespace gatehouse::ui::presenters
