// Preloaded into a process, notes in order what it asks the disk for below POWER_CUT_FOLDER: files
// opened, written, cut, synchronised, removed and renamed. `fflush` notes an acknowledgement.
// A line each, `OP ID OFFSET LENGTH NAME`; the bytes of a write follow its line.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <unistd.h>

static int notes = -1;
static const char *folder;
static unsigned char watched[65536];  // 1 for a file below the folder, 2 for a folder

__attribute__((constructor)) static void begin(void) {
  folder = getenv("POWER_CUT_FOLDER");
  const char *path = getenv("POWER_CUT_NOTES");
  if (folder && path) {
    notes = (int)syscall(SYS_openat, AT_FDCWD, path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
  }
}

static void note(const char *op, long id, long offset, long length, const char *name, const void *data) {
  if (notes < 0) return;
  char line[4400];
  int size = snprintf(line, sizeof line, "%s %ld %ld %ld %s\n", op, id, offset, length, name ? name : "-");
  syscall(SYS_write, notes, line, (size_t)size);
  if (data) syscall(SYS_write, notes, data, (size_t)length);
}

static int below(const char *path) { return folder && path && strncmp(path, folder, strlen(folder)) == 0; }

static int opened(int fd, const char *path, int flags) {
  if (fd < 0 || fd >= 65536) return fd;
  watched[fd] = 0;
  if (!below(path)) return fd;
  struct stat facts;
  fstat(fd, &facts);
  watched[fd] = S_ISDIR(facts.st_mode) ? 2 : 1;
  note(watched[fd] == 2 ? "opendir" : flags & O_CREAT ? "create" : "open", fd, flags & O_TRUNC ? 1 : 0, 0, path, NULL);
  return fd;
}

#define REAL(name) __typeof__(name) *real = (__typeof__(name) *)dlsym(RTLD_NEXT, #name)

#define OPEN(name) \
  int name(const char *path, int flags, ...) { \
    va_list rest; \
    va_start(rest, flags); \
    mode_t mode = flags & O_CREAT ? va_arg(rest, mode_t) : 0; \
    va_end(rest); \
    REAL(name); \
    return opened(real(path, flags, mode), path, flags); \
  }
OPEN(open)
OPEN(open64)

#define PWRITE(name, offset_type) \
  ssize_t name(int fd, const void *data, size_t length, offset_type offset) { \
    REAL(name); \
    ssize_t done = real(fd, data, length, offset); \
    if (fd >= 0 && fd < 65536 && watched[fd] == 1 && done > 0) note("write", fd, offset, done, NULL, data); \
    return done; \
  }
PWRITE(pwrite, off_t)
PWRITE(pwrite64, off64_t)

ssize_t write(int fd, const void *data, size_t length) {
  REAL(write);
  long offset = fd >= 0 && fd < 65536 && watched[fd] == 1 ? lseek(fd, 0, SEEK_CUR) : 0;
  ssize_t done = real(fd, data, length);
  if (fd >= 0 && fd < 65536 && watched[fd] == 1 && done > 0) note("write", fd, offset, done, NULL, data);
  return done;
}

#define CUT(name, length_type) \
  int name(int fd, length_type length) { \
    REAL(name); \
    int result = real(fd, length); \
    if (fd >= 0 && fd < 65536 && watched[fd] == 1 && result == 0) note("cut", fd, length, 0, NULL, NULL); \
    return result; \
  }
CUT(ftruncate, off_t)
CUT(ftruncate64, off64_t)

#define SYNC(name) \
  int name(int fd) { \
    REAL(name); \
    int result = real(fd); \
    if (fd >= 0 && fd < 65536 && watched[fd] && result == 0) note("sync", fd, 0, 0, NULL, NULL); \
    return result; \
  }
SYNC(fsync)
SYNC(fdatasync)

int unlink(const char *path) {
  REAL(unlink);
  int result = real(path);
  if (below(path) && result == 0) note("unlink", -1, 0, 0, path, NULL);
  return result;
}

int fflush(FILE *stream) {
  REAL(fflush);
  int result = real(stream);
  if (stream == NULL) note("acknowledge", -1, 0, 0, NULL, NULL);
  return result;
}
