# What nearly every source reads of Qt and the standard library is compiled once for all layers, once for all that have
# widgets, and once for each kind of test. Sources still include what they use: clang-tidy and clazy read them without
# precompiled headers. ccache has to be told that a precompiled header stands for what is in it.
option(GATEHOUSE_PCH "Precompile the headers of Qt and the standard library" OFF)
if(NOT GATEHOUSE_PCH)
    function(gatehouse_precompile)
    endfunction()
    return()
endif()

if(CMAKE_CXX_COMPILER_LAUNCHER MATCHES "ccache" AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    add_compile_options(-fpch-preprocess)
endif()

# Qt tells each test the folder it is built in, by a macro that a common precompiled header cannot have. Ours do not ask:
# they find their data through GATEHOUSE_SOURCE_DIR.
get_target_property(testDefinitions Qt6::Test INTERFACE_COMPILE_DEFINITIONS)
list(FILTER testDefinitions EXCLUDE REGEX "QT_TESTCASE_(BUILD|SOURCE)DIR")
set_target_properties(Qt6::Test PROPERTIES INTERFACE_COMPILE_DEFINITIONS "${testDefinitions}")

set(standardHeaders <algorithm> <array> <atomic> <chrono> <expected> <functional> <memory> <optional> <ranges> <span>
    <string> <string_view> <utility> <variant> <vector>)
set(coreHeaders ${standardHeaders} <QByteArray> <QByteArrayView> <QCoreApplication> <QFuture> <QHash> <QList> <QObject> <QPromise>
    <QSet> <QString> <QStringList> <QVariant> <QAbstractItemModel>)
set(widgetHeaders ${coreHeaders} <QApplication> <QBoxLayout> <QComboBox> <QKeyEvent> <QLabel> <QLineEdit> <QPainter>
    <QPushButton> <QTableView> <QTimer> <QToolButton> <QWidget>)

# CONFIGURE leaves a file alone that has this content already; WRITE would have it built again after each configuration.
file(CONFIGURE OUTPUT ${CMAKE_BINARY_DIR}/precompiled/nothing.cpp CONTENT "namespace gatehouse {}\n")
file(CONFIGURE OUTPUT ${CMAKE_BINARY_DIR}/precompiled/main.cpp CONTENT "int main() {}\n")

# gatehouse_precompiled(NAME SOURCE QT module… HEADERS header…) – a target whose precompiled headers others reuse. SOURCE is
# main.cpp where those others are programs, which are compiled with other flags than libraries.
function(gatehouse_precompiled name source)
    cmake_parse_arguments(PARSE_ARGV 2 set "" "" "QT;HEADERS")
    if(source MATCHES "main")
        add_executable(${name} EXCLUDE_FROM_ALL ${CMAKE_BINARY_DIR}/precompiled/${source})
        target_compile_options(${name} PRIVATE ${GATEHOUSE_TEST_OPTIONS})
    else()
        add_library(${name} STATIC EXCLUDE_FROM_ALL ${CMAKE_BINARY_DIR}/precompiled/${source})
    endif()
    set_target_properties(${name} PROPERTIES AUTOMOC OFF AUTORCC OFF UNITY_BUILD OFF)
    foreach(module IN LISTS set_QT)
        target_link_libraries(${name} PRIVATE Qt6::${module})
    endforeach()
    target_link_libraries(${name} PRIVATE gatehouse_warnings)
    target_precompile_headers(${name} PRIVATE ${set_HEADERS})
endfunction()

gatehouse_precompiled(gatehouse_pch_core nothing.cpp QT Core HEADERS ${coreHeaders})
gatehouse_precompiled(gatehouse_pch_widgets nothing.cpp QT Widgets HEADERS ${widgetHeaders})
gatehouse_precompiled(gatehouse_pch_tests main.cpp QT Test HEADERS ${coreHeaders} <QTest> <QSignalSpy>)
gatehouse_precompiled(gatehouse_pch_network_tests main.cpp QT Network Test HEADERS ${coreHeaders} <QTest> <QSignalSpy>)
gatehouse_precompiled(gatehouse_pch_gui_tests main.cpp QT Widgets Test HEADERS ${widgetHeaders} <QTest> <QSignalSpy>)

# gatehouse_precompile(TARGET core|widgets|tests|network_tests|gui_tests) – a target with another set of Qt's modules than its
# kind has reads the headers themselves.
function(gatehouse_precompile target kind)
    target_precompile_headers(${target} REUSE_FROM gatehouse_pch_${kind})
    set_target_properties(${target} PROPERTIES PCH_WARN_INVALID OFF)
endfunction()
