#pragma once

#include "models/flow/Exchange.h"
#include "models/flow/TestCallback.h"

#include <QString>

namespace gatehouse::ui::text {

QString exchangeTitle(flow::Exchange::Kind kind);    ///< "Log in"
QString exchangeSentence(flow::Exchange::Kind kind); ///< what it is for and what it proves
/// "200", "302", or what there is without a status.
QString exchangeStatus(const flow::Exchange &exchange);
/// What a parameter of an authorization or token request is there for; empty for one that explains itself.
QString parameterSentence(const QString &name);

/// Why a client without that grant type cannot be tried with a login.
QString noCodeGrantSentence();

} // namespace gatehouse::ui::text
