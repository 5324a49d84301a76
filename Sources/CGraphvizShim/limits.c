#define _GNU_SOURCE
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "CGraphvizShim.h"

static int limit(__rlimit_resource_t resource, rlim_t value) {
  struct rlimit both = {value, value};
  struct rlimit now;
  // A harder limit that is set from outside stays.
  if (getrlimit(resource, &now) == 0 && now.rlim_max != RLIM_INFINITY && now.rlim_max < value) both.rlim_max = now.rlim_max;
  if (both.rlim_cur > both.rlim_max) both.rlim_cur = both.rlim_max;
  return setrlimit(resource, &both) == 0 ? 0 : errno;
}

int svyaz_limit_process(uint64_t address_space_bytes) {
  int failure = limit(RLIMIT_AS, address_space_bytes);
  if (failure == 0) failure = limit(RLIMIT_CORE, 0);
  if (failure == 0 && prctl(PR_SET_PDEATHSIG, SIGKILL) != 0) failure = errno;
  return failure;
}

void svyaz_limit_processor(uint64_t seconds) {
  struct rusage used;
  struct rlimit bound;
  if (getrusage(RUSAGE_SELF, &used) != 0 || getrlimit(RLIMIT_CPU, &bound) != 0) return;
  rlim_t until = (rlim_t)used.ru_utime.tv_sec + (rlim_t)used.ru_stime.tv_sec + 1 + seconds;
  // Only the soft limit moves: it must grow with every job.
  bound.rlim_cur = bound.rlim_max != RLIM_INFINITY && bound.rlim_max < until ? bound.rlim_max : until;
  setrlimit(RLIMIT_CPU, &bound);
}

void svyaz_ignore_broken_pipes(void) {
  struct sigaction now;
  if (sigaction(SIGPIPE, NULL, &now) == 0 && now.sa_handler == SIG_DFL) signal(SIGPIPE, SIG_IGN);
}

int svyaz_child_runs(int32_t process) {
  siginfo_t info = {0};
  return waitid(P_PID, (id_t)process, &info, WEXITED | WNOHANG | WNOWAIT) == 0 && info.si_pid == 0;
}

int svyaz_take_standard_output(void) {
  int own = dup(1);
  if (own < 0) return -1;
  if (dup2(2, 1) < 0) {
    close(own);
    return -1;
  }
  return own;
}
