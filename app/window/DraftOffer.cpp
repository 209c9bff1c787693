#include "app/window/DraftOffer.h"

#include "models/base/Logging.h"
#include "ui/dialogs/RestoreDraftsDialog.h"
#include "ui/shell/MainWindow.h"

namespace gatehouse::app {

using namespace Qt::StringLiterals;
using ui::dialogs::RestoreDraftsDialog;

void offerDrafts(editing::DraftFile &file, editing::EditSession &session, ui::shell::MainWindow &window)
{
    const QByteArray left = file.left();
    file.start();
    editing::Drafts &drafts = session.drafts();
    if (left.isEmpty() || !drafts.restore(left))
        return;
    const QList<domain::ResourceServerId> apis = drafts.apis();
    const QList<domain::ClientId> clients = drafts.clients();
    QStringList names;
    for (const domain::ResourceServerId &api : apis)
        names.append(session.store().snapshot().apiName(api));
    for (const domain::ClientId &client : clients)
        names.append(session.store().snapshot().clientName(client));
    if (names.isEmpty())
        return;
    // They are there while the question is asked, so that whatever ends it, nothing is lost.
    auto *dialog = new RestoreDraftsDialog(names, &window);
    QObject::connect(dialog, &RestoreDraftsDialog::discardChosen, &window, [&drafts, apis, clients] {
        for (const domain::ResourceServerId &api : apis)
            drafts.discard(api);
        for (const domain::ClientId &client : clients)
            drafts.discard(client);
    });
    const QString first =
        apis.isEmpty() ? u"clients/%1"_s.arg(clients.first().text()) : u"api/%1"_s.arg(apis.first().text());
    QObject::connect(dialog, &RestoreDraftsDialog::restoreChosen, &window, [&window, first] { window.open(first); });
    dialog->open();
}

editing::DraftFile::Place draftPlace(const ConnectionFiles &files, const jose::AuthenticatedCipher &cipher,
                                     base::RandomSource &random)
{
    using base::Result;
    return {.read =
                [files, &cipher, &random] {
                    const auto content = files.document(files.drafts, cipher, random).read();
                    if (!content)
                        qCWarning(base::logStore) << "drafts that were left do not open:" << content.error().detail;
                    return content ? content->bytes : QByteArray();
                },
            .write = [files, &cipher, &random](const QByteArray &json) -> Result<void> {
                auto document = files.document(files.drafts, cipher, random);
                const auto write = [&] {
                    return document.change([&](const auto &) -> Result<QByteArray> { return json; });
                };
                auto written = write();
                if (!written && isDamaged(written.error().code)) {
                    // What does not open is of no use to anybody; what is typed now is.
                    document.remove();
                    written = write();
                }
                return written;
            }};
}

} // namespace gatehouse::app
