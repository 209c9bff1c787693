// picture_reference FOLDER REFERENCE [--write]: whether the pictures of a folder look as they did. Each is kept as the
// mean brightness of a coarse grid, in a line of the reference: a page that lost a card, a theme that lost a color or a
// layout that fell apart shows in many cells, another time of day or another key in hardly any.
#include <QDir>
#include <QFile>
#include <QImage>
#include <QMap>

#include <algorithm>
#include <cstdio>

using namespace Qt::StringLiterals;

namespace {

constexpr int columns = 40;
constexpr int rows = 27;
/// What letters, times and names of keys may change of a cell, of 255; and how many cells may change by more.
constexpr int cellTolerance = 24;
constexpr int mostChanged = columns * rows * 7 / 100;

QByteArray gridOf(const QString &path)
{
    const QImage picture(path);
    if (picture.isNull())
        return {};
    const QImage small = picture.scaled(columns, rows, Qt::IgnoreAspectRatio, Qt::SmoothTransformation)
                             .convertToFormat(QImage::Format_Grayscale8);
    QByteArray grid;
    for (int row = 0; row < rows; ++row)
        grid.append(reinterpret_cast<const char *>(small.constScanLine(row)), columns);
    return grid;
}

QMap<QString, QByteArray> referenceOf(QFile &file)
{
    QMap<QString, QByteArray> reference;
    if (!file.open(QIODevice::ReadOnly))
        return reference;
    while (!file.atEnd()) {
        const QList<QByteArray> parts = file.readLine().trimmed().split(' ');
        if (parts.size() == 2)
            reference.insert(QString::fromLatin1(parts[0]), QByteArray::fromBase64(parts[1]));
    }
    file.close();
    return reference;
}

int changedCells(const QByteArray &before, const QByteArray &now)
{
    if (before.size() != now.size())
        return columns * rows;
    int changed = 0;
    for (qsizetype cell = 0; cell < now.size(); ++cell) {
        const int difference = static_cast<unsigned char>(before[cell]) - static_cast<unsigned char>(now[cell]);
        changed += std::abs(difference) > cellTolerance ? 1 : 0;
    }
    return changed;
}

} // namespace

int main(int argc, char **argv)
{
    if (argc < 3) {
        std::fputs("usage: picture_reference FOLDER REFERENCE [--write]\n", stderr);
        return 2;
    }
    const QDir folder(QString::fromLocal8Bit(argv[1]));
    QFile file(QString::fromLocal8Bit(argv[2]));
    const QStringList names = folder.entryList({u"*.png"_s}, QDir::Files, QDir::Name);
    if (argc > 3) {
        if (!file.open(QIODevice::WriteOnly))
            return 1;
        for (const QString &name : names)
            file.write(name.toLatin1() + ' ' + gridOf(folder.filePath(name)).toBase64() + '\n');
        return 0;
    }
    const QMap<QString, QByteArray> reference = referenceOf(file);
    int failures = reference.isEmpty() ? 1 : 0;
    int worst = 0;
    for (auto it = reference.cbegin(); it != reference.cend(); ++it) {
        const int changed = changedCells(it.value(), gridOf(folder.filePath(it.key())));
        worst = std::max(worst, changed);
        if (changed <= mostChanged)
            continue;
        ++failures;
        std::printf("%s looks different: %d of %d cells\n", qPrintable(it.key()), changed, columns * rows);
    }
    for (const QString &name : names) {
        if (reference.contains(name))
            continue;
        ++failures;
        std::printf("%s has no reference\n", qPrintable(name));
    }
    std::printf("%lld pictures, the most changed one in %d of %d cells\n", static_cast<long long>(reference.size()),
                worst, columns * rows);
    return failures > 0 ? 1 : 0;
}
