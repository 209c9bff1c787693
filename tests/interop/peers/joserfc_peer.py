#!/usr/bin/env python3
"""joserfc behind the line protocol."""
import lines
from joserfc import jwt
from joserfc.jwk import ECKey, KeySet, OctKey, OKPKey, RSAKey


def key_of(jwk):
    return {"oct": OctKey, "RSA": RSAKey, "EC": ECKey, "OKP": OKPKey}[jwk["kty"]].import_key(jwk)


def sign(case):
    return jwt.encode(lines.header_of(case), case["claims"], key_of(case["jwk"]), algorithms=[case["alg"]])


def verify(case):
    key = KeySet.import_key_set(case["jwks"]) if "jwks" in case else key_of(case["jwk"])
    jwt.decode(case["token"], key, algorithms=[case["alg"]])


lines.run(sign, verify)
