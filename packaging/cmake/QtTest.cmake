# gatehouse_test(NAME LINK layer… [LIBRARIES target…] [LABELS …] [TIMEOUT seconds]
#                [ENVIRONMENT VAR=VALUE…] [LAUNCHER command…])
#
# Builds tst_NAME from tst_NAME.cpp in the current folder and registers it with CTest. A test has no display, no network
# beyond the loopback and a home folder of its own, so it answers the same on every machine.
function(gatehouse_test name)
    cmake_parse_arguments(PARSE_ARGV 1 test "GUI" "TIMEOUT" "LINK;LIBRARIES;LABELS;SOURCES;ENVIRONMENT;LAUNCHER")
    set(target tst_${name})
    add_executable(${target} ${target}.cpp ${test_SOURCES})
    foreach(layer IN LISTS test_LINK)
        target_link_libraries(${target} PRIVATE gatehouse_${layer})
    endforeach()
    target_link_libraries(${target} PRIVATE Qt6::Test ${test_LIBRARIES} gatehouse_warnings)
    target_include_directories(${target} PRIVATE ${PROJECT_SOURCE_DIR})
    set_target_properties(${target} PROPERTIES GATEHOUSE_TEST ON UNITY_BUILD OFF)
    # What ThreadSanitizer looks at is built apart from all the rest.
    if("threads" IN_LIST test_LABELS)
        if(NOT TARGET thread_tests)
            add_custom_target(thread_tests)
        endif()
        add_dependencies(thread_tests ${target})
    endif()
    add_test(NAME ${name} COMMAND ${test_LAUNCHER} $<TARGET_FILE:${target}>)
    if(NOT test_TIMEOUT)
        set(test_TIMEOUT 120)
    endif()
    set_tests_properties(${name} PROPERTIES TIMEOUT ${test_TIMEOUT} LABELS "${test_LABELS}"
        ENVIRONMENT "QT_QPA_PLATFORM=offscreen;QT_STYLE_OVERRIDE=;LC_ALL=C.UTF-8;TZ=UTC;XDG_CONFIG_HOME=${CMAKE_BINARY_DIR}/test-home/${name}/config;XDG_DATA_HOME=${CMAKE_BINARY_DIR}/test-home/${name}/data;GATEHOUSE_SOURCE_DIR=${PROJECT_SOURCE_DIR};GATEHOUSE_BUILD_DIR=${CMAKE_BINARY_DIR};${test_ENVIRONMENT}")
endfunction()
