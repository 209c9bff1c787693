#pragma once

#include <QDir>
#include <QHash>
#include <QSet>
#include <QStringList>

namespace gatehouse::architecture {

/// One library as its CMakeLists.txt declares it.
struct Layer
{
    QString folder; ///< "models/store/sql"
    QString name;   ///< "gatehouse_store_sql"
    QSet<QString> depends;
};

/// The dependency rule over the sources of a tree. Every complaint names the file and the rule.
class IncludeRules
{
public:
    /// `qtHeaders` is Qt's include folder, where QtWidgets/ and QtGui/ say which module a class belongs to.
    IncludeRules(const QDir &root, QList<Layer> layers, const QDir &qtHeaders);

    /// Reads "folder name depends…" lines.
    static QList<Layer> readTable(const QString &text);

    /// DEPENDS against the levels of the house.
    QStringList checkLevels() const;
    /// Every source file against DEPENDS and against what only one place may do.
    QStringList checkSources() const;
    int filesRead() const { return m_filesRead; }

private:
    void checkFile(const QString &path, QStringList &complaints) const;
    void checkOwnInclude(const QString &path, const QString &header, const Layer &layer, QStringList &complaints) const;
    void checkSystemInclude(const QString &path, const QString &header, QStringList &complaints) const;
    static void checkText(const QString &path, const QString &code, QStringList &complaints);
    const Layer *layerOf(const QString &path) const;

    QDir m_root;
    QList<Layer> m_layers;
    QDir m_qtHeaders;
    mutable int m_filesRead = 0;
};

} // namespace gatehouse::architecture
