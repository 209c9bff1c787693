#include "models/base/Logging.h"

namespace gatehouse::base {

Q_LOGGING_CATEGORY(logStore, "gatehouse.store", QtInfoMsg)
Q_LOGGING_CATEGORY(logServer, "gatehouse.server", QtInfoMsg)
Q_LOGGING_CATEGORY(logHttp, "gatehouse.http", QtInfoMsg)
Q_LOGGING_CATEGORY(logWindow, "gatehouse.window", QtInfoMsg)

} // namespace gatehouse::base
