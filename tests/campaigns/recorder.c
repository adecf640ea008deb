/* What one process writes below RECORD_ROOT, in order, into RECORD_LOG. Linux; LD_PRELOAD.

   A record is: op (1 byte), fd (int32), offset (int64), length (int64), then `length` bytes: the
   data of a write, or a path (two, each ended by a zero, for a rename or link). Ops: O open, C create,
   T open truncating, W write, S set size, F sync, X close, U unlink, R rename, L link, D sync of a
   folder.
   The -shm of a database is shared memory: nothing of it is kept. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <unistd.h>

#define FDS 4096

static char *root;
static int out = -1;
static char kind[FDS]; /* 0 not ours, 'f' file, 'd' folder */
static pthread_mutex_t lock = PTHREAD_RECURSIVE_MUTEX_INITIALIZER_NP;

static void put(const void *data, size_t size) {
    const char *at = data;
    while (size) {
        ssize_t n = syscall(SYS_write, out, at, size);
        if (n <= 0) abort();
        at += n;
        size -= n;
    }
}

static void note(char op, int fd, int64_t offset, int64_t length, const void *data) {
    char head[21];
    int32_t number = fd;
    head[0] = op;
    memcpy(head + 1, &number, 4);
    memcpy(head + 5, &offset, 8);
    memcpy(head + 13, &length, 8);
    put(head, 21);
    if (length) put(data, length);
}

