#include "app/engine/IssuerFile.h"

#include "models/store/sql/SeenHead.h"
#include "models/trust/IssuerJson.h"

#include <QFileInfo>
#include <QStandardPaths>

namespace gatehouse::app {

using base::ErrorStep;
using base::Result;
using trust::IssuerBook;
using namespace Qt::StringLiterals;

IssuerFile::IssuerFile(const jose::AuthenticatedCipher &cipher, base::RandomSource &random, const QString &path)
    : m_document(path.isEmpty() ? defaultPath() : path,
                 {.cipher = cipher, .random = random, .seenFolder = store::sql::SeenHead::defaultFolder()},
                 {.read = ErrorStep::ReadIssuers, .write = ErrorStep::WriteIssuers})
{
}

QString IssuerFile::defaultPath()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + u"/gatehouse/issuers.gatehouse"_s;
}

bool IssuerFile::exists(const QString &path)
{
    const QString file = path.isEmpty() ? defaultPath() : path;
    // A key without its file is to be told, not overlooked.
    return QFileInfo::exists(file) || QFileInfo::exists(file + u".key"_s);
}

Result<IssuerBook> IssuerFile::bookOf(const store::sql::SealedDocument::Content &content) const
{
    if (content.revision == 0)
        return IssuerBook();
    auto book = trust::issuersOf(content.bytes);
    if (!book)
        return base::failure(base::ErrorCode::FileUnfit, ErrorStep::ReadIssuers, m_document.path(), u"issuers"_s);
    return *std::move(book);
}

Result<IssuerBook> IssuerFile::read()
{
    return m_document.read().and_then([this](const auto &content) { return bookOf(content); });
}

Result<IssuerBook> IssuerFile::change(const std::function<Result<void>(IssuerBook &)> &how)
{
    IssuerBook changed;
    const auto written = m_document.change([&](const auto &content) -> Result<QByteArray> {
        auto book = bookOf(content);
        if (!book)
            return std::unexpected(book.error());
        if (auto done = how(*book); !done)
            return std::unexpected(done.error());
        ++book->revision;
        changed = *std::move(book);
        return trust::toJson(changed);
    });
    if (!written)
        return std::unexpected(written.error());
    return changed;
}

} // namespace gatehouse::app
