#include "ui/theme/IconSet.h"

#include <QDir>
#include <QFile>
#include <QIconEngine>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

#include <optional>

// Outside of every namespace, as the macro asks: a static library's resources are dropped unless somebody names them.
static void initialiseResources()
{
    Q_INIT_RESOURCE(gatehouse);
}

namespace gatehouse::ui::theme {

using namespace Qt::StringLiterals;

namespace {

QString pathOf(const QString &name)
{
    [[maybe_unused]] static const bool ready = (initialiseResources(), true);
    return u":/icons/%1.svg"_s.arg(name);
}

/// Paints an SVG whose strokes are `currentColor`, in the colour that fits the moment.
class TonedIconEngine final : public QIconEngine
{
public:
    TonedIconEngine(QString name, Tone tone, std::optional<QColor> fixed)
        : m_name(std::move(name))
        , m_tone(tone)
        , m_fixed(fixed)
    {
    }

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State) override
    {
        const qreal scale = painter->device() ? painter->device()->devicePixelRatio() : 1.0;
        painter->drawPixmap(rect, rendered(rect.size() * scale, mode));
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State) override { return rendered(size, mode); }

    QPixmap scaledPixmap(const QSize &size, QIcon::Mode mode, QIcon::State, qreal scale) override
    {
        QPixmap result = rendered(size, mode);
        result.setDevicePixelRatio(scale);
        return result;
    }

    QString key() const override { return u"gatehouse"_s; }
    QIconEngine *clone() const override { return new TonedIconEngine(*this); }
    bool isNull() override { return false; }

private:
    QColor colorFor(QIcon::Mode mode) const
    {
        if (mode == QIcon::Disabled)
            return toneColor(Tone::TextDisabled);
        return m_fixed.value_or(toneColor(m_tone));
    }

    QPixmap rendered(const QSize &size, QIcon::Mode mode) const
    {
        if (size.isEmpty())
            return {}; // a widget squeezed to nothing: nothing can be painted on
        const QColor color = colorFor(mode);
        const QString cacheKey = u"gatehouse-icon/%1/%2/%3x%4"_s.arg(m_name, color.name(QColor::HexArgb))
                                     .arg(size.width())
                                     .arg(size.height());
        QPixmap pixmap;
        if (QPixmapCache::find(cacheKey, &pixmap))
            return pixmap;
        pixmap = QPixmap(size);
        pixmap.fill(Qt::transparent);
        QFile file(pathOf(m_name));
        if (file.open(QIODevice::ReadOnly)) {
            QByteArray svg = file.readAll();
            svg.replace("currentColor", color.name().toLatin1());
            QSvgRenderer renderer(svg);
            QPainter painter(&pixmap);
            renderer.render(&painter, QRectF(QPointF(), QSizeF(size)));
        }
        QPixmapCache::insert(cacheKey, pixmap);
        return pixmap;
    }

    QString m_name;
    Tone m_tone;
    std::optional<QColor> m_fixed;
};

QIcon make(const QString &name, Tone tone, std::optional<QColor> fixed)
{
    if (!QFile::exists(pathOf(name)))
        return {};
    return QIcon(new TonedIconEngine(name, tone, fixed));
}

} // namespace

QIcon icon(const QString &name, Tone tone)
{
    return make(name, tone, std::nullopt);
}

QIcon icon(const QString &name, const QColor &color)
{
    return make(name, Tone::Icon, color);
}

QIcon applicationIcon()
{
    return QIcon(pathOf(u"gatehouse"_s));
}

QStringList iconNames()
{
    QStringList names;
    const QFileInfo anyIcon(pathOf(u"gatehouse"_s));
    const QStringList files = anyIcon.dir().entryList({u"*.svg"_s}, QDir::Files, QDir::Name);
    for (const QString &file : files)
        names.append(file.chopped(4));
    return names;
}

} // namespace gatehouse::ui::theme
