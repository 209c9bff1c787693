"""Where implementations are known to differ from ours: which do, and why ours says what it says.

Measured with PyJWT 2.10, joserfc 1.1, jsonwebtoken 9 and the C tool jose 14. A difference that is not here fails the run.
"""

# Verified by ours though something is odd about them, and what is said besides.
OURS = {
    "payload: a claim twice": "the signature is right; the claims are malformed",
}

_ALL = ("pyjwt", "joserfc", "jsonwebtoken", "jose")
_STRICT = "base64url without padding, other alphabets, blanks or spare bits (RFC 7515 section 2)"
_TWICE = "member names are unique (RFC 7515 section 4)"
_UTF8 = "JSON is UTF-8 without a BOM (RFC 7519 section 7.2, RFC 8259 section 8.1)"
_CRIT = "crit lists extensions that are present and understood (RFC 7515 section 4.1.11)"
_TYPE = "kid is a string (RFC 7515 section 4.1.4)"
_JWT = "claims are a JSON object (RFC 7519 section 7.2)"
_ALONE = "a program's field holds a token alone: nothing around it is removed"
_PARTS = "three parts, no more (RFC 7515 section 7.1)"

# The way of changes.py: who differs, and why.
DECLARED = {
    "padding on the header": (("pyjwt", "joserfc", "jsonwebtoken"), _STRICT),
    "padding on the payload": (("pyjwt", "joserfc", "jsonwebtoken"), _STRICT),
    "padding on the signature": (("pyjwt", "joserfc", "jsonwebtoken"), _STRICT),
    "spare bits in the payload": (("pyjwt", "joserfc", "jsonwebtoken"), _STRICT),
    "spare bits in the signature": (("pyjwt", "joserfc", "jsonwebtoken"), _STRICT),
    "a blank in the payload": (("pyjwt",), _STRICT),
    "a line feed in the signature": (("pyjwt",), _STRICT),
    "a NUL in the payload": (("pyjwt",), _STRICT),
    "standard alphabet in the payload": (("pyjwt",), _STRICT),
    "one character left over": (("jsonwebtoken",), _STRICT),
    "four parts": (("jose",), _PARTS),
    "five parts": (("jose",), _PARTS),
    "a dot behind": (("jose",), _PARTS),
    "alg twice, none first": (_ALL, _TWICE),
    "alg twice, the same": (_ALL, _TWICE),
    "header not UTF-8": (("jsonwebtoken",), _UTF8),
    "header UTF-16": (("pyjwt", "joserfc"), _UTF8),
    "header behind a BOM": (("pyjwt", "joserfc"), _UTF8),
    "payload not UTF-8": (("jsonwebtoken", "jose"), _UTF8 + "; jose looks at no payload"),
    "payload behind a BOM": (("pyjwt", "joserfc", "jose"), _UTF8 + "; jose looks at no payload"),
    "header nested deep": (("pyjwt", "jsonwebtoken", "jose"), "depth is limited"),
    "header: NaN": (("pyjwt",), "NaN is no JSON (RFC 8259 section 6)"),
    "crit not understood": (("jsonwebtoken", "jose"), _CRIT),
    "crit empty": (("joserfc", "jsonwebtoken", "jose"), _CRIT),
    "crit names alg": (("joserfc", "jsonwebtoken", "jose"), _CRIT),
    "crit a string": (("jsonwebtoken", "jose"), _CRIT),
    "crit names what is absent": (("jsonwebtoken", "jose"), _CRIT),
    "b64 false": (("jsonwebtoken", "jose"), "a JWT is encoded (RFC 7797 section 7)"),
    "b64 false without crit": (("jsonwebtoken", "jose"), "b64 stands in crit (RFC 7797 section 6)"),
    "kid a number": (("jsonwebtoken", "jose"), _TYPE),
    "kid null": (("jsonwebtoken", "jose"), _TYPE),
    "payload an array": (("joserfc", "jsonwebtoken", "jose"), _JWT),
    "payload no JSON": (("jose", "jsonwebtoken"), _JWT),
    "payload empty": (("jose", "jsonwebtoken"), _JWT),
    # Ours is the lenient side here, and says so.
    "a member not known": (("joserfc",), "unknown members are ignored (RFC 7515 section 4); joserfc knows a registry"),
    "expired": (("pyjwt", "joserfc", "jsonwebtoken"), "time is a verdict of its own"),
    "a line feed behind the token": (_ALL, _ALONE),
    "a blank in front of the token": (_ALL, _ALONE),
    "a BOM in front of the token": (_ALL, _ALONE),
    "quotes around the token": (_ALL, _ALONE),
}
