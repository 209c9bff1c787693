# clazy as a plugin of the compiler: what it finds of the checks in .clazy is a warning of the build like any other. Costs next
# to nothing where clang compiles the product anyway; `packaging/lint/run clazy` is the same without building.
option(GATEHOUSE_CLAZY "Let clazy look at the product while clang compiles it" OFF)
if(GATEHOUSE_CLAZY)
    find_library(GATEHOUSE_CLAZY_PLUGIN NAMES ClazyPlugin.so REQUIRED)
    file(STRINGS ${PROJECT_SOURCE_DIR}/.clazy clazyChecks REGEX "^[^#]")
    list(JOIN clazyChecks "," clazyChecks)
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/.clazy)
endif()

# gatehouse_clazy(TARGET) – lets clazy look at the sources of TARGET, where it is asked for.
function(gatehouse_clazy target)
    if(GATEHOUSE_CLAZY)
        target_compile_options(${target} PRIVATE "SHELL:-Xclang -load -Xclang ${GATEHOUSE_CLAZY_PLUGIN}"
            "SHELL:-Xclang -add-plugin -Xclang clazy" "SHELL:-Xclang -plugin-arg-clazy -Xclang ${clazyChecks}")
    endif()
endfunction()
