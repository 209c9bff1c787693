#pragma once

#include "models/jose/Algorithm.h"

#include <QByteArray>
#include <QByteArrayView>

namespace gatehouse::jose {

/// The curves of JWKs: RFC 7518 section 6.2.1.1, RFC 8812 and RFC 8037.
enum class Curve { P256, P384, P521, Secp256k1, Ed25519, Ed448, X25519, X448 };

/// The value of `crv`: "P-256", "secp256k1", "Ed25519".
QString curveName(Curve curve);
std::optional<Curve> parseCurve(const QString &name);
/// Ec or Okp.
KeyType keyTypeOf(Curve curve);
/// Bytes of one coordinate, or of the public key of an OKP curve.
int coordinateLength(Curve curve);
/// Bits of the field: 256, 521, 255, 448.
int fieldBits(Curve curve);
/// X25519 and X448: for key agreement, never for signatures (RFC 8037 section 3.2).
bool isForAgreement(Curve curve);
/// Whether signatures of that algorithm are made on that curve; EdDSA is at home on both Edwards curves.
bool isCurveOf(Algorithm algorithm, Curve curve);

/// Why bytes are no public key on a curve.
enum class PointFault {
    None,
    Length,   ///< a coordinate that is short or padded (RFC 7518 section 6.2.1.2)
    OffCurve, ///< no point of the curve, the point at infinity included; for OKP also an encoding that is not canonical
    LowOrder, ///< a point of an Edwards or Montgomery curve with which anybody's signature or secret can be foreseen
};

/// Checks a point of a Weierstrass curve (big-endian coordinates), or an OKP key (`y` empty; little-endian as RFC 8032
/// and RFC 7748 write it). In time that depends on the key, which is public.
PointFault checkPoint(Curve curve, QByteArrayView x, QByteArrayView y);
/// y of the point whose x is given and whose y is odd or even, for compressed points (SEC 1 section 2.3.4); nothing
/// when x is of no point.
std::optional<QByteArray> decompress(Curve curve, QByteArrayView x, bool isOdd);

/// s of an ECDSA signature lies in the upper half of the order: its twin with s' = n - s verifies as well, and JOSE has
/// no rule against it.
bool isHighS(Algorithm algorithm, QByteArrayView signature);

} // namespace gatehouse::jose
