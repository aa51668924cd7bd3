/* Calls on the process: a second one, its end, its limits, ways to talk to another. */
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include "kernel/newer.h"
#include "kernel/rows.h"

#define ONE_TYPE(type) (type), (type) | SOCK_CLOEXEC, (type) | SOCK_NONBLOCK, (type) | SOCK_CLOEXEC | SOCK_NONBLOCK

static const uint64_t unix_only[] = { AF_UNIX };

static const uint64_t socket_types[] = {
	ONE_TYPE(SOCK_STREAM),
	ONE_TYPE(SOCK_DGRAM),
	ONE_TYPE(SOCK_SEQPACKET),
};

static const uint64_t prctl_options[] = {
	PR_SET_VMA, PR_SET_THP_DISABLE, PR_GET_THP_DISABLE, PR_SET_MDWE, PR_GET_MDWE,
};

/* A bit that PR_SET_VMA has and no other option above: the range counts for PR_SET_VMA alone. */
#define PR_SET_VMA_BIT 0x50000000

static const struct call rows[] = {
	{
		/* clone(CLONE_PARENT|SIGCHLD): the lab adds the flags, so that the tutor can wait for both */
		.name = "fork",
		.returns = "pid_t",
		.result = RESULT_INT,
		.by = BY_LAB,
		.nr = SYS_clone,
		.min = 0,
		.max = 0,
		.reach = { NO_REACH, NO_REACH },
		.limits = { NO_LIMIT },
		.man = "fork(2)",
		.header = "<unistd.h>",
		.help = "makes a second process with a copy of this one's address space",
	},
	{
		.name = "_exit",
		.returns = "void",
		.result = RESULT_NONE,
		.by = BY_LAB,
		.nr = SYS_exit_group,
		.params = {
			INT("status", "int", "what waitpid tells; the low 8 bits count"),
		},
		.min = 1,
		.max = 1,
		.reach = { NO_REACH, NO_REACH },
		.limits = { NO_LIMIT },
		.man = "_exit(2)",
		.header = "<unistd.h>",
		.help = "ends the process at once; its mappings end with it",
	},
	{
		.name = "waitpid",
		.returns = "pid_t",
		.result = RESULT_INT,
		.by = BY_TUTOR,
		.nr = -1,
		.params = {
			PARAM("pid", "pid_t", ROLE_ACTOR, "the process that fork made"),
			OUT_INTS("wstatus", "int *", 1, "how it ended: exit status or signal"),
			FLAGS("options", "int", "W", "0: wait until it has ended"),
		},
		.min = 3,
		.max = 3,
		.reach = { NO_REACH, NO_REACH },
		.limits = { NO_LIMIT },
		.man = "wait(2)",
		.header = "<sys/wait.h>",
		.help = "waits for a child to end and returns its number",
	},
	{
		/* pipe2 with the flags of the tail, 0: aarch64 has no other */
		.name = "pipe",
		.returns = "int",
		.result = RESULT_INT,
		.by = BY_LAB,
		.nr = SYS_pipe2,
		.params = {
			OUT_INTS("pipefd", "int [2]", 2, "[0] is the end to read, [1] the end to write"),
		},
		.min = 1,
		.max = 1,
		.reach = { NO_REACH, NO_REACH },
		.limits = { NO_LIMIT },
		.man = "pipe(2)",
		.header = "<unistd.h>",
		.help = "makes a pipe: what is written into one end is read from the other",
	},
	{
		.name = "socketpair",
		.returns = "int",
		.result = RESULT_INT,
		.by = BY_LAB,
		.nr = SYS_socketpair,
		.params = {
			ENUM("domain", "int", "AF", "AF_UNIX"),
			FLAGS("type", "int", "SOCK", "a stream, or messages"),
			INT("protocol", "int", "0"),
			OUT_INTS("sv", "int [2]", 2, "the two ends"),
		},
		.min = 4,
		.max = 4,
		.reach = { NO_REACH, NO_REACH },
		.limits = {
			{ .arg = 0,
			  .kind = LIMIT_ONE_OF,
			  .width32 = true,
			  .values = unix_only,
			  .values_n = sizeof unix_only / sizeof *unix_only,
			  .say = "only AF_UNIX: a lesson reaches no network" },
			{ .arg = 1,
			  .kind = LIMIT_ONE_OF,
			  .width32 = true,
			  .values = socket_types,
			  .values_n = sizeof socket_types / sizeof *socket_types,
			  .say = "only SOCK_STREAM, SOCK_DGRAM and SOCK_SEQPACKET, with SOCK_CLOEXEC and SOCK_NONBLOCK" },
			NO_LIMIT,
		},
		.man = "socketpair(2)",
		.header = "<sys/socket.h>",
		.help = "makes two sockets that are connected with each other",
	},
	{
		.name = "setrlimit",
		.returns = "int",
		.result = RESULT_INT,
		.by = BY_LAB,
		.nr = SYS_setrlimit,
		.params = {
			ENUM("resource", "int", "RLIMIT", "which limit"),
			IN_STRUCT("rlim", "const struct rlimit *", &layout_rlimit, "rlim_cur counts; up to rlim_max"),
		},
		.min = 2,
		.max = 2,
		.reach = { NO_REACH, NO_REACH },
		.limits = { NO_LIMIT },
		.man = "getrlimit(2)",
		.header = "<sys/resource.h>",
		.help = "sets a limit of this process; the hard limit only goes down",
	},
	{
		.name = "prctl",
		.returns = "int",
		.result = RESULT_INT,
		.by = BY_LAB,
		.nr = SYS_prctl,
		.params = {
			ENUM("option", "int", "PR", "what to set or ask"),
			INT("arg2", "unsigned long", "what the option takes; PR_SET_VMA_ANON_NAME"),
			ADDR("arg3", "unsigned long", "PR_SET_VMA: start of the range, else 0"),
			LEN("arg4", "unsigned long", "PR_SET_VMA: its bytes, else 0"),
			STRING("arg5", "unsigned long", "PR_SET_VMA: the name, else 0"),
		},
		.min = 1,
		.max = 5,
		.reach = { { .addr = 2, .len = 3, .when = 0, .mask = PR_SET_VMA_BIT }, NO_REACH },
		.limits = {
			{ .arg = 0,
			  .kind = LIMIT_ONE_OF,
			  .width32 = true,
			  .values = prctl_options,
			  .values_n = sizeof prctl_options / sizeof *prctl_options,
			  .say = "a lesson may only use PR_SET_VMA, PR_SET_THP_DISABLE, PR_SET_MDWE and their PR_GET_" },
			NO_LIMIT,
		},
		.man = "prctl(2)",
		.header = "<sys/prctl.h>",
		.help = "sets or asks a property of the process: names of mappings, huge pages, no new code",
	},
	{
		.name = "sysconf",
		.returns = "long",
		.result = RESULT_SIZE,
		.by = BY_TUTOR,
		.nr = -1,
		.params = {
			ENUM("name", "int", "SC", "which number"),
		},
		.min = 1,
		.max = 1,
		.reach = { NO_REACH, NO_REACH },
		.limits = { NO_LIMIT },
		.man = "sysconf(3)",
		.header = "<unistd.h>",
		.help = "tells a number of the system, such as the page size",
	},
};

const struct call_rows calls_process = ROWS_OF(rows);
