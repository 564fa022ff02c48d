"""Limits of the system, which a program may look at and not change."""
from collections import namedtuple
from _denied import function

RLIMIT_CPU, RLIMIT_FSIZE, RLIMIT_DATA, RLIMIT_STACK, RLIMIT_CORE, RLIMIT_RSS, RLIMIT_NPROC, RLIMIT_NOFILE, RLIMIT_MEMLOCK, RLIMIT_AS = range(10)
RLIM_INFINITY = -1
RUSAGE_SELF, RUSAGE_CHILDREN, RUSAGE_THREAD = 0, -1, 1
error = OSError
struct_rusage = namedtuple('struct_rusage', 'ru_utime ru_stime ru_maxrss ru_ixrss ru_idrss ru_isrss ru_minflt ru_majflt ru_nswap ru_inblock '
                           'ru_oublock ru_msgsnd ru_msgrcv ru_nsignals ru_nvcsw ru_nivcsw')


def getrusage(who, /):
    from _frames import clock
    return struct_rusage(clock(), 0.0, 10240, *[0] * 13)


def getrlimit(resource, /):
    return RLIM_INFINITY, RLIM_INFINITY


def getpagesize():
    return 4096


setrlimit = function('process', 'resource.setrlimit')
prlimit = function('process', 'resource.prlimit')
