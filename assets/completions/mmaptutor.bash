# Completion of mmaptutor for bash. `make man` writes it from mmaptutor.bash.in and the program's tables.

# What the operands of a subcommand are, then its options; "=" where a word belongs to one, behind it what words.
_mmaptutor_table() {
	case $1 in
	learn)
		printf '%s\n' 'LESSON' '--plain' '--ascii' '--no-color' '--theme=@theme' '--help' '--version'
		;;
	play)
		printf '%s\n' 'LESSON' '--ascii' '--no-color' '--theme=@theme' '--help' '--version'
		;;
	quiz)
		printf '%s\n' 'LESSON' '--questions=' '--minutes=' '--seed=' '--due' '--exam' '--name=' '--out=@file' '--plain' '--ascii' '--no-color' '--theme=@theme' '--help' '--version'
		;;
	present)
		printf '%s\n' 'LESSON' '--share' '--mode=' '--anyway' '--minutes=' '--auto=' '--ascii' '--no-color' '--theme=@theme' '--help' '--version'
		;;
	run)
		printf '%s\n' 'LESSON' '--json' '--aslr' '--seed=' '--ascii' '--no-color' '--theme=@theme' '--help' '--version'
		;;
	check)
		printf '%s\n' 'LESSON' '--watch' '--coverage' '--lang=' '--ascii' '--no-color' '--theme=@theme' '--help' '--version'
		;;
	new)
		printf '%s\n' '' '--ascii' '--no-color' '--theme=@theme' '--help' '--version'
		;;
	export)
		printf '%s\n' 'LESSON' '--open' '--room' '--size=' '--theme=@theme' '--lang=' '--to=c svg html anki overlay' '--ascii' '--no-color' '--help' '--version'
		;;
	follow)
		printf '%s\n' 'SOCKET' '--notes' '--ascii' '--no-color' '--theme=@theme' '--help' '--version'
		;;
	report)
		printf '%s\n' '' '--csv' '--json' '--ascii' '--no-color' '--theme=@theme' '--help' '--version'
		;;
	reset)
		printf '%s\n' 'LESSON' '--all' '--yes' '--ascii' '--no-color' '--theme=@theme' '--help' '--version'
		;;
	grade)
		printf '%s\n' 'FILE' '--csv' '--rerun' '--lesson=@file' '--ascii' '--no-color' '--theme=@theme' '--help' '--version'
		;;
	list)
		printf '%s\n' '' '--ascii' '--no-color' '--theme=@theme' '--help' '--version'
		;;
	doctor)
		printf '%s\n' 'LESSON' '--json' '--ascii' '--no-color' '--theme=@theme' '--help' '--version'
		;;
	help)
		printf '%s\n' 'WORD' '--ascii' '--no-color' '--theme=@theme' '--help' '--version'
		;;
	esac
}

_mmaptutor_commands() {
	cat <<'.'
learn
play
quiz
present
run
check
new
export
follow
report
reset
grade
list
doctor
help
.
}

_mmaptutor_themes() {
	cat <<'.'
color-blind
dark
high-contrast
light
mono
.
}

