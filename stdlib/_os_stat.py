"""The class of what os.stat() gives."""

__all__ = ["stat_result"]

__name__ = "os"  # where the class belongs

_FIELDS = (
    "st_mode", "st_ino", "st_dev", "st_nlink", "st_uid", "st_gid", "st_size",
    "st_atime", "st_mtime", "st_ctime",
)


class stat_result(tuple):
    """What the file system knows of a path: a tuple of ints with named fields."""

    n_fields, n_sequence_fields, n_unnamed_fields = 16, 10, 3

    def __new__(cls, sequence, dict=None):
        self = super().__new__(cls, sequence)
        if len(self) < 10:
            raise TypeError(
                f"os.stat_result() takes an at least 10-sequence ({len(self)}-sequence given)"
            )
        self.__dict__.update(zip(_FIELDS, self))
        if dict:
            self.__dict__.update(dict)
        return self

    def __repr__(self):
        shown = ", ".join(f"{name}={value!r}" for name, value in zip(_FIELDS, self))
        return f"os.stat_result({shown})"

    def __reduce__(self):
        return stat_result, (tuple(self), {
            key: value for key, value in self.__dict__.items() if key not in _FIELDS[:7]
        })
