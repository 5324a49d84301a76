// A file system that refuses the n-th and all later operations that change files under one path; everything else goes
// to SQLite's own file system.
#include "CFailingVFS.h"

#include <pthread.h>
#include <sqlite3.h>
#include <string.h>

typedef struct {
  sqlite3_file base;
  int isTracked;
  sqlite3_file *real;
} ShimFile;

static sqlite3_vfs shim;
static sqlite3_vfs *under = NULL;

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static char prefix[4096] = "";
static long counted = 0;
static long first_to_fail = 0;
static int failure_code = 0;
static enum FailingOperation first_failure = FailingOperationNone;

static int is_tracked(const char *path) {
  pthread_mutex_lock(&lock);
  int tracked = path != NULL && prefix[0] != 0 && strncmp(path, prefix, strlen(prefix)) == 0;
  pthread_mutex_unlock(&lock);
  return tracked;
}

/// Counts an operation; returns SQLITE_OK or the code with which it fails.
static int count(int isTracked, enum FailingOperation operation, int code) {
  if (!isTracked) return SQLITE_OK;
  int result = SQLITE_OK;
  pthread_mutex_lock(&lock);
  if (prefix[0] != 0) {
    counted += 1;
    if (first_to_fail > 0 && counted >= first_to_fail) {
      if (first_failure == FailingOperationNone) first_failure = operation;
      result = failure_code != 0 ? failure_code : code;
    }
  }
  pthread_mutex_unlock(&lock);
  return result;
}

#define REAL(file) (((ShimFile *)(file))->real)
#define TRACKED(file) (((ShimFile *)(file))->isTracked)

static int shim_close(sqlite3_file *file) {
  sqlite3_file *real = REAL(file);
  return real->pMethods ? real->pMethods->xClose(real) : SQLITE_OK;
}
static int shim_read(sqlite3_file *file, void *buffer, int amount, sqlite3_int64 offset) {
  return REAL(file)->pMethods->xRead(REAL(file), buffer, amount, offset);
}
static int shim_write(sqlite3_file *file, const void *buffer, int amount, sqlite3_int64 offset) {
  int code = count(TRACKED(file), FailingOperationWrite, SQLITE_IOERR_WRITE);
  if (code != SQLITE_OK) {
    // A disk that breaks or fills in the middle of a write leaves a part of it behind.
    if (amount > 1) REAL(file)->pMethods->xWrite(REAL(file), buffer, amount / 2, offset);
    return code;
  }
  return REAL(file)->pMethods->xWrite(REAL(file), buffer, amount, offset);
}
static int shim_truncate(sqlite3_file *file, sqlite3_int64 size) {
  int code = count(TRACKED(file), FailingOperationTruncate, SQLITE_IOERR_TRUNCATE);
  return code != SQLITE_OK ? code : REAL(file)->pMethods->xTruncate(REAL(file), size);
}
static int shim_sync(sqlite3_file *file, int flags) {
  int code = count(TRACKED(file), FailingOperationSync, SQLITE_IOERR_FSYNC);
  return code != SQLITE_OK ? code : REAL(file)->pMethods->xSync(REAL(file), flags);
}
static int shim_size(sqlite3_file *file, sqlite3_int64 *size) {
  return REAL(file)->pMethods->xFileSize(REAL(file), size);
}
static int shim_lock(sqlite3_file *file, int level) { return REAL(file)->pMethods->xLock(REAL(file), level); }
static int shim_unlock(sqlite3_file *file, int level) { return REAL(file)->pMethods->xUnlock(REAL(file), level); }
static int shim_check_lock(sqlite3_file *file, int *result) {
  return REAL(file)->pMethods->xCheckReservedLock(REAL(file), result);
}
static int shim_control(sqlite3_file *file, int operation, void *argument) {
  return REAL(file)->pMethods->xFileControl(REAL(file), operation, argument);
}
static int shim_sector(sqlite3_file *file) { return REAL(file)->pMethods->xSectorSize(REAL(file)); }
static int shim_device(sqlite3_file *file) { return REAL(file)->pMethods->xDeviceCharacteristics(REAL(file)); }
static int shim_shm_map(sqlite3_file *file, int page, int size, int extend, void volatile **memory) {
  return REAL(file)->pMethods->xShmMap(REAL(file), page, size, extend, memory);
}
static int shim_shm_lock(sqlite3_file *file, int offset, int amount, int flags) {
  return REAL(file)->pMethods->xShmLock(REAL(file), offset, amount, flags);
}
static void shim_shm_barrier(sqlite3_file *file) { REAL(file)->pMethods->xShmBarrier(REAL(file)); }
static int shim_shm_unmap(sqlite3_file *file, int remove) {
  return REAL(file)->pMethods->xShmUnmap(REAL(file), remove);
}

// Version 2: without memory-mapped reads, so that every access is an operation.
static const sqlite3_io_methods methods = {
    2,          shim_close, shim_read,       shim_write,   shim_truncate, shim_sync,    shim_size,
    shim_lock,  shim_unlock, shim_check_lock, shim_control, shim_sector,   shim_device,  shim_shm_map,
    shim_shm_lock, shim_shm_barrier, shim_shm_unmap, NULL, NULL,
};

