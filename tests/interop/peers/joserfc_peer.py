#!/usr/bin/env python3
"""joserfc behind the line protocol."""
import json

import lines
from joserfc import jwe, jwt
from joserfc.jwk import ECKey, KeySet, OctKey, OKPKey, RSAKey


def key_of(jwk):
    return {"oct": OctKey, "RSA": RSAKey, "EC": ECKey, "OKP": OKPKey}[jwk["kty"]].import_key(jwk)


def sign(case):
    return jwt.encode(lines.header_of(case), case["claims"], key_of(case["jwk"]), algorithms=[case["alg"]])


def verify(case):
    key = KeySet.import_key_set(case["jwks"]) if "jwks" in case else key_of(case["jwk"])
    jwt.decode(case["token"], key, algorithms=[case["alg"]])


def encrypt(case):
    header = {"alg": case["alg"], "enc": case["enc"]}
    if case.get("zip"):
        header["zip"] = "DEF"
    while True:
        token = jwe.encrypt_compact(header, case["plain"], key_of(case["jwk"]), algorithms=[case["alg"], case["enc"], "DEF"])
        epk = json.loads(lines.from_base64url(token.split(".")[0])).get("epk", {})
        # joserfc drops leading zeros of coordinates, which RFC 7518 section 6.2.1.2 forbids and we refuse: once more.
        size = {"P-256": 32, "P-384": 48, "P-521": 66}.get(epk.get("crv"))
        if not size or all(len(lines.from_base64url(epk[name])) == size for name in ("x", "y")):
            return token


lines.run(sign, verify, encrypt)
