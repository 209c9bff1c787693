#include "models/inspector/Headline.h"
#include "models/inspector/InspectionSession.h"
#include "models/inspector/TokenBatch.h"
#include "models/scan/BatchInspection.h"
#include "models/scan/LineVerification.h"
#include "ui/inspector/VerdictBanner.h"
#include "ui/presenters/VerdictPresenter.h"
#include "ui/text/HeadlineText.h"

#ifndef Q_MOC_RUN // moc loses count of the braces in its raw strings
#include "tests/inspector/GeneratedToken.h"
#include "tests/support/Properties.h"
#endif

#include <QBuffer>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>
#include <QTest>

using namespace gatehouse;
using namespace gatehouse::tests;
using namespace Qt::StringLiterals;
using inspector::InspectionSetup;
using inspector::TokenInspection;
using inspector::TokenInspector;

namespace {

/// In a long run, successes are a fifth at least, and every form and fault is a fiftieth.
bool isWide(const PropertyCounts &counts, const QSet<QString> &kinds)
{
    return counts.share(u"verified"_s) >= 0.2 &&
           std::ranges::all_of(kinds, [&counts](const QString &kind) { return counts.share(kind) >= 0.02; });
}

class FixedClock : public base::Clock
{
public:
    base::Instant now() const override { return base::Instant(std::chrono::seconds(GeneratedToken::nowSeconds)); }
    std::chrono::steady_clock::time_point steady() const override { return {}; }
};

} // namespace

/// What holds for every token, over generated ones.
class tst_ui_InspectorProperties : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void successMeansExpectationsAreMet();
    void greenMeansEverythingIsGood();
    void everyWayAgrees();

private:
    InspectionSetup setup(const GeneratedToken &made) const;
    void count(PropertyCounts &counts, const GeneratedToken &made, const TokenInspection &inspection);
    QJsonObject verifyPlain(const GeneratedToken &made) const;
    QJsonObject verifyStream(const GeneratedToken &made) const;
    std::optional<scan::BatchRow> scanned(const GeneratedToken &made) const;

    TokenSmith m_smith;
    bool m_isLong = qEnvironmentVariableIntValue("GATEHOUSE_PROPERTY_CASES") >= 1000;
    QSet<QString> m_kinds; ///< forms and faults that were generated
};

InspectionSetup tst_ui_InspectorProperties::setup(const GeneratedToken &made) const
{
    InspectionSetup setup;
    setup.useKeys(TokenSmith::hmacKey());
    setup.now = base::Instant(std::chrono::seconds(GeneratedToken::nowSeconds));
    setup.issuer = made.issuer;
    setup.audience = made.audience;
    setup.token.isAnyContent = made.isAnyContent;
    if (made.scope)
        setup.token.scopes = QStringList{*made.scope};
    setup.textOrigin = inspector::VerificationPolicy::TextOrigin::Field;
    return setup;
}

void tst_ui_InspectorProperties::count(PropertyCounts &counts, const GeneratedToken &made,
                                       const TokenInspection &inspection)
{
    counts.addCase();
    counts.add(inspection.isVerified() ? u"verified"_s : u"refused"_s);
    counts.add(u"headline "_s + ui::text::headlineText(inspector::headlineOf(inspection)));
    for (const QString &kind :
         {u"form "_s + QLatin1StringView(made.form), u"fault "_s + QLatin1StringView(made.fault)}) {
        counts.add(kind);
        m_kinds.insert(kind);
    }
}

void tst_ui_InspectorProperties::successMeansExpectationsAreMet()
{
    PropertyCounts counts;
    const TokenGenerator generator(m_smith);
    const bool holds = rc::check([&] {
        const GeneratedToken made = generator.make();
        const TokenInspection inspection =
            m_smith.inspector.inspect(made.token, setup(made).policy(InspectionSetup::Depth::Verdicts));
        count(counts, made, inspection);
        RC_LOG(made.token.toStdString() + ' ' + made.fault);
        if (inspection.isVerified()) {
            RC_ASSERT(QByteArrayView(made.form) != "nested" || (!made.issuer && !made.audience && !made.scope));
            RC_ASSERT(QByteArrayView(made.form) == "nested" || isMet(made));
        }
    });
    QVERIFY(holds);
    counts.print();
    QVERIFY(!m_isLong || isWide(counts, m_kinds));
}

void tst_ui_InspectorProperties::greenMeansEverythingIsGood()
{
    PropertyCounts counts;
    const TokenGenerator generator(m_smith);
    const bool holds = rc::check([&] {
        const GeneratedToken made = generator.make();
        const TokenInspection one =
            m_smith.inspector.inspect(made.token, setup(made).policy(InspectionSetup::Depth::Other));
        count(counts, made, one);
        const bool isGreen = inspector::lightOf(inspector::headlineOf(one)) == inspector::Light::Green;
        counts.add(isGreen ? u"green"_s : u"amber or red"_s);
        RC_LOG(made.token.toStdString() + ' ' + made.fault);
        using inspector::Comparison;
        const bool isGood = (one.form == inspector::Form::Ok || one.form == inspector::Form::Repaired) &&
                            one.signature == inspector::Signature::Verified && one.time == inspector::Time::Valid &&
                            one.claimsVerdict != inspector::Claims::Mismatch &&
                            one.claimsVerdict != inspector::Claims::Malformed &&
                            one.policyVerdict == inspector::Policy::Ok &&
                            (!made.issuer || one.expectations.issuer == Comparison::Matches) &&
                            (!made.audience || one.expectations.audience == Comparison::Matches) &&
                            (!made.scope || one.expectations.scopes == Comparison::Matches);
        RC_ASSERT(!isGreen || isGood);
        RC_ASSERT(!isGreen || one.isVerified());
        RC_ASSERT(!isGreen || QByteArrayView(made.fault) == "none" || isMet(made));
    });
    QVERIFY(holds);
    counts.print();
    QVERIFY(!m_isLong || isWide(counts, m_kinds));
}

