/* Makes calls of a process fail:  FAULT=call:part-of-path:nth[+]:action, preloaded.
 * Actions: EIO ENOSPC EINTR short torn kill killafter lie. With + from the nth call on. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char call[16], path[128], action[16];
static long nth = 1;
static int onward;
static atomic_long count;
static atomic_int ready;

static void prepare(void) {
    if (atomic_exchange(&ready, 1)) return;
    const char *text = getenv("FAULT");
    char number[24] = "0";
    if (text && sscanf(text, "%15[^:]:%127[^:]:%23[^:]:%15s", call, path, number, action) == 4) {
        nth = atol(number);
        onward = strchr(number, '+') != NULL;
    }
}

/* Whether the fault strikes this call. */
static int strikes(const char *name, int file) {
    prepare();
    if (strcmp(name, call) != 0) return 0;
    char link[64], target[4096];
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    ssize_t length = readlink(link, target, sizeof target - 1);
    target[length > 0 ? length : 0] = 0;
    if (!strstr(target, path)) return 0;
    long number = atomic_fetch_add(&count, 1) + 1;
    return number == nth || (onward && number >= nth);
}

/* The error of an action, or 0 if it is none. */
static int failure(void) {
    if (!strcmp(action, "EIO")) return EIO;
    if (!strcmp(action, "ENOSPC")) return ENOSPC;
    if (!strcmp(action, "EINTR")) return EINTR;
    return 0;
}

ssize_t pwrite(int file, const void *bytes, size_t size, off_t offset) {
    static ssize_t (*real)(int, const void *, size_t, off_t);
    if (!real) real = dlsym(RTLD_NEXT, "pwrite");
    if (!strikes("pwrite", file)) return real(file, bytes, size, offset);
    if (failure()) { errno = failure(); return -1; }
    if (!strcmp(action, "kill")) raise(SIGKILL);
    ssize_t done = real(file, bytes, size > 11 ? 11 : size, offset);
    if (!strcmp(action, "torn")) raise(SIGKILL);
    return done;
}

ssize_t pwrite64(int file, const void *bytes, size_t size, off_t offset) {
    return pwrite(file, bytes, size, offset);
}

int fdatasync(int file) {
    static int (*real)(int);
    if (!real) real = dlsym(RTLD_NEXT, "fdatasync");
    if (!strikes("fdatasync", file)) return real(file);
    if (failure()) { errno = failure(); return -1; }
    if (!strcmp(action, "lie")) return 0;
    if (!strcmp(action, "kill")) raise(SIGKILL);
    int result = real(file);
    if (!strcmp(action, "killafter")) raise(SIGKILL);
    return result;
}
