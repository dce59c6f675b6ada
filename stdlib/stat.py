"""What the numbers of os.stat() mean."""

# Places in the tuple.
(ST_MODE, ST_INO, ST_DEV, ST_NLINK, ST_UID, ST_GID, ST_SIZE, ST_ATIME, ST_MTIME,
 ST_CTIME) = range(10)

# Kinds of files: the upper bits of the mode.
_KINDS = {
    "FIFO": 0o010000, "CHR": 0o020000, "DIR": 0o040000, "BLK": 0o060000, "REG": 0o100000,
    "LNK": 0o120000, "SOCK": 0o140000, "DOOR": 0, "PORT": 0, "WHT": 0,
}
for _kind, _bits in _KINDS.items():
    globals()["S_IFIFO" if _kind == "FIFO" else "S_IF" + _kind] = _bits


def S_IMODE(mode):
    """The permissions in a mode."""
    return mode & 0o7777


def S_IFMT(mode):
    """The kind of file in a mode."""
    return mode & 0o170000


def _is_kind(bits, name):
    if bits:
        def test(mode):
            return mode & 0o170000 == bits
    else:
        def test(mode):
            return False  # this system has no such files
    test.__name__ = test.__qualname__ = name
    test.__doc__ = f"Is the mode one of {name.removeprefix('S_')}?"
    return test


for _kind, _bits in _KINDS.items():
    globals()["S_IS" + _kind] = _is_kind(_bits, "S_IS" + _kind)
del _kind, _bits

# Permissions.
S_ISUID, S_ISGID, S_ISVTX = 0o4000, 0o2000, 0o1000
S_ENFMT = S_ISGID
S_IRWXU, S_IRUSR, S_IWUSR, S_IXUSR = 0o700, 0o400, 0o200, 0o100
S_IRWXG, S_IRGRP, S_IWGRP, S_IXGRP = 0o070, 0o040, 0o020, 0o010
S_IRWXO, S_IROTH, S_IWOTH, S_IXOTH = 0o007, 0o004, 0o002, 0o001
S_IREAD, S_IWRITE, S_IEXEC = S_IRUSR, S_IWUSR, S_IXUSR

# Flags of BSD and macOS.
UF_SETTABLE, UF_NODUMP, UF_IMMUTABLE, UF_APPEND = 0xFFFF, 0x1, 0x2, 0x4
UF_OPAQUE, UF_NOUNLINK, UF_COMPRESSED, UF_TRACKED = 0x8, 0x10, 0x20, 0x40
UF_DATAVAULT, UF_HIDDEN = 0x80, 0x8000
SF_SETTABLE, SF_ARCHIVED, SF_IMMUTABLE, SF_APPEND = 0xFFFF0000, 0x10000, 0x20000, 0x40000
SF_RESTRICTED, SF_NOUNLINK, SF_SNAPSHOT = 0x80000, 0x100000, 0x200000
SF_FIRMLINK, SF_DATALESS = 0x800000, 0x40000000

# Attributes of Windows.
for _place, _name in enumerate((
    "READONLY", "HIDDEN", "SYSTEM", None, "DIRECTORY", "ARCHIVE", "DEVICE", "NORMAL", "TEMPORARY",
    "SPARSE_FILE", "REPARSE_POINT", "COMPRESSED", "OFFLINE", "NOT_CONTENT_INDEXED", "ENCRYPTED",
    "INTEGRITY_STREAM", "VIRTUAL", "NO_SCRUB_DATA",
)):
    if _name:
        globals()["FILE_ATTRIBUTE_" + _name] = 1 << _place
del _place, _name


def filemode(mode):
    """The mode as `ls -l` shows it: "-rwxr-xr-x"."""
    kinds = {
        0o120000: "l", 0o140000: "s", 0o100000: "-", 0o060000: "b", 0o040000: "d",
        0o020000: "c", 0o010000: "p",
    }
    text = [kinds.get(mode & 0o170000, "?")]
    for shift, special, mark in ((6, S_ISUID, "s"), (3, S_ISGID, "s"), (0, S_ISVTX, "t")):
        bits = mode >> shift
        text.append("r" if bits & 4 else "-")
        text.append("w" if bits & 2 else "-")
        if mode & special:
            text.append(mark if bits & 1 else mark.upper())
        else:
            text.append("x" if bits & 1 else "-")
    return "".join(text)


try:
    from _stat import *
except ImportError:
    pass
