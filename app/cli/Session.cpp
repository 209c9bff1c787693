#include "app/cli/Session.h"

#include "ui/text/ChangeText.h"

#include <QEventLoop>
#include <QFileInfo>

namespace gatehouse::app::cli {

Session::Session(QString storePath)
    : m_path(storePath.isEmpty() ? Engine::defaultStorePath() : std::move(storePath))
{
}

Session::~Session() = default;

bool Session::storeExists() const
{
    return QFileInfo::exists(m_path);
}

store::Edit<void> Session::open()
{
    if (m_engine)
        return {};
    auto engine = std::make_unique<Engine>(m_path, QStringLiteral("command line"));
    std::optional<store::Edit<void>> outcome;
    QEventLoop loop;
    QObject::connect(engine.get(), &Engine::ready, &loop, [&outcome, &loop] {
        outcome = store::Edit<void>{};
        loop.quit();
    });
    QObject::connect(engine.get(), &Engine::failed, &loop, [&outcome, &loop](const base::Error &error) {
        outcome = std::unexpected(store::Refusal(error));
        loop.quit();
    });
    engine->open();
    // An error may have been told before the loop began.
    if (!outcome)
        loop.exec();
    if (outcome->has_value())
        m_engine = std::move(engine);
    return *outcome;
}

store::Edit<void> Session::commit(const domain::ChangeSet &changes)
{
    if (!changes.isEmpty())
        m_engine->store().submit(changes);
    return settle();
}

store::Edit<void> Session::settle()
{
    // Failures arrive through the event loop, never from within submit().
    store::ResourceServerStore &store = m_engine->store();
    if (store.isSettled())
        return {};
    std::optional<base::Error> error;
    QEventLoop loop;
    QObject::connect(&store, &store::ResourceServerStore::submitFailed, &loop,
                     [&error, &loop](const domain::ChangeSet &, const base::Error &failed) {
                         error = failed;
                         loop.quit();
                     });
    QObject::connect(&store, &store::ResourceServerStore::settled, &loop, &QEventLoop::quit);
    loop.exec();
    if (error)
        return std::unexpected(store::Refusal(*error));
    return {};
}

QString Session::describe(const domain::ChangeSet &changes) const
{
    return ui::text::changeText(changes, tenant());
}

store::Edit<domain::ResourceServer> Session::findApi(const QString &name) const
{
    return store::TenantEditor::findApi(tenant(), name).transform([this](const domain::ResourceServerId &id) {
        return *tenant().resourceServer(id);
    });
}

store::Edit<domain::ClientApplication> Session::findClient(const QString &name) const
{
    return store::TenantEditor::findClient(tenant(), name).transform([this](const domain::ClientId &id) {
        return *tenant().client(id);
    });
}

} // namespace gatehouse::app::cli
