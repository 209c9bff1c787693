#!/usr/bin/env python3
"""The point of a curve for an x, by pyca/cryptography (OpenSSL).

    points.py decompress    {"crv": "P-256", "x": hexadecimal, "odd": bool} → {"y": hexadecimal} or {} where there is none
"""
import json
import sys

from cryptography.hazmat.primitives.asymmetric import ec

CURVES = {"P-256": ec.SECP256R1(), "P-384": ec.SECP384R1(), "P-521": ec.SECP521R1(), "secp256k1": ec.SECP256K1()}

for line in sys.stdin:
    asked = json.loads(line)
    x = bytes.fromhex(asked["x"])
    try:
        point = ec.EllipticCurvePublicKey.from_encoded_point(CURVES[asked["crv"]], bytes([3 if asked["odd"] else 2]) + x)
        print(json.dumps({"y": point.public_numbers().y.to_bytes(len(x), "big").hex()}), flush=True)
    except ValueError:
        print("{}", flush=True)
