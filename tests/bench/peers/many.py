#!/usr/bin/env python3
"""A Python library over plain tokens, one a line, file in, count out, at its own best: one process a core.

    many.py pyjwt|joserfc rs256|hs256 TOKENS-FILE KEY-FILE PROCESSES [ISSUER AUDIENCE]

With an issuer and an audience it checks them, exp and nbf too; without, the signature alone.
"""
import json
import multiprocessing
import sys

library, algorithm, tokens, key_file, processes = sys.argv[1:6]
issuer, audience = sys.argv[6:8] if len(sys.argv) > 7 else (None, None)
alg = algorithm.upper()
text = open(key_file, encoding="utf-8").read()

if library == "pyjwt":
    import jwt
    key = jwt.PyJWK.from_dict(json.loads(text)["keys"][0]).key if alg == "RS256" else text.strip()

    alone = {"verify_aud": False, "verify_iss": False, "verify_exp": False, "verify_nbf": False, "verify_iat": False}

    def verify(token):
        if issuer:
            jwt.decode(token, key, algorithms=[alg], issuer=issuer, audience=audience, options={"require": ["exp"]})
        else:
            jwt.decode(token, key, algorithms=[alg], options=alone)
else:
    from joserfc import jwt
    from joserfc.jwk import OctKey, RSAKey
    key = RSAKey.import_key(json.loads(text)["keys"][0]) if alg == "RS256" else OctKey.import_key(text.strip())

    claims = jwt.JWTClaimsRegistry(iss={"essential": True, "value": issuer}, aud={"essential": True, "value": audience},
                                   exp={"essential": True})

    def verify(token):
        decoded = jwt.decode(token, key, algorithms=[alg])
        if issuer:
            claims.validate(decoded.claims)


def count(lines):
    good = 0
    for line in lines:
        try:
            verify(line)
            good += 1
        except Exception:  # every library has errors of its own
            pass
    return good


processes = int(processes)
lines = open(tokens, encoding="ascii").read().split()
with multiprocessing.Pool(processes) as pool:
    print(sum(pool.map(count, [lines[i::processes] for i in range(processes)])))