# All that `mmaptutor help` knows.
_mmaptutor_words() {
	cat <<'.'
learn
play
quiz
present
run
check
new
export
follow
report
reset
grade
list
doctor
help
mmap
munmap
mprotect
pkey_mprotect
pkey_alloc
mremap
remap_file_pages
mseal
brk
msync
madvise
mincore
mlock
mlock2
munlock
mlockall
munlockall
posix_fadvise
cachestat
open
close
dup
memfd_create
ftruncate
fallocate
read
write
pread
pwrite
lseek
fsync
fcntl
fstat
chmod
unlink
fork
_exit
waitpid
pipe
socketpair
setrlimit
prctl
sysconf
memset
memcpy
touch
dirty
exec
printf
errno
signal
si_code
si_addr
result
mapped
size
vmas
perms
path
offset
start
end
inode
resident
present
exclusive
guard
zeropage
pages
count
filled
cached
frame
smaps
vmflag
status
minflt
majflt
bytes
file
filesize
output
alive
exited
killed
PROT_NONE
PROT_READ
PROT_WRITE
PROT_EXEC
PROT_SEM
PROT_GROWSDOWN
PROT_GROWSUP
MAP_SHARED
MAP_PRIVATE
MAP_SHARED_VALIDATE
MAP_DROPPABLE
MAP_TYPE
MAP_FIXED
MAP_FIXED_NOREPLACE
MAP_ANONYMOUS
MAP_ANON
MAP_FILE
MAP_32BIT
MAP_ABOVE4G
MAP_GROWSDOWN
MAP_STACK
MAP_LOCKED
MAP_POPULATE
MAP_NONBLOCK
MAP_NORESERVE
MAP_HUGETLB
MAP_SYNC
MAP_DENYWRITE
MAP_EXECUTABLE
MAP_UNINITIALIZED
MAP_HUGE_SHIFT
MAP_HUGE_MASK
MAP_HUGE_16KB
MAP_HUGE_64KB
MAP_HUGE_512KB
MAP_HUGE_1MB
MAP_HUGE_2MB
MAP_HUGE_8MB
MAP_HUGE_16MB
MAP_HUGE_32MB
MAP_HUGE_256MB
MAP_HUGE_512MB
MAP_HUGE_1GB
MAP_HUGE_2GB
MAP_HUGE_16GB
MREMAP_MAYMOVE
MREMAP_FIXED
MREMAP_DONTUNMAP
PKEY_UNRESTRICTED
PKEY_DISABLE_ACCESS
PKEY_DISABLE_WRITE
MADV_NORMAL
MADV_RANDOM
MADV_SEQUENTIAL
MADV_WILLNEED
MADV_DONTNEED
MADV_FREE
MADV_REMOVE
MADV_DONTFORK
MADV_DOFORK
MADV_WIPEONFORK
MADV_KEEPONFORK
MADV_MERGEABLE
MADV_UNMERGEABLE
MADV_HUGEPAGE
MADV_NOHUGEPAGE
MADV_COLLAPSE
MADV_DONTDUMP
MADV_DODUMP
MADV_COLD
MADV_PAGEOUT
MADV_POPULATE_READ
MADV_POPULATE_WRITE
MADV_DONTNEED_LOCKED
MADV_GUARD_INSTALL
MADV_GUARD_REMOVE
MADV_HWPOISON
MADV_SOFT_OFFLINE
MS_ASYNC
MS_SYNC
MS_INVALIDATE
MCL_CURRENT
MCL_FUTURE
MCL_ONFAULT
MLOCK_ONFAULT
POSIX_FADV_NORMAL
POSIX_FADV_RANDOM
POSIX_FADV_SEQUENTIAL
POSIX_FADV_WILLNEED
POSIX_FADV_DONTNEED
POSIX_FADV_NOREUSE
O_RDONLY
O_WRONLY
O_RDWR
O_ACCMODE
O_CREAT
O_EXCL
O_TRUNC
O_APPEND
O_NONBLOCK
O_NDELAY
O_SYNC
O_RSYNC
O_DSYNC
O_DIRECT
O_LARGEFILE
O_DIRECTORY
O_NOFOLLOW
O_NOATIME
O_NOCTTY
O_CLOEXEC
O_PATH
O_TMPFILE
O_ASYNC
FASYNC
S_IFMT
S_IFREG
S_IFDIR
S_IFLNK
S_IFCHR
S_IFBLK
S_IFIFO
S_IFSOCK
S_ISUID
S_ISGID
S_ISVTX
S_IRWXU
S_IRUSR
S_IWUSR
S_IXUSR
S_IRWXG
S_IRGRP
S_IWGRP
S_IXGRP
S_IRWXO
S_IROTH
S_IWOTH
S_IXOTH
SEEK_SET
SEEK_CUR
SEEK_END
SEEK_DATA
SEEK_HOLE
F_GETFD
F_SETFD
F_GETFL
F_SETFL
F_ADD_SEALS
F_GET_SEALS
F_DUPFD
F_DUPFD_CLOEXEC
F_GETLK
F_SETLK
F_SETLKW
F_OFD_GETLK
F_OFD_SETLK
F_OFD_SETLKW
F_GETOWN
F_SETOWN
F_GETSIG
F_SETSIG
F_GETLEASE
F_SETLEASE
F_NOTIFY
F_GETPIPE_SZ
F_SETPIPE_SZ
FD_CLOEXEC
F_SEAL_SEAL
F_SEAL_SHRINK
F_SEAL_GROW
F_SEAL_WRITE
F_SEAL_FUTURE_WRITE
F_SEAL_EXEC
FALLOC_FL_KEEP_SIZE
FALLOC_FL_PUNCH_HOLE
FALLOC_FL_NO_HIDE_STALE
FALLOC_FL_COLLAPSE_RANGE
FALLOC_FL_ZERO_RANGE
FALLOC_FL_INSERT_RANGE
FALLOC_FL_UNSHARE_RANGE
FALLOC_FL_WRITE_ZEROES
MFD_CLOEXEC
MFD_ALLOW_SEALING
MFD_HUGETLB
MFD_NOEXEC_SEAL
MFD_EXEC
MFD_HUGE_SHIFT
MFD_HUGE_MASK
MFD_HUGE_64KB
MFD_HUGE_512KB
MFD_HUGE_1MB
MFD_HUGE_2MB
MFD_HUGE_8MB
MFD_HUGE_16MB
MFD_HUGE_32MB
MFD_HUGE_256MB
MFD_HUGE_512MB
MFD_HUGE_1GB
MFD_HUGE_2GB
MFD_HUGE_16GB
RLIMIT_AS
RLIMIT_MEMLOCK
RLIMIT_DATA
RLIMIT_STACK
RLIMIT_FSIZE
RLIMIT_RSS
RLIMIT_NOFILE
RLIMIT_NPROC
RLIMIT_CPU
RLIMIT_CORE
RLIMIT_LOCKS
RLIMIT_SIGPENDING
RLIMIT_MSGQUEUE
RLIMIT_NICE
RLIMIT_RTPRIO
RLIMIT_RTTIME
RLIM_INFINITY
PR_SET_VMA
PR_SET_THP_DISABLE
PR_GET_THP_DISABLE
PR_SET_MDWE
PR_GET_MDWE
PR_SET_NAME
PR_GET_NAME
PR_SET_DUMPABLE
PR_GET_DUMPABLE
PR_SET_PDEATHSIG
PR_GET_PDEATHSIG
PR_SET_NO_NEW_PRIVS
PR_GET_NO_NEW_PRIVS
PR_SET_SECCOMP
PR_GET_SECCOMP
PR_SET_MM
PR_SET_MEMORY_MERGE
PR_GET_MEMORY_MERGE
PR_SET_VMA_ANON_NAME
PR_MDWE_REFUSE_EXEC_GAIN
PR_MDWE_NO_INHERIT
_SC_PAGESIZE
_SC_PAGE_SIZE
_SC_PHYS_PAGES
_SC_AVPHYS_PAGES
_SC_NPROCESSORS_CONF
_SC_NPROCESSORS_ONLN
_SC_OPEN_MAX
_SC_CHILD_MAX
_SC_ARG_MAX
_SC_IOV_MAX
_SC_CLK_TCK
_SC_NGROUPS_MAX
_SC_HOST_NAME_MAX
_SC_LOGIN_NAME_MAX
_SC_LINE_MAX
_SC_VERSION
_SC_MAPPED_FILES
_SC_MEMLOCK
_SC_MEMLOCK_RANGE
_SC_MEMORY_PROTECTION
_SC_SHARED_MEMORY_OBJECTS
_SC_SYNCHRONIZED_IO
_SC_ADVISORY_INFO
_SC_FSYNC
_SC_SAVED_IDS
_SC_LEVEL1_DCACHE_SIZE
_SC_LEVEL1_DCACHE_LINESIZE
_SC_LEVEL2_CACHE_SIZE
_SC_LEVEL3_CACHE_SIZE
AF_UNIX
AF_LOCAL
AF_UNSPEC
AF_INET
AF_INET6
SOCK_STREAM
SOCK_DGRAM
SOCK_SEQPACKET
SOCK_RAW
SOCK_RDM
SOCK_CLOEXEC
SOCK_NONBLOCK
WNOHANG
WUNTRACED
WCONTINUED
__WALL
__WCLONE
__WNOTHREAD
EPERM
ENOENT
ESRCH
EINTR
EIO
ENXIO
E2BIG
ENOEXEC
EBADF
ECHILD
EAGAIN
EWOULDBLOCK
ENOMEM
EACCES
EFAULT
ENOTBLK
EBUSY
EEXIST
EXDEV
ENODEV
ENOTDIR
EISDIR
EINVAL
ENFILE
EMFILE
ENOTTY
ETXTBSY
EFBIG
ENOSPC
ESPIPE
EROFS
EMLINK
EPIPE
EDOM
ERANGE
EDEADLK
EDEADLOCK
ENAMETOOLONG
ENOLCK
ENOSYS
ENOTEMPTY
ELOOP
ENOMSG
EIDRM
ECHRNG
EL2NSYNC
EL3HLT
EL3RST
ELNRNG
EUNATCH
ENOCSI
EL2HLT
EBADE
EBADR
EXFULL
ENOANO
EBADRQC
EBADSLT
EBFONT
ENOSTR
ENODATA
ETIME
ENOSR
ENONET
ENOPKG
EREMOTE
ENOLINK
EADV
ESRMNT
ECOMM
EPROTO
EMULTIHOP
EDOTDOT
EBADMSG
EOVERFLOW
ENOTUNIQ
EBADFD
EREMCHG
ELIBACC
ELIBBAD
ELIBSCN
ELIBMAX
ELIBEXEC
EILSEQ
ERESTART
ESTRPIPE
EUSERS
ENOTSOCK
EDESTADDRREQ
EMSGSIZE
EPROTOTYPE
ENOPROTOOPT
EPROTONOSUPPORT
ESOCKTNOSUPPORT
EOPNOTSUPP
ENOTSUP
EPFNOSUPPORT
EAFNOSUPPORT
EADDRINUSE
EADDRNOTAVAIL
ENETDOWN
ENETUNREACH
ENETRESET
ECONNABORTED
ECONNRESET
ENOBUFS
EISCONN
ENOTCONN
ESHUTDOWN
ETOOMANYREFS
ETIMEDOUT
ECONNREFUSED
EHOSTDOWN
EHOSTUNREACH
EALREADY
EINPROGRESS
ESTALE
EUCLEAN
ENOTNAM
ENAVAIL
EISNAM
EREMOTEIO
EDQUOT
ENOMEDIUM
EMEDIUMTYPE
ECANCELED
ENOKEY
EKEYEXPIRED
EKEYREVOKED
EKEYREJECTED
EOWNERDEAD
ENOTRECOVERABLE
ERFKILL
EHWPOISON
SIGHUP
SIGINT
SIGQUIT
SIGILL
SIGTRAP
SIGABRT
SIGIOT
SIGBUS
SIGFPE
SIGKILL
SIGUSR1
SIGSEGV
SIGUSR2
SIGPIPE
SIGALRM
SIGTERM
SIGSTKFLT
SIGCHLD
SIGCONT
SIGSTOP
SIGTSTP
SIGTTIN
SIGTTOU
SIGURG
SIGXCPU
SIGXFSZ
SIGVTALRM
SIGPROF
SIGWINCH
SIGIO
SIGPOLL
SIGPWR
SIGSYS
SEGV_MAPERR
SEGV_ACCERR
SEGV_BNDERR
SEGV_PKUERR
SEGV_ACCADI
SEGV_ADIDERR
SEGV_ADIPERR
SEGV_MTEAERR
SEGV_MTESERR
SEGV_CPERR
BUS_ADRALN
BUS_ADRERR
BUS_OBJERR
BUS_MCEERR_AR
BUS_MCEERR_AO
TRAP_BRKPT
TRAP_TRACE
TRAP_BRANCH
TRAP_HWBKPT
TRAP_UNK
TRAP_PERF
FPE_INTDIV
FPE_INTOVF
FPE_FLTDIV
FPE_FLTOVF
FPE_FLTUND
FPE_FLTRES
FPE_FLTINV
FPE_FLTSUB
FPE_FLTUNK
FPE_CONDTRAP
ILL_ILLOPC
ILL_ILLOPN
ILL_ILLADR
ILL_ILLTRP
ILL_PRVOPC
ILL_PRVREG
ILL_COPROC
ILL_BADSTK
ILL_BADIADDR
CLD_EXITED
CLD_KILLED
CLD_DUMPED
CLD_TRAPPED
CLD_STOPPED
CLD_CONTINUED
SI_USER
SI_KERNEL
SI_QUEUE
SI_TIMER
SI_MESGQ
SI_ASYNCIO
SI_SIGIO
SI_TKILL
SI_DETHREAD
SI_ASYNCNL
page
KiB
MiB
GiB
TiB
NULL
MAP_FAILED
STDIN_FILENO
STDOUT_FILENO
STDERR_FILENO
lab_code
lab_stack
.
}

