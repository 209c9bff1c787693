"""Good tokens in every algorithm, and the ways to change them, each with what ours has to say: `differential` compares the rest."""
import base64
import json
import random

from cryptography.hazmat.primitives import hashes, hmac
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, ed448, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature, encode_dss_signature

ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
ALGORITHMS = ["HS256", "HS384", "HS512", "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "ES256K",
              "EdDSA", "EdDSA 448"]


def b64(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def unb64(text):
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def number(value, size):
    return b64(value.to_bytes(size, "big"))


def sha(bits):
    return {"256": hashes.SHA256, "384": hashes.SHA384, "512": hashes.SHA512}[bits]()


class Key:
    """A key pair or a secret, as JWK, and how it signs for one algorithm."""

    def __init__(self, alg):
        self.alg, self.order, family, bits = alg, None, alg[:2], alg[2:5]
        if family == "HS":
            secret = random.randbytes(64)
            self.jwk = {"kty": "oct", "k": b64(secret)}

            def sign(data):
                mac = hmac.HMAC(secret, sha(bits))
                mac.update(data)
                return mac.finalize()
        elif family in ("RS", "PS"):
            private = rsa.generate_private_key(65537, 2048)
            numbers = private.public_key().public_numbers()
            self.jwk = {"kty": "RSA", "n": number(numbers.n, 256), "e": "AQAB"}
            scheme = padding.PKCS1v15() if family == "RS" else padding.PSS(padding.MGF1(sha(bits)), sha(bits).digest_size)

            def sign(data):
                return private.sign(data, scheme, sha(bits))
        elif family == "ES":
            curve, name, size = {"ES256": (ec.SECP256R1, "P-256", 32), "ES384": (ec.SECP384R1, "P-384", 48),
                                 "ES512": (ec.SECP521R1, "P-521", 66), "ES256K": (ec.SECP256K1, "secp256k1", 32)}[alg]
            private = ec.generate_private_key(curve())
            numbers = private.public_key().public_numbers()
            self.jwk = {"kty": "EC", "crv": name, "x": number(numbers.x, size), "y": number(numbers.y, size)}
            self.order = {"ES256": 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551,
                          "ES384": 0xffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc52973,
                          "ES512": 2**521 - 657877501894328237357444332315020117536923257219387276263472201219398408051703,
                          "ES256K": 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141}[alg]

            def sign(data):
                r, s = decode_dss_signature(private.sign(data, ec.ECDSA(sha(bits))))
                return r.to_bytes(size, "big") + s.to_bytes(size, "big")
        else:
            private = (ed448.Ed448PrivateKey if alg == "EdDSA 448" else ed25519.Ed25519PrivateKey).generate()
            self.alg = "EdDSA"
            self.jwk = {"kty": "OKP", "crv": "Ed448" if alg == "EdDSA 448" else "Ed25519", "x": b64(private.public_key().public_bytes_raw())}
            sign = private.sign
        self.sign = sign


def header(key, **more):
    return json.dumps({"alg": key.alg, "typ": "JWT", **more}, separators=(",", ":")).encode()


def claims(**more):
    return json.dumps({"sub": f"user {random.randrange(10**6)}", "n": random.randrange(10**9), "scope": "a b", **more}).encode()


def sign(key, text):
    return text + "." + b64(key.sign(text.encode("utf-8")))


def signed(key, head=None, body=None):
    return sign(key, b64(header(key) if head is None else head) + "." + b64(claims() if body is None else body))


def part(index, change):
    """One of the three parts of a good token changed, after it was signed."""
    def mutate(key):
        parts = signed(key).split(".")
        parts[index] = change(parts[index])
        return ".".join(parts)
    return mutate


def sent(index, change):
    """Header or payload changed as text, and signed over the text as it is sent."""
    def mutate(key):
        parts = [b64(header(key)), b64(claims())]
        parts[index] = change(parts[index])
        return sign(key, ".".join(parts))
    return mutate


def whole(change):
    return lambda key: change(signed(key))


def parts(*order):
    return lambda key: ".".join(signed(key).split(".")[at] for at in order)


def signature(change):
    return part(2, lambda text: b64(change(unb64(text))))


def head(change):
    """Signed over a header that `change` made of the good one's bytes."""
    return lambda key: signed(key, change(header(key)))


def named(**more):
    return lambda key: signed(key, header(key, **more))


def swap(text):
    at = random.randrange(len(text) - 2)  # not the last: its spare bits are a case of their own
    return text[:at] + random.choice([c for c in ALPHABET if c != text[at]]) + text[at + 1:]


def padded(text):
    return text + "=" * (-len(text) % 4 or 4)


def spare(text):
    """The last character with a bit set that no byte needs; one character more where there are none."""
    return text[:-1] + ALPHABET[ALPHABET.index(text[-1]) | 1] if len(text) % 4 in (2, 3) else text + "A"


def flip(data):
    at = random.randrange(len(data))
    return data[:at] + bytes([data[at] ^ 1 << random.randrange(8)]) + data[at + 1:]


def as_der(data):
    half = len(data) // 2
    return encode_dss_signature(int.from_bytes(data[:half], "big") or 1, int.from_bytes(data[half:], "big") or 1)


def negated(key):
    """The other right signature of ECDSA, s taken from the order; a good token where there is no such thing."""
    text, _, mac = signed(key).rpartition(".")
    if not key.order:
        return text + "." + mac
    data = unb64(mac)
    half = len(data) // 2
    return text + "." + b64(data[:half] + (key.order - int.from_bytes(data[half:], "big")).to_bytes(half, "big"))


def alg(value):
    return lambda key: signed(key, json.dumps({"alg": value(key) if callable(value) else value}).encode())


# What is as good as it was, and verified.
HARMLESS = {
    "nothing": signed, "another order of members": lambda key: signed(key, json.dumps({"typ": "JWT", "alg": key.alg}).encode()),
    "blanks in the header": lambda key: signed(key, json.dumps({"alg": key.alg, "typ": "JWT"}, indent=2).encode()), "typ missing": head(lambda h: h.replace(b',"typ":"JWT"', b"")),
    "a member not known": named(x=[1, {"y": None}]), "kid of another": named(kid="another"), "names escaped": head(lambda h: h.replace(b'"alg"', b'"\\u0061lg"')),
    "ECDSA: s negated": negated, "expired": lambda key: signed(key, None, claims(exp=1_000_000_000)),
}
# What is not, and must not be verified.
CHANGES = {
    "header: a character": part(0, swap), "payload: a character": part(1, swap), "signature: a character": part(2, swap), "header: a bit": part(0, lambda t: b64(flip(unb64(t)))),
    "payload: a bit": part(1, lambda t: b64(flip(unb64(t)))), "signature: a bit": signature(flip), "signature: shorter": signature(lambda d: d[:-1]), "signature: longer": signature(lambda d: d + b"\0"),
    "signature: a zero in front": signature(lambda d: b"\0" + d), "signature: zeros": signature(lambda d: bytes(len(d))), "signature: r is zero": signature(lambda d: bytes(len(d) // 2) + d[len(d) // 2:]),
    "signature: s is zero": signature(lambda d: d[:len(d) // 2] + bytes(len(d) - len(d) // 2)), "signature: ones": signature(lambda d: b"\xff" * len(d)), "signature: reversed": signature(lambda d: d[::-1]),
    "signature: halves swapped": signature(lambda d: d[len(d) // 2:] + d[:len(d) // 2]), "signature: DER": signature(as_der), "signature: empty": part(2, lambda t: ""), "signature: doubled": signature(lambda d: d + d),
    "signature: cut to 16": signature(lambda d: d[:16]), "signature: random": signature(lambda d: random.randbytes(len(d))), "signature: hexadecimal": part(2, lambda t: unb64(t).hex()),
    "signature: of another token": lambda key: signed(key).rpartition(".")[0] + "." + signed(key).rpartition(".")[2], "another key": lambda key: signed(key.other),
    "padding on the header": sent(0, padded), "padding on the payload": sent(1, padded), "padding on the signature": part(2, padded), "spare bits in the payload": sent(1, spare), "spare bits in the signature": part(2, spare),
    "a blank in the payload": sent(1, lambda t: t[:5] + " " + t[5:]), "a line feed in the signature": part(2, lambda t: t[:5] + "\n" + t[5:]), "standard alphabet in the payload": lambda key: sign(key, b64(header(key)) + ".eyJhIjoifn5+Pz8/In0"),
    "a look-alike in the payload": part(1, lambda t: t[:5] + "\u0430" + t[6:]), "a NUL in the payload": sent(1, lambda t: t[:5] + "\0" + t[5:]), "one character left over": sent(1, lambda t: t + "A" * ((1 - len(t)) % 4)),
    "one part": parts(0), "two parts": parts(0, 1), "four parts": whole(lambda t: t + ".AAAA"), "five parts": whole(lambda t: t + ".AAAA.AAAA"), "a dot in front": whole(lambda t: "." + t), "a dot behind": whole(lambda t: t + "."),
    "payload first": parts(1, 0, 2), "signature first": parts(2, 0, 1), "token twice": whole(lambda t: t + t), "header empty": lambda key: sign(key, "." + b64(claims())),
    "alg none": lambda key: b64(b'{"alg":"none"}') + "." + b64(claims()) + ".", "alg none, signed": alg("none"), "alg in other letters": alg(lambda key: key.alg.swapcase()), "alg missing": head(lambda h: b'{"typ":"JWT"}'),
    "alg a number": alg(256), "alg null": alg(None), "alg of another": alg(lambda key: "HS512" if key.alg != "HS512" else "HS256"), "alg with a blank": alg(lambda key: key.alg + " "), "alg unknown": alg("XS256"),
    "alg twice, none first": head(lambda h: b'{"alg":"none",' + h[1:]), "alg twice, none last": head(lambda h: h[:-1] + b',"alg":"none"}'), "alg twice, the same": head(lambda h: h[:-1] + b"," + h[1:]),
    "header an array": head(lambda h: b'["alg"]'), "header cut": head(lambda h: h[:-1]), "header with a tail": head(lambda h: h + b"{}"), "header not UTF-8": head(lambda h: h[:-1] + b',"x":"\xff"}'),
    "header UTF-16": head(lambda h: h.decode().encode("utf-16")), "header behind a BOM": head(lambda h: b"\xef\xbb\xbf" + h), "header nested deep": head(lambda h: h[:-1] + b',"x":' + b"[" * 200 + b"]" * 200 + b"}"),
    "header: a trailing comma": head(lambda h: h[:-1] + b",}"), "header: NaN": head(lambda h: h[:-1] + b',"x":NaN}'), "crit not understood": named(crit=["x"], x=1), "crit empty": named(crit=[]), "crit names alg": named(crit=["alg"]),
    "crit a string": named(crit="x"), "crit names what is absent": named(crit=["exp"]), "b64 false without crit": named(b64=False), "b64 false": named(crit=["b64"], b64=False), "kid a number": named(kid=7), "kid null": named(kid=None),
    "payload an array": lambda key: signed(key, None, b"[1]"), "payload no JSON": lambda key: signed(key, None, b"text"), "payload empty": lambda key: signed(key, None, b""),
    "payload: a claim twice": lambda key: signed(key, None, b'{"sub":"a","sub":"b"}'), "payload not UTF-8": lambda key: signed(key, None, b'{"sub":"\xff"}'), "payload behind a BOM": lambda key: signed(key, None, b"\xef\xbb\xbf" + claims()),
    "a line feed behind the token": whole(lambda t: t + "\n"), "a blank in front of the token": whole(lambda t: " " + t), "a BOM in front of the token": whole(lambda t: "\ufeff" + t), "quotes around the token": whole(lambda t: '"' + t + '"'),
}
