#pragma once

#include <QByteArrayView>

namespace gatehouse::fuzz {

// What hostile bytes reach first. Each calls abort() where a promise is broken; a sanitizer finds the rest.

/// The inspector over a text, with a secret and with a key set: explaining changes no verdict, and with a verifier that
/// never verifies nothing is verified.
void token(QByteArrayView bytes);
/// One line of `token verify --jsonl`: whatever it is, one line of JSON answers it.
void line(QByteArrayView bytes);
/// Plain tokens, one a line: each has its answer, and the short way of counting agrees with the long one.
void lines(QByteArrayView bytes);
/// The strict parser: what it takes, it takes again as it writes it.
void json(QByteArrayView bytes);
/// Key texts: JWK, JWK sets and PEM.
void jwkSet(QByteArrayView bytes);
/// A HAR's entries and bodies: pieces make no difference.
void har(QByteArrayView bytes);
/// The scanner over any bytes: pieces make no difference, and its work is linear.
void scanner(QByteArrayView bytes);
/// What a token is found in: a token in JSON serialization stays the one that is inspected, and what is found is found
/// again in what was cleaned.
void transport(QByteArrayView bytes);
/// Archives: every member that begins ends, and no limit is passed.
void archive(QByteArrayView bytes);

/// The body of a token request: parameters are never empty, and no secret is among them.
void form(QByteArrayView bytes);
/// Credentials in an Authorization header: one or two readings, or 401.
void basic(QByteArrayView bytes);
/// A Cookie header: a value that was sent, by one sender.
void cookies(QByteArrayView bytes);
/// A registered callback and one that is asked for, on two lines: the same but for a native client's port.
void redirect(QByteArrayView bytes);
/// Requests to the server, one a line: none is a fault of the server, and nobody is sent to where nobody registered.
void logins(QByteArrayView bytes);

} // namespace gatehouse::fuzz
