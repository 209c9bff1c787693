"""The line protocol of the peers (see ../README.md), for those written in Python."""
import base64
import json
import sys


def from_base64url(text):
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def header_of(case):
    header = {"alg": case["alg"], "typ": "JWT"}
    if "kid" in case:
        header["kid"] = case["kid"]
    return header


def run(sign, verify, encrypt=None):
    """Answers each line with sign(case) or encrypt(case) -> token, or verify(case), which raises what it refuses with."""
    mode = sys.argv[1] if len(sys.argv) == 2 else ""
    if mode not in ("sign", "verify") and not (mode == "encrypt" and encrypt):
        sys.exit("usage: PEER sign|verify" + ("|encrypt" if encrypt else ""))
    for line in sys.stdin:
        case = json.loads(line)
        answer = {"id": case.get("id")}
        if mode != "verify":
            answer["token"] = sign(case) if mode == "sign" else encrypt(case)
        else:
            try:
                verify(case)
                answer["verified"] = True
            except Exception as refusal:  # every library has errors of its own
                answer["verified"] = False
                answer["reason"] = type(refusal).__name__ + ": " + str(refusal)
        print(json.dumps(answer), flush=True)
