#include "models/store/sql/KeyLock.h"

namespace gatehouse::store::sql {

using base::ErrorCode;
using base::failure;
using base::Job;
using base::Result;
using base::Secret;
using namespace Qt::StringLiterals;

namespace {

constexpr int keychainKeySize = 32;
constexpr int entryEndLength = 8;

void finish(const std::shared_ptr<QPromise<Result<void>>> &promise, Result<void> result)
{
    promise->addResult(std::move(result));
    promise->finish();
}

std::shared_ptr<QPromise<Result<void>>> startedPromise()
{
    auto promise = std::make_shared<QPromise<Result<void>>>();
    promise->start();
    return promise;
}

/// The keychain speaks of its entry; a person knows the store.
std::unexpected<base::Error> about(const QString &path, base::Error error)
{
    error.subject = path;
    return std::unexpected(std::move(error));
}

Secret randomKey(base::RandomSource &random)
{
    std::vector<unsigned char> key(keychainKeySize);
    random.fill(key);
    return Secret(std::move(key));
}

} // namespace

KeyLock::KeyLock(KeyCustody &custody, const jose::AuthenticatedCipher &cipher, const jose::PassphraseKdf &kdf,
                 base::RandomSource &random, settings::SecretVault &vault, const jose::Argon2Cost &cost,
                 QObject *parent)
    : QObject(parent)
    , m_custody(custody)
    , m_random(random)
    , m_vault(vault)
    , m_wrap(cipher, kdf, random, cost)
{
}

KeyLock::~KeyLock() = default;

Result<Protection> KeyLock::begin(const QString &storePath)
{
    m_path = storePath;
    const Result<Protection> under = m_custody.open(storePath);
    if (under)
        EnvelopeFile::of(storePath).clearDrafts();
    return under;
}

void KeyLock::watch()
{
    connect(&m_watcher, &QFileSystemWatcher::fileChanged, this, &KeyLock::look, Qt::UniqueConnection);
    look();
}

void KeyLock::look()
{
    const EnvelopeFile file = EnvelopeFile::of(m_path);
    // A file that was replaced is another one: it has to be asked for again.
    if (!m_watcher.files().contains(file.path()))
        m_watcher.addPath(file.path());
    if (m_underWay > 0)
        return;
    const auto envelope = file.read();
    const auto ours = m_custody.storeId();
    if (!envelope || !ours || envelope->storeId != *ours || !m_custody.follow(envelope->protection()))
        return;
    if (m_listener)
        m_listener();
    Q_EMIT changedElsewhere();
}

Result<void> KeyLock::openWith(const Secret &opener, Protection expected, ErrorCode wrong)
{
    const EnvelopeFile file = EnvelopeFile::of(m_path);
    // Read anew: another process may have changed it while a person was asked.
    const auto envelope = file.read();
    if (!envelope)
        return std::unexpected(envelope.error());
    if (envelope->protection() != expected)
        return failure(ErrorCode::Conflict, base::ErrorStep::Unlock, file.path());
    auto key = m_wrap.open(*envelope, opener);
    if (!key && key.error().code == ErrorCode::SealBroken)
        return failure(wrong, base::ErrorStep::Unlock, file.path());
    if (!key)
        return std::unexpected(key.error());
    m_opened.reset();
    if (!key->hasHead) {
        if (auto withHead = m_wrap.withHead(*envelope, *key, opener)) {
            m_opened = *envelope;
            m_withHead = *std::move(withHead);
        }
    }
    m_custody.take(*std::move(key), file.path(), expected);
    return {};
}

Job<void> KeyLock::noteHead()
{
    if (m_custody.isStateExpected())
        return Job<void>::ready({});
    return inThread([this]() -> Result<void> {
        auto key = m_custody.dataKey();
        if (!key)
            return std::unexpected(key.error());
        const EnvelopeFile file = EnvelopeFile::of(m_path);
        const auto present = file.read();
        if (!present)
            return std::unexpected(present.error());
        if (present->storeId != key->storeId || present->protection() != m_custody.protection())
            return failure(ErrorCode::Conflict, base::ErrorStep::ReplaceKeyFile, file.path());
        key->hasHead = true;
        if (!present->hasHead) {
            const bool isPlain = present->protection() == Protection::KeyFile;
            // A wrapped one that another process has written meanwhile needs what only a person has: it is noted the
            // next time that it is opened.
            if (!isPlain && (!m_opened || !m_opened->bytes().equals(present->bytes())))
                return {};
            if (auto done = file.replace(isPlain ? KeyWrap::plain(*key) : *m_withHead, m_random); !done)
                return done;
        }
        m_custody.take(*std::move(key), file.path(), present->protection());
        return {};
    });
}

Job<void> KeyLock::inThread(std::function<Result<void>()> work)
{
    const auto promise = startedPromise();
    Job<void> job(promise->future());
    ++m_underWay;
    const bool isStarted = m_thread.post([this, promise, work = std::move(work)] {
        auto result = work();
        --m_underWay;
        finish(promise, std::move(result));
    });
    if (!isStarted) {
        --m_underWay;
        finish(promise, failure(ErrorCode::ThreadRefused, base::ErrorStep::Unlock, m_path));
    }
    return job;
}

Job<void> KeyLock::unlockWithPassphrase(Secret passphrase)
{
    return inThread([this, passphrase = std::move(passphrase)] {
        return openWith(passphrase, Protection::Passphrase, ErrorCode::PassphraseWrong);
    });
}

Job<void> KeyLock::unlockWithKeychain()
{
    const EnvelopeFile file = EnvelopeFile::of(m_path);
    const auto envelope = file.read();
    if (!envelope)
        return Job<void>::ready(std::unexpected(envelope.error()));
    const auto *content = std::get_if<KeyEnvelope::UnderKeychain>(&envelope->content);
    if (!content)
        return Job<void>::ready(failure(ErrorCode::Conflict, base::ErrorStep::Unlock, file.path()));
    const auto promise = startedPromise();
    m_vault.read(content->entry).then(this, [this, promise, path = file.path()](const Result<Secret> &key) {
        finish(promise, key ? openWith(*key, Protection::Keychain, ErrorCode::KeychainMismatch)
                            : Result<void>(about(path, key.error())));
    });
    return Job<void>(promise->future());
}

Protection KeyLock::protection() const
{
    return m_custody.protection();
}

Job<void> KeyLock::probeKeychain()
{
    return m_vault.probe();
}

Result<QString> KeyLock::rewrap(const Build &build)
{
    auto key = m_custody.dataKey();
    if (!key)
        return std::unexpected(key.error());
    const EnvelopeFile file = EnvelopeFile::of(m_path);
    const auto before = file.read();
    // One that is missing or damaged is put right by this; anything else is not ours to replace.
    if (!before && before.error().code != ErrorCode::KeyMissing)
        return std::unexpected(before.error());
    if (before && before->storeId != key->storeId)
        return failure(ErrorCode::Conflict, base::ErrorStep::ProtectStore, file.path(),
                       u"the key file of another store"_s);
    key->hasHead = key->hasHead || (before && before->hasHead);
    const auto after = build(*key);
    if (!after)
        return std::unexpected(after.error());
    m_opened.reset();
    if (auto replaced = file.replace(*after, m_random); !replaced)
        return std::unexpected(replaced.error());
    m_custody.take(*key, file.path(), after->protection());
    const auto *keychain = before ? std::get_if<KeyEnvelope::UnderKeychain>(&before->content) : nullptr;
    return keychain ? keychain->entry : QString();
}

void KeyLock::rewrapLater(const Promise &promise, Build build, const QString &newEntry)
{
    auto formerEntry = std::make_shared<QString>();
    inThread([this, build = std::move(build), formerEntry]() -> Result<void> {
        auto former = rewrap(build);
        if (!former)
            return std::unexpected(former.error());
        *formerEntry = *std::move(former);
        return {};
    }).then(this, [this, promise, formerEntry, newEntry](const Result<void> &done) {
        const QString unneeded = done ? *formerEntry : newEntry;
        if (unneeded.isEmpty()) {
            finish(promise, done);
            return;
        }
        // An entry that stays behind opens nothing: the envelope that it opened is gone, or never was.
        m_vault.remove(unneeded).then(this, [promise, done](const Result<void> &) { finish(promise, done); });
    });
}

Job<void> KeyLock::protectWithKeyFile()
{
    const auto promise = startedPromise();
    rewrapLater(promise, [](const DataKey &key) { return Result<KeyEnvelope>(KeyWrap::plain(key)); });
    return Job<void>(promise->future());
}

Job<void> KeyLock::protectWithPassphrase(Secret passphrase)
{
    const auto promise = startedPromise();
    rewrapLater(promise, [this, passphrase = std::move(passphrase)](const DataKey &key) {
        return m_wrap.underPassphrase(key, passphrase);
    });
    return Job<void>(promise->future());
}

Job<void> KeyLock::protectWithKeychain()
{
    const auto key = m_custody.dataKey();
    if (!key)
        return Job<void>::ready(std::unexpected(key.error()));
    // A name of its own each time: the entry of the present envelope is never written over.
    const QString entry = QString::fromLatin1(key->storeId.toHex()) + u'-' +
                          base::randomText(m_random, base::alphanumericAlphabet, entryEndLength);
    const Secret wrapping = randomKey(m_random);
    const auto promise = startedPromise();
    const QString path = EnvelopeFile::of(m_path).path();
    const auto giveUp = [this, promise, entry, path](const base::Error &error) {
        m_vault.remove(entry).then(
            this, [promise, path, error](const Result<void> &) { finish(promise, about(path, error)); });
    };
    m_vault.write(entry, wrapping)
        .then(this, [this, promise, path, entry, wrapping, giveUp](const Result<void> &written) {
            if (!written) {
                finish(promise, about(path, written.error()));
                return;
            }
            // A keychain that takes what it does not give back would lose the store.
            m_vault.read(entry).then(this, [this, promise, entry, wrapping, giveUp](const Result<Secret> &kept) {
                if (!kept)
                    giveUp(kept.error());
                else if (!kept->equals(wrapping))
                    giveUp({.code = ErrorCode::KeychainMismatch,
                            .step = base::ErrorStep::ProtectStore,
                            .subject = entry,
                            .detail = {}});
                else
                    rewrapLater(
                        promise,
                        [this, entry, wrapping](const DataKey &data) {
                            return m_wrap.underKeychain(data, entry, wrapping);
                        },
                        entry);
            });
        });
    return Job<void>(promise->future());
}

} // namespace gatehouse::store::sql