static int shim_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *outFlags) {
  (void)vfs;
  ShimFile *shimFile = (ShimFile *)file;
  shimFile->base.pMethods = NULL;
  shimFile->isTracked = is_tracked(name);
  shimFile->real = (sqlite3_file *)(shimFile + 1);
  shimFile->real->pMethods = NULL;
  if (flags & SQLITE_OPEN_READWRITE) {
    int code = count(shimFile->isTracked, FailingOperationOpen, SQLITE_CANTOPEN);
    if (code != SQLITE_OK) return code;
  }
  int code = under->xOpen(under, name, shimFile->real, flags, outFlags);
  if (shimFile->real->pMethods != NULL) shimFile->base.pMethods = &methods;
  return code;
}
static int shim_delete(sqlite3_vfs *vfs, const char *name, int syncFolder) {
  (void)vfs;
  int code = count(is_tracked(name), FailingOperationDelete, SQLITE_IOERR_DELETE);
  return code != SQLITE_OK ? code : under->xDelete(under, name, syncFolder);
}
static int shim_access(sqlite3_vfs *vfs, const char *name, int flags, int *result) {
  (void)vfs;
  return under->xAccess(under, name, flags, result);
}
static int shim_full_path(sqlite3_vfs *vfs, const char *name, int size, char *out) {
  (void)vfs;
  return under->xFullPathname(under, name, size, out);
}
static void *shim_dl_open(sqlite3_vfs *vfs, const char *name) {
  (void)vfs;
  return under->xDlOpen(under, name);
}
static void shim_dl_error(sqlite3_vfs *vfs, int size, char *message) {
  (void)vfs;
  under->xDlError(under, size, message);
}
static void (*shim_dl_symbol(sqlite3_vfs *vfs, void *library, const char *name))(void) {
  (void)vfs;
  return under->xDlSym(under, library, name);
}
static void shim_dl_close(sqlite3_vfs *vfs, void *library) {
  (void)vfs;
  under->xDlClose(under, library);
}
static int shim_randomness(sqlite3_vfs *vfs, int size, char *out) {
  (void)vfs;
  return under->xRandomness(under, size, out);
}
static int shim_sleep(sqlite3_vfs *vfs, int microseconds) {
  (void)vfs;
  return under->xSleep(under, microseconds);
}
static int shim_time(sqlite3_vfs *vfs, double *now) {
  (void)vfs;
  return under->xCurrentTime(under, now);
}
static int shim_last_error(sqlite3_vfs *vfs, int size, char *message) {
  (void)vfs;
  return under->xGetLastError ? under->xGetLastError(under, size, message) : 0;
}
static int shim_time_64(sqlite3_vfs *vfs, sqlite3_int64 *now) {
  (void)vfs;
  return under->xCurrentTimeInt64(under, now);
}

static int result_of_registering = SQLITE_OK;

static void register_once(void) {
  result_of_registering = sqlite3_initialize();
  if (result_of_registering != SQLITE_OK) return;
  under = sqlite3_vfs_find(NULL);
  if (under == NULL || under->iVersion < 2) {
    result_of_registering = SQLITE_ERROR;
    return;
  }
  memset(&shim, 0, sizeof shim);
  shim.iVersion = 2;
  shim.szOsFile = (int)sizeof(ShimFile) + under->szOsFile;
  shim.mxPathname = under->mxPathname;
  shim.zName = "failing";
  shim.xOpen = shim_open;
  shim.xDelete = shim_delete;
  shim.xAccess = shim_access;
  shim.xFullPathname = shim_full_path;
  shim.xDlOpen = shim_dl_open;
  shim.xDlError = shim_dl_error;
  shim.xDlSym = shim_dl_symbol;
  shim.xDlClose = shim_dl_close;
  shim.xRandomness = shim_randomness;
  shim.xSleep = shim_sleep;
  shim.xCurrentTime = shim_time;
  shim.xGetLastError = shim_last_error;
  shim.xCurrentTimeInt64 = shim_time_64;
  result_of_registering = sqlite3_vfs_register(&shim, 1);
}

int failing_vfs_register(void) {
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  pthread_once(&once, register_once);
  return result_of_registering;
}

void failing_vfs_arm(const char *path, long first, int code) {
  pthread_mutex_lock(&lock);
  strncpy(prefix, path, sizeof prefix - 1);
  prefix[sizeof prefix - 1] = 0;
  counted = 0;
  first_to_fail = first;
  failure_code = code;
  first_failure = FailingOperationNone;
  pthread_mutex_unlock(&lock);
}

long failing_vfs_disarm(void) {
  pthread_mutex_lock(&lock);
  prefix[0] = 0;
  first_to_fail = 0;
  long result = counted;
  pthread_mutex_unlock(&lock);
  return result;
}

enum FailingOperation failing_vfs_first_failure(void) {
  pthread_mutex_lock(&lock);
  enum FailingOperation result = first_failure;
  pthread_mutex_unlock(&lock);
  return result;
}
