#pragma once

#include "app/crypto/Crypto.h"
#include "app/engine/IssuerFile.h"
#include "models/base/FileWatch.h"
#include "models/trust/IssuerDesk.h"

namespace gatehouse::ui::shell {
class MainWindow;
}

namespace gatehouse::app {

/// The trusted issuers of a window, whichever tenant it shows: read from their file, followed when another window or a
/// command changes it, and fetched where the person has said how often.
class WindowIssuers : public QObject
{
    Q_OBJECT

public:
    /// All of it outlives this. A window with a `settingsPath` of its own trusts nobody that the person trusts
    /// elsewhere.
    WindowIssuers(const Crypto &crypto, base::RandomSource &random, http::HttpClient &http, const base::Clock &clock,
                  const QString &settingsPath);

    trust::IssuerDesk &desk() { return m_desk; }
    /// Reads them, and says in the window what a person has to know; ends with the window.
    void follow(ui::shell::MainWindow &window);

private:
    IssuerFile m_file;
    base::FileWatch m_watch;
    trust::IssuerDesk m_desk;
};

} // namespace gatehouse::app