_mmaptutor_lessons() {
	"${COMP_WORDS[0]}" list 2>/dev/null | sed -n 's/^  \([a-z0-9-]*\) .*/\1/p'
}

# _mmaptutor_offer WORD FILES LIST: those of the list that begin with the word; files too where FILES is a pattern
_mmaptutor_offer() {
	local file
	mapfile -t COMPREPLY < <(compgen -W "$3" -- "$1")
	[ -n "$2" ] || return 0
	compopt -o filenames 2>/dev/null
	while IFS= read -r file; do
		[[ -d $file || $file == $2 ]] && COMPREPLY+=("$file")
	done < <(compgen -f -- "$1")
}

# _mmaptutor_value WORD KIND: what stands behind an option
_mmaptutor_value() {
	case $2 in
	@theme) _mmaptutor_offer "$1" '*.json' "$(_mmaptutor_themes)" ;;
	@file) _mmaptutor_offer "$1" '*' '' ;;
	*) _mmaptutor_offer "$1" '' "$2" ;;
	esac
}

_mmaptutor_operand() {
	case $2 in
	LESSON) _mmaptutor_offer "$1" '*.json' "$(_mmaptutor_lessons)" ;;
	FILE | SOCKET) _mmaptutor_offer "$1" '*' '' ;;
	WORD) _mmaptutor_offer "$1" '' "$(_mmaptutor_words)" ;;
	*) COMPREPLY=() ;;
	esac
}

# "--to=svg" reaches a completion as three words, "--to svg" as two.
_mmaptutor() {
	local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]} command='' table option i
	[ "$word" = = ] && word=
	[ "$before" = = ] && before=${COMP_WORDS[COMP_CWORD - 2]}
	for ((i = 1; i < COMP_CWORD; i++)); do
		[[ ${COMP_WORDS[i]} == -* ]] || { command=${COMP_WORDS[i]}; break; }
	done
	mapfile -t table < <(_mmaptutor_table "${command:-learn}")
	for option in "${table[@]:1}"; do
		if [[ $option == "$before="* ]]; then
			_mmaptutor_value "$word" "${option#*=}"
			return
		fi
	done
	if [[ $word == -* ]]; then
		_mmaptutor_offer "$word" '' "${table[*]/%=*/}"
	elif [ -z "$command" ]; then
		_mmaptutor_offer "$word" '' "$(_mmaptutor_commands)"
	else
		_mmaptutor_operand "$word" "${table[0]}"
	fi
}

complete -F _mmaptutor mmaptutor
