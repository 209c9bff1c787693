#pragma once

#include "models/issuer/AuthorizationService.h"
#include "models/server/Messages.h"

namespace gatehouse::server::pages {

// The pages of the authorization server: whole without a script, readable by a screen reader, light and dark as the
// browser is (HTTP-09, AS-18, AS-19). `handle` is the handle of the request under way.

Response loginPage(const issuer::LoginPage &page, const QString &handle);
Response consentPage(const issuer::ConsentPage &page, const QString &handle);
/// response_mode=form_post: the fields in a form that the person submits.
Response formPostPage(const issuer::SentToClient &target);
/// What the person is told when nothing can be sent to the client.
Response errorPage(const oauth::TokenErrorResponse &error);
/// A request that is unknown, over, or of another browser.
Response overPage();
/// Asks before a login ends that nobody proved to know of.
Response logoutPage(const QString &email, const QString &handle);
Response loggedOutPage();

} // namespace gatehouse::server::pages
