#include "app/start/CoreDumps.h"

#include <sys/prctl.h>
#include <sys/resource.h>

namespace gatehouse::app::start {

void forbidCoreDumps()
{
    const rlimit none{.rlim_cur = 0, .rlim_max = 0};
    setrlimit(RLIMIT_CORE, &none);
    // The limit says nothing to a program that takes cores from the kernel by a pipe. The leak checker, for its part,
    // has to attach.
#if !__has_feature(address_sanitizer)
    prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
#endif
}

} // namespace gatehouse::app::start
