#pragma once

#include "app/window/Hand.h"
#include "models/settings/SettingsStore.h"
#include "ui/shell/MainWindow.h"

#include <QTimer>

#include <functional>

namespace gatehouse::app {

/// Does the main job in the real window, by mouse and keyboard events on the widgets a person uses: create an API, give
/// it scopes, authorize a client, run the test, verify the token, and look a forgery in the face. Saves a picture of
/// every step, light and dark, and a transcript. What it shows is a store of its own, made for the occasion.
class Tour : public QObject
{
    Q_OBJECT

public:
    /// `setTheme` switches the program between light and dark.
    Tour(ui::shell::MainWindow &window, store::ResourceServerStore &store, QString folder,
         std::function<void(settings::Theme)> setTheme);

    void start();

Q_SIGNALS:
    /// Empty when every step was done; otherwise which one was not.
    void finished(const QString &failure);

private:
    struct Step
    {
        QString name;                ///< of the picture: "create-api"
        QString caption;             ///< for the transcript
        std::function<bool()> act;   ///< false: what it needs is not there yet; it is tried again
        std::function<bool()> shows; ///< whether the step has arrived
    };

    void plan();
    void tick();
    void fail(const QString &why);
    void capture(const Step &step);
    QImage picture() const;
    void write(const QString &line);
    bool openTab(int index);
    bool openSection(const QString &objectName);
    bool selectRow(const QString &table, const QString &text);
    bool reads(const QString &name, const QString &text) const;
    const domain::ResourceServer *api() const;
    QByteArray forgery() const;
    /// Of the token in the inspector.
    QString issuer() const;

    ui::shell::MainWindow &m_window;
    store::ResourceServerStore &m_store;
    QString m_folder;
    std::function<void(settings::Theme)> m_setTheme;
    Hand m_hand;
    QList<Step> m_steps;
    QTimer m_timer;
    int m_at = 0;
    int m_tries = 0;
    bool m_acted = false;
    int m_pictures = 0;
    QStringList m_transcript;
};

} // namespace gatehouse::app
