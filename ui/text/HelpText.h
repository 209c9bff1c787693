#pragma once

#include <QList>
#include <QString>

#include <optional>

namespace gatehouse::inspector {
struct FindingKind;
}

namespace gatehouse::ui::text {

/// A piece of a help page, in plain text.
struct HelpBlock
{
    enum class Kind { Heading, Text, Item };
    Kind kind = Kind::Text;
    QString text;
};

/// A page of help, about a page of the window or a kind of finding.
struct HelpPage
{
    QString id; ///< "inspector", "finding/expired"
    QString title;
    QList<HelpBlock> blocks;
};

/// The pages about the pages of the window (resources/docs/help), in the order of the navigation.
QStringList helpPageIds();
/// The pages about every kind of finding.
QStringList helpFindingIds();
/// The page with that id, of either kind; nothing where there is none.
std::optional<HelpPage> helpPage(QStringView id);
/// The page about a kind of finding, made of the texts that findings are explained with. What a token would fill in is
/// in angle quotation marks.
HelpPage helpPage(const inspector::FindingKind &kind);
/// The id of the page about a kind of finding.
QString helpIdOf(const inspector::FindingKind &kind);

} // namespace gatehouse::ui::text
