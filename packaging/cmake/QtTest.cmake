# A test spends its time in what it tests: its own code is compiled quickly rather than made quick. What fortifies the
# standard library's calls needs -O1.
set(GATEHOUSE_TEST_OPTIONS $<IF:$<CONFIG:Debug>,-O0,-O1>)

# gatehouse_test(SUBJECT LINK layer… [LIBRARIES target…] [LABELS …] [TIMEOUT seconds]
#                [ENVIRONMENT VAR=VALUE…] [LAUNCHER command…])
#
# In tests/FOLDER: builds tst_FOLDER_SUBJECT from the source of that name, which holds the class of that name, and
# registers it with CTest as FOLDER_SUBJECT. A test has no display, no network beyond the loopback and a home folder of
# its own, so it answers the same on every machine.
function(gatehouse_test subject)
    cmake_parse_arguments(PARSE_ARGV 1 test "GUI" "TIMEOUT" "LINK;LIBRARIES;LABELS;SOURCES;ENVIRONMENT;LAUNCHER")
    get_filename_component(folder "${CMAKE_CURRENT_SOURCE_DIR}" NAME)
    set(name ${folder}_${subject})
    set(target tst_${name})
    add_executable(${target} ${target}.cpp ${test_SOURCES})
    # A test's own source holds its class and includes what moc makes of it.
    gatehouse_moc(${target} ${target}.cpp ${target}.moc)
    foreach(header IN LISTS test_SOURCES)
        if(header MATCHES "\\.h$")
            file(STRINGS ${header} objects REGEX Q_OBJECT)
        endif()
        if(header MATCHES "\\.h$" AND objects)
            cmake_path(GET header STEM stem)
            gatehouse_moc(${target} ${header} moc_${stem}.cpp)
        endif()
    endforeach()
    foreach(layer IN LISTS test_LINK)
        target_link_libraries(${target} PRIVATE gatehouse_${layer})
    endforeach()
    target_link_libraries(${target} PRIVATE Qt6::Test ${test_LIBRARIES} gatehouse_warnings)
    target_include_directories(${target} PRIVATE ${PROJECT_SOURCE_DIR} ${CMAKE_CURRENT_BINARY_DIR})
    target_compile_options(${target} PRIVATE ${GATEHOUSE_TEST_OPTIONS})
    if("rapidcheck" IN_LIST test_LIBRARIES)
        # Its templates use what C++23 deprecates, and clang counts that to whoever uses them.
        target_compile_options(${target} PRIVATE -Wno-deprecated-declarations)
    endif()
    set_target_properties(${target} PROPERTIES GATEHOUSE_TEST ON UNITY_BUILD OFF)
    if(test_GUI)
        gatehouse_precompile(${target} gui_tests)
    elseif("Qt6::Network" IN_LIST test_LIBRARIES)
        gatehouse_precompile(${target} network_tests)
    else()
        gatehouse_precompile(${target} tests)
    endif()
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
    # A test that is skipped tests nothing: what it needs belongs into packages.txt.
    set_tests_properties(${name} PROPERTIES FAIL_REGULAR_EXPRESSION "SKIP   : ")
    set_tests_properties(${name} PROPERTIES TIMEOUT ${test_TIMEOUT} LABELS "${test_LABELS}"
        ENVIRONMENT "QT_QPA_PLATFORM=offscreen;QT_STYLE_OVERRIDE=;LC_ALL=C.UTF-8;TZ=UTC;XDG_CONFIG_HOME=${CMAKE_BINARY_DIR}/test-home/${name}/config;XDG_DATA_HOME=${CMAKE_BINARY_DIR}/test-home/${name}/data;XDG_STATE_HOME=${CMAKE_BINARY_DIR}/test-home/${name}/state;GATEHOUSE_SOURCE_DIR=${PROJECT_SOURCE_DIR};GATEHOUSE_BUILD_DIR=${CMAKE_BINARY_DIR};${test_ENVIRONMENT}")
endfunction()

# gatehouse_moc(TARGET SOURCE RESULT) – what moc makes of SOURCE, in the build folder. Tests that share a header share it.
function(gatehouse_moc target source result)
    set(output ${CMAKE_CURRENT_BINARY_DIR}/${result})
    get_property(made DIRECTORY PROPERTY GATEHOUSE_MOC_MADE)
    if(NOT result IN_LIST made)
        add_custom_command(OUTPUT ${output} DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/${source} VERBATIM
            COMMAND Qt6::moc ${CMAKE_CURRENT_SOURCE_DIR}/${source} -o ${output})
        set_property(DIRECTORY APPEND PROPERTY GATEHOUSE_MOC_MADE ${result})
    endif()
    target_sources(${target} PRIVATE ${output})
endfunction()
