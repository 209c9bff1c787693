#pragma once

#include <QByteArrayView>

namespace gatehouse::fuzz {

// Keys that everybody knows, so that seeds can be right: RFC 7515 appendices A.2 and A.3, RFC 8037 appendix A.

/// Of HMAC, of `dir` with 256 bits and of A256KW.
inline constexpr QByteArrayView fixedSecret = "0123456789abcdef0123456789abcdef";

inline constexpr QByteArrayView fixedKeySet =
    R"({"keys":[{"kty":"RSA","n":"ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4qPCJrcS2mJPMEzP1)"
    R"(Pt0Bm4d4QlL-yRT-SFd2lZS-pCgNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-bSf63kpaSHSXndS5z5rexMdbBYUsLA9e-KXB)"
    R"(dQOS-UTo7WTBEMa2R2CapHg665xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9kG4LT6_I5IhlJH7aGhyxXFvUK-DWNmoudF8NAco9_h9iaGNj8q2ethFkMLs91)"
    R"(kzk2PAcDTW9gb54h4FRWyuXpoQ","e":"AQAB"},)"
    R"({"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",)"
    R"("y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"},)"
    R"({"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo","kid":"ed"}]})";

/// Opens what ECDH-ES encrypted to the key of appendix A.3.
inline constexpr QByteArrayView fixedPrivateKey =
    R"({"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",)"
    R"("y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0","d":"jpsQnnGQmL-YBIffH1136cspYG6-0iY7X1fCE9-E9LI"})";

} // namespace gatehouse::fuzz
