#include "app/cli/Session.h"

#include "ui/text/ChangeText.h"
#include "ui/text/CopyText.h"

#include <QEventLoop>
#include <QFileInfo>

#include <utility>

namespace gatehouse::app::cli {

using namespace Qt::StringLiterals;

namespace {

/// How often a person is asked before the command gives up.
constexpr int mostTries = 3;

} // namespace

Session::Session(QString storePath, PassphraseSource passphrase)
    : m_path(QFileInfo(storePath.isEmpty() ? Engine::defaultStorePath() : storePath).absoluteFilePath())
    , m_passphrase(std::move(passphrase))
{
}

Session::~Session() = default;

std::optional<store::Rollback> Session::takeRollback()
{
    if (!m_engine || std::exchange(m_isRollbackTaken, true))
        return {};
    return m_engine->store().rollback();
}

QStringList Session::takeNotes()
{
    QStringList notes = std::exchange(m_notes, {});
    if (const auto rollback = takeRollback())
        notes.append(ui::text::storeRolledBack(m_path, *rollback) + u' ' + ui::text::rollbackAdvice());
    return notes;
}

bool Session::storeExists() const
{
    return QFileInfo::exists(m_path);
}

store::Edit<void> Session::open()
{
    if (m_engine)
        return {};
    auto engine = std::make_unique<Engine>(m_path, u"command line"_s);
    std::optional<store::Edit<void>> outcome;
    QEventLoop loop;
    QObject::connect(engine.get(), &Engine::ready, &loop, [&outcome, &loop] {
        outcome = store::Edit<void>{};
        loop.quit();
    });
    const auto fail = [&outcome, &loop](const base::Error &error) {
        outcome = std::unexpected(store::Refusal(error));
        loop.quit();
    };
    QObject::connect(engine.get(), &Engine::failed, &loop, fail);
    QObject::connect(engine.get(), &Engine::keyFileMadePrivate, &loop,
                     [this](const QString &path) { m_notes.append(ui::text::keyFileMadePrivate(path)); });
    int tries = 0;
    const auto answer = [this, &engine, &tries, fail](const QString &prompt) {
        ++tries;
        if (const auto error = answerPassphrase(*engine, prompt))
            fail(*error);
    };
    QObject::connect(engine.get(), &Engine::passphraseNeeded, &loop,
                     [this, answer] { answer(u"Passphrase for %1: "_s.arg(m_path)); });
    QObject::connect(engine.get(), &Engine::passphraseRefused, &loop,
                     [this, answer, fail, &tries](const base::Error &error) {
                         if (m_passphrase.isPerson() && tries < mostTries)
                             answer(u"That is not it. Passphrase for %1: "_s.arg(m_path));
                         else
                             fail(error);
                     });
    engine->open();
    // An error may have been told before the loop began.
    if (!outcome)
        loop.exec();
    if (outcome->has_value()) {
        m_engine = std::move(engine);
        // Heard from now on, not from when somebody waits: a refusal that the worker gives at once, such as that of a
        // store that is read-only, is told from within submit().
        QObject::connect(&m_engine->store(), &store::ResourceServerStore::submitFailed, &m_engine->store(),
                         [this](const domain::ChangeSet &, const base::Error &error) { m_failure = error; });
    }
    return *outcome;
}

std::optional<base::Error> Session::answerPassphrase(Engine &engine, const QString &prompt) const
{
    const auto passphrase = m_passphrase.read(prompt, m_path);
    if (!passphrase)
        return passphrase.error();
    engine.unlock(*passphrase);
    return {};
}

store::Edit<void> Session::commit(const domain::ChangeSet &changes)
{
    if (!changes.isEmpty())
        m_engine->store().submit(changes);
    if (const auto settled = settle(); !settled)
        return settled;
    // A session that goes on after its user was blocked would make a success of a half.
    if (const auto ended = m_engine->waitForEndings(); !ended)
        return std::unexpected(store::Refusal(ended.error()));
    return {};
}

store::Edit<void> Session::settle()
{
    store::ResourceServerStore &store = m_engine->store();
    if (!m_failure && !store.isSettled()) {
        QEventLoop loop;
        QObject::connect(&store, &store::ResourceServerStore::submitFailed, &loop, &QEventLoop::quit);
        QObject::connect(&store, &store::ResourceServerStore::settled, &loop, &QEventLoop::quit);
        loop.exec();
    }
    if (const auto failure = std::exchange(m_failure, std::nullopt))
        return std::unexpected(store::Refusal(*failure));
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
