#include "models/server/management/UserSearch.h"

#include <algorithm>
#include <array>

namespace gatehouse::server::management {

using domain::User;
namespace api = gatehouse::management;

namespace {

constexpr auto onlyConnection = "Username-Password-Authentication"_L1;

/// As the list shows it.
QString shownName(const User &user)
{
    return user.name.isEmpty() ? user.email : user.name;
}

/// The value of one term.
struct Term
{
    QString value;
    bool isBeginning = false; ///< an asterisk was at its end
};

bool isOperator(const QString &word)
{
    return word == "AND"_L1 || word == "OR"_L1 || word == "NOT"_L1 || word == "TO"_L1;
}

/// Nothing where it is more than one word, or means more than the word.
std::optional<Term> termOf(QString text)
{
    if (text.size() >= 2 && text.startsWith(u'"') && text.endsWith(u'"')) {
        const QString phrase = text.sliced(1, text.size() - 2);
        return phrase.contains(u'"') || phrase.contains(u'\\') ? std::nullopt : std::optional(Term{.value = phrase});
    }
    const bool isBeginning = text.endsWith(u'*');
    if (isBeginning)
        text.chop(1);
    static constexpr QStringView meaning = u"*?\"\\:()[]{}<>~^!/=";
    const bool isPlain = std::ranges::none_of(text, [](QChar c) { return c.isSpace() || meaning.contains(c); });
    const bool isCombined = text.startsWith(u'-') || text.startsWith(u'+') || text.contains("&&"_L1) ||
                            text.contains("||"_L1) || isOperator(text);
    if (!isPlain || isCombined)
        return {};
    return Term{.value = text, .isBeginning = isBeginning};
}

using Matcher = std::function<bool(const User &)>;

std::optional<Matcher> flagMatcher(bool User::*member, const Term &term)
{
    const bool isTrue = term.value == "true"_L1;
    if (term.isBeginning || (!isTrue && term.value != "false"_L1))
        return {};
    return [member, isTrue](const User &user) { return user.*member == isTrue; };
}

std::optional<Matcher> matcher(const QString &query)
{
    const QString wanted = query.trimmed();
    if (wanted.isEmpty() || wanted == "*"_L1)
        return [](const User &) { return true; };
    const qsizetype colon = wanted.startsWith(u'"') ? -1 : wanted.indexOf(u':');
    const auto term = termOf(wanted.sliced(colon + 1));
    if (!term || (term->value.isEmpty() && !term->isBeginning))
        return {};
    const auto fits = [term = *term](const QString &text) {
        return term.isBeginning ? text.startsWith(term.value, Qt::CaseInsensitive)
                                : text.compare(term.value, Qt::CaseInsensitive) == 0;
    };
    if (colon < 0) {
        return [fits, term = *term](const User &user) {
            const auto stands = [&](const QString &text) {
                return term.isBeginning ? fits(text) : text.contains(term.value, Qt::CaseInsensitive);
            };
            return stands(user.email) || stands(user.name);
        };
    }
    const QString field = wanted.first(colon);
    if (field == "email"_L1)
        return [fits](const User &user) { return fits(user.email); };
    if (field == "name"_L1)
        return [fits](const User &user) { return fits(shownName(user)); };
    if (field == "user_id"_L1)
        return [fits](const User &user) { return fits(user.id.text()); };
    if (field == "blocked"_L1)
        return flagMatcher(&User::isBlocked, *term);
    if (field == "email_verified"_L1)
        return flagMatcher(&User::isEmailVerified, *term);
    return {};
}

using Order = std::function<bool(const User &, const User &)>;

template <typename Value> Order orderBy(Value (*valueOf)(const User &), bool isDescending)
{
    return [valueOf, isDescending](const User &a, const User &b) {
        return isDescending ? valueOf(b) < valueOf(a) : valueOf(a) < valueOf(b);
    };
}

/// `field:1` or `field:-1`.
Checked<Order> orderOf(const QString &sort)
{
    if (sort.isEmpty())
        return Order();
    const QString field = sort.section(u':', 0, 0);
    const QString direction = sort.section(u':', 1);
    if (direction != "1"_L1 && direction != "-1"_L1)
        return std::unexpected(
            api::queryProblem(u"String does not match pattern ^[a-z_]+:(1|-1)$: "_s + api::quoted(sort), u"sort"_s));
    const bool isDescending = direction == "-1"_L1;
    if (field == "email"_L1)
        return orderBy<QString>([](const User &user) { return user.email.toCaseFolded(); }, isDescending);
    if (field == "name"_L1)
        return orderBy<QString>([](const User &user) { return shownName(user).toCaseFolded(); }, isDescending);
    if (field == "user_id"_L1)
        return orderBy<QString>([](const User &user) { return user.id.text(); }, isDescending);
    // Nothing here remembers when a user was last changed: it is told as the time of creation.
    if (field == "created_at"_L1 || field == "updated_at"_L1)
        return orderBy<base::Instant>([](const User &user) { return user.createdAt; }, isDescending);
    if (field == "email_verified"_L1)
        return orderBy<bool>([](const User &user) { return user.isEmailVerified; }, isDescending);
    if (field == "blocked"_L1)
        return orderBy<bool>([](const User &user) { return user.isBlocked; }, isDescending);
    return std::unexpected(api::queryProblem(u"No enum match for: "_s + api::quoted(field), u"sort"_s));
}

} // namespace

Checked<UserSearch> readUserSearch(const api::Query &query)
{
    for (const QString &name : {u"q"_s, u"sort"_s, u"connection"_s, u"search_engine"_s}) {
        if (api::valuesOf(query, name).size() > 1)
            return std::unexpected(api::queryProblem(u"Expected type string but found type array"_s, name));
    }
    const QString engine = api::valueOf(query, u"search_engine");
    static constexpr std::array engines{"v1"_L1, "v2"_L1, "v3"_L1};
    if (!engine.isEmpty() && !std::ranges::contains(engines, engine))
        return std::unexpected(api::queryProblem(u"No enum match for: "_s + api::quoted(engine), u"search_engine"_s));
    const auto fits = matcher(api::valueOf(query, u"q"));
    if (!fits)
        return std::unexpected(api::queryProblem(
            u"Only one term of email, name, user_id, blocked or email_verified is understood here"_s, u"q"_s));
    auto order = orderOf(api::valueOf(query, u"sort"));
    if (!order)
        return std::unexpected(order.error());
    const QStringList connections = api::valuesOf(query, u"connection");
    if (!connections.isEmpty() && connections.first() != onlyConnection)
        return UserSearch{.fits = [](const User &) { return false; }, .isBefore = *std::move(order)};
    return UserSearch{.fits = *fits, .isBefore = *std::move(order)};
}

} // namespace gatehouse::server::management
