#pragma once

#include <QList>
#include <QString>

#include <optional>

namespace gatehouse::flow {

/// A control of a form, as far as one without a script needs it.
struct HtmlControl
{
    QString name;
    QString value;
    QString type; ///< in lower case: "hidden", "email", "password", "submit", "text"
};

/// The form of a page that asks something.
struct HtmlForm
{
    QString action;
    bool isPost = false;
    QList<HtmlControl> controls;

    bool asksPassword() const;
    /// Its fields as they stand, without the buttons; that of type password and the one for the user name get these
    /// values.
    QList<std::pair<QString, QString>> filled(const QString &user, const QString &password) const;
};

/// The first form of a page. Reads well-formed pages such as a server's own; it is no browser.
std::optional<HtmlForm> firstForm(const QString &page);
/// The title of a page, and what it says in an alert; empty where there is none.
QString pageTitle(const QString &page);
QString pageAlert(const QString &page);

} // namespace gatehouse::flow
