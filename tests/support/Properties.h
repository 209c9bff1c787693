#pragma once

#include <QMap>
#include <QString>
#include <QtGlobal>

#include <rapidcheck.h>

namespace gatehouse::tests {

/// Property tests run 100 cases with a fixed seed; GATEHOUSE_PROPERTY_CASES asks for more, GATEHOUSE_PROPERTY_SEED for
/// others. A failure prints what reproduces it.
class PropertyRun
{
public:
    PropertyRun()
    {
        const int cases = qEnvironmentVariableIntValue("GATEHOUSE_PROPERTY_CASES");
        const int seed = qEnvironmentVariableIntValue("GATEHOUSE_PROPERTY_SEED");
        // A long run takes longer than QtTest lets a function take.
        qputenv("QTEST_FUNCTION_TIMEOUT", "7200000");
        qputenv("RC_PARAMS", "seed=" + QByteArray::number(seed > 0 ? seed : 7519) +
                                 " max_success=" + QByteArray::number(cases > 0 ? cases : 100) + " max_size=50");
    }
};

/// RapidCheck reads its parameters once, before the first property.
inline const PropertyRun propertyRun;

/// What a generator made, so that nobody takes a property for proven that was never in question.
class PropertyCounts
{
public:
    void addCase() { ++m_cases; }
    void add(const QString &what) { ++m_counts[what]; }
    /// Of all cases.
    double share(const QString &what) const
    {
        return m_cases > 0 ? static_cast<double>(m_counts.value(what)) / m_cases : 0;
    }
    void print() const
    {
        qInfo("%d cases", m_cases);
        for (auto it = m_counts.cbegin(); it != m_counts.cend(); ++it)
            qInfo("%6d  %s", it.value(), qPrintable(it.key()));
    }

private:
    int m_cases = 0;
    QMap<QString, int> m_counts;
};

} // namespace gatehouse::tests
