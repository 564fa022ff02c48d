"""What the numbers that os.stat() answers with mean."""

# where each field stands in the answer taken as a tuple
ST_MODE, ST_INO, ST_DEV, ST_NLINK, ST_UID, ST_GID, ST_SIZE, ST_ATIME, ST_MTIME, ST_CTIME = range(10)

# the kind of file, a number of four bits above the twelve of the permissions
S_IFIFO, S_IFCHR, S_IFDIR, S_IFBLK, S_IFREG, S_IFLNK, S_IFSOCK = [kind << 12 for kind in (1, 2, 4, 6, 8, 10, 12)]
S_IFDOOR = S_IFPORT = S_IFWHT = 0  # kinds that other systems have

S_ISUID, S_ISGID, S_ISVTX = 0o4000, 0o2000, 0o1000
S_IRUSR, S_IWUSR, S_IXUSR = 0o400, 0o200, 0o100
S_IRGRP, S_IWGRP, S_IXGRP = 0o040, 0o020, 0o010
S_IROTH, S_IWOTH, S_IXOTH = 0o004, 0o002, 0o001
S_IRWXU, S_IRWXG, S_IRWXO = 0o700, 0o070, 0o007

# the names these had in early Unix
S_IREAD, S_IWRITE, S_IEXEC, S_ENFMT = S_IRUSR, S_IWUSR, S_IXUSR, S_ISGID

# flags for os.chflags(): those an owner may set are in the lower half, those of the superuser in the upper one
UF_SETTABLE, SF_SETTABLE = 0xffff, 0x3fff << 16
UF_NODUMP, UF_IMMUTABLE, UF_APPEND, UF_OPAQUE, UF_NOUNLINK, UF_COMPRESSED, UF_TRACKED, UF_DATAVAULT = [1 << bit for bit in range(8)]
UF_HIDDEN = 1 << 15
SF_ARCHIVED, SF_IMMUTABLE, SF_APPEND, SF_RESTRICTED, SF_NOUNLINK, SF_SNAPSHOT = [1 << bit for bit in range(16, 22)]
SF_FIRMLINK, SF_DATALESS = 1 << 23, 1 << 30
SF_SUPPORTED, SF_SYNTHETIC = 0x9f << 16, 3 << 30

# st_file_attributes of Windows, from the lowest bit up; the fourth is not in use
(FILE_ATTRIBUTE_READONLY, FILE_ATTRIBUTE_HIDDEN, FILE_ATTRIBUTE_SYSTEM, _, FILE_ATTRIBUTE_DIRECTORY, FILE_ATTRIBUTE_ARCHIVE,
 FILE_ATTRIBUTE_DEVICE, FILE_ATTRIBUTE_NORMAL, FILE_ATTRIBUTE_TEMPORARY, FILE_ATTRIBUTE_SPARSE_FILE, FILE_ATTRIBUTE_REPARSE_POINT,
 FILE_ATTRIBUTE_COMPRESSED, FILE_ATTRIBUTE_OFFLINE, FILE_ATTRIBUTE_NOT_CONTENT_INDEXED, FILE_ATTRIBUTE_ENCRYPTED,
 FILE_ATTRIBUTE_INTEGRITY_STREAM, FILE_ATTRIBUTE_VIRTUAL, FILE_ATTRIBUTE_NO_SCRUB_DATA) = [1 << bit for bit in range(18)]


def S_IMODE(mode):
    """What os.chmod() can set: the permissions and the three bits above them."""
    return mode & 0o7777


def S_IFMT(mode):
    """The kind of file."""
    return mode & 0o170000


def S_ISREG(mode):
    return S_IFMT(mode) == S_IFREG


def S_ISDIR(mode):
    return S_IFMT(mode) == S_IFDIR


def S_ISLNK(mode):
    return S_IFMT(mode) == S_IFLNK


def S_ISFIFO(mode):
    return S_IFMT(mode) == S_IFIFO


def S_ISSOCK(mode):
    return S_IFMT(mode) == S_IFSOCK


def S_ISCHR(mode):
    return S_IFMT(mode) == S_IFCHR


def S_ISBLK(mode):
    return S_IFMT(mode) == S_IFBLK


def S_ISDOOR(mode):
    return False


def S_ISPORT(mode):
    return False


def S_ISWHT(mode):
    return False


_LETTERS = '?pc?d?b?-?l?s???'  # of the kinds, by their number


def filemode(mode):
    """The mode as ls shows it: '-rwxrwxrwx'."""
    letters = _LETTERS[S_IFMT(mode) >> 12]
    # a bit above the permissions is shown in the place of one x: as a capital where there is no permission to execute
    for shift, special in ((6, 'sS'), (3, 'sS'), (0, 'tT')):
        executes = special if mode & S_ISVTX << shift // 3 else 'x-'
        letters += 'r-'[not mode >> shift & 4] + 'w-'[not mode >> shift & 2] + executes[not mode >> shift & 1]
    return letters
