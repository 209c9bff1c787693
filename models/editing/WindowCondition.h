#pragma once

#include <QString>

#include <optional>

namespace gatehouse::editing {

/// All that decides which actions of the window are possible, as one value: what is enabled follows from it and from
/// nothing else, so that no action is switched in one place and forgotten in another.
struct WindowCondition
{
    bool isReady = false;          ///< the tenant is open
    bool isApisSectionOpen = true; ///< as the tenant's settings say
    bool hasDraft = false;         ///< something was typed and not saved
    bool isServerRunning = false;
    bool hasServer = true;            ///< one that is switched from here
    bool hasPeople = true;            ///< whom this tenant knows, to be seen from here
    bool hasAudit = true;             ///< who changed what can be read
    bool hasConnections = true;       ///< tenants elsewhere can be named
    bool isDuplicable = false;        ///< the page shows an API or client that another can be made of
    std::optional<QString> undo = {}; ///< what Undo takes back, if there is something
    std::optional<QString> redo = {};
    std::optional<QString> undoOne = {}; ///< the last request, where Undo takes back a whole deployment

    bool operator==(const WindowCondition &) const = default;

    bool canUndo() const { return isReady && undo.has_value(); }
    bool canRedo() const { return isReady && redo.has_value(); }
    bool canUndoOne() const { return isReady && undoOne.has_value(); }
    bool canDuplicate() const { return isReady && isDuplicable; }
    bool canSave() const { return isReady && hasDraft; }
    bool canOpenApis() const { return isReady && isApisSectionOpen; }
};

} // namespace gatehouse::editing
