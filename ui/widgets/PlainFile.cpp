#include "ui/widgets/PlainFile.h"

#include "models/base/Text.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QLocale>

namespace gatehouse::ui::widgets {

namespace {

class FileWords
{
    Q_DECLARE_TR_FUNCTIONS(gatehouse::ui::widgets::PlainFile)
};

} // namespace

std::expected<QByteArray, QString> readPlainFile(const QString &path, qsizetype most)
{
    const QFileInfo info(path);
    const QString name = base::visibleText(info.fileName(), 80);
    if (!info.isFile())
        return std::unexpected(FileWords::tr("“%1” is not a plain file. Choose another one.").arg(name));
    if (info.size() > most) {
        const QLocale locale;
        return std::unexpected(
            FileWords::tr("“%1” has %2, and at most %3 are taken here. Choose another one.")
                .arg(name, locale.formattedDataSize(info.size(), 1), locale.formattedDataSize(most, 0)));
    }
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return std::unexpected(FileWords::tr("“%1” cannot be read. Check its permissions.").arg(name));
    return file.read(most);
}

} // namespace gatehouse::ui::widgets
