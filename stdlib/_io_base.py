"""What all streams have in common."""

__name__ = "_io"  # where the classes belong


class UnsupportedOperation(OSError, ValueError):
    """The stream cannot do this."""


UnsupportedOperation.__module__ = "io"


def check_size(size):
    """Refuse what is no number of items to read."""
    if size is not None and not hasattr(size, "__index__"):
        raise TypeError(f"argument should be integer or None, not {type(size).__name__!r}")


class _IOBase:
    """The base of all streams."""

    _closed = False

    def _unsupported(self, name):
        raise UnsupportedOperation(name)

    def seek(self, pos, whence=0, /):
        """Move to another place."""
        self._unsupported("seek")

    def tell(self):
        """Where the stream is."""
        return self.seek(0, 1)

    def truncate(self, pos=None, /):
        """Cut what follows the position."""
        self._unsupported("truncate")

    def flush(self):
        """Hand on what has been written."""
        self._check_closed()

    def close(self):
        """Flush and close."""
        if not self.closed:
            try:
                self.flush()
            finally:
                self._closed = True

    @property
    def closed(self):
        return self._closed

    def __del__(self):
        try:
            self.close()
        except Exception:
            pass  # nobody is left to tell

    def seekable(self):
        """Whether seek() works."""
        return False

    def readable(self):
        """Whether it can be read."""
        return False

    def writable(self):
        """Whether it can be written."""
        return False

    def _check_closed(self):
        if self.closed:
            raise ValueError("I/O operation on closed file")

    def fileno(self):
        """The number of the system's file."""
        self._unsupported("fileno")

    def isatty(self):
        """Whether it is a terminal."""
        self._check_closed()
        return False

    def __enter__(self):
        self._check_closed()
        return self

    def __exit__(self, *exc_info):
        self.close()

    def readline(self, size=-1, /):
        """A line of bytes."""
        size = -1 if size is None else size
        line = bytearray()
        while size < 0 or len(line) < size:
            piece = self.read(1)
            if not piece:
                break
            line += piece
            if line.endswith(b"\n"):
                break
        return bytes(line)

    def readlines(self, hint=None, /):
        """The lines, at least as many as have `hint` bytes."""
        if hint is None or hint <= 0:
            return list(self)
        lines, total = [], 0
        for line in self:
            lines.append(line)
            total += len(line)
            if total > hint:
                break
        return lines

    def writelines(self, lines, /):
        """Write each of the lines."""
        self._check_closed()
        for line in lines:
            self.write(line)

    def __iter__(self):
        self._check_closed()
        return self

    def __next__(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line


class _RawIOBase(_IOBase):
    """The base of streams of bytes without a buffer."""

    def read(self, size=-1, /):
        """At most `size` bytes."""
        if size is None or size < 0:
            return self.readall()
        buffer = bytearray(size)
        count = self.readinto(buffer)
        return None if count is None else bytes(buffer[:count])

    def readall(self):
        """All bytes to the end."""
        pieces = []
        while piece := self.read(65536):
            pieces.append(piece)
        return b"".join(pieces)

    def readinto(self, buffer, /):
        """Read into a buffer."""
        self._unsupported("readinto")

    def write(self, data, /):
        """Write bytes."""
        self._unsupported("write")


class _BufferedIOBase(_IOBase):
    """The base of streams of bytes with a buffer."""

    def detach(self):
        """Give up the stream below."""
        self._unsupported("detach")

    def read(self, size=-1, /):
        """At most `size` bytes."""
        self._unsupported("read")

    def read1(self, size=-1, /):
        """At most `size` bytes with one call to the system."""
        self._unsupported("read1")

    def readinto(self, buffer, /):
        """Read into a buffer."""
        data = self.read(len(buffer))
        buffer[:len(data)] = data
        return len(data)

    readinto1 = readinto

    def write(self, data, /):
        """Write bytes."""
        self._unsupported("write")


class _TextIOBase(_IOBase):
    """The base of streams of text."""

    encoding = None
    newlines = None
    errors = None

    def detach(self):
        """Give up the stream below."""
        self._unsupported("detach")

    def read(self, size=-1, /):
        """At most `size` characters."""
        self._unsupported("read")

    def readline(self, size=-1, /):
        """A line."""
        self._unsupported("readline")

    def write(self, text, /):
        """Write text."""
        self._unsupported("write")
