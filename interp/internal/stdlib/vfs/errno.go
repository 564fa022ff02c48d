package vfs

// Errno is an error number, as Linux has them.
type Errno int

// The numbers that the file system answers.
const (
	EPERM        Errno = 1
	ENOENT       Errno = 2
	EBADF        Errno = 9
	EAGAIN       Errno = 11
	EACCES       Errno = 13
	EEXIST       Errno = 17
	EXDEV        Errno = 18
	ENOTDIR      Errno = 20
	EISDIR       Errno = 21
	EINVAL       Errno = 22
	EMFILE       Errno = 24
	EFBIG        Errno = 27
	ENOSPC       Errno = 28
	ESPIPE       Errno = 29
	EROFS        Errno = 30
	ENAMETOOLONG Errno = 36
	ENOTEMPTY    Errno = 39
	ELOOP        Errno = 40
)

// Error is what strerror says of a number, for Go's sake.
func (e Errno) Error() string {
	return "errno " + string(rune('0'+int(e)/10)) + string(rune('0'+int(e)%10))
}