QJsonObject tst_ui_InspectorProperties::verifyPlain(const GeneratedToken &made) const
{
    QByteArray answers;
    qsizetype at = 0;
    const QByteArray line = made.token + '\n';
    const scan::LineVerification verification(
        m_smith.inspector, m_smith.crypto.verifier(),
        [&] { return setup(made).policy(InspectionSetup::Depth::Verdicts); }, scan::LineVerification::Format::Json);
    verification.run(
        [&](char *to, qint64 size) {
            const qint64 count = std::min<qint64>(size, line.size() - at);
            std::memcpy(to, line.constData() + at, static_cast<std::size_t>(count));
            at += count;
            return count;
        },
        [&](QByteArrayView part) {
            answers.append(part);
            return true;
        },
        1);
    return QJsonDocument::fromJson(answers).object();
}

QJsonObject tst_ui_InspectorProperties::verifyStream(const GeneratedToken &made) const
{
    QJsonObject line{{u"token"_s, QString::fromUtf8(made.token)},
                     {u"jwk"_s, QJsonObject{{u"kty"_s, u"oct"_s},
                                            {u"k"_s, QString::fromLatin1(TokenSmith::part(TokenSmith::hmacSecret()))}}},
                     {u"now"_s, GeneratedToken::nowSeconds}};
    if (made.issuer)
        line[u"iss"_s] = *made.issuer;
    if (made.audience)
        line[u"aud"_s] = *made.audience;
    if (made.isAnyContent)
        line[u"content"_s] = u"any"_s;
    const inspector::BatchAnswer answer = inspector::verifyLine(QJsonDocument(line).toJson(QJsonDocument::Compact),
                                                                m_smith.inspector, m_smith.crypto.keys());
    const QJsonObject object = QJsonDocument::fromJson(answer.json).object();
    return object[u"verified"_s].toBool() == answer.verified ? object : QJsonObject();
}

/// What a search finds of it: compact tokens alone.
std::optional<scan::BatchRow> tst_ui_InspectorProperties::scanned(const GeneratedToken &made) const
{
    scan::BatchInspection batch(m_smith.inspector, [&] { return setup(made).policy(InspectionSetup::Depth::Many); },
                                {});
    QBuffer device;
    device.setData(made.token);
    device.open(QIODevice::ReadOnly);
    const auto added = batch.addDevice(u"token"_s, device);
    const QList<scan::BatchRow> rows = batch.result().rows;
    return added && rows.size() == 1 && rows.first().token == made.token ? std::optional(rows.first()) : std::nullopt;
}

void tst_ui_InspectorProperties::everyWayAgrees()
{
    PropertyCounts counts;
    const TokenGenerator generator(m_smith);
    const FixedClock clock;
    inspector::InspectionSession session(m_smith.inspector, clock);
    ui::inspection::VerdictBanner banner;
    const bool holds = rc::check([&] {
        GeneratedToken made = generator.make();
        made.scope.reset(); // which streams do not ask
        const TokenInspection inspection =
            m_smith.inspector.inspect(made.token, setup(made).policy(InspectionSetup::Depth::Other));
        count(counts, made, inspection);
        RC_LOG(made.token.toStdString() + ' ' + made.fault);
        for (const QJsonObject &answer : {verifyPlain(made), verifyStream(made)}) {
            RC_ASSERT(answer[u"verified"_s].toBool(!inspection.isVerified()) == inspection.isVerified());
            RC_ASSERT(answer[u"form"_s].toString() == inspector::formName(inspection.form));
            RC_ASSERT(answer[u"signature"_s].toString() == inspector::signatureName(inspection.signature));
            RC_ASSERT(answer[u"time"_s].toString() == inspector::timeName(inspection.time));
            RC_ASSERT(answer[u"claims"_s].toString() == inspector::claimsName(inspection.claimsVerdict));
            RC_ASSERT(answer[u"reason"_s].toString() == inspector::reasonCode(inspection.reason));
        }
        if (const auto row = scanned(made)) {
            counts.add(u"found by scan"_s);
            RC_ASSERT(row->verdict == inspection.verdict());
            RC_ASSERT(row->claims == inspection.claimsVerdict);
            RC_ASSERT(row->time == inspection.time);
            RC_ASSERT(row->headline == inspector::headlineOf(inspection));
        }
        session.set(made.token, setup(made));
        RC_ASSERT(session.inspection().isVerified() == inspection.isVerified());
        const inspector::Headline headline = inspector::headlineOf(session.inspection());
        RC_ASSERT(headline == inspector::headlineOf(inspection));
        banner.setInspection(session.inspection(), session.now());
        RC_ASSERT(banner.accessibleName() == ui::text::headlineText(headline));
        const bool isGreen = ui::presenters::bannerStyle(session.inspection()).tone == ui::theme::Tone::Success;
        RC_ASSERT(isGreen == (headline == inspector::Headline::Verified));
        RC_ASSERT(!isGreen || inspection.isVerified());
    });
    QVERIFY(holds);
    counts.print();
    QVERIFY(!m_isLong || isWide(counts, m_kinds));
}

QTEST_MAIN(tst_ui_InspectorProperties)
#include "tst_ui_InspectorProperties.moc"
