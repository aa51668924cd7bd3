/* The socket's name, its directory, its rights, and what a dead presenter left. */
#include "share/door.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"

#define SUFFIX ".sock"
enum { BACKLOG = 128, TRIES = 3, OTHERS = 077 };

static bool address(const char *path, struct sockaddr_un *a)
{
	size_t n = strlen(path);
	*a = (struct sockaddr_un){ .sun_family = AF_UNIX };
	if (n >= sizeof(a->sun_path))
		return false;
	memcpy(a->sun_path, path, n);
	return true;
}

static int new_socket(void)
{
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
	return fd < 0 ? -errno : fd;
}

int door_knock(const char *path)
{
	struct sockaddr_un a;
	int fd, status;
	if (!address(path, &a))
		return -ENAMETOOLONG;
	fd = new_socket();
	if (fd < 0 || connect(fd, (const struct sockaddr *)&a, sizeof(a)) == 0)
		return fd;
	status = -errno;
	close(fd);
	return status;
}

/* Nobody listens there any more; what is there is removed only where it is a socket. */
static bool remove_dead(const char *path)
{
	struct stat st;
	int fd = door_knock(path);
	if (fd >= 0)
		close(fd);
	return fd == -ECONNREFUSED && lstat(path, &st) == 0 && S_ISSOCK(st.st_mode) && unlink(path) == 0;
}

/* ---- directories ---- */

/* The n-th that sockets of this user may lie in; false behind the last, or where it does not exist for this user. */
static bool directory(int n, struct buf *out)
{
	const char *runtime = getenv("XDG_RUNTIME_DIR");
	buf_clear(out);
	if (n == 0 && runtime && *runtime == '/')
		buf_printf(out, "%s/mmaptutor", runtime);
	else if (n == 1)
		buf_printf(out, "/tmp/mmaptutor-%u", (unsigned)geteuid());
	return out->len > 0 && !out->full;
}

/* Made by nobody else, and nobody else can put something into it. */
static bool is_ours(const char *dir)
{
	struct stat st;
	return lstat(dir, &st) == 0 && S_ISDIR(st.st_mode) && st.st_uid == geteuid() && (st.st_mode & 022) == 0;
}

/* Who may open the socket has to get through its directory. */
static bool make_ours(const char *dir, unsigned mode)
{
	unsigned through = 0700 | (mode & 060 ? 050U : 0) | (mode & 06 ? 05U : 0);
	if ((mkdir(dir, 0700) < 0 && errno != EEXIST) || !is_ours(dir))
		return false;
	return (mode & OTHERS) == 0 || chmod(dir, through) == 0;
}

static int choose(unsigned mode, struct buf *path, struct err *e)
{
	for (int n = mode & OTHERS ? 1 : 0; n < 2; n++) {
		if (!directory(n, path) || !make_ours(buf_str(path), mode))
			continue;
		buf_printf(path, "/%d" SUFFIX, (int)getpid());
		return 0;
	}
	return err_set(e, EACCES, "mkdir", "see that it belongs to you and that nobody else may write there",
		       "there is no directory for the socket, %s", buf_str(path));
}

static bool is_socket_name(const char *name)
{
	size_t n = strlen(name), suffix = strlen(SUFFIX);
	return n > suffix && *name != '.' && strcmp(name + n - suffix, SUFFIX) == 0;
}

static size_t list_one(const char *dir, struct buf *names)
{
	DIR *d = is_ours(dir) ? opendir(dir) : NULL;
	const struct dirent *entry;
	size_t n = 0;
	while (d && (entry = readdir(d)) != NULL) {
		struct buf path;
		if (!is_socket_name(entry->d_name))
			continue;
		buf_init(&path, sizeof(((struct sockaddr_un *)0)->sun_path));
		buf_printf(&path, "%s/%s", dir, entry->d_name);
		if (!path.full && !remove_dead(buf_str(&path))) {
			buf_put(names, buf_str(&path), path.len + 1);
			n++;
		}
		buf_finish(&path);
	}
	if (d)
		closedir(d);
	return n;
}

size_t door_list(struct buf *names)
{
	struct buf dir;
	size_t n = 0;
	buf_init(&dir, 4096);
	for (int i = 0; i < 2; i++)
		n += directory(i, &dir) ? list_one(buf_str(&dir), names) : 0;
	buf_finish(&dir);
	return n;
}

/* ---- opening ---- */

/* Gives the socket at `from` its name, which a dead presenter's may still have. */
static int take_name(const char *from, const char *name, struct err *e)
{
	int status = 0;
	for (int i = 0; i < TRIES; i++) {
		status = link(from, name) < 0 ? -errno : 0;
		if (status != -EEXIST || !remove_dead(name))
			break;
	}
	unlink(from);
	if (status == -EEXIST)
		return err_set(e, EADDRINUSE, "", "`mmaptutor follow` follows it; or choose another name",
			       "%s exists: a presenter lives there, or it is no socket", name);
	return status < 0 ? err_set(e, -status, "link", "choose another place", "%s cannot be made", name) : 0;
}

static int listen_at(int fd, const char *name, unsigned mode, struct err *e)
{
	struct sockaddr_un a;
	struct buf fresh;
	int status;
	buf_init(&fresh, sizeof(a.sun_path) - 1);
	buf_printf(&fresh, "%s.new%d", name, (int)getpid());
	if (fresh.full || !address(buf_str(&fresh), &a)) {
		buf_finish(&fresh);
		return err_set(e, ENAMETOOLONG, "bind", "choose a shorter one", "the name %s is too long for a socket",
			       name);
	}
	buf_finish(&fresh);
	unlink(a.sun_path);
	/* The rights of the socket before it has a name are those that it is born with. */
	if (fchmod(fd, mode) < 0 || bind(fd, (const struct sockaddr *)&a, sizeof(a)) < 0)
		return err_set(e, errno, "bind", "choose another place", "the socket %s cannot be made", name);
	if (chmod(a.sun_path, mode) < 0 || listen(fd, BACKLOG) < 0) {
		status = err_set(e, errno, "listen", "", "nobody can follow at %s", name);
		unlink(a.sun_path);
		return status;
	}
	return take_name(a.sun_path, name, e);
}

int door_open(const char *path, unsigned mode, char **name, struct err *e)
{
	struct buf own;
	int fd, status = 0;
	mode = mode ? mode & 0777 : 0600;
	buf_init(&own, 4096);
	door_list(&own);
	buf_clear(&own);
	if (path)
		buf_puts(&own, path);
	else
		status = choose(mode, &own, e);
	fd = status < 0 ? status : new_socket();
	if (fd < 0 && status == 0)
		status = err_set(e, -fd, "socket", "", "there is no socket to follow");
	if (status == 0)
		status = listen_at(fd, buf_str(&own), mode, e);
	if (status == 0)
		*name = mem_strdup(buf_str(&own));
	else if (fd >= 0)
		close(fd);
	buf_finish(&own);
	return status < 0 ? status : fd;
}
