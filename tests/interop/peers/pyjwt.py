#!/usr/bin/env python3
"""PyJWT behind the line protocol."""
import jwt
import lines


def key_of(jwk, alg):
    return jwt.PyJWK.from_dict({**jwk, "alg": alg}).key


def sign(case):
    return jwt.encode(case["claims"], key_of(case["jwk"], case["alg"]), algorithm=case["alg"], headers=lines.header_of(case))


def verify(case):
    if "jwks" in case:
        kid = jwt.get_unverified_header(case["token"])["kid"]
        jwk = next(key for key in case["jwks"]["keys"] if key["kid"] == kid)
    else:
        jwk = case["jwk"]
    jwt.decode(case["token"], key_of(jwk, case["alg"]), algorithms=[case["alg"]], options={"verify_aud": False})


lines.run(sign, verify)
