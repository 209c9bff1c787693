#include "app/window/WindowIssuers.h"

#include "models/base/Text.h"
#include "ui/shell/MainWindow.h"
#include "ui/text/ErrorText.h"
#include "ui/text/IssuerText.h"

#include <QFileInfo>

namespace gatehouse::app {

using namespace Qt::StringLiterals;

namespace {

QString issuersBeside(const QString &settingsPath)
{
    return settingsPath.isEmpty() ? QString() : QFileInfo(settingsPath).absolutePath() + u"/issuers.gatehouse"_s;
}

} // namespace

WindowIssuers::WindowIssuers(const Crypto &crypto, base::RandomSource &random, http::HttpClient &http,
                             const base::Clock &clock, const QString &settingsPath)
    : m_file(crypto.cipher(), random, issuersBeside(settingsPath))
    , m_watch(m_file.path())
    , m_desk({.storage = m_file, .http = http, .codec = crypto.keys(), .clock = clock})
{
}

void WindowIssuers::follow(ui::shell::MainWindow &window)
{
    connect(&m_desk, &trust::IssuerDesk::refreshedUnasked, &window,
            [&window](const QString &name, const base::Result<trust::KeyNews> &news) {
                const QString shown = base::visibleText(name, trust::TrustedIssuer::longestName);
                if (!news)
                    window.showNote(tr("The keys of %1 could not be fetched.").arg(shown),
                                    ui::text::errorText(news.error()).oneLine());
                else
                    window.showNote(tr("The keys of %1 changed unexpectedly; see Issuers.").arg(shown),
                                    ui::text::keyNewsText(*news));
            });
    connect(&m_watch, &base::FileWatch::changed, &m_desk, &trust::IssuerDesk::load);
    m_desk.load().then(&window, [this, &window](const base::Result<void> &loaded) {
        if (loaded)
            m_desk.watch();
        else
            window.showError(loaded.error());
    });
}

} // namespace gatehouse::app
