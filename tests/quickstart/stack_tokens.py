"""The tokens that every stack of the Quick Start has to tell apart, and the keys they are signed with."""

import base64
import copy
import hashlib
import hmac
import json
import time

import jwt
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa

AUDIENCE, ISSUER, SCOPE = "https://appointments.example.com/", "http://127.0.0.1:8790/", "read:appointments"
SECRET = "a signing secret that is shared with the API and long enough"


def encoded(value):
    return base64.urlsafe_b64encode(value).decode().rstrip("=")


def part(value):
    return encoded(json.dumps(value).encode())


class Keys:
    """The issuer's keys: one in use, one retired and still published, one revoked, one added while a stack runs."""

    def __init__(self):
        self.pairs = {kid: rsa.generate_private_key(65537, 2048) for kid in ("current", "retired", "revoked", "added", "foreign")}
        self.published = ["current", "retired"]
        self.fetched = 0

    def document(self):
        keys = []
        for kid in self.published:
            key = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self.pairs[kid].public_key()))
            keys.append(dict(key, kid=kid, use="sig", alg="RS256"))
        return {"keys": keys}

    def sign(self, claims, kid="current", pair=None):
        return self.sign_under(claims, {"kid": kid}, pair or kid)

    def sign_under(self, claims, header, pair):
        """By hand: a library refuses to write what a stack has to refuse to read."""
        text = part({"alg": "RS256", "typ": "JWT", **header}) + "." + part(claims)
        return text + "." + encoded(self.pairs[pair].sign(text.encode(), padding.PKCS1v15(), hashes.SHA256()))

    def public_pem(self):
        return self.pairs["current"].public_key().public_bytes(serialization.Encoding.PEM,
                                                              serialization.PublicFormat.SubjectPublicKeyInfo)


def unsigned(claims):
    return part({"alg": "none", "typ": "JWT"}) + "." + part(claims) + "."


def hmac_token(claims, secret, header=None):
    text = part({"alg": "HS256", "typ": "JWT", **(header or {})}) + "." + part(claims)
    return text + "." + encoded(hmac.new(secret, text.encode(), hashlib.sha256).digest())


def good_claims(lifetime=600):
    now = int(time.time())
    return {"iss": ISSUER, "sub": "client@clients", "aud": AUDIENCE, "iat": now, "exp": now + lifetime, "azp": "client", "scope": SCOPE}


def good_token(keys, algorithm, lifetime=600):
    claims = good_claims(lifetime)
    return keys.sign(claims) if algorithm == "RS256" else hmac_token(claims, SECRET.encode())


def cases(keys, algorithm):
    """Name, token, status at the open path, status at the guarded one."""
    now = int(time.time())
    good = good_claims()
    sign = keys.sign if algorithm == "RS256" else lambda claims: hmac_token(claims, SECRET.encode())

    def but(**changes):
        claims = copy.deepcopy(good)
        for name, value in changes.items():
            if value is None:
                del claims[name]
            else:
                claims[name] = value
        return claims

    text = sign(good)
    middle = len(text) - 20
    changed = text[:middle] + ("A" if text[middle] != "A" else "B") + text[middle + 1:]
    all_cases = [
        ("no token", None, 401, 401),
        ("good", text, 200, 200),
        ("good, several audiences", sign(but(aud=[AUDIENCE, ISSUER + "userinfo"])), 200, 200),
        ("without the scope", sign(but(scope="write:appointments")), 200, 403),
        ("no scope claim", sign(but(scope=None)), 200, 403),
        ("a scope that contains it", sign(but(scope=SCOPE + ":all")), 200, 403),
        ("scope is a number", sign(but(scope=7)), (200, 401), (401, 403)),
        ("scope is an object", sign(but(scope={"a": 1})), (200, 401), (401, 403)),
        ("expired", sign(but(exp=now - 60)), 401, 401),
        ("expired ten seconds ago", sign(but(exp=now - 10)), 401, 401),
        ("no exp", sign(but(exp=None)), 401, 401),
        ("exp is text", sign(but(exp="tomorrow")), 401, 401),
        ("not yet valid", sign(but(nbf=now + 600)), 401, 401),
        ("wrong audience", sign(but(aud="https://other.example.com/")), 401, 401),
        ("audience without its slash", sign(but(aud=AUDIENCE.rstrip("/"))), 401, 401),
        ("no audience", sign(but(aud=None)), 401, 401),
        ("wrong issuer", sign(but(iss="https://evil.example.com/")), 401, 401),
        ("issuer without its slash", sign(but(iss=ISSUER.rstrip("/"))), 401, 401),
        ("alg none", unsigned(good), 401, 401),
        ("a changed byte", changed, 401, 401),
        ("no token at all", "abc", 401, 401),
        ("two parts", "abc.def", 401, 401),
    ]
    if algorithm == "RS256":
        all_cases += [
            ("HS256 under the public key", hmac_token(good, keys.public_pem(), {"kid": "current"}), 401, 401),
            ("unknown kid", keys.sign(good, kid="nobody", pair="foreign"), 401, 401),
            ("wrong key", keys.sign(good, kid="current", pair="foreign"), 401, 401),
            ("retired key", keys.sign(good, kid="retired"), 200, 200),
            ("revoked key", keys.sign(good, kid="revoked"), 401, 401),
            ("no kid, a foreign key", keys.sign_under(good, {}, "foreign"), 401, 401),
            ("kid is a number", keys.sign_under(good, {"kid": 7}, "foreign"), 401, 401),
            ("kid is an object", keys.sign_under(good, {"kid": {"a": []}}, "foreign"), 401, 401),
            ("kid is a path", keys.sign(good, kid="../../etc/passwd", pair="foreign"), 401, 401),
        ]
    else:
        all_cases += [
            ("wrong secret", hmac_token(good, b"another secret that is long enough to be one of them"), 401, 401),
            ("empty secret", hmac_token(good, b""), 401, 401),
            ("RS256 with a key of its own", keys.sign(good), 401, 401),
        ]
    return all_cases
