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

} // namespace

DraftFile::DraftFile(QString path, store::Custody &custody, Drafts &drafts, QObject *parent)
    : QObject(parent)
    , m_path(std::move(path))
    , m_custody(custody)
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
    const auto sealed = base::readPrivateFile(m_path, longestFile, base::ErrorStep::ReadDrafts);
    if (!sealed)
        return {};
    const auto opened = m_custody.token(record, domain::SealedSecret{*sealed});
    if (!opened) {
        qCWarning(base::logStore) << "drafts that were left do not open:" << opened.error().detail;
        return {};
    }
    return opened->bytes().toByteArray();
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
    if (m_drafts.isEmpty())
        return base::removePrivateFile(m_path, base::ErrorStep::RemoveDrafts);
    const QByteArray json = m_drafts.toJson();
    const auto sealed = m_custody.sealToken(record, base::Secret(QByteArrayView(json)));
    if (!sealed)
        return std::unexpected(sealed.error());
    return base::writePrivateFile(m_path, sealed->record, base::ErrorStep::KeepDrafts);
}

} // namespace gatehouse::editing
