#include "ui/theme/StyleSheet.h"

#include "ui/theme/Tone.h"

#include <QHash>

namespace gatehouse::ui::theme {

namespace {

using namespace Qt::StringLiterals;

// `@Name` stands for a tone. Sizes are in em-like terms where text is inside, so that larger fonts do not clip.
constexpr QLatin1StringView controls = R"(
QToolTip {
    background: @Surface; color: @Text; border: 1px solid @Border; padding: 4px;
}
QMainWindow, QDialog { background: @Window; }
QFrame[surface="card"] { background: @Surface; border: 1px solid @Border; border-radius: 8px; }
QFrame[surface="danger"] { background: @Surface; border: 1px solid @Danger; border-radius: 8px; }
QFrame[surface="pane"] { background: @Pane; border: none; border-right: 1px solid @Border; }
QFrame[surface="bar"] { background: @Surface; border: none; border-top: 1px solid @Border; }
QFrame[surface="head"] { background: @Window; border: none; border-bottom: 1px solid @Border; }
QFrame[surface="toast"] { background: @Text; border: none; border-radius: 8px; }
QFrame[surface="toast"] QLabel { color: @Surface; }
QFrame[surface="info"] { background: @InfoSoft; border: 1px solid @Info; border-radius: 8px; }
QFrame[surface="success"] { background: @SuccessSoft; border: 1px solid @Success; border-radius: 8px; }
QFrame[surface="warning"] { background: @WarningSoft; border: 1px solid @Warning; border-radius: 8px; }
QFrame[surface="error"] { background: @DangerSoft; border: 1px solid @Danger; border-radius: 8px; }
QFrame[surface="neutral"] { background: @NeutralSoft; border: 1px solid @Border; border-radius: 8px; }
QFrame[surface="sunken"] { background: @SurfaceSunken; border: 1px solid @Border; border-radius: 8px; }
QFrame[surface="segments"] { background: @SurfaceSunken; border: 1px solid @Border; border-radius: 7px; }
QScrollArea, QScrollArea > QWidget > QWidget[surface="scroll"] { background: transparent; border: none; }

QPushButton {
    background: @Surface; color: @Text; border: 1px solid @BorderStrong; border-radius: 6px;
    padding: 5px 13px; min-height: 1.35em;
}
QPushButton, QToolButton { outline: none; }
QPushButton:hover { background: @Hover; }
QPushButton:pressed { background: @Border; }
QPushButton:focus { border: 2px solid @Accent; padding: 4px 12px; }
QPushButton:disabled { color: @TextDisabled; border-color: @Border; background: @SurfaceSunken; }
QPushButton[kind="primary"] { background: @Accent; color: @AccentText; border: 1px solid @Accent; font-weight: 600; }
QPushButton[kind="primary"]:hover { background: @AccentHover; border-color: @AccentHover; }
QPushButton[kind="primary"]:focus { border: 2px solid @Text; }
QPushButton[kind="primary"]:disabled { background: @NeutralSoft; border-color: @Border; color: @TextDisabled; }
QPushButton[kind="danger"] { background: @DangerFill; color: @DangerFillText; border: 1px solid @DangerFill; font-weight: 600; }
QPushButton[kind="danger"]:hover { border-color: @Text; }
QPushButton[kind="danger"]:focus { border: 2px solid @Text; }
QPushButton[kind="danger"]:disabled { background: @NeutralSoft; border-color: @Border; color: @TextDisabled; }
QPushButton[kind="dangerQuiet"] { color: @Danger; }
QPushButton[kind="dangerQuiet"]:hover { background: @DangerSoft; }
QPushButton[kind="dangerQuiet"]:disabled { color: @TextDisabled; }
QPushButton[kind="quiet"] { background: transparent; border: 1px solid transparent; padding: 5px 6px; }
QPushButton[kind="quiet"][toggle="true"]:checked { background: @AccentSoft; }
QPushButton[kind="quiet"]:hover { background: @Hover; }
QPushButton[kind="quiet"]:focus { border: 2px solid @Accent; padding: 4px 5px; }
QPushButton[kind="quiet"]:disabled { color: @TextDisabled; }
QPushButton[kind="link"] { background: transparent; border: 1px solid transparent; color: @Accent; padding: 3px 4px; }
QPushButton[kind="link"]:hover { color: @AccentHover; text-decoration: underline; }
QPushButton[kind="link"]:focus { border: 2px solid @Accent; padding: 2px 3px; }
QPushButton[kind="link"]:disabled { color: @TextDisabled; }
QPushButton[kind="navigation"] {
    background: transparent; border: 1px solid transparent; border-radius: 6px; text-align: left; padding: 4px 8px;
}
QPushButton[kind="navigation"]:hover { background: @Hover; }
QPushButton[kind="navigation"]:checked { background: @AccentSoft; color: @AccentSoftText; font-weight: 600; }
QPushButton[kind="navigation"]:focus { border: 2px solid @Accent; padding: 3px 7px; }
QPushButton[segment="true"] { background: transparent; border: 1px solid transparent; border-radius: 5px; padding: 3px 8px; color: @TextMuted; }
QPushButton[segment="true"]:hover { color: @Text; }
QPushButton[segment="true"]:checked { background: @Surface; border: 1px solid @BorderStrong; color: @Text; }
QPushButton[segment="true"]:focus { border: 2px solid @Accent; padding: 2px 7px; }
QPushButton[toastAction="true"] { background: transparent; border: 1px solid transparent; color: @ToastLink; font-weight: 600; padding: 3px 8px; }
QPushButton[toastAction="true"]:hover { text-decoration: underline; }
QPushButton[toastAction="true"]:focus { border: 1px solid @ToastLink; }

QToolButton {
    background: transparent; border: 1px solid transparent; border-radius: 6px; padding: 4px; color: @Text;
}
QToolButton:hover { background: @Hover; }
QToolButton:pressed, QToolButton:checked { background: @Border; }
QToolButton:focus { border: 2px solid @Accent; padding: 3px; }
QToolButton:disabled { color: @TextDisabled; }
QToolButton::menu-indicator { image: none; }
QPushButton::menu-indicator { image: url(:/icons/style/@ArrowFile); width: 12px; height: 12px; subcontrol-origin: padding; subcontrol-position: right center; right: 3px; }

QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QSpinBox, QAbstractSpinBox {
    background: @Surface; color: @Text; border: 1px solid @BorderStrong; border-radius: 6px;
    selection-background-color: @Accent; selection-color: @AccentText;
}
QLineEdit { padding: 5px 8px; min-height: 1.35em; placeholder-text-color: @TextMuted; }
QPlainTextEdit, QTextEdit { placeholder-text-color: @TextMuted; }
QPlainTextEdit, QTextEdit { padding: 4px; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus, QAbstractSpinBox:focus { border: 2px solid @Accent; }
QLineEdit:focus { padding: 4px 7px; }
QPlainTextEdit:focus, QTextEdit:focus { padding: 3px; }
QLineEdit:disabled, QPlainTextEdit:disabled, QTextEdit:disabled, QComboBox:disabled {
    color: @TextDisabled; border-color: @Border; background: @SurfaceSunken;
}
QLineEdit[locked="true"] { background: @SurfaceSunken; border-color: @Border; }
QLineEdit[locked="true"]:focus { border-color: @Accent; }
QLineEdit[invalid="true"] { border: 1px solid @Danger; }
QLineEdit[invalid="true"]:focus { border: 2px solid @Danger; }
QPlainTextEdit[invalid="true"] { border: 1px solid @Danger; }
QPlainTextEdit[invalid="true"]:focus { border: 2px solid @Danger; }
QPlainTextEdit[surface="code"] { background: @SurfaceSunken; border-color: @Border; }
QPlainTextEdit[surface="code"]:focus { border-color: @Accent; }
QComboBox { padding: 5px 8px; min-height: 1.35em; }
QComboBox:focus { padding: 4px 7px; }
QComboBox::drop-down { border: none; width: 24px; }
QComboBox::down-arrow { image: url(:/icons/style/@ArrowFile); width: 12px; height: 12px; }
QComboBox QAbstractItemView {
    background: @Surface; color: @Text; border: 1px solid @BorderStrong; padding: 4px; outline: none;
    selection-background-color: @AccentSoft; selection-color: @AccentSoftText;
}
QComboBox QAbstractItemView::item { min-height: 1.9em; padding: 0 6px; border-radius: 4px; }
QCheckBox, QRadioButton { spacing: 8px; color: @Text; background: transparent; }
QCheckBox:disabled, QRadioButton:disabled { color: @TextDisabled; }

QAbstractItemView {
    background: @Surface; color: @Text; border: 1px solid @Border; border-radius: 8px; outline: none;
    selection-background-color: @AccentSoft; selection-color: @AccentSoftText; gridline-color: @Border;
}
QTableView::item, QTreeView::item { padding: 4px 10px; border: none; border-bottom: 1px solid @Border; }
QTableView::item:selected, QTreeView::item:selected { background: @AccentSoft; color: @AccentSoftText; }
QTableView::item:focus { border: 1px solid @Accent; }
QListView::item { padding: 6px 10px; border: none; border-radius: 6px; }
QListView::item:hover { background: @Hover; }
QListView::item:selected { background: @AccentSoft; color: @AccentSoftText; }
QListView[surface="pane"], QTreeView[surface="pane"] { background: transparent; border: none; border-radius: 0; }
QTableView QLineEdit, QTreeView QLineEdit { padding: 0 8px; border-radius: 0; min-height: 0; }
QTableView[surface="plain"], QTreeView[surface="plain"], QListView[surface="plain"] { border: none; border-radius: 0; }
QHeaderView { background: transparent; border: none; }
QHeaderView::section {
    background: transparent; color: @TextMuted; border: none; border-bottom: 1px solid @Border;
    padding: 7px 10px 7px 13px; font-weight: 600;
}
QHeaderView::section:hover { color: @Text; }
QTableCornerButton::section { background: @Surface; border: none; }

QTabWidget::pane { border: none; border-top: 1px solid @Border; }
QTabWidget[surface="page"]::tab-bar { left: 10px; }
QTabWidget > QTabBar, QTabBar { background: transparent; qproperty-drawBase: 0; }
QTabBar::tab {
    background: transparent; color: @TextMuted; border: none; border-bottom: 2px solid transparent;
    padding: 8px 4px; margin: 0 10px;
}
QTabBar::tab:hover { color: @Text; }
QTabBar::tab:selected { color: @Accent; border-bottom: 2px solid @Accent; }
QTabBar::tab:disabled { color: @TextDisabled; }
QTabBar::tab:selected:focus { border: 2px solid @Accent; border-radius: 4px; padding: 6px 2px; }

QMenuBar { background: @Pane; color: @Text; border-bottom: 1px solid @Border; }
QMenuBar::item { background: transparent; padding: 5px 10px; border-radius: 4px; }
QMenuBar::item:selected { background: @Hover; }
QMenu { background: @Surface; color: @Text; border: 1px solid @BorderStrong; padding: 4px; }
QMenu::item { padding: 6px 26px 6px 10px; border-radius: 4px; }
QMenu::item:selected { background: @AccentSoft; color: @AccentSoftText; }
QMenu::item:disabled { color: @TextDisabled; }
QMenu::icon { padding-left: 8px; }
QMenu::separator { height: 1px; background: @Border; margin: 4px 6px; }
QStatusBar { background: @Pane; color: @TextMuted; border-top: 1px solid @Border; }
QStatusBar::item { border: none; }
QStatusBar QLabel { color: @TextMuted; }

QSplitter::handle { background: transparent; }
QSplitter::handle:hover { background: @Hover; }
QSplitter#mainSplitter::handle { background: @Border; }
QSplitter[surface="bare"]::handle { background: transparent; }
QSplitter::handle:horizontal { width: 1px; }
QSplitter::handle:vertical { height: 1px; }
QScrollBar { background: transparent; border: none; margin: 0; }
QScrollBar:vertical { width: 12px; }
QScrollBar:horizontal { height: 12px; }
QScrollBar::handle { background: @BorderStrong; border-radius: 3px; border: none; }
QScrollBar::handle:vertical { min-height: 28px; margin: 3px; }
QScrollBar::handle:horizontal { min-width: 28px; margin: 3px; }
QScrollBar::handle:hover { background: @TextMuted; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; border: none; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QProgressBar { background: @NeutralSoft; border: none; border-radius: 3px; max-height: 6px; color: transparent; }
QProgressBar::chunk { background: @Accent; border-radius: 3px; }
QGroupBox { border: 1px solid @Border; border-radius: 8px; margin-top: 1em; padding-top: 8px; }
QGroupBox::title { subcontrol-origin: margin; left: 10px; color: @TextMuted; }
)"_L1;

QHash<QString, Tone> toneNames()
{
    return {
        {u"Window"_s, Tone::Window},
        {u"Pane"_s, Tone::Pane},
        {u"Surface"_s, Tone::Surface},
        {u"SurfaceSunken"_s, Tone::SurfaceSunken},
        {u"Hover"_s, Tone::Hover},
        {u"Border"_s, Tone::Border},
        {u"BorderStrong"_s, Tone::BorderStrong},
        {u"Text"_s, Tone::Text},
        {u"TextMuted"_s, Tone::TextMuted},
        {u"TextDisabled"_s, Tone::TextDisabled},
        {u"Accent"_s, Tone::Accent},
        {u"AccentHover"_s, Tone::AccentHover},
        {u"AccentText"_s, Tone::AccentText},
        {u"AccentSoft"_s, Tone::AccentSoft},
        {u"AccentSoftText"_s, Tone::AccentSoftText},
        {u"Success"_s, Tone::Success},
        {u"SuccessSoft"_s, Tone::SuccessSoft},
        {u"Warning"_s, Tone::Warning},
        {u"WarningSoft"_s, Tone::WarningSoft},
        {u"Danger"_s, Tone::Danger},
        {u"DangerSoft"_s, Tone::DangerSoft},
        {u"DangerFill"_s, Tone::DangerFill},
        {u"DangerFillText"_s, Tone::DangerFillText},
        {u"Info"_s, Tone::Info},
        {u"InfoSoft"_s, Tone::InfoSoft},
        {u"NeutralSoft"_s, Tone::NeutralSoft},
    };
}

} // namespace

QString styleSheet(Scheme scheme)
{
    const QHash<QString, Tone> names = toneNames();
    const QString source{controls};
    QString result;
    result.reserve(source.size() * 2);
    qsizetype from = 0;
    while (true) {
        const qsizetype at = source.indexOf(u'@', from);
        if (at < 0)
            break;
        result += QStringView(source).mid(from, at - from);
        qsizetype end = at + 1;
        while (end < source.size() && source.at(end).isLetter())
            ++end;
        const QString name = source.mid(at + 1, end - at - 1);
        if (name == u"ArrowFile")
            result += scheme == Scheme::Light ? u"arrow-light.svg"_s : u"arrow-dark.svg"_s;
        else if (name == u"ToastLink") // a toast is inverted: the other scheme's accent stands on it
            result += toneColor(Tone::Accent, scheme == Scheme::Light ? Scheme::Dark : Scheme::Light).name();
        else
            result += toneColor(names.value(name, Tone::Danger), scheme).name();
        from = end;
    }
    result += QStringView(source).mid(from);
    return result;
}

} // namespace gatehouse::ui::theme
