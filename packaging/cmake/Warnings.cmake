# What every target of ours is compiled with, beyond the language standard. Warnings become errors in the presets that
# CI runs (GATEHOUSE_WERROR), never on a newcomer's newer compiler.
option(GATEHOUSE_WERROR "Treat warnings as errors" OFF)
add_library(gatehouse_warnings INTERFACE)
target_compile_options(gatehouse_warnings INTERFACE
    -Wall -Wextra -Wpedantic -Wnon-virtual-dtor -Wold-style-cast -Woverloaded-virtual
    # Not in tests: Qt's own QTRY_ macros narrow a duration to int.
    $<$<NOT:$<BOOL:$<TARGET_PROPERTY:GATEHOUSE_TEST>>>:-Wconversion> -Wno-sign-conversion -Wextra-semi
    # Where sources are joined, clang also means a local name that another source has for itself.
    $<$<CXX_COMPILER_ID:GNU>:-Wshadow>
    # GCC 14 takes the other arm of an inlined std::expected for a value never set.
    $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized> $<$<BOOL:${GATEHOUSE_WERROR}>:-Werror>)
target_compile_definitions(gatehouse_warnings INTERFACE
    QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_URL_CAST_FROM_STRING QT_NO_CAST_FROM_BYTEARRAY QT_NO_KEYWORDS
    QT_NO_FOREACH QT_STRICT_ITERATORS QT_NO_NARROWING_CONVERSIONS_IN_CONNECT QT_DISABLE_DEPRECATED_UP_TO=0x060800
    QT_MESSAGELOGCONTEXT)
