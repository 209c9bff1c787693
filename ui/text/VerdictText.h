#pragma once

#include "models/inspector/TokenInspection.h"
#include "ui/text/HeadlineText.h"

#include <QString>

namespace gatehouse::ui::text {

/// A word to show next to an icon, and a sentence that says what it means for this token.
struct VerdictText
{
    QString word;
    QString sentence;
};

/// The headline, and in a sentence why.
VerdictText verdictText(const inspector::TokenInspection &inspection);
/// The five verdicts a token gets, each by itself; times are relative to when it was evaluated.
VerdictText formText(const inspector::TokenInspection &inspection);
VerdictText signatureText(const inspector::TokenInspection &inspection);
VerdictText timeText(const inspector::TokenInspection &inspection);
VerdictText claimsText(const inspector::TokenInspection &inspection);
VerdictText policyText(const inspector::TokenInspection &inspection);

/// The bare words, for filters, rows and screen readers.
QString verdictWord(inspector::Verdict verdict);
QString formWord(inspector::Form form);
QString signatureWord(inspector::Signature signature);
QString timeWord(inspector::Time time);
/// The same for one token: a DPoP proof without exp is not valid permanently.
QString timeWord(const inspector::TokenInspection &inspection);
QString claimsWord(inspector::Claims claims);
QString policyWord(inspector::Policy policy);

/// What a reason code means, without the particulars of one token.
QString reasonSentence(inspector::Reason reason);
/// What to do about it; empty where nothing needs doing.
QString reasonAdvice(inspector::Reason reason);
/// What to do about this token, or about the several that were given at once.
QString adviceText(const inspector::TokenInspection &inspection);

/// Where the key came from: "the tenant's key 8f3a… (RSA, 2048 bits)".
QString keyText(const inspector::KeyUsed &key);

} // namespace gatehouse::ui::text
