#include "app/crypto/Crypto.h"
#include "models/inspector/TokenBatch.h"
#include "models/inspector/TokenInspector.h"
#include "models/scan/LineVerification.h"
#include "models/scan/RequestLines.h"
#include "tests/fuzz/FixedKeys.h"
#include "tests/fuzz/Promise.h"
#include "tests/fuzz/Targets.h"

#include <algorithm>
#include <cstring>
#include <tuple>

namespace gatehouse::fuzz {

namespace {

using inspector::PastedKey;
using inspector::TokenInspection;
using inspector::VerificationPolicy;

class NeverVerifies final : public jose::SignatureVerifier
{
public:
    Outcome verify(jose::Algorithm, const jose::Jwk &, QByteArrayView, QByteArrayView) const override
    {
        return Outcome::Failed;
    }
};

/// What judges, as the program has it, and once more with a verifier that verifies nothing.
struct Judges
{
    app::Crypto crypto;
    NeverVerifies never;
    inspector::TokenInspector real{
        crypto.verifier(),
        crypto.keys(),
        {.probe = &crypto.probe(), .decrypter = &crypto.decrypter(), .certificates = &crypto.certificates()}};
    inspector::TokenInspector nobody{never, crypto.keys()};
    PastedKey secret = PastedKey::fromSecret(base::Secret(fixedSecret));
    PastedKey keySet = PastedKey::fromText(fixedKeySet, crypto.keys());
    QList<jose::DecryptionKey> decryptionKeys{
        jose::PrivateKey::fromSecret(base::Secret(fixedSecret)),
        crypto.privateKeys().fromText(base::Secret(fixedPrivateKey)).value(),
    };
};

/// Never destroyed: QCA must not be after static objects are.
const Judges &judges()
{
    static const auto *one = new Judges;
    return *one;
}

/// Everything but *policy*, which is not asked for by everyone.
auto verdictsOf(const TokenInspection &inspection)
{
    return std::tuple(inspection.form, inspection.signature, inspection.time, inspection.claimsVerdict,
                      inspection.reason);
}

VerificationPolicy policyOf(const PastedKey &keys)
{
    VerificationPolicy policy{.keys = keys};
    policy.now = base::Instant(std::chrono::seconds(1'700'000'000));
    return policy;
}

void judge(QByteArrayView bytes, const PastedKey &keys)
{
    VerificationPolicy policy = policyOf(keys);
    policy.profile = VerificationPolicy::Profile::Rfc9068;
    policy.decryptionKeys = judges().decryptionKeys;
    const TokenInspection explained = judges().real.inspect(bytes, policy);
    require(explained.nested.size() <= jose::maxTokenSize, "a nested token longer than the limit");
    require(!explained.isVerified() || explained.form == inspector::Form::Ok ||
                explained.form == inspector::Form::Repaired,
            "verified, and not to the letter");
    policy.explain = false;
    policy.judgePolicy = false;
    require(verdictsOf(judges().real.inspect(bytes, policy)) == verdictsOf(explained), "explaining changes a verdict");
    require(!judges().nobody.inspect(bytes, policy).isVerified(), "verified by nobody");
}

/// What a program that only counts asks for.
VerificationPolicy quickPolicy()
{
    VerificationPolicy policy = policyOf(judges().secret);
    policy.textOrigin = VerificationPolicy::TextOrigin::Field;
    policy.explain = false;
    policy.judgePolicy = false;
    return policy;
}

scan::LineTotals totalsOf(QByteArrayView lines, scan::LineVerification::Format format, QByteArray &answers)
{
    const Judges &by = judges();
    const scan::LineVerification verification(by.real, by.crypto.verifier(), [] { return quickPolicy(); }, format);
    const auto read = [&lines](char *to, qint64 size) {
        const qint64 count = std::min<qint64>(size, lines.size());
        if (count > 0)
            std::memcpy(to, lines.data(), static_cast<std::size_t>(count));
        lines = lines.sliced(count);
        return count;
    };
    const auto write = [&answers](QByteArrayView some) {
        answers.append(some);
        return true;
    };
    const auto outcome = verification.run(read, write, 1);
    require(outcome.isWritten, "answers that were not written");
    return outcome.totals;
}

} // namespace

void token(QByteArrayView bytes)
{
    judge(bytes, judges().secret);
    judge(bytes, judges().keySet);
}

void line(QByteArrayView bytes)
{
    const Judges &by = judges();
    const auto answer = inspector::verifyLine(bytes, by.real, by.crypto.keys());
    require(!answer.json.contains('\n'), "an answer of two lines");
    const auto read = jose::parseStrictJson(answer.json);
    require(read && read->member(u"id") && read->member(u"reason"), "an answer that is no JSON");
    // What the line before brought makes no difference.
    scan::RequestLines stream(by.real, by.crypto.verifier(), by.crypto.keys());
    for (int again = 0; again < 3; ++again)
        require(stream.answer(bytes).json == answer.json, "a line remembered");
}

void lines(QByteArrayView bytes)
{
    using Format = scan::LineVerification::Format;
    // Twice, so that headers repeat: those take a short way, which the inspector has to agree with.
    QByteArray twice = bytes.toByteArray();
    twice.append('\n').append(bytes);
    scan::LineTotals expected;
    const VerificationPolicy policy = quickPolicy();
    for (QByteArray line : twice.split('\n')) {
        if (line.endsWith('\r'))
            line.chop(1);
        if (!line.isEmpty())
            expected.add(judges().real.inspect(line, policy));
    }
    QByteArray answers;
    QByteArray none;
    require(totalsOf(twice, Format::None, none) == expected, "the short way and the inspector differ");
    require(totalsOf(twice, Format::Text, answers) == expected, "counting and answering differ");
    require(none.isEmpty(), "an answer nobody asked for");
    require(answers.count('\n') == expected.all(), "not one answer a line");
}

} // namespace gatehouse::fuzz
