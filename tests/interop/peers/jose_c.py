#!/usr/bin/env python3
"""The C tool `jose` behind the line protocol: one call of it a line."""
import json
import pathlib
import subprocess
import tempfile

import lines

folder = pathlib.Path(tempfile.mkdtemp(prefix="gatehouse-jose-"))


def jose(*arguments):
    done = subprocess.run(["jose", "jws", *arguments], stdin=subprocess.DEVNULL, capture_output=True, text=True)
    if done.returncode != 0:
        raise ValueError(done.stderr.strip() or "exit code %d" % done.returncode)
    return done.stdout.strip()


def write(name, text):
    path = folder / name
    path.write_text(text)
    return str(path)


def sign(case):
    protected = json.dumps({"protected": lines.header_of(case)})
    return jose("sig", "-I", write("payload", json.dumps(case["claims"])), "-k", write("key", json.dumps(case["jwk"])),
                "-s", protected, "-c", "-o", "-")


def verify(case):
    # The tool takes the algorithm from the header: pin it as any caller has to.
    header = json.loads(lines.from_base64url(case["token"].split(".")[0]))
    if header.get("alg") != case["alg"]:
        raise ValueError("another algorithm")
    keys = case["jwks"] if "jwks" in case else case["jwk"]
    jose("ver", "-i", write("token", case["token"]), "-k", write("key", json.dumps(keys)), "-O", str(folder / "plain"))


def encrypt(case):
    protected = {"alg": case["alg"], "enc": case["enc"]}
    if case.get("zip"):
        protected["zip"] = "DEF"
    done = subprocess.run(
        ["jose", "jwe", "enc", "-I", write("plain", case["plain"]), "-k", write("key", json.dumps(case["jwk"])),
         "-i", json.dumps({"protected": protected}), "-c", "-o", "-"],
        stdin=subprocess.DEVNULL, capture_output=True, text=True)
    if done.returncode != 0:
        raise ValueError(done.stderr.strip() or "exit code %d" % done.returncode)
    return done.stdout.strip()


try:
    lines.run(sign, verify, encrypt)
finally:
    for file in folder.iterdir():
        file.unlink()
    folder.rmdir()
