#pragma once

#include "models/jose/Base64Url.h"
#include "models/jose/qca/QcaCrypto.h"
#include "models/shelf/ShelfFolder.h"
#include "models/store/sql/KeyCustody.h"

#include <QDir>
#include <QDirIterator>
#include <QTemporaryDir>
#include <QTest>

namespace gatehouse::tests {

using namespace Qt::StringLiterals;

/// A store's folder with a real key file in it, and tokens to keep.
struct ShelfWorld
{
    ShelfWorld()
    {
        if (!custody.open(storePath()))
            qFatal("no key file");
    }

    QString storePath() const { return folder.filePath(u"tenant/gatehouse.db"_s); }
    QString shelfPath() const { return shelf::ShelfFolder::pathFor(storePath()); }
    shelf::ShelfFolder shelfFolder() { return {shelfPath(), custody, random}; }

    /// Records on disk, by the path, oldest name first.
    QStringList records() const
    {
        QStringList paths;
        const auto entries = QDir(shelfPath()).entryInfoList(QDir::Files | QDir::Hidden, QDir::Name);
        for (const QFileInfo &entry : entries)
            paths.append(entry.filePath());
        return paths;
    }
    /// Every byte of every file below the store's folder, names too.
    QByteArray everything() const
    {
        QByteArray bytes;
        QDirIterator it(folder.path(), QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot,
                        QDirIterator::Subdirectories);
        while (it.hasNext()) {
            const QString path = it.next();
            bytes += path.toUtf8();
            QFile file(path);
            if (it.fileInfo().isFile() && file.open(QIODevice::ReadOnly))
                bytes += file.readAll();
        }
        return bytes;
    }

    /// A text of the shape of a token, another one for each number.
    static QByteArray token(int number, qsizetype size = 0)
    {
        const QByteArray claims =
            R"({"iss":"https://issuer.example/","aud":"https://orders.example.com","azp":"importer-)" +
            QByteArray::number(number) + R"(","jti":")" + QByteArray(size, 'x') + "\"}";
        return jose::encodeBase64Url(R"({"alg":"RS256","typ":"JWT"})") + '.' + jose::encodeBase64Url(claims) + '.' +
               jose::encodeBase64Url(QByteArray(256, static_cast<char>('A' + number % 26)));
    }
    static base::Secret secret(const QByteArray &token) { return base::Secret(QByteArrayView(token)); }
    /// What is told of it, kept at that second.
    static shelf::ShelfEntry entry(const QByteArray &token, int second = 0)
    {
        inspector::TokenInspection inspection;
        inspection.token = token;
        inspection.form = inspector::Form::Ok;
        inspection.issuer = u"https://issuer.example/"_s;
        inspection.audience = {u"https://orders.example.com"_s};
        inspection.algorithm = u"RS256"_s;
        return shelf::entryOf(inspection, base::Instant(std::chrono::seconds(second)));
    }

    QTemporaryDir folder;
    jose::qca::QcaCrypto crypto;
    base::SystemRandom random;
    store::sql::KeyCustody custody{crypto.cipher(), crypto.signers(), random};
};

} // namespace gatehouse::tests
