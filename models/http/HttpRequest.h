#pragma once

#include "models/base/Clock.h"

#include <QByteArray>
#include <QList>
#include <QPair>
#include <QUrl>

#include <chrono>

namespace gatehouse::http {

using HeaderList = QList<QPair<QByteArray, QByteArray>>;

/// A request as a value. Its body and its Authorization header may hold a secret: it is not logged whole.
struct HttpRequest
{
    QByteArray method = "GET";
    QUrl url;
    HeaderList headers;
    QByteArray body;
    std::chrono::milliseconds deadline{10000};
    qint64 maxAnswerBytes = qint64{1024} * 1024;
    /// How long nothing at all may come.
    std::chrono::milliseconds idleDeadline{20000};
    /// The body goes out once: nobody sends it again because a connection broke before there was an answer.
    bool isSentOnce = false;
};

struct HttpResponse
{
    int status = 0;
    QByteArray reason;
    HeaderList headers;
    QByteArray body;

    /// The first header of that name, case ignored; empty when absent.
    QByteArray header(QByteArrayView name) const;
};

} // namespace gatehouse::http
