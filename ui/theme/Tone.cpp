#include "ui/theme/Tone.h"

#include <QGuiApplication>

#include <array>
#include <cmath>

namespace gatehouse::ui::theme {

namespace {

struct Pair
{
    QRgb light;
    QRgb dark;
};

// In the order of Tone. Texts keep 4.5:1 on every surface they are used on, borders of fields 3:1; tst_ui_Theme
// computes it.
constexpr std::array<Pair, toneCount> pairs{{
    {.light = 0xfff6f7f9, .dark = 0xff14161a}, // Window
    {.light = 0xffeef0f4, .dark = 0xff191c21}, // Pane
    {.light = 0xffffffff, .dark = 0xff1e2228}, // Surface
    {.light = 0xfff1f3f7, .dark = 0xff171a1f}, // SurfaceSunken
    {.light = 0xffe4e8ef, .dark = 0xff2a2f38}, // Hover
    {.light = 0xffdde2ea, .dark = 0xff2f353f}, // Border
    {.light = 0xff848e9f, .dark = 0xff707a8c}, // BorderStrong
    {.light = 0xff171b24, .dark = 0xffe7eaf0}, // Text
    {.light = 0xff545d6e, .dark = 0xffa3adbd}, // TextMuted
    {.light = 0xff8d96a6, .dark = 0xff6b7485}, // TextDisabled
    {.light = 0xff4b5567, .dark = 0xffb4bdcc}, // Icon
    {.light = 0xff3b50d0, .dark = 0xff8fa2ff}, // Accent
    {.light = 0xff3143b4, .dark = 0xffa9b8ff}, // AccentHover
    {.light = 0xffffffff, .dark = 0xff10142c}, // AccentText
    {.light = 0xffe3e8fd, .dark = 0xff293056}, // AccentSoft
    {.light = 0xff26379c, .dark = 0xffd0d9ff}, // AccentSoftText
    {.light = 0xff0b6b45, .dark = 0xff5fd3a0}, // Success
    {.light = 0xffdcf5e8, .dark = 0xff14352a}, // SuccessSoft
    {.light = 0xff8a4b00, .dark = 0xfff2b95c}, // Warning
    {.light = 0xfffdf0d5, .dark = 0xff3a2c12}, // WarningSoft
    {.light = 0xffb3202c, .dark = 0xffff8f8f}, // Danger
    {.light = 0xfffde4e5, .dark = 0xff431f24}, // DangerSoft
    {.light = 0xffc22834, .dark = 0xffe5606a}, // DangerFill
    {.light = 0xffffffff, .dark = 0xff23070a}, // DangerFillText
    {.light = 0xff0c5fa8, .dark = 0xff77bdf9}, // Info
    {.light = 0xffdfeefb, .dark = 0xff152f45}, // InfoSoft
    {.light = 0xff4d5667, .dark = 0xffb0b9c8}, // Neutral
    {.light = 0xffe8ebf1, .dark = 0xff2c323c}, // NeutralSoft
    {.light = 0xffb02a5b, .dark = 0xffff8fb4}, // TokenHeader
    {.light = 0xff6a35c4, .dark = 0xffc3a3ff}, // TokenPayload
    {.light = 0xff08697c, .dark = 0xff5ccbe0}, // TokenSignature
    {.light = 0x30101828, .dark = 0x70000000}, // Shadow
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

QColor toneColor(Tone tone, bool dark)
{
    const Pair &pair = pairs.at(static_cast<std::size_t>(tone));
    return QColor::fromRgba(dark ? pair.dark : pair.light);
}

QColor toneColor(Tone tone, const QPalette &palette)
{
    return toneColor(tone, isDark(palette));
}

QColor toneColor(Tone tone)
{
    return toneColor(tone, QGuiApplication::palette());
}

bool isDark(const QPalette &palette)
{
    return palette.color(QPalette::Active, QPalette::Window).lightness() < 128;
}

QPalette schemePalette(bool dark)
{
    const auto tone = [dark](Tone name) { return toneColor(name, dark); };
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
