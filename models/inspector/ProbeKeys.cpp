#include "models/inspector/ProbeKeys.h"

#include "models/base/Text.h"
#include "models/inspector/ProbeTexts.h"
#include "models/jose/Base64Url.h"

#include <QtEndian>

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

/// A text of one line, with and without a line feed.
void addLine(QList<KeyForm> &forms, const QString &name, const QByteArray &text)
{
    forms.append({name, text});
    forms.append({name, text + '\n'});
}

/// A string of RFC 4251 section 5.
QByteArray sshString(const QByteArray &bytes)
{
    QByteArray out(4, '\0');
    qToBigEndian(static_cast<quint32>(bytes.size()), out.data());
    return out + bytes;
}

/// A positive number of RFC 4251 section 5.
QByteArray sshNumber(const QByteArray &bigEndian)
{
    const bool needsZero = !bigEndian.isEmpty() && (static_cast<unsigned char>(bigEndian.front()) & 0x80U) != 0;
    return sshString(needsZero ? '\0' + bigEndian : bigEndian);
}

/// "ssh-rsa AAAA…" without a comment (RFC 4253 section 6.6, RFC 5656 section 3.1, RFC 8709); empty for keys that
/// OpenSSH has no form for.
QByteArray openSshText(const jose::Jwk &key)
{
    const auto text = [](const QByteArray &type, const QByteArray &rest) {
        return type + ' ' + (sshString(type) + rest).toBase64();
    };
    if (key.type == jose::KeyType::Rsa)
        return text("ssh-rsa", sshNumber(key.e) + sshNumber(key.n));
    const auto elliptic = [&](const QByteArray &curve) {
        return text("ecdsa-sha2-" + curve, sshString(curve) + sshString('\x04' + key.x + key.y));
    };
    if (key.crv == jose::Curve::P256)
        return elliptic("nistp256");
    if (key.crv == jose::Curve::P384)
        return elliptic("nistp384");
    if (key.crv == jose::Curve::P521)
        return elliptic("nistp521");
    if (key.crv == jose::Curve::Ed25519)
        return text("ssh-ed25519", sshString(key.x));
    if (key.crv == jose::Curve::Ed448)
        return text("ssh-ed448", sshString(key.x));
    return {};
}

/// The texts of the objects in a JSON text, the outermost aside.
QList<QByteArrayView> objectsIn(QByteArrayView json)
{
    QList<QByteArrayView> objects;
    QList<qsizetype> open;
    bool isInString = false;
    for (qsizetype at = 0; at < json.size(); ++at) {
        if (isInString) {
            if (json[at] == '\\')
                ++at;
            else
                isInString = json[at] != '"';
        } else if (json[at] == '"') {
            isInString = true;
        } else if (json[at] == '{') {
            open.append(at);
        } else if (json[at] == '}' && !open.isEmpty()) {
            const qsizetype from = open.takeLast();
            if (!open.isEmpty())
                objects.append(json.sliced(from, at + 1 - from));
        }
    }
    return objects;
}

/// The key's JWK as it stands in the set that was given, and the same members in order as programs write them anew.
void addJwkTexts(QList<KeyForm> &forms, const jose::Jwk &key, const QByteArray &textAsGiven)
{
    const QList<QByteArrayView> objects = objectsIn(textAsGiven);
    for (const QByteArrayView text : objects) {
        const auto json = jose::parseStrictJson(text);
        const auto jwk = json ? jose::Jwk::parse(*json) : std::unexpected(jose::KeyError());
        if (!jwk || !jose::isSameKey(*jwk, key))
            continue;
        for (const QByteArray &form : {text.toByteArray(), json->toJson(), spacedJson(*json)})
            addLine(forms, u"JWK as it stands in the set"_s, form);
    }
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
    jose::Jwk bare = key;
    bare.certificates = {};
    forms.append({u"JWK"_s, bare.toPublicJson()});
    if (key.type == jose::KeyType::Rsa) {
        const QByteArray der = pkcs1Der(key);
        addText(forms, u"PKCS#1 PEM"_s, armoured(der, "RSA PUBLIC KEY"));
        forms.append({u"PKCS#1 DER"_s, der});
        forms.append({u"modulus"_s, key.n});
        forms.append({u"modulus in base64url"_s, jose::encodeBase64Url(key.n)});
    } else if (key.type == jose::KeyType::Akp) {
        forms.append({u"public key"_s, key.pub});
        forms.append({u"pub in base64url"_s, jose::encodeBase64Url(key.pub)});
    } else {
        forms.append({u"coordinates"_s, key.x + key.y});
        forms.append({u"x in base64url"_s, jose::encodeBase64Url(key.x)});
    }
    if (const QByteArray ssh = openSshText(key); !ssh.isEmpty())
        addLine(forms, u"OpenSSH"_s, ssh);
    addJwkTexts(forms, key, textAsGiven);
    forms.append({u"text as given"_s, textAsGiven});
    addText(forms, u"text as given"_s, textAsGiven);
    forms.append({u"PEM in base64"_s, pem.toBase64()});
    return forms;
}

QList<SecretText> formsOfSecret(QByteArrayView secret)
{
    const QByteArray bytes = secret.toByteArray();
    QList<SecretText> forms;
    const auto add = [&](SecretForm form, const QByteArray &text) {
        if (!text.isEmpty() && text != bytes)
            forms.append({form, text});
    };
    if (const auto decoded = QByteArray::fromBase64Encoding(bytes, QByteArray::AbortOnBase64DecodingErrors))
        add(SecretForm::Base64, *decoded);
    if (const auto decoded = QByteArray::fromBase64Encoding(bytes, QByteArray::Base64UrlEncoding |
                                                                       QByteArray::AbortOnBase64DecodingErrors))
        add(SecretForm::Base64Url, *decoded);
    const bool isHex =
        bytes.size() % 2 == 0 && std::ranges::all_of(bytes, [](char c) { return base::hexDigit(c) >= 0; });
    if (isHex)
        add(SecretForm::Hex, QByteArray::fromHex(bytes));
    add(SecretForm::LineFeed, bytes + '\n');
    add(SecretForm::CarriageReturn, bytes + "\r\n");
    add(SecretForm::Trimmed, bytes.trimmed());
    add(SecretForm::Quoted, '"' + bytes + '"');
    if (bytes.size() > 2 && bytes.startsWith('"') && bytes.endsWith('"'))
        add(SecretForm::Unquoted, bytes.sliced(1, bytes.size() - 2));
    add(SecretForm::Base64Text, bytes.toBase64());
    add(SecretForm::Base64UrlText, jose::encodeBase64Url(bytes));
    add(SecretForm::HexText, bytes.toHex());
    add(SecretForm::HexText, bytes.toHex().toUpper());
    return forms;
}

} // namespace gatehouse::inspector
