#include "tests/ui/SocketWatch.h"

#include <array>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstddef>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <ucontext.h>
#include <unistd.h>

namespace gatehouse::tests {

namespace {

std::atomic<int> socketsAsked = 0;

/// Counts, and lets the call fail as on a machine that forbids it.
void onForbiddenCall(int /*signal*/, siginfo_t * /*info*/, void *context)
{
    ++socketsAsked;
    auto *machine = &static_cast<ucontext_t *>(context)->uc_mcontext;
#if defined(__x86_64__)
    machine->gregs[REG_RAX] = -EACCES;
#elif defined(__aarch64__)
    machine->regs[0] = static_cast<unsigned long long>(-EACCES);
#endif
}

} // namespace

bool watchSockets()
{
    struct sigaction action = {};
    action.sa_sigaction = onForbiddenCall;
    action.sa_flags = SA_SIGINFO;
    if (::sigaction(SIGSYS, &action, nullptr) != 0 || ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
        return false;
    std::array<sock_filter, 4> steps{{
        {BPF_LD | BPF_W | BPF_ABS, 0, 0, offsetof(seccomp_data, nr)},
        {BPF_JMP | BPF_JEQ | BPF_K, 0, 1, __NR_socket},
        {BPF_RET | BPF_K, 0, 0, SECCOMP_RET_TRAP},
        {BPF_RET | BPF_K, 0, 0, SECCOMP_RET_ALLOW},
    }};
    sock_fprog program{.len = steps.size(), .filter = steps.data()};
    return ::syscall(__NR_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_TSYNC, &program) == 0;
}

int takeSocketsAsked()
{
    return socketsAsked.exchange(0);
}

} // namespace gatehouse::tests
