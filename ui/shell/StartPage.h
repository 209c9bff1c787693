#pragma once

#include "models/base/Error.h"

#include <QWidget>

class QPushButton;

namespace gatehouse::ui::widgets {
class BusyIndicator;
class PlainLabel;
} // namespace gatehouse::ui::widgets

namespace gatehouse::ui::shell {

/// What is seen before the tenant is there: that it is being opened, or why it cannot be and what to do.
class StartPage : public QWidget
{
    Q_OBJECT

public:
    /// `place` is the store's file, or of a tenant elsewhere its domain.
    explicit StartPage(const QString &place, bool isRemote = false, QWidget *parent = nullptr);

    void showOpening();
    void showFailure(const base::Error &error);

Q_SIGNALS:
    void retryRequested();
    /// A person wants the backup `path` in the place of the store.
    void restoreRequested(const QString &path);
    /// A person wants to work on the store at `path` instead.
    void otherStoreRequested(const QString &path);
    void quitRequested();
    /// A person has waited enough.
    void cancelRequested();

private:
    void choose(const QString &title, void (StartPage::*chosen)(const QString &));

    QString m_storePath;
    bool m_isRemote;
    widgets::BusyIndicator *m_busy;
    QWidget *m_failure;
    widgets::PlainLabel *m_what;
    widgets::PlainLabel *m_why;
    widgets::PlainLabel *m_action;
    QPushButton *m_retry;
    QPushButton *m_restore;
    QPushButton *m_choose;
    QString m_details;
};

} // namespace gatehouse::ui::shell
