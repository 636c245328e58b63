/* A disk that fails on demand: loaded before libc into the broker under test (LD_PRELOAD), it lets chosen calls on chosen
 * files fail. No privileges, no special file system.
 *
 * The file that DISK_FAULTS names says what fails, one fault a line, and is looked at before each call. While it is
 * missing nothing fails. Replace it by renaming, so that it is never read half.
 *
 *     sync EIO /wal/        fsync and fdatasync of files whose path contains "/wal/"
 *     write ENOSPC /new-    all kinds of write
 *     write LOST /wal/      writes that report success and write nothing: what a kernel does that drops dirty pages
 *     create ENOSPC /wal/   open with O_CREAT, ftruncate and fallocate
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/uio.h>
#include <unistd.h>

enum { NONE = 0, LOST = -1, RULES_MAX = 4096 };

#define REAL(name) ((__typeof__(&name)) dlsym(RTLD_NEXT, #name))

static int number(const char *word) {
    if (!strcmp(word, "EIO")) return EIO;
    if (!strcmp(word, "ENOSPC")) return ENOSPC;
    if (!strcmp(word, "EROFS")) return EROFS;
    return strcmp(word, "LOST") ? EINVAL : LOST;
}

/* What is to become of a call on a path: NONE, LOST or an errno. */
static int fault_at(const char *call, const char *path) {
    const char *rules = getenv("DISK_FAULTS");
    if (!rules) return NONE;
    int fd = REAL(open64)(rules, O_RDONLY | O_CLOEXEC);
    if (fd < 0) return NONE;
    char text[RULES_MAX];
    ssize_t size = read(fd, text, sizeof text - 1);
    close(fd);
    if (size <= 0) return NONE;
    text[size] = 0;
    char *rest;
    for (char *line = strtok_r(text, "\n", &rest); line; line = strtok_r(NULL, "\n", &rest)) {
        char named[16], error[16], part[256];
        if (sscanf(line, "%15s %15s %255s", named, error, part) == 3 && !strcmp(named, call) && strstr(path, part))
            return number(error);
    }
    return NONE;
}

/* The same for an open file. Leaves errno as it was. */
static int fault_of(const char *call, int fd) {
    int before = errno;
    char link[64], path[PATH_MAX];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, sizeof path - 1);
    int fault = NONE;
    if (length > 0 && path[0] == '/') {
        path[length] = 0;
        fault = fault_at(call, path);
    }
    errno = before;
    return fault;
}

#define FAIL_OR_LOSE(call, fd, lost)            \
    do {                                        \
        int fault = fault_of(call, fd);         \
        if (fault == LOST) return lost;         \
        if (fault) return errno = fault, -1;    \
    } while (0)

ssize_t write(int fd, const void *from, size_t count) {
    FAIL_OR_LOSE("write", fd, (ssize_t) count);
    return REAL(write)(fd, from, count);
}

ssize_t pwrite64(int fd, const void *from, size_t count, off64_t at) {
    FAIL_OR_LOSE("write", fd, (ssize_t) count);
    return REAL(pwrite64)(fd, from, count, at);
}

ssize_t writev(int fd, const struct iovec *from, int count) {
    int fault = fault_of("write", fd);
    if (fault) return errno = fault == LOST ? EIO : fault, -1;
    return REAL(writev)(fd, from, count);
}

int fsync(int fd) {
    FAIL_OR_LOSE("sync", fd, 0);
    return REAL(fsync)(fd);
}

int fdatasync(int fd) {
    FAIL_OR_LOSE("sync", fd, 0);
    return REAL(fdatasync)(fd);
}

int ftruncate64(int fd, off64_t size) {
    FAIL_OR_LOSE("create", fd, 0);
    return REAL(ftruncate64)(fd, size);
}

int fallocate64(int fd, int mode, off64_t from, off64_t size) {
    FAIL_OR_LOSE("create", fd, 0);
    return REAL(fallocate64)(fd, mode, from, size);
}

int open64(const char *path, int flags, ...) {
    va_list more;
    va_start(more, flags);
    mode_t mode = flags & O_CREAT ? va_arg(more, mode_t) : 0;
    va_end(more);
    if (flags & O_CREAT) {
        int before = errno;
        int fault = fault_at("create", path);
        if (fault) return errno = fault == LOST ? EIO : fault, -1;
        errno = before;
    }
    return REAL(open64)(path, flags, mode);
}
