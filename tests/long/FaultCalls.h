#pragma once

// The system calls that `fault_gate` hands to `fault_runner`: those of files, memory, threads and processes. brk is not
// among them: it reports no error, and glibc asks mmap where it does not get on.

#include <array>
#include <sys/syscall.h>

namespace gatehouse::tests {

struct FaultCall
{
    int number;
    const char *name;
};

#define GATEHOUSE_CALL(name)                                                                                           \
    FaultCall                                                                                                          \
    {                                                                                                                  \
        __NR_##name, #name                                                                                             \
    }

inline constexpr auto faultCalls = std::to_array<FaultCall>({
    GATEHOUSE_CALL(openat),
    GATEHOUSE_CALL(read),
    GATEHOUSE_CALL(write),
    GATEHOUSE_CALL(pread64),
    GATEHOUSE_CALL(pwrite64),
    GATEHOUSE_CALL(readv),
    GATEHOUSE_CALL(writev),
    GATEHOUSE_CALL(close),
    GATEHOUSE_CALL(fstat),
    GATEHOUSE_CALL(newfstatat),
    GATEHOUSE_CALL(statx),
    GATEHOUSE_CALL(lseek),
    GATEHOUSE_CALL(faccessat),
    GATEHOUSE_CALL(faccessat2),
    GATEHOUSE_CALL(fsync),
    GATEHOUSE_CALL(fdatasync),
    GATEHOUSE_CALL(ftruncate),
    GATEHOUSE_CALL(fallocate),
    GATEHOUSE_CALL(renameat),
    GATEHOUSE_CALL(renameat2),
    GATEHOUSE_CALL(unlinkat),
    GATEHOUSE_CALL(mkdirat),
    GATEHOUSE_CALL(linkat),
    GATEHOUSE_CALL(symlinkat),
    GATEHOUSE_CALL(readlinkat),
    GATEHOUSE_CALL(fchmod),
    GATEHOUSE_CALL(fchmodat),
    GATEHOUSE_CALL(fchown),
    GATEHOUSE_CALL(fcntl),
    GATEHOUSE_CALL(flock),
    GATEHOUSE_CALL(dup),
    GATEHOUSE_CALL(dup3),
    GATEHOUSE_CALL(pipe2),
    GATEHOUSE_CALL(getdents64),
    GATEHOUSE_CALL(getcwd),
    GATEHOUSE_CALL(statfs),
    GATEHOUSE_CALL(fstatfs),
    GATEHOUSE_CALL(utimensat),
    GATEHOUSE_CALL(ioctl),
    GATEHOUSE_CALL(inotify_init1),
    GATEHOUSE_CALL(eventfd2),
    GATEHOUSE_CALL(copy_file_range),
    GATEHOUSE_CALL(inotify_add_watch),
    GATEHOUSE_CALL(mmap),
    GATEHOUSE_CALL(munmap),
    GATEHOUSE_CALL(mremap),
    GATEHOUSE_CALL(mprotect),
    GATEHOUSE_CALL(madvise),
    GATEHOUSE_CALL(mlock),
    GATEHOUSE_CALL(mlock2),
    GATEHOUSE_CALL(munlock),
    GATEHOUSE_CALL(clone),
    GATEHOUSE_CALL(clone3),
    GATEHOUSE_CALL(execve),
    GATEHOUSE_CALL(wait4),
    GATEHOUSE_CALL(waitid),
    GATEHOUSE_CALL(prctl),
    GATEHOUSE_CALL(prlimit64),
    GATEHOUSE_CALL(kill),
#ifdef __x86_64__
    // What newer machines know only as the calls above.
    GATEHOUSE_CALL(open),
    GATEHOUSE_CALL(stat),
    GATEHOUSE_CALL(lstat),
    GATEHOUSE_CALL(access),
    GATEHOUSE_CALL(rename),
    GATEHOUSE_CALL(unlink),
    GATEHOUSE_CALL(mkdir),
    GATEHOUSE_CALL(rmdir),
    GATEHOUSE_CALL(link),
    GATEHOUSE_CALL(symlink),
    GATEHOUSE_CALL(readlink),
    GATEHOUSE_CALL(chmod),
    GATEHOUSE_CALL(chown),
    GATEHOUSE_CALL(dup2),
    GATEHOUSE_CALL(pipe),
    GATEHOUSE_CALL(fork),
    GATEHOUSE_CALL(vfork),
#endif
});

#undef GATEHOUSE_CALL

} // namespace gatehouse::tests
