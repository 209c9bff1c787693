#include "app/engine/Home.h"

#include <cstdlib>
#include <pwd.h>
#include <unistd.h>

namespace gatehouse::app {

void ensureHome()
{
    const char *home = std::getenv("HOME");
    if (home && *home != '\0')
        return;
    const passwd *user = ::getpwuid(::geteuid());
    if (user && user->pw_dir && *user->pw_dir != '\0')
        ::setenv("HOME", user->pw_dir, 1);
}

} // namespace gatehouse::app
