#pragma once

#include "models/http/RedirectListener.h"

#include <QByteArray>

#include <memory>

namespace gatehouse::http {

/// Over QTcpServer, in the thread that made it. Answers the expected redirect with a page that says so and closes;
/// anything else gets an error and is waited on no longer than some seconds.
class LoopbackListener final : public RedirectListener
{
public:
    LoopbackListener();
    ~LoopbackListener() override;
    base::Result<int> listen(int port, const QString &path, Take take) override;
    void close() override;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace gatehouse::http
