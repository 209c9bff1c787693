#include "models/inspector/ProbeKeys.h"

#include "models/jose/Base64Url.h"

namespace gatehouse::inspector {

namespace {

using namespace Qt::StringLiterals;

constexpr qsizetype mostSecrets = 64;
constexpr qsizetype mostPublicKeys = 64;

QByteArray derLength(qsizetype length)
{
    QByteArray out;
    if (length < 128)
        return out.append(static_cast<char>(length));
    QByteArray digits;
    for (qsizetype rest = length; rest > 0; rest >>= 8)
        digits.prepend(static_cast<char>(rest & 0xff));
    return out.append(static_cast<char>(0x80 | digits.size())).append(digits);
}

QByteArray derInteger(const QByteArray &number)
{
    const bool needsZero = !number.isEmpty() && (static_cast<unsigned char>(number.front()) & 0x80U) != 0;
    const QByteArray value = needsZero ? '\0' + number : number;
    return '\x02' + derLength(value.size()) + value;
}

/// RSAPublicKey (RFC 8017 appendix A.1.1).
QByteArray pkcs1Der(const jose::Jwk &key)
{
    const QByteArray body = derInteger(key.n) + derInteger(key.e);
    return '\x30' + derLength(body.size()) + body;
}

QByteArray armoured(const QByteArray &der, const QByteArray &label)
{
    QByteArray pem = "-----BEGIN " + label + "-----\n";
    const QByteArray base64 = der.toBase64();
    for (qsizetype at = 0; at < base64.size(); at += 64)
        pem += base64.mid(at, 64) + '\n';
    return pem + "-----END " + label + "-----\n";
}

/// The bytes inside the armour.
QByteArray bytesInArmour(const QByteArray &pem)
{
    const qsizetype begin = pem.indexOf('\n') + 1;
    const qsizetype end = pem.indexOf("-----END");
    return end > begin ? QByteArray::fromBase64(pem.sliced(begin, end - begin)) : QByteArray();
}

void addText(QList<KeyForm> &forms, const QString &name, const QByteArray &text)
{
    const QByteArray bare = text.trimmed();
    if (bare.isEmpty())
        return;
    forms.append({name, bare + '\n'});
    forms.append({name + u" without its last line feed"_s, bare});
    forms.append({name + u" with CRLF"_s, QByteArray(bare).replace("\r\n", "\n").replace('\n', "\r\n") + "\r\n"});
}

} // namespace

QList<KnownKey> publicKeysOf(const VerificationPolicy &policy, const jose::KeyCodec &codec)
{
    QList<KnownKey> known;
    const auto nameOf = [](const jose::Jwk &key) {
        return key.kid && !key.kid->isEmpty() ? *key.kid : key.thumbprint();
    };
    if (const auto *pasted = std::get_if<PastedKey>(&policy.keys); pasted && pasted->keys) {
        for (const jose::Jwk &key : pasted->keys->keys) {
            if (key.type != jose::KeyType::Octets && known.size() < mostPublicKeys)
                known.append({key, nameOf(key), KnownKey::State::Pasted});
        }
    } else if (const auto *tenant = std::get_if<TenantKeys>(&policy.keys)) {
        using State = domain::SigningKey::State;
        for (const domain::SigningKey &key : tenant->tenant.signingKeys) {
            auto jwk = codec.publicKeyFromDer(key.publicKey);
            if (!jwk || known.size() == mostPublicKeys)
                continue;
            jwk->kid = key.id.text();
            known.append({*jwk, key.id.text(),
                          key.state == State::Current    ? KnownKey::State::Current
                          : key.state == State::Previous ? KnownKey::State::Retired
                                                         : KnownKey::State::Revoked});
        }
    }
    return known;
}

QList<KnownSecret> secretsOf(const VerificationPolicy &policy)
{
    QList<KnownSecret> known;
    if (const auto *pasted = std::get_if<PastedKey>(&policy.keys); pasted && pasted->keys) {
        for (const jose::Jwk &key : pasted->keys->keys) {
            if (key.type != jose::KeyType::Octets || known.size() == mostSecrets)
                continue;
            const QString number = u'#' + QString::number(known.size() + 1);
            known.append({key.k, key.kid.value_or(QString()).isEmpty() ? number : *key.kid, true});
        }
    } else if (const auto *tenant = std::get_if<TenantKeys>(&policy.keys)) {
        for (const domain::ResourceServer &api : tenant->tenant.resourceServers) {
            if (api.signingAlgorithm != domain::SigningAlgorithm::HS256 || known.size() == mostSecrets)
                continue;
            if (auto secret = tenant->custody.signingSecret(api))
                known.append({std::move(*secret), api.name, false});
        }
    }
    return known;
}

QList<KeyForm> formsOf(const jose::Jwk &key, const QByteArray &textAsGiven, const jose::KeyCodec &codec)
{
    QList<KeyForm> forms;
    const QByteArray pem = codec.toPem(key);
    addText(forms, u"PEM"_s, pem);
    forms.append({u"DER"_s, bytesInArmour(pem)});
    forms.append({u"JWK"_s, key.toPublicJson()});
    if (key.type == jose::KeyType::Rsa) {
        const QByteArray der = pkcs1Der(key);
        addText(forms, u"PKCS#1 PEM"_s, armoured(der, "RSA PUBLIC KEY"));
        forms.append({u"PKCS#1 DER"_s, der});
        forms.append({u"modulus"_s, key.n});
        forms.append({u"modulus in base64url"_s, jose::encodeBase64Url(key.n)});
    } else {
        forms.append({u"coordinates"_s, key.x + key.y});
        forms.append({u"x in base64url"_s, jose::encodeBase64Url(key.x)});
    }
    forms.append({u"text as given"_s, textAsGiven});
    addText(forms, u"text as given"_s, textAsGiven);
    forms.append({u"PEM in base64"_s, pem.toBase64()});
    return forms;
}

QList<KeyForm> formsOfSecret(QByteArrayView secret)
{
    const QByteArray bytes = secret.toByteArray();
    QList<KeyForm> forms;
    const auto add = [&](const QString &name, const QByteArray &form) {
        if (!form.isEmpty() && form != bytes)
            forms.append({name, form});
    };
    if (const auto decoded = QByteArray::fromBase64Encoding(bytes, QByteArray::AbortOnBase64DecodingErrors))
        add(u"base64"_s, *decoded);
    if (const auto decoded = QByteArray::fromBase64Encoding(bytes, QByteArray::Base64UrlEncoding |
                                                                       QByteArray::AbortOnBase64DecodingErrors))
        add(u"base64url"_s, *decoded);
    const bool isHex = bytes.size() % 2 == 0 && std::ranges::all_of(bytes, [](char c) {
                           return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'f');
                       });
    if (isHex)
        add(u"hex"_s, QByteArray::fromHex(bytes));
    add(u"line-feed"_s, bytes + '\n');
    add(u"carriage-return"_s, bytes + "\r\n");
    add(u"trimmed"_s, bytes.trimmed());
    add(u"quoted"_s, '"' + bytes + '"');
    if (bytes.size() > 2 && bytes.startsWith('"') && bytes.endsWith('"'))
        add(u"unquoted"_s, bytes.sliced(1, bytes.size() - 2));
    add(u"base64-text"_s, bytes.toBase64());
    add(u"base64url-text"_s, jose::encodeBase64Url(bytes));
    add(u"hex-text"_s, bytes.toHex());
    add(u"hex-text"_s, bytes.toHex().toUpper());
    return forms;
}

} // namespace gatehouse::inspector
