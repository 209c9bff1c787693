# gatehouse_layer(NAME DEPENDS … QT … PRIVATE … SOURCES … APART …)
#
# One static library per folder: the target gatehouse_NAME may include what DEPENDS lists and nothing else of ours.
# QT and DEPENDS are public (their headers appear in ours), PRIVATE stays in the .cpp files. Sources are listed by name,
# so that a file nobody lists is a file nobody builds. A header says where it is: #include "models/base/Error.h".
function(gatehouse_layer name)
    cmake_parse_arguments(PARSE_ARGV 1 layer "" "" "DEPENDS;QT;PRIVATE;SOURCES;APART")
    if(layer_UNPARSED_ARGUMENTS)
        message(FATAL_ERROR "gatehouse_layer(${name}): unknown arguments ${layer_UNPARSED_ARGUMENTS}")
    endif()
    # Presets with CMAKE_UNITY_BUILD join sources; what APART names (or ALL) has helpers that bear a neighbour's name.
    set_source_files_properties(${layer_APART} PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
    set(target gatehouse_${name})
    add_library(${target} STATIC ${layer_SOURCES})
    if(layer_APART STREQUAL "ALL")
        set_target_properties(${target} PROPERTIES UNITY_BUILD OFF)
    endif()
    foreach(dependency IN LISTS layer_DEPENDS)
        target_link_libraries(${target} PUBLIC gatehouse_${dependency})
    endforeach()
    foreach(module IN LISTS layer_QT)
        target_link_libraries(${target} PUBLIC Qt6::${module})
    endforeach()
    target_link_libraries(${target} PRIVATE ${layer_PRIVATE} gatehouse_warnings)
    target_include_directories(${target} PUBLIC ${PROJECT_SOURCE_DIR})
    set_property(GLOBAL APPEND PROPERTY GATEHOUSE_LAYERS ${target})
endfunction()
