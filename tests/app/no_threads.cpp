// Preloaded by tst_app_Store: a system that gives no process a second thread.
#include <cerrno>
#include <pthread.h>

extern "C" int pthread_create(pthread_t * /*thread*/, const pthread_attr_t * /*attributes*/,
                              void *(* /*start*/)(void *), void * /*argument*/)
{
    return EAGAIN;
}
