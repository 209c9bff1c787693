#pragma once

#include "app/cli/Command.h"
#include "models/flow/ClientCredentialsFlow.h"
#include "models/flow/PageBrowser.h"

#include <QUrl>

namespace gatehouse::app::cli {

/// The issuer to test at: of the server that runs, in this process or another; else one is started for this test. A
/// tenant that has no port yet gets one now and keeps it, so that the next token has the same issuer; a remembered port
/// that is taken is not given up.
store::Edit<QUrl> issuerForTest(Context &context);

// Each waits for the end of its run.

flow::FlowTranscript runClientCredentials(Context &context, const flow::FlowRequest &request);
/// Through the server's own pages, as a browser without scripts would.
flow::FlowTranscript runLogin(Context &context, const flow::FlowRequest &request, const QString &callback,
                              flow::PageBrowser::Person person);
flow::FlowTranscript runRefresh(Context &context, const flow::FlowRequest &request, const base::Secret &refreshToken);

} // namespace gatehouse::app::cli
