#pragma once

#include <QLoggingCategory>

namespace gatehouse::base {

Q_DECLARE_LOGGING_CATEGORY(logStore)
Q_DECLARE_LOGGING_CATEGORY(logServer)
Q_DECLARE_LOGGING_CATEGORY(logHttp)
Q_DECLARE_LOGGING_CATEGORY(logWindow)

} // namespace gatehouse::base
