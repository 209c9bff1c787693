#pragma once

#include <QCoreApplication>
#include <QTranslator>

namespace gatehouse::tests {

/// A language that is 40 % longer than English: letters are doubled evenly, so that words break where they did. What a
/// layout holds in it, it holds in most. Installed as long as it lives.
class PseudoLocale : public QTranslator
{
public:
    PseudoLocale() { QCoreApplication::installTranslator(this); }
    ~PseudoLocale() override { QCoreApplication::removeTranslator(this); }
    Q_DISABLE_COPY_MOVE(PseudoLocale)

    bool isEmpty() const override { return false; }
    QString translate(const char *context, const char *source, const char *, int) const override
    {
        // Names of keys are read back from texts.
        return qstrcmp(context, "QShortcut") == 0 ? QString() : lengthened(QString::fromUtf8(source));
    }

    static QString lengthened(const QString &text)
    {
        constexpr int percent = 40;
        QString result;
        int debt = 0;
        bool inPlaceholder = false; // “%1”, “%n”, “%Ln”
        for (const QChar character : text) {
            result += character;
            debt += percent;
            if (character == u'%') {
                inPlaceholder = true;
                continue;
            }
            const bool belongs = inPlaceholder && (character == u'L' || character == u'n' || character.isDigit());
            inPlaceholder = inPlaceholder && character == u'L';
            if (debt < 100 || belongs || !character.isLetter())
                continue;
            result += character.toLower();
            debt -= 100;
        }
        return result;
    }
};

} // namespace gatehouse::tests
