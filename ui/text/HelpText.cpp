#include "ui/text/HelpText.h"

#include "models/inspector/findings/Kinds.h"
#include "ui/text/FindingText.h"

#include <QCoreApplication>
#include <QFile>

// Outside of every namespace, as Q_INIT_RESOURCE asks: it declares a function of the linker's.
static void initHelp()
{
    Q_INIT_RESOURCE(help);
}

namespace gatehouse::ui::text {

using namespace Qt::StringLiterals;

namespace {

class HelpWords
{
    Q_DECLARE_TR_FUNCTIONS(gatehouse::ui::text::HelpText)
};

constexpr auto findingPrefix = "finding/"_L1;

/// A line is a title ("# "), a heading ("## "), an item ("- ") or a paragraph.
HelpPage parsed(const QString &id, const QString &source)
{
    HelpPage page{.id = id, .title = {}, .blocks = {}};
    const QStringList lines = source.split(u'\n', Qt::SkipEmptyParts);
    for (const QString &line : lines) {
        if (line.startsWith("# "_L1))
            page.title = line.sliced(2);
        else if (line.startsWith("## "_L1))
            page.blocks.append({HelpBlock::Kind::Heading, line.sliced(3)});
        else if (line.startsWith("- "_L1))
            page.blocks.append({HelpBlock::Kind::Item, line.sliced(2)});
        else
            page.blocks.append({HelpBlock::Kind::Text, line});
    }
    return page;
}

QString bearingText(inspector::Bearing bearing)
{
    switch (bearing) {
    case inspector::Bearing::None:
        return HelpWords::tr("It does not change the verdict on the policy.");
    case inspector::Bearing::Warns:
        return HelpWords::tr("The verdict on the policy becomes a warning: it is against good practice.");
    case inspector::Bearing::Breaks:
        return HelpWords::tr("The policy is violated: it is against what the API, the key or the profile demands.");
    }
    return {};
}

QString placeText(inspector::FindingKind::Subject subject)
{
    switch (subject) {
    case inspector::FindingKind::Subject::Token:
        return HelpWords::tr("This finding is about the whole token.");
    case inspector::FindingKind::Subject::Header:
        return HelpWords::tr("This finding is about the header.");
    case inspector::FindingKind::Subject::Claim:
        return HelpWords::tr("This finding is about the claims.");
    case inspector::FindingKind::Subject::Signature:
        return HelpWords::tr("This finding is about the signature.");
    case inspector::FindingKind::Subject::Key:
        return HelpWords::tr("This finding is about the key.");
    }
    return {};
}

} // namespace

QStringList helpPageIds()
{
    return {u"quickstart"_s, u"api-settings"_s, u"scopes"_s,     u"client-grants"_s, u"test"_s,
            u"clients"_s,    u"users"_s,        u"management"_s, u"issuers"_s,       u"connections"_s,
            u"inspector"_s,  u"activity"_s,     u"settings"_s};
}

QStringList helpFindingIds()
{
    QStringList ids;
    for (const inspector::FindingKind *kind : inspector::allFindingKinds)
        ids.append(helpIdOf(*kind));
    return ids;
}

std::optional<HelpPage> helpPage(QStringView id)
{
    if (id.startsWith(findingPrefix)) {
        const inspector::FindingKind *kind = inspector::findingKind(id.sliced(findingPrefix.size()));
        return kind ? std::optional(helpPage(*kind)) : std::nullopt;
    }
    const QString name = id.toString();
    if (!helpPageIds().contains(name))
        return std::nullopt;
    initHelp();
    QFile file(u":/help/%1.md"_s.arg(name));
    if (!file.open(QIODevice::ReadOnly))
        return std::nullopt;
    return parsed(name, QString::fromUtf8(file.readAll()));
}

HelpPage helpPage(const inspector::FindingKind &kind)
{
    using Kind = HelpBlock::Kind;
    const FindingText words = kindText(kind);
    HelpPage page{.id = helpIdOf(kind), .title = words.title, .blocks = {{Kind::Text, words.explanation}}};
    if (!words.action.isEmpty())
        page.blocks += {{Kind::Heading, HelpWords::tr("What to do")}, {Kind::Text, words.action}};
    page.blocks += {{Kind::Heading, HelpWords::tr("What it means")},
                    {Kind::Item, HelpWords::tr("Severity: %1.").arg(severityWord(kind.severity))},
                    {Kind::Item, placeText(kind.subject)},
                    {Kind::Item, bearingText(kind.bearing)}};
    if (!kind.reference.isEmpty())
        page.blocks.append({Kind::Item, HelpWords::tr("Source: %1.").arg(kind.reference)});
    page.blocks.append({Kind::Item, HelpWords::tr("Name on the command line: %1.").arg(kind.id)});
    return page;
}

QString helpIdOf(const inspector::FindingKind &kind)
{
    return findingPrefix + kind.id;
}

} // namespace gatehouse::ui::text
