#pragma once

#include "models/domain/UnreadMembers.h"

#include <QStringList>

namespace gatehouse::ui::text {

/// What a tenant elsewhere wrote and nobody here understands, one text for each member: `token_lifetime: -5`. Safe to
/// show.
QStringList unreadValues(const domain::UnreadMembers &unread);
/// The headline over them.
QString unreadTitle();
/// What that means for what is shown, and for what is sent.
QString unreadExplanation(const domain::UnreadMembers &unread);

} // namespace gatehouse::ui::text
