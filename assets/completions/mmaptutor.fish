# Completion of mmaptutor for fish. `make man` writes it from mmaptutor.fish.in and the program's tables.

# The words before the cursor that are no options.
function __mmaptutor_words
    commandline -opc | tail -n +2 | string match -v -- '-*'
end

function __mmaptutor_first
    test (count (__mmaptutor_words)) -eq 0
end

# Without a subcommand it is learn.
function __mmaptutor_is
    set -l words (__mmaptutor_words) learn
    test "$words[1]" = $argv[1]
end

function __mmaptutor_themes
    echo '
color-blind
dark
high-contrast
light
mono
' | string match -rv '^$'
end

function __mmaptutor_LESSON
    __mmaptutor_first; and return
    set -l program (commandline -opc)[1]
    $program list 2>/dev/null | string replace -rf '^  ([a-z0-9-]+) +(.*)' '$1\t$2'
    __fish_complete_suffix .json
end

function __mmaptutor_FILE
    __mmaptutor_first; or __fish_complete_path
end

function __mmaptutor_SOCKET
    __mmaptutor_first; or __fish_complete_path
end

# All that `mmaptutor help` knows.
function __mmaptutor_WORD
    echo '
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
' | string match -rv '^$'
end

complete -c mmaptutor -f
complete -c mmaptutor -n __mmaptutor_first -a learn -d 'self-study: predict, run, see'
complete -c mmaptutor -n __mmaptutor_first -a play -d 'free play: type statements, see what they do'
complete -c mmaptutor -n __mmaptutor_first -a quiz -d 'questions and tasks; the kernel marks'
complete -c mmaptutor -n __mmaptutor_first -a present -d 'a lesson in front of a class, one idea at a time'
complete -c mmaptutor -n __mmaptutor_first -a run -d 'lessons as plain text or JSON lines, no terminal needed'
complete -c mmaptutor -n __mmaptutor_first -a check -d 'is it a good lesson? every fault as file:line:column'
complete -c mmaptutor -n __mmaptutor_first -a new -d 'a small lesson to begin from; `check` accepts it as it is'
complete -c mmaptutor -n __mmaptutor_first -a export -d 'a lesson as a program, a handout, pictures or cards'
complete -c mmaptutor -n __mmaptutor_first -a follow -d 'what a presenter of this host shows, on this screen; votes'
complete -c mmaptutor -n __mmaptutor_first -a report -d 'what you answered, by lesson and concept; what is weak'
complete -c mmaptutor -n __mmaptutor_first -a reset -d 'begin a lesson, or all, anew; the old log is kept'
complete -c mmaptutor -n __mmaptutor_first -a grade -d 'the results of a class, by student and by question'
complete -c mmaptutor -n __mmaptutor_first -a list -d 'the lessons of the course'
complete -c mmaptutor -n __mmaptutor_first -a doctor -d 'what this machine has, and which lessons cannot run here'
complete -c mmaptutor -n __mmaptutor_first -a help -d 'a subcommand, call, constant, errno, signal or observation'
complete -c mmaptutor -n '__mmaptutor_is learn' -l plain -d 'a dialogue line by line, for screen readers and scripts'
complete -c mmaptutor -n '__mmaptutor_is learn' -l ascii -d 'ASCII instead of line-drawing characters'
complete -c mmaptutor -n '__mmaptutor_is learn' -l no-color -d 'no colours'
complete -c mmaptutor -n '__mmaptutor_is learn' -l theme -x -a '(__mmaptutor_themes)' -d 'colours: a theme by name or path'
complete -c mmaptutor -n '__mmaptutor_is learn' -l help -d 'what the subcommand does'
complete -c mmaptutor -n '__mmaptutor_is learn' -l version -d 'the program, its libraries and the kernel'
complete -c mmaptutor -n '__mmaptutor_is learn' -a '(__mmaptutor_LESSON)'
complete -c mmaptutor -n '__mmaptutor_is play' -l ascii -d 'ASCII instead of line-drawing characters'
complete -c mmaptutor -n '__mmaptutor_is play' -l no-color -d 'no colours'
complete -c mmaptutor -n '__mmaptutor_is play' -l theme -x -a '(__mmaptutor_themes)' -d 'colours: a theme by name or path'
complete -c mmaptutor -n '__mmaptutor_is play' -l help -d 'what the subcommand does'
complete -c mmaptutor -n '__mmaptutor_is play' -l version -d 'the program, its libraries and the kernel'
complete -c mmaptutor -n '__mmaptutor_is play' -a '(__mmaptutor_LESSON)'
complete -c mmaptutor -n '__mmaptutor_is quiz' -l questions -x -d 'so many (10)'
complete -c mmaptutor -n '__mmaptutor_is quiz' -l minutes -x -d 'so long at most'
complete -c mmaptutor -n '__mmaptutor_is quiz' -l seed -x -d 'the same questions, values and order again'
complete -c mmaptutor -n '__mmaptutor_is quiz' -l due -d 'what is due to be repeated'
complete -c mmaptutor -n '__mmaptutor_is quiz' -l exam -d 'no hints, nothing revealed; a review at the end'
complete -c mmaptutor -n '__mmaptutor_is quiz' -l name -x -d 'of an exam: writes a result for the teacher'
complete -c mmaptutor -n '__mmaptutor_is quiz' -l out -r -F -d 'of an exam: writes a result for the teacher'
complete -c mmaptutor -n '__mmaptutor_is quiz' -l plain -d 'a dialogue line by line, for screen readers and scripts; as'
complete -c mmaptutor -n '__mmaptutor_is quiz' -l ascii -d 'ASCII instead of line-drawing characters'
complete -c mmaptutor -n '__mmaptutor_is quiz' -l no-color -d 'no colours'
complete -c mmaptutor -n '__mmaptutor_is quiz' -l theme -x -a '(__mmaptutor_themes)' -d 'colours: a theme by name or path'
complete -c mmaptutor -n '__mmaptutor_is quiz' -l help -d 'what the subcommand does'
complete -c mmaptutor -n '__mmaptutor_is quiz' -l version -d 'the program, its libraries and the kernel'
complete -c mmaptutor -n '__mmaptutor_is quiz' -a '(__mmaptutor_LESSON)'
complete -c mmaptutor -n '__mmaptutor_is present' -l share -d 'others of this host see it by `mmaptutor follow`, and vote'
complete -c mmaptutor -n '__mmaptutor_is present' -l mode -x -d 'who may follow, as the rights of the socket: 0660 (0600: you'
complete -c mmaptutor -n '__mmaptutor_is present' -l anyway -d 'leave such steps out'
complete -c mmaptutor -n '__mmaptutor_is present' -l minutes -x -d 'how long the talk may be: t shows what is left'
complete -c mmaptutor -n '__mmaptutor_is present' -l auto -x -d 'play by itself, so many a step; a turns it on and off, + and'
complete -c mmaptutor -n '__mmaptutor_is present' -l ascii -d 'ASCII instead of line-drawing characters'
complete -c mmaptutor -n '__mmaptutor_is present' -l no-color -d 'no colours'
complete -c mmaptutor -n '__mmaptutor_is present' -l theme -x -a '(__mmaptutor_themes)' -d 'colours: a theme by name or path'
complete -c mmaptutor -n '__mmaptutor_is present' -l help -d 'what the subcommand does'
complete -c mmaptutor -n '__mmaptutor_is present' -l version -d 'the program, its libraries and the kernel'
complete -c mmaptutor -n '__mmaptutor_is present' -a '(__mmaptutor_LESSON)'
complete -c mmaptutor -n '__mmaptutor_is run' -l json -d 'one object a step, one a line; the tally goes to stderr'
complete -c mmaptutor -n '__mmaptutor_is run' -l aslr -d 'leave address-space randomisation on'
complete -c mmaptutor -n '__mmaptutor_is run' -l seed -x -d 'draw the values of `vary` by this seed'
complete -c mmaptutor -n '__mmaptutor_is run' -l ascii -d 'ASCII instead of line-drawing characters'
complete -c mmaptutor -n '__mmaptutor_is run' -l no-color -d 'no colours'
complete -c mmaptutor -n '__mmaptutor_is run' -l theme -x -a '(__mmaptutor_themes)' -d 'colours: a theme by name or path'
complete -c mmaptutor -n '__mmaptutor_is run' -l help -d 'what the subcommand does'
complete -c mmaptutor -n '__mmaptutor_is run' -l version -d 'the program, its libraries and the kernel'
complete -c mmaptutor -n '__mmaptutor_is run' -a '(__mmaptutor_LESSON)'
complete -c mmaptutor -n '__mmaptutor_is check' -l watch -d 'check, then again each time a LESSON is saved; ^C ends it'
complete -c mmaptutor -n '__mmaptutor_is check' -l coverage -d 'which steps prove each concept of the course, and which questions'
complete -c mmaptutor -n '__mmaptutor_is check' -l lang -x -d 'what its translation lacks: texts that are missing or stale;'
complete -c mmaptutor -n '__mmaptutor_is check' -l ascii -d 'ASCII instead of line-drawing characters'
complete -c mmaptutor -n '__mmaptutor_is check' -l no-color -d 'no colours'
complete -c mmaptutor -n '__mmaptutor_is check' -l theme -x -a '(__mmaptutor_themes)' -d 'colours: a theme by name or path'
complete -c mmaptutor -n '__mmaptutor_is check' -l help -d 'what the subcommand does'
complete -c mmaptutor -n '__mmaptutor_is check' -l version -d 'the program, its libraries and the kernel'
complete -c mmaptutor -n '__mmaptutor_is check' -a '(__mmaptutor_LESSON)'
complete -c mmaptutor -n '__mmaptutor_is new' -l ascii -d 'ASCII instead of line-drawing characters'
complete -c mmaptutor -n '__mmaptutor_is new' -l no-color -d 'no colours'
complete -c mmaptutor -n '__mmaptutor_is new' -l theme -x -a '(__mmaptutor_themes)' -d 'colours: a theme by name or path'
complete -c mmaptutor -n '__mmaptutor_is new' -l help -d 'what the subcommand does'
complete -c mmaptutor -n '__mmaptutor_is new' -l version -d 'the program, its libraries and the kernel'
complete -c mmaptutor -n '__mmaptutor_is export' -l open -d 'svg: the screen before the step; html: room for the answers'
complete -c mmaptutor -n '__mmaptutor_is export' -l room -d 'svg: as a class sees it'
complete -c mmaptutor -n '__mmaptutor_is export' -l size -x -d 'svg: columns and rows'
complete -c mmaptutor -n '__mmaptutor_is export' -l theme -x -a '(__mmaptutor_themes)' -d 'svg: dark, light, high-contrast, color-blind, mono, or a path'
complete -c mmaptutor -n '__mmaptutor_is export' -l lang -x -d 'overlay: the language, as de or pt_BR'
complete -c mmaptutor -n '__mmaptutor_is export' -l to -x -a 'c svg html anki overlay' -d 'c|svg|html|anki|overlay'
complete -c mmaptutor -n '__mmaptutor_is export' -l ascii -d 'ASCII instead of line-drawing characters'
complete -c mmaptutor -n '__mmaptutor_is export' -l no-color -d 'no colours'
complete -c mmaptutor -n '__mmaptutor_is export' -l help -d 'what the subcommand does'
complete -c mmaptutor -n '__mmaptutor_is export' -l version -d 'the program, its libraries and the kernel'
complete -c mmaptutor -n '__mmaptutor_is export' -a '(__mmaptutor_LESSON)'
complete -c mmaptutor -n '__mmaptutor_is follow' -l notes -d 'the speaker'\''s second screen: notes, what comes next, time, votes'
complete -c mmaptutor -n '__mmaptutor_is follow' -l ascii -d 'ASCII instead of line-drawing characters'
complete -c mmaptutor -n '__mmaptutor_is follow' -l no-color -d 'no colours'
complete -c mmaptutor -n '__mmaptutor_is follow' -l theme -x -a '(__mmaptutor_themes)' -d 'colours: a theme by name or path'
complete -c mmaptutor -n '__mmaptutor_is follow' -l help -d 'what the subcommand does'
complete -c mmaptutor -n '__mmaptutor_is follow' -l version -d 'the program, its libraries and the kernel'
complete -c mmaptutor -n '__mmaptutor_is follow' -a '(__mmaptutor_SOCKET)'
complete -c mmaptutor -n '__mmaptutor_is report' -l csv -d 'one row a lesson and a concept'
complete -c mmaptutor -n '__mmaptutor_is report' -l json -d 'one object'
complete -c mmaptutor -n '__mmaptutor_is report' -l ascii -d 'ASCII instead of line-drawing characters'
complete -c mmaptutor -n '__mmaptutor_is report' -l no-color -d 'no colours'
complete -c mmaptutor -n '__mmaptutor_is report' -l theme -x -a '(__mmaptutor_themes)' -d 'colours: a theme by name or path'
complete -c mmaptutor -n '__mmaptutor_is report' -l help -d 'what the subcommand does'
complete -c mmaptutor -n '__mmaptutor_is report' -l version -d 'the program, its libraries and the kernel'
complete -c mmaptutor -n '__mmaptutor_is reset' -l all -d 'every lesson'
complete -c mmaptutor -n '__mmaptutor_is reset' -l yes -d 'do not ask'
complete -c mmaptutor -n '__mmaptutor_is reset' -l ascii -d 'ASCII instead of line-drawing characters'
complete -c mmaptutor -n '__mmaptutor_is reset' -l no-color -d 'no colours'
complete -c mmaptutor -n '__mmaptutor_is reset' -l theme -x -a '(__mmaptutor_themes)' -d 'colours: a theme by name or path'
complete -c mmaptutor -n '__mmaptutor_is reset' -l help -d 'what the subcommand does'
complete -c mmaptutor -n '__mmaptutor_is reset' -l version -d 'the program, its libraries and the kernel'
complete -c mmaptutor -n '__mmaptutor_is reset' -a '(__mmaptutor_LESSON)'
complete -c mmaptutor -n '__mmaptutor_is grade' -l csv -d 'one row a student, one column a question'
complete -c mmaptutor -n '__mmaptutor_is grade' -l rerun -d 'give every answer again on this kernel, with its values, and tell'
complete -c mmaptutor -n '__mmaptutor_is grade' -l lesson -r -F -d 'a lesson of yours that results are of; several: A,B'
complete -c mmaptutor -n '__mmaptutor_is grade' -l ascii -d 'ASCII instead of line-drawing characters'
complete -c mmaptutor -n '__mmaptutor_is grade' -l no-color -d 'no colours'
complete -c mmaptutor -n '__mmaptutor_is grade' -l theme -x -a '(__mmaptutor_themes)' -d 'colours: a theme by name or path'
complete -c mmaptutor -n '__mmaptutor_is grade' -l help -d 'what the subcommand does'
complete -c mmaptutor -n '__mmaptutor_is grade' -l version -d 'the program, its libraries and the kernel'
complete -c mmaptutor -n '__mmaptutor_is grade' -a '(__mmaptutor_FILE)'
complete -c mmaptutor -n '__mmaptutor_is list' -l ascii -d 'ASCII instead of line-drawing characters'
complete -c mmaptutor -n '__mmaptutor_is list' -l no-color -d 'no colours'
complete -c mmaptutor -n '__mmaptutor_is list' -l theme -x -a '(__mmaptutor_themes)' -d 'colours: a theme by name or path'
complete -c mmaptutor -n '__mmaptutor_is list' -l help -d 'what the subcommand does'
complete -c mmaptutor -n '__mmaptutor_is list' -l version -d 'the program, its libraries and the kernel'
complete -c mmaptutor -n '__mmaptutor_is doctor' -l json -d 'one object'
complete -c mmaptutor -n '__mmaptutor_is doctor' -l ascii -d 'ASCII instead of line-drawing characters'
complete -c mmaptutor -n '__mmaptutor_is doctor' -l no-color -d 'no colours'
complete -c mmaptutor -n '__mmaptutor_is doctor' -l theme -x -a '(__mmaptutor_themes)' -d 'colours: a theme by name or path'
complete -c mmaptutor -n '__mmaptutor_is doctor' -l help -d 'what the subcommand does'
complete -c mmaptutor -n '__mmaptutor_is doctor' -l version -d 'the program, its libraries and the kernel'
complete -c mmaptutor -n '__mmaptutor_is doctor' -a '(__mmaptutor_LESSON)'
complete -c mmaptutor -n '__mmaptutor_is help' -l ascii -d 'ASCII instead of line-drawing characters'
complete -c mmaptutor -n '__mmaptutor_is help' -l no-color -d 'no colours'
complete -c mmaptutor -n '__mmaptutor_is help' -l theme -x -a '(__mmaptutor_themes)' -d 'colours: a theme by name or path'
complete -c mmaptutor -n '__mmaptutor_is help' -l help -d 'what the subcommand does'
complete -c mmaptutor -n '__mmaptutor_is help' -l version -d 'the program, its libraries and the kernel'
complete -c mmaptutor -n '__mmaptutor_is help' -a '(__mmaptutor_WORD)'