__attribute__((constructor)) static void begin(void) {
    char *log = getenv("RECORD_LOG"), *below = getenv("RECORD_ROOT");
    unsetenv("LD_PRELOAD"); /* a child of the program writes nothing of ours */
    if (!log || !below) return;
    root = strdup(below);
    out = syscall(SYS_openat, AT_FDCWD, log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
}

static int whole(int dir, const char *path, char *full) {
    char base[PATH_MAX], link[64];
    ssize_t n;
    if (out < 0 || !path) return 0;
    if (path[0] == '/') {
        if (snprintf(full, PATH_MAX, "%s", path) >= PATH_MAX) return 0;
    } else {
        if (dir == AT_FDCWD) {
            if (!getcwd(base, sizeof base)) return 0;
        } else {
            snprintf(link, sizeof link, "/proc/self/fd/%d", dir);
            if ((n = readlink(link, base, sizeof base - 1)) < 0) return 0;
            base[n] = 0;
        }
        if (snprintf(full, PATH_MAX, "%s/%s", base, path) >= PATH_MAX) return 0;
    }
    n = strlen(root);
    if (strncmp(full, root, n) || (full[n] != '/' && full[n])) return 0;
    n = strlen(full);
    return !(n > 4 && !strcmp(full + n - 4, "-shm"));
}

static int open_at(int dir, const char *path, int flags, mode_t mode) {
    char full[PATH_MAX];
    struct stat facts;
    pthread_mutex_lock(&lock);
    int ours = whole(dir, path, full);
    int there = ours && syscall(SYS_faccessat, dir, path, F_OK) == 0;
    int fd = syscall(SYS_openat, dir, path, flags, mode), error = errno;
    if (fd >= 0 && fd < FDS) {
        kind[fd] = 0;
        if (ours && fstat(fd, &facts) == 0) {
            kind[fd] = S_ISDIR(facts.st_mode) ? 'd' : S_ISREG(facts.st_mode) ? 'f' : 0;
            char op = !there ? 'C' : (flags & O_TRUNC) ? 'T' : 'O';
            if (kind[fd]) note(op, fd, 0, strlen(full), full);
        }
    }
    pthread_mutex_unlock(&lock);
    errno = error;
    return fd;
}

#define MODE                                              \
    mode_t mode = 0;                                      \
    if (flags & (O_CREAT | __O_TMPFILE)) {                \
        va_list rest;                                     \
        va_start(rest, flags);                            \
        mode = va_arg(rest, int);                         \
        va_end(rest);                                     \
    }

int open(const char *path, int flags, ...) { MODE return open_at(AT_FDCWD, path, flags, mode); }
int open64(const char *path, int flags, ...) {
    MODE return open_at(AT_FDCWD, path, flags | O_LARGEFILE, mode);
}
int openat(int dir, const char *path, int flags, ...) { MODE return open_at(dir, path, flags, mode); }
int openat64(int dir, const char *path, int flags, ...) {
    MODE return open_at(dir, path, flags | O_LARGEFILE, mode);
}
int creat(const char *path, mode_t mode) {
    return open_at(AT_FDCWD, path, O_CREAT | O_WRONLY | O_TRUNC, mode);
}

static int file(int fd) { return out >= 0 && fd >= 0 && fd < FDS && kind[fd] == 'f'; }

ssize_t write(int fd, const void *data, size_t size) {
    if (!file(fd)) return syscall(SYS_write, fd, data, size);
    pthread_mutex_lock(&lock);
    ssize_t n = syscall(SYS_write, fd, data, size);
    int error = errno;
    if (n > 0) note('W', fd, lseek(fd, 0, SEEK_CUR) - n, n, data);
    pthread_mutex_unlock(&lock);
    errno = error;
    return n;
}

ssize_t pwrite64(int fd, const void *data, size_t size, off64_t at) {
    if (!file(fd)) return syscall(SYS_pwrite64, fd, data, size, at);
    pthread_mutex_lock(&lock);
    ssize_t n = syscall(SYS_pwrite64, fd, data, size, at);
    int error = errno;
    if (n > 0) note('W', fd, at, n, data);
    pthread_mutex_unlock(&lock);
    errno = error;
    return n;
}
ssize_t pwrite(int fd, const void *data, size_t size, off_t at) { return pwrite64(fd, data, size, at); }

/* What the kernel copies by itself is read back, so that the log holds it too. */
static void copied(int fd, off64_t at, ssize_t n) {
    char link[64], *data = malloc(n);
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    int again = syscall(SYS_openat, AT_FDCWD, link, O_RDONLY | O_CLOEXEC);
    if (!data || again < 0 || syscall(SYS_pread64, again, data, n, at) != n) abort();
    note('W', fd, at, n, data);
    syscall(SYS_close, again);
    free(data);
}
ssize_t sendfile64(int to, int from, off64_t *at, size_t size) {
    pthread_mutex_lock(&lock);
    ssize_t n = syscall(SYS_sendfile, to, from, at, size);
    int error = errno;
    if (n > 0 && file(to)) copied(to, lseek(to, 0, SEEK_CUR) - n, n);
    pthread_mutex_unlock(&lock);
    errno = error;
    return n;
}
ssize_t sendfile(int to, int from, off_t *at, size_t size) { return sendfile64(to, from, at, size); }

int ftruncate64(int fd, off64_t size) {
    pthread_mutex_lock(&lock);
    int done = syscall(SYS_ftruncate, fd, size), error = errno;
    if (!done && file(fd)) note('S', fd, size, 0, 0);
    pthread_mutex_unlock(&lock);
    errno = error;
    return done;
}
int ftruncate(int fd, off_t size) { return ftruncate64(fd, size); }

static int synced(int fd, long call) {
    pthread_mutex_lock(&lock);
    int done = syscall(call, fd), error = errno;
    if (!done && out >= 0 && fd >= 0 && fd < FDS && kind[fd])
        note(kind[fd] == 'd' ? 'D' : 'F', fd, 0, 0, 0);
    pthread_mutex_unlock(&lock);
    errno = error;
    return done;
}
int fsync(int fd) { return synced(fd, SYS_fsync); }
int fdatasync(int fd) { return synced(fd, SYS_fdatasync); }

int close(int fd) {
    pthread_mutex_lock(&lock);
    if (out >= 0 && fd >= 0 && fd < FDS && kind[fd]) note('X', fd, 0, 0, 0), kind[fd] = 0;
    int done = syscall(SYS_close, fd), error = errno;
    pthread_mutex_unlock(&lock);
    errno = error;
    return done;
}

int unlinkat(int dir, const char *path, int flags) {
    char full[PATH_MAX];
    pthread_mutex_lock(&lock);
    int ours = whole(dir, path, full), done = syscall(SYS_unlinkat, dir, path, flags), error = errno;
    if (!done && ours && !(flags & AT_REMOVEDIR)) note('U', -1, 0, strlen(full), full);
    pthread_mutex_unlock(&lock);
    errno = error;
    return done;
}
int unlink(const char *path) { return unlinkat(AT_FDCWD, path, 0); }

static int two_names(char op, int from, const char *path, int to, const char *target, int flags) {
    char both[2 * PATH_MAX], full[PATH_MAX];
    pthread_mutex_lock(&lock);
    int ours = whole(from, path, both);
    size_t size = ours ? strlen(both) + 1 : 0;
    ours = ours && whole(to, target, full);
    int done = syscall(op == 'R' ? SYS_renameat2 : SYS_linkat, from, path, to, target, flags);
    int error = errno;
    if (!done && ours) {
        strcpy(both + size, full);
        note(op, -1, 0, size + strlen(full) + 1, both);
    }
    pthread_mutex_unlock(&lock);
    errno = error;
    return done;
}
int renameat(int from, const char *path, int to, const char *target) {
    return two_names('R', from, path, to, target, 0);
}
int rename(const char *path, const char *target) {
    return two_names('R', AT_FDCWD, path, AT_FDCWD, target, 0);
}
int linkat(int from, const char *path, int to, const char *target, int flags) {
    return two_names('L', from, path, to, target, flags);
}
int link(const char *path, const char *target) {
    return two_names('L', AT_FDCWD, path, AT_FDCWD, target, 0);
}
