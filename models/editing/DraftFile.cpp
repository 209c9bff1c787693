#include "models/editing/DraftFile.h"

#include "models/base/Logging.h"
#include "models/base/PrivateFile.h"

namespace gatehouse::editing {

using namespace Qt::StringLiterals;

namespace {

/// A thousand scopes checked for each of many clients are under a megabyte.
constexpr qint64 longestFile = qint64{16} * 1024 * 1024;
/// Bound into the seal: a kept token is never taken for drafts.
constexpr QLatin1StringView record("drafts");

QByteArray leftAt(const QString &path, const store::Custody &custody)
{
    const auto sealed = base::readPrivateFile(path, longestFile, base::ErrorStep::ReadDrafts);
    if (!sealed)
        return {};
    const auto opened = custody.token(record, domain::SealedSecret{*sealed});
    if (!opened) {
        qCWarning(base::logStore) << "drafts that were left do not open:" << opened.error().detail;
        return {};
    }
    return opened->bytes().toByteArray();
}

base::Result<void> writeAt(const QString &path, store::Custody &custody, const QByteArray &json)
{
    if (json.isEmpty())
        return base::removePrivateFile(path, base::ErrorStep::RemoveDrafts);
    const auto sealed = custody.sealToken(record, base::Secret(QByteArrayView(json)));
    if (!sealed)
        return std::unexpected(sealed.error());
    return base::writePrivateFile(path, sealed->record, base::ErrorStep::KeepDrafts);
}

} // namespace

DraftFile::DraftFile(const QString &path, store::Custody &custody, Drafts &drafts, QObject *parent)
    : DraftFile(Place{.read = [path, &custody] { return leftAt(path, custody); },
                      .write = [path, &custody](const QByteArray &json) { return writeAt(path, custody, json); }},
                drafts, parent)
{
}

DraftFile::DraftFile(Place place, Drafts &drafts, QObject *parent)
    : QObject(parent)
    , m_place(std::move(place))
    , m_drafts(drafts)
{
    m_soon.setSingleShot(true);
    // Long enough for a word to be typed, short enough to lose no more than one.
    m_soon.setInterval(std::chrono::milliseconds(500));
    connect(&m_soon, &QTimer::timeout, this, [this] {
        if (const auto saved = save(); !saved)
            qCWarning(base::logStore) << "drafts are not kept:" << saved.error().detail;
    });
    const auto saveSoon = [this] {
        if (m_isStarted && !m_soon.isActive())
            m_soon.start();
    };
    connect(&drafts, &Drafts::changed, this, saveSoon);
    connect(&drafts, &Drafts::clientChanged, this, saveSoon);
}

DraftFile::~DraftFile()
{
    if (!m_soon.isActive())
        return;
    if (const auto saved = save(); !saved)
        qCWarning(base::logStore) << "drafts are not kept:" << saved.error().detail;
}

QString DraftFile::pathFor(const QString &storePath)
{
    return storePath + u".drafts"_s;
}

QByteArray DraftFile::left() const
{
    return m_place.read();
}

void DraftFile::start()
{
    m_isStarted = true;
}

base::Result<void> DraftFile::save()
{
    m_soon.stop();
    if (!m_isStarted)
        return {};
    return m_place.write(m_drafts.isEmpty() ? QByteArray() : m_drafts.toJson());
}

} // namespace gatehouse::editing
