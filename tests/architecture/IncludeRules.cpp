#include "IncludeRules.h"

#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>

#include <algorithm>
#include <array>

namespace gatehouse::architecture {

using namespace Qt::StringLiterals;

namespace {

/// The house from the ground up. A layer may depend on what stands in an earlier row, never on its own row.
const QList<QStringList> &levels()
{
    static const QList<QStringList> rows = [] {
        QList<QStringList> list;
        for (const char *row : {"base",
                                "jose http settings transport",
                                "jose_qca jose_openssl settings_qtkeychain domain archive",
                                "store store_connection oauth quickstart management",
                                "trust",
                                "store_sql store_remote inspector issuer",
                                "flow scan shelf",
                                "items editing server",
                                "ui_text",
                                "ui_theme",
                                "ui_widgets",
                                "ui_presenters",
                                "ui_dialogs",
                                "ui_inspector",
                                "ui_pages",
                                "ui_shell",
                                "verification",
                                "crypto",
                                "engine start",
                                "cli window"})
            list.append(QString::fromLatin1(row).split(u' '));
        return list;
    }();
    return rows;
}

int levelOf(const QString &target)
{
    const QString name = target.mid(static_cast<int>(qstrlen("gatehouse_")));
    for (qsizetype i = 0; i < levels().size(); ++i) {
        if (levels()[i].contains(name))
            return static_cast<int>(i);
    }
    return -1;
}

bool isConcrete(const QString &target)
{
    return target == "gatehouse_jose_qca"_L1 || target == "gatehouse_jose_openssl"_L1 ||
           target == "gatehouse_store_sql"_L1 || target == "gatehouse_store_remote"_L1 ||
           target == "gatehouse_settings_qtkeychain"_L1;
}

/// A pattern that only one place may hold.
struct OnlyThere
{
    const char *pattern;
    const char *place; ///< a path's beginning; several are separated by blanks
    const char *rule;
};

constexpr std::array includeRules{
    OnlyThere{"^(QtCrypto|qca\\.h|QtCrypto/.*|qca_.*)$", "models/jose/qca/", "only models/jose/qca includes QCA"},
    OnlyThere{"^(openssl/.*)$", "models/jose/openssl/", "only models/jose/openssl includes OpenSSL"},
    OnlyThere{"^(QtSql.*|QSql.*)$", "models/store/sql/", "only models/store/sql includes QtSql"},
    OnlyThere{"^sqlite3\\.h$", "models/store/sql/", "only models/store/sql includes SQLite"},
    OnlyThere{"^(QtNetwork.*|QNetwork.*|QTcp.*|QUdp.*|QSsl.*|QHost.*|QAbstractSocket|QLocal(Server|Socket).*)$",
              "models/http/ app/window/", "only models/http includes QtNetwork"},
    OnlyThere{"^boost/.*$", "models/server/", "only models/server includes Boost"},
    OnlyThere{"^(qt6keychain/.*|QDBus.*|QtDBus.*)$", "models/settings/qtkeychain/ app/window/DesktopWishes",
              "only models/settings/qtkeychain asks the desktop's keychain"},
    OnlyThere{"^unicode/.*$", "models/base/LookAlike", "only models/base/LookAlike includes ICU"},
    OnlyThere{"^archive(_entry)?\\.h$", "models/archive/ tests/archive/", "only models/archive includes libarchive"},
    OnlyThere{"^QSettings$", "models/settings/", "only models/settings includes QSettings"},
    OnlyThere{"^QRandomGenerator$", "models/base/Random", "only models/base/Random asks the system for randomness"},
    OnlyThere{"^CLI/.*$", "app/cli/", "only app/cli includes CLI11"},
    OnlyThere{"^KSyntaxHighlighting/.*$", "ui/", "only ui highlights code"},
};

constexpr std::array textRules{
    OnlyThere{"system_clock::now|currentDateTime|currentMSecsSinceEpoch|currentSecsSinceEpoch|QTime::currentTime|QDate:"
              ":currentDate",
              "models/base/Clock", "only models/base/Clock asks the system what time it is"},
    OnlyThere{"\\bSystemClock\\b",
              "models/base/Clock app/engine/Engine app/engine/RemoteTenant app/cli/main app/start/main "
              "app/window/main_window "
              "models/server/HttpSession",
              "a SystemClock is made where a program is composed, and passed on"},
    OnlyThere{"25340230079|9999, 12, 31", "models/base/Clock", "the last second with a date is base::lastDatedSecond"},
    OnlyThere{"\"#[0-9a-fA-F]{3}([0-9a-fA-F]{3}([0-9a-fA-F]{2})?)?\"", "ui/theme/ models/ app/cli/ app/start/",
              "colours stand in ui/theme alone"},
    OnlyThere{"\\b(SIGNAL|SLOT)\\s*\\(", "app/window/DesktopWishes", "signals are connected by member pointers"},
    OnlyThere{"\\bQSqlQuery\\b", "models/store/sql/", "only models/store/sql speaks SQL"},
};

bool isIn(const QString &path, const char *places)
{
    const QStringList list = QString::fromLatin1(places).split(u' ');
    return std::ranges::any_of(list, [&path](const QString &place) { return path.startsWith(place); });
}

/// Code without comments; strings stay, because colours are written in them.
QString withoutComments(QString code)
{
    static const QRegularExpression comments(u"(?<![:\"'])//[^\n]*|/\\*.*?\\*/"_s,
                                             QRegularExpression::DotMatchesEverythingOption);
    return code.remove(comments);
}

} // namespace

IncludeRules::IncludeRules(const QDir &root, QList<Layer> layers, const QDir &qtHeaders)
    : m_root(root)
    , m_layers(std::move(layers))
    , m_qtHeaders(qtHeaders)
{
}

QList<Layer> IncludeRules::readTable(const QString &text)
{
    QList<Layer> layers;
    const QStringList lines = text.split(u'\n', Qt::SkipEmptyParts);
    for (const QString &line : lines) {
        const QStringList words = line.split(u' ', Qt::SkipEmptyParts);
        if (words.size() >= 2)
            layers.append({words[0], words[1], QSet<QString>(words.begin() + 2, words.end())});
    }
    return layers;
}

QStringList IncludeRules::checkLevels() const
{
    QStringList complaints;
    for (const Layer &layer : m_layers) {
        const int level = levelOf(layer.name);
        if (level < 0) {
            complaints.append(layer.folder + u": has no level in tests/architecture/IncludeRules.cpp"_s);
            continue;
        }
        for (const QString &other : layer.depends) {
            if (levelOf(other) >= level)
                complaints.append(layer.folder + u": DEPENDS on "_s + other + u", which does not stand below it"_s);
            if (isConcrete(other) && !layer.folder.startsWith("app/"_L1))
                complaints.append(layer.folder + u": DEPENDS on "_s + other +
                                  u", a concrete backend that app alone may see"_s);
        }
    }
    return complaints;
}

QStringList IncludeRules::checkSources() const
{
    QStringList complaints;
    for (const char *top : {"models", "ui", "app"}) {
        QDirIterator files(m_root.filePath(QString::fromLatin1(top)), {u"*.h"_s, u"*.cpp"_s}, QDir::Files,
                           QDirIterator::Subdirectories);
        while (files.hasNext())
            checkFile(m_root.relativeFilePath(files.next()), complaints);
    }
    complaints.sort();
    return complaints;
}

const Layer *IncludeRules::layerOf(const QString &path) const
{
    const Layer *found = nullptr;
    for (const Layer &layer : m_layers) {
        if (path.startsWith(layer.folder + u'/') && (!found || layer.folder.size() > found->folder.size()))
            found = &layer;
    }
    return found;
}

void IncludeRules::checkFile(const QString &path, QStringList &complaints) const
{
    QFile file(m_root.filePath(path));
    if (!file.open(QIODevice::ReadOnly)) {
        complaints.append(path + u": cannot be read"_s);
        return;
    }
    ++m_filesRead;
    const QString code = withoutComments(QString::fromUtf8(file.readAll()));
    const Layer *layer = layerOf(path);
    if (!layer) {
        complaints.append(path + u": belongs to no layer; its folder has no gatehouse_layer()"_s);
        return;
    }
    static const QRegularExpression include(u"^#\\s*include\\s*([<\"])([^>\"]+)[>\"]"_s,
                                            QRegularExpression::MultilineOption);
    for (auto match = include.globalMatch(code); match.hasNext();) {
        const auto found = match.next();
        const QString header = found.captured(2);
        if (found.captured(1) == u'"')
            checkOwnInclude(path, header, *layer, complaints);
        else
            checkSystemInclude(path, header, complaints);
    }
    checkText(path, code, complaints);
    const QString own = QString(path).replace(QRegularExpression(u"\\.cpp$"_s), u".h"_s);
    if (path.endsWith(".cpp"_L1) && m_root.exists(own)) {
        const auto first = include.match(code);
        if (first.captured(2) != own)
            complaints.append(path +
                              u": includes its own header first, so that the header is known to compile alone"_s);
    }
}

void IncludeRules::checkOwnInclude(const QString &path, const QString &header, const Layer &layer,
                                   QStringList &complaints) const
{
    // Generated code: a form's header, or the file's own moc output.
    if (header.startsWith("ui_"_L1) || header.endsWith(".moc"_L1))
        return;
    const Layer *other = layerOf(header);
    if (!other)
        complaints.append(path + u": includes \""_s + header + u"\", which is not written from the root of the tree"_s);
    else if (other->name != layer.name && !layer.depends.contains(other->name))
        complaints.append(path + u": includes "_s + header + u", but "_s + layer.name + u" does not DEPEND on "_s +
                          other->name);
}

void IncludeRules::checkSystemInclude(const QString &path, const QString &header, QStringList &complaints) const
{
    for (const OnlyThere &rule : includeRules) {
        static QHash<const char *, QRegularExpression> compiled;
        auto pattern = compiled.find(rule.pattern);
        if (pattern == compiled.end())
            pattern = compiled.insert(rule.pattern, QRegularExpression(QString::fromLatin1(rule.pattern)));
        if (pattern->match(header).hasMatch() && !isIn(path, rule.place))
            complaints.append(path + u": includes <"_s + header + u">: "_s + QString::fromLatin1(rule.rule));
    }
    const QString name = header.section(u'/', -1);
    const bool isFree = isIn(path, "ui/ app/window/") && !isIn(path, "ui/text/");
    if (isFree)
        return;
    if (header.startsWith("QtWidgets"_L1) || m_qtHeaders.exists(u"QtWidgets/"_s + name))
        complaints.append(path + u": includes <"_s + header + u">: only ui and app/window see Widgets"_s);
    else if ((header.startsWith("QtGui"_L1) || m_qtHeaders.exists(u"QtGui/"_s + name)) &&
             !path.startsWith("models/editing/"_L1))
        complaints.append(path + u": includes <"_s + header +
                          u">: below ui only models/editing sees Gui, for QUndoStack"_s);
}

void IncludeRules::checkText(const QString &path, const QString &code, QStringList &complaints)
{
    for (const OnlyThere &rule : textRules) {
        const auto match = QRegularExpression(QString::fromLatin1(rule.pattern)).match(code);
        if (match.hasMatch() && !isIn(path, rule.place))
            complaints.append(path + u": "_s + match.captured() + u": "_s + QString::fromLatin1(rule.rule));
    }
}

} // namespace gatehouse::architecture
