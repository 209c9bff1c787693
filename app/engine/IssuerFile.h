#pragma once

#include "models/store/sql/SealedDocument.h"
#include "models/trust/IssuerDesk.h"

namespace gatehouse::app {

/// The issuers a person trusts, in a file of their own beside the tenant's store.
class IssuerFile final : public trust::BookStorage
{
public:
    /// Both outlive this. Without a `path` it is defaultPath().
    IssuerFile(const jose::AuthenticatedCipher &cipher, base::RandomSource &random, const QString &path = {});

    /// ${XDG_DATA_HOME:-~/.local/share}/gatehouse/issuers.gatehouse
    static QString defaultPath();
    const QString &path() const { return m_document.path(); }
    /// Whether there may be something to read, without cryptography.
    static bool exists(const QString &path = {});

    base::Result<trust::IssuerBook> read() override;
    base::Result<trust::IssuerBook> change(const std::function<base::Result<void>(trust::IssuerBook &)> &how) override;

private:
    base::Result<trust::IssuerBook> bookOf(const store::sql::SealedDocument::Content &content) const;

    store::sql::SealedDocument m_document;
};

} // namespace gatehouse::app
