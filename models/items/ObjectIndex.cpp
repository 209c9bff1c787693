#include "models/items/ObjectIndex.h"

#include <algorithm>

namespace gatehouse::items {

using namespace Qt::StringLiterals;

namespace {

QStringList wordsOf(const QString &text)
{
    return text.toCaseFolded().split(u' ', Qt::SkipEmptyParts);
}

bool beginsAWord(const QString &name, const QString &word)
{
    for (qsizetype at = name.indexOf(word); at >= 0; at = name.indexOf(word, at + 1)) {
        if (at == 0 || !name.at(at - 1).isLetterOrNumber())
            return true;
    }
    return false;
}

/// All texts are case-folded; `words` are those of `text`.
std::optional<MatchRank> rankOf(const QString &text, const QStringList &words, const QString &name,
                                const QString &detail)
{
    bool isInName = true;
    for (const QString &word : words) {
        if (name.contains(word))
            continue;
        if (!detail.contains(word))
            return std::nullopt;
        isInName = false;
    }
    if (!isInName)
        return MatchRank::InDetail;
    if (name == text)
        return MatchRank::Exact;
    if (name.startsWith(text))
        return MatchRank::Begins;
    const bool isBegun = std::ranges::all_of(words, [&name](const QString &word) { return beginsAWord(name, word); });
    return isBegun ? MatchRank::BeginsAWord : MatchRank::Contains;
}

} // namespace

ObjectIndex::ObjectIndex(const store::StoreSnapshot &tenant)
{
    for (const domain::ResourceServer &api : tenant.resourceServers)
        add({ObjectKind::Api, api.name, api.identifier, u"api/%1"_s.arg(api.id.text())});
    for (const domain::ClientApplication &client : tenant.clients)
        add({ObjectKind::Client, client.name, client.id.text(), u"clients/%1"_s.arg(client.id.text())});
    for (const domain::User &user : tenant.users) {
        const bool isNamed = !user.name.isEmpty();
        add({ObjectKind::User, isNamed ? user.name : user.email, isNamed ? user.email : QString(),
             u"users/%1"_s.arg(user.id.text())});
    }
    for (const domain::ResourceServer &api : tenant.resourceServers) {
        const QString address = u"api/%1/scopes"_s.arg(api.id.text());
        for (const domain::Scope &scope : api.scopes)
            add({ObjectKind::Scope, scope.value, api.name, address});
    }
}

void ObjectIndex::add(NamedObject object)
{
    QString name = object.name.toCaseFolded();
    QString detail = object.detail.toCaseFolded();
    m_objects.append({std::move(object), std::move(name), std::move(detail)});
}

QList<NamedObject> ObjectIndex::find(const QString &text, qsizetype most) const
{
    struct Hit
    {
        MatchRank rank;
        qsizetype index;

        auto operator<=>(const Hit &) const = default;
    };
    const QStringList words = wordsOf(text);
    if (words.isEmpty())
        return {};
    const QString folded = words.join(u' ');
    QList<Hit> hits;
    for (qsizetype i = 0; i < m_objects.size(); ++i) {
        if (const auto found = rankOf(folded, words, m_objects.at(i).name, m_objects.at(i).detail))
            hits.append({*found, i});
    }
    const qsizetype count = std::min(most, hits.size());
    std::ranges::partial_sort(hits, hits.begin() + count);
    QList<NamedObject> found;
    for (qsizetype i = 0; i < count; ++i)
        found.append(m_objects.at(hits.at(i).index).object);
    return found;
}

std::optional<MatchRank> ObjectIndex::rank(const QString &text, const QString &name, const QString &detail)
{
    const QStringList words = wordsOf(text);
    return rankOf(words.join(u' '), words, name.toCaseFolded(), detail.toCaseFolded());
}

} // namespace gatehouse::items
