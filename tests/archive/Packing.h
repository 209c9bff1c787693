#pragma once

#include <QByteArray>

#include <archive.h>
#include <archive_entry.h>

namespace gatehouse::tests {

inline la_ssize_t appendTo(struct archive * /*handle*/, void *data, const void *bytes, std::size_t size)
{
    static_cast<QByteArray *>(data)->append(static_cast<const char *>(bytes), static_cast<qsizetype>(size));
    return static_cast<la_ssize_t>(size);
}

inline void addMember(struct archive *handle, const char *name, const QByteArray &content)
{
    struct archive_entry *entry = archive_entry_new();
    archive_entry_set_pathname(entry, name);
    archive_entry_set_filetype(entry, AE_IFREG);
    archive_entry_set_perm(entry, 0644);
    archive_entry_set_size(entry, content.size());
    archive_write_header(handle, entry);
    archive_write_data(handle, content.constData(), static_cast<std::size_t>(content.size()));
    archive_entry_free(entry);
}

/// One stream under a filter of libarchive: "gzip", "bzip2", "xz", "zstd".
inline QByteArray packed(const QByteArray &content, const char *filter)
{
    QByteArray out;
    struct archive *handle = archive_write_new();
    archive_write_set_format_raw(handle);
    archive_write_add_filter_by_name(handle, filter);
    archive_write_set_bytes_in_last_block(handle, 1);
    archive_write_open(handle, &out, nullptr, appendTo, nullptr);
    addMember(handle, "x", content);
    archive_write_free(handle);
    return out;
}

inline QByteArray zipped(const QList<std::pair<QByteArray, QByteArray>> &members, const char *options = "")
{
    QByteArray out;
    struct archive *handle = archive_write_new();
    archive_write_set_format_zip(handle);
    archive_write_set_options(handle, options);
    archive_write_set_passphrase(handle, "secret");
    archive_write_set_bytes_in_last_block(handle, 1);
    archive_write_open(handle, &out, nullptr, appendTo, nullptr);
    for (const auto &[name, content] : members)
        addMember(handle, name.constData(), content);
    archive_write_free(handle);
    return out;
}

} // namespace gatehouse::tests
