#include "models/flow/HtmlForm.h"

#include <QTest>

using namespace gatehouse::flow;
using namespace Qt::StringLiterals;

/// Forms of pages, read without a browser.
class tst_flow_HtmlForm : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fieldsAreFilledIn();
    void valuesAreUnescaped();
    void aPageWithoutFormHasNone();
    void titleAndAlert();
};

void tst_flow_HtmlForm::fieldsAreFilledIn()
{
    const auto form = firstForm(u"<FORM method=\"POST\" action='/u/login'><input type=hidden name=handle value=h1>"
                                "<input id=\"email\" type=\"email\" name=\"email\" required>"
                                "<input name=password type=password><button name=\"go\" value=\"1\">Go</button></FORM>"
                                "<form action=\"/second\"></form>"_s);
    QVERIFY(form);
    QCOMPARE(form->action, u"/u/login"_s);
    QVERIFY(form->isPost);
    QVERIFY(form->asksPassword());
    QCOMPARE(form->controls.constLast().type, u"submit"_s);
    const auto filled = form->filled(u"jane"_s, u"pw"_s);
    const QList<std::pair<QString, QString>> expected{
        {u"handle"_s, u"h1"_s}, {u"email"_s, u"jane"_s}, {u"password"_s, u"pw"_s}};
    QVERIFY(filled == expected);
}

void tst_flow_HtmlForm::valuesAreUnescaped()
{
    const auto form = firstForm(u"<form action=\"/a?x=1&amp;y=2\"><input type=\"text\" name=\"n\" "
                                "value=\"&lt;&quot;&#39;&#x41;&amp;lt;\"></form>"_s);
    QVERIFY(form);
    QVERIFY(!form->isPost);
    QCOMPARE(form->action, u"/a?x=1&y=2"_s);
    QCOMPARE(form->controls.constFirst().value, u"<\"'A&lt;"_s);
    // No password is asked for: what stands there stays.
    QCOMPARE(form->filled(u"jane"_s, u"pw"_s).constFirst().second, u"<\"'A&lt;"_s);
}

void tst_flow_HtmlForm::aPageWithoutFormHasNone()
{
    QVERIFY(!firstForm(u"<p>form</p>"_s));
    QVERIFY(!firstForm(u"<form method=\"post\">"_s));
    QVERIFY(!firstForm({}));
}

void tst_flow_HtmlForm::titleAndAlert()
{
    const QString page = u"<title>Sign\n in &amp; up</title><p role=\"alert\" id=\"p\">Wrong <b>email</b></p>"_s;
    QCOMPARE(pageTitle(page), u"Sign in & up"_s);
    QCOMPARE(pageAlert(page), u"Wrong email"_s);
    QCOMPARE(pageTitle(u"<p>"_s), QString());
    QCOMPARE(pageAlert(u"<p role=\"note\">x</p>"_s), QString());
}

QTEST_GUILESS_MAIN(tst_flow_HtmlForm)
#include "tst_flow_HtmlForm.moc"
