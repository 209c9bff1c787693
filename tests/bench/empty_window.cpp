// The peer of the start-up benchmark: what any Qt program pays for a window with five empty tabs, measured by the same
// class as Gatehouse's own `--first-paint`.

#include "app/window/FirstPaint.h"

#include <QApplication>
#include <QMainWindow>
#include <QTabWidget>

int main(int argc, char **argv)
{
    const QApplication application(argc, argv);
    QMainWindow window;
    auto *tabs = new QTabWidget(&window);
    for (int tab = 1; tab <= 5; ++tab)
        tabs->addTab(new QWidget(tabs), QString::number(tab));
    window.setCentralWidget(tabs);
    window.resize(1200, 800);
    gatehouse::app::reportFirstPaint(window);
    window.show();
    return QApplication::exec();
}
