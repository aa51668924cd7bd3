/* What the calls on the process take: limits, prctl, sysconf, sockets, waiting. */
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "kernel/newer.h"
#include "kernel/rows.h"

#define LIMIT(n, help_)  CONSTANT(#n, n, "RLIMIT", "getrlimit(2)", help_)
#define PRCTL(n, help_)  CONSTANT(#n, n, "PR", "prctl(2)", help_)
#define SYSC(n, help_)   CONSTANT(#n, n, "SC", "sysconf(3)", help_)
#define FAMILY(n, help_) CONSTANT(#n, n, "AF", "socket(2)", help_)
#define SOCKET(n, help_) CONSTANT(#n, n, "SOCK", "socket(2)", help_)
#define WAIT(n, help_)   CONSTANT(#n, n, "W", "wait(2)", help_)

static const struct constant rows[] = {
	LIMIT(RLIMIT_AS, "bytes of address space: mmap, mremap and brk answer ENOMEM beyond it"),
	LIMIT(RLIMIT_MEMLOCK, "bytes that may be locked into memory"),
	LIMIT(RLIMIT_DATA, "bytes of private writable memory, the heap among it"),
	LIMIT(RLIMIT_STACK, "bytes to which the stack may grow"),
	LIMIT(RLIMIT_FSIZE, "bytes of a file that is written: SIGXFSZ or EFBIG beyond it"),
	LIMIT(RLIMIT_RSS, "resident bytes; no effect on Linux"),
	LIMIT(RLIMIT_NOFILE, "descriptors: open answers EMFILE beyond it"),
	LIMIT(RLIMIT_NPROC, "processes and threads of the user: fork answers EAGAIN beyond it"),
	LIMIT(RLIMIT_CPU, "seconds of processor time: SIGXCPU beyond it"),
	LIMIT(RLIMIT_CORE, "bytes of a core dump; 0: none is made"),
	LIMIT(RLIMIT_LOCKS, "file locks; no effect today"),
	LIMIT(RLIMIT_SIGPENDING, "signals that wait to be delivered"),
	LIMIT(RLIMIT_MSGQUEUE, "bytes of POSIX message queues"),
	LIMIT(RLIMIT_NICE, "how far the nice value may be raised"),
	LIMIT(RLIMIT_RTPRIO, "highest real-time priority"),
	LIMIT(RLIMIT_RTTIME, "microseconds of real-time work without a pause"),
	CONSTANT("RLIM_INFINITY", RLIM_INFINITY, "RLIM", "getrlimit(2)", "no limit"),

	PRCTL(PR_SET_VMA, "sets a property of a range of addresses: its name"),
	PRCTL(PR_SET_THP_DISABLE, "1: no transparent huge pages for this process; 0: as usual"),
	PRCTL(PR_GET_THP_DISABLE, "what PR_SET_THP_DISABLE set"),
	PRCTL(PR_SET_MDWE, "memory that was writable can no longer become executable (6.3)"),
	PRCTL(PR_GET_MDWE, "what PR_SET_MDWE set (6.3)"),
	PRCTL(PR_SET_NAME, "sets the name of the thread; refused here"),
	PRCTL(PR_GET_NAME, "the name of the thread; refused here"),
	PRCTL(PR_SET_DUMPABLE, "whether a core may be dumped; refused here"),
	PRCTL(PR_GET_DUMPABLE, "whether a core may be dumped; refused here"),
	PRCTL(PR_SET_PDEATHSIG, "the signal when the parent ends; refused here"),
	PRCTL(PR_GET_PDEATHSIG, "the signal when the parent ends; refused here"),
	PRCTL(PR_SET_NO_NEW_PRIVS, "execve grants nothing new; refused here"),
	PRCTL(PR_GET_NO_NEW_PRIVS, "whether execve grants nothing new; refused here"),
	PRCTL(PR_SET_SECCOMP, "filters system calls; refused here"),
	PRCTL(PR_GET_SECCOMP, "whether system calls are filtered; refused here"),
	PRCTL(PR_SET_MM, "moves the marks of the address space, such as brk's; refused here"),
	PRCTL(PR_SET_MEMORY_MERGE, "KSM for all of the process (6.4); refused here"),
	PRCTL(PR_GET_MEMORY_MERGE, "whether KSM is on for the process (6.4); refused here"),
	CONSTANT("PR_SET_VMA_ANON_NAME", PR_SET_VMA_ANON_NAME, "PR_VMA", "prctl(2)",
		 "names anonymous memory: [anon:name] in maps"),
	CONSTANT("PR_MDWE_REFUSE_EXEC_GAIN", PR_MDWE_REFUSE_EXEC_GAIN, "PR_MDWE", "prctl(2)",
		 "pages that are not executable cannot become so"),
	CONSTANT("PR_MDWE_NO_INHERIT", PR_MDWE_NO_INHERIT, "PR_MDWE", "prctl(2)",
		 "a child of fork starts without it (6.6)"),

	SYSC(_SC_PAGESIZE, "bytes of a page"),
	ALIAS(_SC_PAGE_SIZE, "SC", "_SC_PAGESIZE", "sysconf(3)", "another spelling of _SC_PAGESIZE"),
	SYSC(_SC_PHYS_PAGES, "pages of memory of the machine"),
	SYSC(_SC_AVPHYS_PAGES, "pages of memory that are free"),
	SYSC(_SC_NPROCESSORS_CONF, "processors of the machine"),
	SYSC(_SC_NPROCESSORS_ONLN, "processors in use"),
	SYSC(_SC_OPEN_MAX, "descriptors that a process may have"),
	SYSC(_SC_CHILD_MAX, "processes that a user may have"),
	SYSC(_SC_ARG_MAX, "bytes of arguments and environment for execve"),
	SYSC(_SC_IOV_MAX, "parts of a readv or writev"),
	SYSC(_SC_CLK_TCK, "clock ticks a second, as in /proc/PID/stat"),
	SYSC(_SC_NGROUPS_MAX, "further groups of a user"),
	SYSC(_SC_HOST_NAME_MAX, "bytes of a host's name"),
	SYSC(_SC_LOGIN_NAME_MAX, "bytes of a user's name"),
	SYSC(_SC_LINE_MAX, "bytes of a line for the standard tools"),
	SYSC(_SC_VERSION, "year and month of the POSIX standard"),
	SYSC(_SC_MAPPED_FILES, "whether files can be mapped"),
	SYSC(_SC_MEMLOCK, "whether all memory of a process can be locked"),
	SYSC(_SC_MEMLOCK_RANGE, "whether a range can be locked"),
	SYSC(_SC_MEMORY_PROTECTION, "whether mprotect is there"),
	SYSC(_SC_SHARED_MEMORY_OBJECTS, "whether shm_open is there"),
	SYSC(_SC_SYNCHRONIZED_IO, "whether a write can wait for the disk"),
	SYSC(_SC_ADVISORY_INFO, "whether posix_fadvise and its kin are there"),
	SYSC(_SC_FSYNC, "whether fsync is there"),
	SYSC(_SC_SAVED_IDS, "whether a process keeps saved user ids"),
	SYSC(_SC_LEVEL1_DCACHE_SIZE, "bytes of the first data cache; 0 where it is not known"),
	SYSC(_SC_LEVEL1_DCACHE_LINESIZE, "bytes of a line of the first data cache; 0 where it is not known"),
	SYSC(_SC_LEVEL2_CACHE_SIZE, "bytes of the second cache; 0 where it is not known"),
	SYSC(_SC_LEVEL3_CACHE_SIZE, "bytes of the third cache; 0 where it is not known"),

	FAMILY(AF_UNIX, "between processes of one machine"),
	ALIAS(AF_LOCAL, "AF", "AF_UNIX", "socket(2)", "another spelling of AF_UNIX"),
	FAMILY(AF_UNSPEC, "none in particular; refused here"),
	FAMILY(AF_INET, "the Internet, IPv4; refused here"),
	FAMILY(AF_INET6, "the Internet, IPv6; refused here"),
	SOCKET(SOCK_STREAM, "a stream of bytes"),
	SOCKET(SOCK_DGRAM, "messages"),
	SOCKET(SOCK_SEQPACKET, "messages, in order, on a connection"),
	SOCKET(SOCK_RAW, "the network below the protocols; refused here"),
	SOCKET(SOCK_RDM, "messages that arrive, in any order; refused here"),
	SOCKET(SOCK_CLOEXEC, "closed by execve"),
	SOCKET(SOCK_NONBLOCK, "fail with EAGAIN rather than wait"),

	WAIT(WNOHANG, "do not wait: 0 where it still runs"),
	WAIT(WUNTRACED, "tell of a child that was stopped as well"),
	WAIT(WCONTINUED, "tell of a child that goes on as well"),
	WAIT(__WALL, "wait for any child, however it was made"),
	WAIT(__WCLONE, "wait only for children made by clone without SIGCHLD"),
	WAIT(__WNOTHREAD, "not for children of other threads"),
};

const struct constant_rows constants_process = ROWS_OF(rows);
