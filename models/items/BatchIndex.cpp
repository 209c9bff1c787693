#include "models/items/BatchIndex.h"

#include <QHash>

#include <algorithm>

namespace gatehouse::items {

namespace {

using scan::BatchRow;

// Where a row's numbers are; findings follow these, and then what is searched besides.
enum Place : std::size_t { Verdict, Claims, Policy, Api, Client, Key, Reason, Algorithm, Findings };

/// Gives each text its number.
class Numbers
{
public:
    explicit Numbers(QStringList &texts)
        : m_texts(texts)
    {
    }

    BatchIndex::Text of(const QString &text)
    {
        const auto known = m_numbers.constFind(text);
        if (known != m_numbers.cend())
            return *known;
        const auto number = static_cast<BatchIndex::Text>(m_texts.size());
        m_numbers.insert(text, number);
        m_texts.append(text);
        return number;
    }
    /// The same for an enum, whose name is made only once.
    template <typename Value, typename Name>
    BatchIndex::Text of(Value value, QHash<int, BatchIndex::Text> &known, Name name)
    {
        const auto found = known.constFind(static_cast<int>(value));
        if (found != known.cend())
            return *found;
        const BatchIndex::Text number = of(QString(name(value)));
        known.insert(static_cast<int>(value), number);
        return number;
    }

private:
    QStringList &m_texts;
    QHash<QString, BatchIndex::Text> m_numbers;
};

/// The name of the API that tokens for an audience turned out to be of.
QHash<QString, QString> apisByAudience(const QList<BatchRow> &rows)
{
    QHash<QString, QString> apis;
    for (const BatchRow &row : rows) {
        if (!row.api.isEmpty() && row.audience.size() == 1)
            apis.insert(row.audience.first(), row.api);
    }
    return apis;
}

} // namespace

BatchIndex::BatchIndex(const QList<BatchRow> &rows)
{
    Numbers numbers(m_texts);
    const QHash<QString, QString> apis = apisByAudience(rows);
    QHash<int, Text> verdicts;
    QHash<int, Text> claims;
    QHash<int, Text> policies;
    QHash<int, Text> reasons;
    const auto count = static_cast<std::size_t>(rows.size());
    m_begins.reserve(count + 1);
    m_findings.reserve(count);
    for (const BatchRow &row : rows) {
        m_begins.push_back(m_numbers.size());
        const QString audience = row.audience.value(0);
        m_numbers.push_back(numbers.of(row.verdict, verdicts, &inspector::verdictName));
        m_numbers.push_back(numbers.of(row.claims, claims, &inspector::claimsName));
        m_numbers.push_back(numbers.of(row.policy, policies, &inspector::policyName));
        m_numbers.push_back(numbers.of(row.api.isEmpty() ? apis.value(audience, audience) : row.api));
        m_numbers.push_back(numbers.of(row.client.isEmpty() ? row.subject : row.client));
        m_numbers.push_back(numbers.of(row.keyUsed.isEmpty() ? row.kid : row.keyUsed));
        m_numbers.push_back(numbers.of(row.reason, reasons, &inspector::reasonCode));
        m_numbers.push_back(numbers.of(row.algorithm));
        if (row.findings.isEmpty())
            m_numbers.push_back(numbers.of(QString()));
        for (const QString &finding : row.findings)
            m_numbers.push_back(numbers.of(finding));
        m_findings.push_back(static_cast<int>(std::max<qsizetype>(row.findings.size(), 1)));
        for (const QString &text : {row.subject, row.issuer, row.kid, row.place.name}) {
            if (!text.isEmpty())
                m_numbers.push_back(numbers.of(text));
        }
        for (const QString &text : row.audience)
            m_numbers.push_back(numbers.of(text));
    }
    m_begins.push_back(m_numbers.size());
}

std::optional<BatchIndex::Text> BatchIndex::numberOf(const QString &text) const
{
    const qsizetype number = m_texts.indexOf(text);
    return number < 0 ? std::nullopt : std::optional(static_cast<Text>(number));
}

std::span<const BatchIndex::Text> BatchIndex::groups(int row, BatchGrouping grouping) const
{
    const std::span all(m_numbers);
    const std::size_t begin = m_begins[static_cast<std::size_t>(row)];
    switch (grouping) {
    case BatchGrouping::Verdict:
        return all.subspan(begin + Verdict, 1);
    case BatchGrouping::Claims:
        return all.subspan(begin + Claims, 1);
    case BatchGrouping::Policy:
        return all.subspan(begin + Policy, 1);
    case BatchGrouping::Api:
        return all.subspan(begin + Api, 1);
    case BatchGrouping::Client:
        return all.subspan(begin + Client, 1);
    case BatchGrouping::Key:
        return all.subspan(begin + Key, 1);
    case BatchGrouping::Finding:
        return all.subspan(begin + Findings, static_cast<std::size_t>(m_findings[static_cast<std::size_t>(row)]));
    case BatchGrouping::Reason:
        return all.subspan(begin + Reason, 1);
    }
    return {};
}

std::span<const BatchIndex::Text> BatchIndex::searched(int row) const
{
    const std::size_t begin = m_begins[static_cast<std::size_t>(row)] + Api;
    return std::span(m_numbers).subspan(begin, m_begins[static_cast<std::size_t>(row) + 1] - begin);
}

} // namespace gatehouse::items
