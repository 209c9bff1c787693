#pragma once

#include "app/window/RemoteComposition.h"
#include "tests/server/ManagementWorld.h"
#include "tests/support/FakeVault.h"
#include "tests/support/WidgetHand.h"
#include "ui/widgets/ErrorBanner.h"

#include <QDir>
#include <QLabel>
#include <QTemporaryDir>
#include <QTest>

namespace gatehouse::tests {

using namespace Qt::StringLiterals;
using store::remote::Connection;
using ui::dialogs::ConnectionSecretDialog;
using ui::shell::RemoteStatus;

/// The window of a connection, over HTTP against Gatehouse's own Management API: what tests of it stand on.
class RemoteWindowWorld
{
protected:
    void begin()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_world = std::make_unique<ManagementWorld>();
        m_port = m_world->server.port();
        m_book = std::make_unique<app::ConnectionBook>(m_folder->filePath(u"connections.json"_s),
                                                       std::make_unique<FakeVault>());
    }

    void end()
    {
        m_window.reset();
        m_book.reset();
        m_world.reset();
        m_folder.reset();
    }

    void open(const Connection &connection)
    {
        m_window = std::make_unique<app::RemoteComposition>(*m_book, connection, m_world->clock,
                                                            m_folder->filePath(u"window.ini"_s));
        m_window->start({});
    }

    void type(const QString &secret)
    {
        QTRY_VERIFY(m_window->window().findChild<ConnectionSecretDialog *>());
        QPointer<ConnectionSecretDialog> dialog = m_window->window().findChild<ConnectionSecretDialog *>();
        tests::type(*dialog, "connectionSecretEdit", secret);
        dialog->acceptButton()->click();
        QTRY_VERIFY(!dialog);
    }

    /// Adds a scope to the Orders API, as its page does.
    void addScope(const QString &value)
    {
        app::RemoteTenant &tenant = m_window->tenant();
        const auto changes = tenant.editor().addScopes(tenant.store().snapshot(), TokenTenant::apiId(u"1"_s),
                                                       {domain::Scope{value, {}}});
        QVERIFY(changes);
        m_window->session().apply(*changes, u"Added"_s);
    }
    Connection connection() const
    {
        return {.name = u"acme"_s,
                .address = *store::remote::TenantAddress::parse(m_world->server.issuer()),
                .clientId = QString(TokenTenant::alpha),
                .color = u"#1a73e8"_s};
    }
    bool isOnline() const
    {
        return m_window->status().state() == RemoteStatus::State::Online && m_window->tenant().store().isLoaded();
    }
    bool has(const QString &scope) const
    {
        return m_world->tenant.read()->resourceServer(TokenTenant::apiId(u"1"_s))->scopeValues().contains(scope);
    }
    QString state() const { return child<QLabel>(m_window->window(), "serverState")->text(); }
    /// The files of tenants that are kept.
    QStringList copies() const
    {
        const QDir folder(m_folder->filePath(u"connections"_s));
        QStringList paths;
        for (const QStringList names = folder.entryList({u"*.tenant"_s}, QDir::Files); const QString &name : names)
            paths.append(folder.filePath(name));
        return paths;
    }
    QString banner() const
    {
        QString text;
        for (const auto banners = m_window->window().findChildren<ui::widgets::ErrorBanner *>();
             const ui::widgets::ErrorBanner *banner : banners) {
            if (!banner->isVisible())
                continue;
            for (const auto labels = banner->findChildren<QLabel *>(); const QLabel *label : labels)
                text += label->text() + u'\n';
        }
        return text;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<ManagementWorld> m_world;
    int m_port = 0;
    std::unique_ptr<app::ConnectionBook> m_book;
    std::unique_ptr<app::RemoteComposition> m_window;
};

} // namespace gatehouse::tests
