#ifndef C_FAILING_VFS_H
#define C_FAILING_VFS_H

/// The kinds of operation that a file system can refuse.
enum FailingOperation {
  FailingOperationNone = 0,
  FailingOperationOpen,
  FailingOperationWrite,
  FailingOperationTruncate,
  FailingOperationSync,
  FailingOperationDelete
};

/// Puts a VFS before SQLite's own one and makes it the default; once in a process, later calls do nothing.
/// Returns an SQLite result code.
int failing_vfs_register(void);

/// Begins to count the operations on files whose paths begin with `prefix`. The operation numbered `first` (from 1) and
/// all later ones fail with `code`, or with the I/O error of their kind when `code` is 0; `first` 0: none fails.
void failing_vfs_arm(const char *prefix, long first, int code);

/// Stops counting and failing; returns how many operations were counted.
long failing_vfs_disarm(void);

/// The kind of the first operation that failed since the VFS was armed.
enum FailingOperation failing_vfs_first_failure(void);

#endif
