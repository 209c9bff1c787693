#include "models/jose/qca/QcaCipher.h"

#include "models/jose/qca/QcaBytes.h"

namespace gatehouse::jose::qca {

namespace {

using base::ErrorCode;
using base::failure;
using namespace Qt::StringLiterals;

constexpr int keyLength = 32;
constexpr int nonceLength = 12;
constexpr int tagLength = 16;

QCA::SymmetricKey subkey(const base::Secret &key, QByteArrayView context)
{
    // RFC 5869 section 2.2: no salt is a salt of zeros as long as the hash. Written out, since libraries differ on
    // empty.
    const QCA::InitializationVector salt(QByteArray(32, '\0'));
    return QCA::HKDF(u"sha256"_s)
        .makeKey(secureArray(key.bytes()), salt, QCA::InitializationVector(secureArray(context)), keyLength);
}

QCA::Cipher aesGcm(QCA::Direction direction, const QCA::SymmetricKey &key, QByteArrayView nonce,
                   const QCA::AuthTag &tag)
{
    return {u"aes256"_s,
            QCA::Cipher::GCM,
            QCA::Cipher::NoPadding,
            direction,
            key,
            QCA::InitializationVector(secureArray(nonce)),
            tag};
}

/// The whole of `input` through `cipher`; nothing when it does not come out right.
std::optional<QCA::SecureArray> run(QCA::Cipher &cipher, const QCA::SecureArray &input)
{
    QCA::SecureArray output;
    if (!input.isEmpty()) {
        output = cipher.update(input);
        if (!cipher.ok())
            return std::nullopt;
    }
    output += QCA::SecureArray(cipher.final());
    if (!cipher.ok() || output.size() != input.size())
        return std::nullopt;
    return output;
}

} // namespace

base::Result<QByteArray> QcaCipher::seal(const base::Secret &key, QByteArrayView context, QByteArrayView nonce,
                                         const base::Secret &plain) const
{
    if (key.size() != keyLength || nonce.size() != nonceLength)
        return failure(ErrorCode::Internal, base::ErrorStep::Seal);
    QCA::Cipher cipher = aesGcm(QCA::Encode, subkey(key, context), nonce, QCA::AuthTag(tagLength));
    const auto sealed = run(cipher, secureArray(plain.bytes()));
    const QCA::AuthTag tag = cipher.tag();
    if (!sealed || tag.size() != tagLength)
        return failure(ErrorCode::Internal, base::ErrorStep::Seal);
    QByteArray record;
    record.reserve(nonceLength + sealed->size() + tagLength);
    record += nonce;
    record += QByteArrayView(sealed->constData(), sealed->size());
    record += QByteArrayView(tag.constData(), tag.size());
    return record;
}

base::Result<base::Secret> QcaCipher::open(const base::Secret &key, QByteArrayView context, QByteArrayView record) const
{
    if (key.size() != keyLength || record.size() < nonceLength + tagLength)
        return failure(ErrorCode::SealBroken, base::ErrorStep::OpenSealed);
    const QByteArrayView sealed = record.sliced(nonceLength, record.size() - nonceLength - tagLength);
    QCA::Cipher cipher = aesGcm(QCA::Decode, subkey(key, context), record.first(nonceLength),
                                QCA::AuthTag(secureArray(record.last(tagLength))));
    const auto plain = run(cipher, secureArray(sealed));
    if (!plain)
        return failure(ErrorCode::SealBroken, base::ErrorStep::OpenSealed);
    return toSecret(*plain);
}

} // namespace gatehouse::jose::qca
