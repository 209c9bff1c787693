#!/usr/bin/env python3
"""A Python library over plain tokens, one a line, file in, count out, at its own best: one process a core.

    many.py pyjwt|joserfc rs256|hs256 TOKENS-FILE KEY-FILE [PROCESSES]
"""
import json
import multiprocessing
import os
import sys

library, algorithm, tokens, key_file = sys.argv[1:5]
alg = algorithm.upper()
text = open(key_file, encoding="utf-8").read()

if library == "pyjwt":
    import jwt
    key = jwt.PyJWK.from_dict(json.loads(text)["keys"][0]).key if alg == "RS256" else text.strip()

    def verify(token):
        jwt.decode(token, key, algorithms=[alg], options={"verify_aud": False})
else:
    from joserfc import jwt
    from joserfc.jwk import OctKey, RSAKey
    key = RSAKey.import_key(json.loads(text)["keys"][0]) if alg == "RS256" else OctKey.import_key(text.strip())

    def verify(token):
        jwt.decode(token, key, algorithms=[alg])


def count(lines):
    good = 0
    for line in lines:
        try:
            verify(line)
            good += 1
        except Exception:  # every library has errors of its own
            pass
    return good


processes = int(sys.argv[5]) if len(sys.argv) > 5 else os.cpu_count()
lines = open(tokens, encoding="ascii").read().split()
with multiprocessing.Pool(processes) as pool:
    print(sum(pool.map(count, [lines[i::processes] for i in range(processes)])))
