#include "app/cli/TestRuns.h"

#include "models/flow/AuthorizationCodeFlow.h"
#include "models/flow/RefreshFlow.h"

#include <QEventLoop>

namespace gatehouse::app::cli {

using namespace Qt::StringLiterals;

namespace {

/// Starts a run and waits for its end.
template <typename Flow> flow::FlowTranscript ended(Flow &flow, const std::function<void()> &start)
{
    flow::FlowTranscript transcript;
    bool isFinished = false;
    QEventLoop loop;
    QObject::connect(&flow, &Flow::finished, &loop, [&](const flow::FlowTranscript &finished) {
        transcript = finished;
        isFinished = true;
        loop.quit();
    });
    start();
    if (!isFinished)
        loop.exec();
    return transcript;
}

} // namespace

store::Edit<QUrl> issuerForTest(Context &context)
{
    if (context.session.isRemote())
        return QUrl(context.session.remote().address().issuer());
    Engine &engine = context.session.engine();
    if (const auto running = engine.runningServer())
        return *running;
    const bool hasPort = context.session.tenant().tenant.serverPort > 0;
    const auto started = hasPort ? engine.startTemporaryServer() : engine.startServer();
    if (!started)
        return std::unexpected(started.error());
    if (const auto settled = context.session.settle(); !settled)
        return std::unexpected(settled.error());
    const QString issuer = engine.server().issuer();
    context.out.note(u"gatehouse: No server was running, so one was started for this test at "_s + issuer);
    return QUrl(issuer);
}

flow::FlowTranscript runClientCredentials(Context &context, const flow::FlowRequest &request)
{
    flow::ClientCredentialsFlow flow(context.session.flowParts());
    return ended(flow, [&] { flow.start(request); });
}

flow::FlowTranscript runLogin(Context &context, const flow::FlowRequest &request, const QString &callback,
                              flow::PageBrowser::Person person)
{
    Engine &engine = context.session.engine();
    flow::AuthorizationCodeFlow flow(engine.userFlowParts());
    return ended(flow, [&] {
        flow.start(request, std::make_unique<flow::PageBrowser>(engine.http(), callback, std::move(person)));
    });
}

flow::FlowTranscript runRefresh(Context &context, const flow::FlowRequest &request, const base::Secret &refreshToken)
{
    flow::RefreshFlow flow(context.session.engine().userFlowParts());
    return ended(flow, [&] { flow.start(request, refreshToken); });
}

} // namespace gatehouse::app::cli
