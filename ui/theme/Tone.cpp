#include "ui/theme/Tone.h"

#include <QGuiApplication>

#include <array>
#include <cmath>

namespace gatehouse::ui::theme {

namespace {

struct Values
{
    QRgb light;
    QRgb dark;
    QRgb highContrast;
};

// In the order of Tone. Texts keep 4.5:1 on every surface they are used on, borders of fields 3:1; tst_ui_Theme
// computes it.
constexpr std::array<Values, toneCount> values{{
    {.light = 0xfff6f7f9, .dark = 0xff14161a, .highContrast = 0xff000000}, // Window
    {.light = 0xffeef0f4, .dark = 0xff191c21, .highContrast = 0xff000000}, // Pane
    {.light = 0xffffffff, .dark = 0xff1e2228, .highContrast = 0xff000000}, // Surface
    {.light = 0xfff1f3f7, .dark = 0xff171a1f, .highContrast = 0xff000000}, // SurfaceSunken
    {.light = 0xffe4e8ef, .dark = 0xff2a2f38, .highContrast = 0xff333333}, // Hover
    {.light = 0xffdde2ea, .dark = 0xff2f353f, .highContrast = 0xffb0b0b0}, // Border
    {.light = 0xff7f899a, .dark = 0xff707a8c, .highContrast = 0xffffffff}, // BorderStrong
    {.light = 0xff171b24, .dark = 0xffe7eaf0, .highContrast = 0xffffffff}, // Text
    {.light = 0xff545d6e, .dark = 0xffa3adbd, .highContrast = 0xffe6e6e6}, // TextMuted
    {.light = 0xff8d96a6, .dark = 0xff6b7485, .highContrast = 0xffa6a6a6}, // TextDisabled
    {.light = 0xff4b5567, .dark = 0xffb4bdcc, .highContrast = 0xffffffff}, // Icon
    {.light = 0xff3b50d0, .dark = 0xff8fa2ff, .highContrast = 0xffffe14d}, // Accent
    {.light = 0xff3143b4, .dark = 0xffa9b8ff, .highContrast = 0xfffff2a8}, // AccentHover
    {.light = 0xffffffff, .dark = 0xff10142c, .highContrast = 0xff000000}, // AccentText
    {.light = 0xffe3e8fd, .dark = 0xff293056, .highContrast = 0xff1a3fb0}, // AccentSoft
    {.light = 0xff26379c, .dark = 0xffd0d9ff, .highContrast = 0xffffffff}, // AccentSoftText
    {.light = 0xff0b6b45, .dark = 0xff5fd3a0, .highContrast = 0xff6cff9f}, // Success
    {.light = 0xffdcf5e8, .dark = 0xff14352a, .highContrast = 0xff002b14}, // SuccessSoft
    {.light = 0xff8a4b00, .dark = 0xfff2b95c, .highContrast = 0xffffc04d}, // Warning
    {.light = 0xfffdf0d5, .dark = 0xff3a2c12, .highContrast = 0xff332000}, // WarningSoft
    {.light = 0xffb3202c, .dark = 0xffff8f8f, .highContrast = 0xffff9a9a}, // Danger
    {.light = 0xfffde4e5, .dark = 0xff431f24, .highContrast = 0xff3d0008}, // DangerSoft
    {.light = 0xffc22834, .dark = 0xffe5606a, .highContrast = 0xffff8080}, // DangerFill
    {.light = 0xffffffff, .dark = 0xff23070a, .highContrast = 0xff000000}, // DangerFillText
    {.light = 0xff0c5fa8, .dark = 0xff77bdf9, .highContrast = 0xff8fd0ff}, // Info
    {.light = 0xffdfeefb, .dark = 0xff152f45, .highContrast = 0xff00263f}, // InfoSoft
    {.light = 0xff4d5667, .dark = 0xffb0b9c8, .highContrast = 0xffe6e6e6}, // Neutral
    {.light = 0xffe8ebf1, .dark = 0xff2c323c, .highContrast = 0xff262626}, // NeutralSoft
    {.light = 0xffb02a5b, .dark = 0xffff8fb4, .highContrast = 0xffff9ec4}, // TokenHeader
    {.light = 0xff6a35c4, .dark = 0xffc3a3ff, .highContrast = 0xffd6bfff}, // TokenPayload
    {.light = 0xff08697c, .dark = 0xff5ccbe0, .highContrast = 0xff7fe6f5}, // TokenSignature
    {.light = 0x30101828, .dark = 0x70000000, .highContrast = 0x80000000}, // Shadow
}};

double linear(double channel)
{
    return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
}

double luminance(const QColor &color)
{
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

} // namespace

QColor toneColor(Tone tone, Scheme scheme)
{
    const Values &value = values.at(static_cast<std::size_t>(tone));
    switch (scheme) {
    case Scheme::Light:
        break;
    case Scheme::Dark:
        return QColor::fromRgba(value.dark);
    case Scheme::HighContrast:
        return QColor::fromRgba(value.highContrast);
    }
    return QColor::fromRgba(value.light);
}

QColor toneColor(Tone tone, const QPalette &palette)
{
    return toneColor(tone, schemeOf(palette));
}

QColor toneColor(Tone tone)
{
    return toneColor(tone, QGuiApplication::palette());
}

Scheme schemeOf(const QPalette &palette)
{
    // No other scheme is black behind everything.
    if (palette.color(QPalette::Active, QPalette::Window) == toneColor(Tone::Window, Scheme::HighContrast))
        return Scheme::HighContrast;
    return isDark(palette) ? Scheme::Dark : Scheme::Light;
}

bool isDark(const QPalette &palette)
{
    return palette.color(QPalette::Active, QPalette::Window).lightness() < 128;
}

QPalette schemePalette(Scheme scheme)
{
    const auto tone = [scheme](Tone name) { return toneColor(name, scheme); };
    QPalette palette;
    palette.setColor(QPalette::Window, tone(Tone::Window));
    palette.setColor(QPalette::WindowText, tone(Tone::Text));
    palette.setColor(QPalette::Base, tone(Tone::Surface));
    palette.setColor(QPalette::AlternateBase, tone(Tone::SurfaceSunken));
    palette.setColor(QPalette::Text, tone(Tone::Text));
    palette.setColor(QPalette::PlaceholderText, tone(Tone::TextMuted));
    palette.setColor(QPalette::Button, tone(Tone::Surface));
    palette.setColor(QPalette::ButtonText, tone(Tone::Text));
    palette.setColor(QPalette::BrightText, tone(Tone::Danger));
    palette.setColor(QPalette::Highlight, tone(Tone::AccentSoft));
    palette.setColor(QPalette::HighlightedText, tone(Tone::AccentSoftText));
    palette.setColor(QPalette::Accent, tone(Tone::Accent));
    palette.setColor(QPalette::Link, tone(Tone::Accent));
    palette.setColor(QPalette::LinkVisited, tone(Tone::Accent));
    palette.setColor(QPalette::ToolTipBase, tone(Tone::Surface));
    palette.setColor(QPalette::ToolTipText, tone(Tone::Text));
    palette.setColor(QPalette::Light, tone(Tone::Surface));
    palette.setColor(QPalette::Midlight, tone(Tone::Hover));
    palette.setColor(QPalette::Mid, tone(Tone::Border));
    palette.setColor(QPalette::Dark, tone(Tone::BorderStrong));
    palette.setColor(QPalette::Shadow, tone(Tone::BorderStrong));
    for (const QPalette::ColorRole role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, tone(Tone::TextDisabled));
    palette.setColor(QPalette::Disabled, QPalette::Highlight, tone(Tone::Hover));
    palette.setColor(QPalette::Disabled, QPalette::HighlightedText, tone(Tone::TextDisabled));
    return palette;
}

double contrastRatio(const QColor &a, const QColor &b)
{
    const double first = luminance(a);
    const double second = luminance(b);
    return (std::max(first, second) + 0.05) / (std::min(first, second) + 0.05);
}

} // namespace gatehouse::ui::theme
