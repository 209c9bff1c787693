#include "models/shelf/RecentTokens.h"
#include "tests/shelf/ShelfWorld.h"

#include <QSignalSpy>

using namespace gatehouse;
using namespace Qt::StringLiterals;
using inspector::Form;
using shelf::RecentTokens;
using tests::ShelfWorld;

class tst_shelf_RecentTokens : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_world = std::make_unique<ShelfWorld>(); }
    void cleanup() { m_world.reset(); }

    void offUntilSwitchedOn();
    void whatIsKept_data();
    void whatIsKept();
    void finishesBeforeItGoes();
    void offAndOnAgainIsEmpty();
    void failuresAreTold();

private:
    std::unique_ptr<RecentTokens> make() const
    {
        return std::make_unique<RecentTokens>(m_world->storePath(), m_world->custody, m_world->random);
    }
    static inspector::TokenInspection judged(const QByteArray &token, Form form = Form::Ok)
    {
        inspector::TokenInspection inspection;
        inspection.token = token;
        inspection.form = form;
        return inspection;
    }
    static base::Result<base::Secret> open(RecentTokens &tokens, const QString &id)
    {
        std::optional<base::Result<base::Secret>> answer;
        tokens.token(id).then(&tokens, [&](const base::Result<base::Secret> &token) { answer = token; });
        if (!QTest::qWaitFor([&] { return answer.has_value(); }))
            qFatal("no answer");
        return *answer;
    }

    std::unique_ptr<ShelfWorld> m_world;
};

void tst_shelf_RecentTokens::offUntilSwitchedOn()
{
    const QByteArray before = m_world->everything();
    {
        const auto tokens = make();
        tokens->load();
        tokens->keep(judged(ShelfWorld::token(1)), {});
        QVERIFY(!tokens->isOn());
    }
    QCOMPARE(m_world->everything(), before);
    const auto tokens = make();
    QSignalSpy changed(tokens.get(), &RecentTokens::changed);
    tokens->switchOn();
    QTRY_VERIFY(tokens->isOn());
    tokens->keep(judged(ShelfWorld::token(1)), {});
    QTRY_COMPARE(tokens->entries().size(), 1);
    QCOMPARE(changed.size(), 2);
    QCOMPARE(open(*tokens, tokens->entries().first().id)->bytes(), ShelfWorld::token(1));
}

void tst_shelf_RecentTokens::whatIsKept_data()
{
    QTest::addColumn<QByteArray>("token");
    QTest::addColumn<Form>("form");
    QTest::addColumn<bool>("kept");
    const QByteArray token = ShelfWorld::token(1);
    QTest::newRow("a token") << token << Form::Ok << true;
    QTest::newRow("a token with blanks around") << token << Form::Repaired << true;
    QTest::newRow("an encrypted one") << token << Form::Encrypted << true;
    QTest::newRow("a malformed one") << token << Form::Malformed << false;
    QTest::newRow("a secret by mistake") << "correct-horse-battery-staple"_ba << Form::NotAJwt << false;
    QTest::newRow("a private key by mistake") << "-----BEGIN PRIVATE KEY-----"_ba << Form::NotAJwt << false;
    QTest::newRow("nothing") << QByteArray() << Form::Ok << false;
    QTest::newRow("past 1 MiB") << ShelfWorld::token(1, shelf::longestKeptToken) << Form::Ok << false;
}

void tst_shelf_RecentTokens::whatIsKept()
{
    QFETCH(const QByteArray, token);
    QFETCH(const Form, form);
    QFETCH(const bool, kept);
    auto tokens = make();
    tokens->switchOn();
    QTRY_VERIFY(tokens->isOn());
    tokens->keep(judged(token, form), {});
    tokens.reset();
    QCOMPARE(m_world->records().size(), kept ? 1 : 0);
}

void tst_shelf_RecentTokens::finishesBeforeItGoes()
{
    {
        const auto tokens = make();
        tokens->switchOn();
        QTRY_VERIFY(tokens->isOn());
        for (int i = 1; i <= 10; ++i)
            tokens->keep(judged(ShelfWorld::token(i)), base::Instant(std::chrono::seconds(i)));
    }
    const auto tokens = make();
    tokens->load();
    QTRY_COMPARE(tokens->entries().size(), 10);
    QCOMPARE(open(*tokens, tokens->entries().first().id)->bytes(), ShelfWorld::token(10));
}

void tst_shelf_RecentTokens::offAndOnAgainIsEmpty()
{
    const auto tokens = make();
    tokens->switchOn();
    QTRY_VERIFY(tokens->isOn());
    tokens->keep(judged(ShelfWorld::token(1)), {});
    QTRY_COMPARE(tokens->entries().size(), 1);
    const QString id = tokens->entries().first().id;
    tokens->switchOff();
    tokens->keep(judged(ShelfWorld::token(2)), {}); // asked for before the switch had moved
    QTRY_VERIFY(!tokens->isOn());
    QVERIFY(tokens->entries().isEmpty());
    QVERIFY(!open(*tokens, id).has_value());
    QVERIFY(!QFileInfo::exists(tokens->path()));
    tokens->switchOn();
    QTRY_VERIFY(tokens->isOn());
    QVERIFY(tokens->entries().isEmpty());
}

void tst_shelf_RecentTokens::failuresAreTold()
{
    QFile file(m_world->shelfPath());
    QVERIFY(file.open(QIODevice::WriteOnly));
    const auto tokens = make();
    QSignalSpy failed(tokens.get(), &RecentTokens::failed);
    tokens->switchOn();
    QTRY_COMPARE(failed.size(), 1);
    QCOMPARE(failed.first().first().value<base::Error>().code, base::ErrorCode::StoreUnreadable);
    QVERIFY(!tokens->isOn());
}

QTEST_GUILESS_MAIN(tst_shelf_RecentTokens)
#include "tst_shelf_RecentTokens.moc"
