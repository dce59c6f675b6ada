"""Streams of bytes: in memory and files."""

import _os

from _io_base import _BufferedIOBase, _RawIOBase, check_size

__name__ = "_io"  # where the classes belong


def _memory(data):
    try:
        return memoryview(data)
    except TypeError:
        raise TypeError(
            f"a bytes-like object is required, not {type(data).__name__!r}"
        ) from None


class BytesIO(_BufferedIOBase):
    """A stream of bytes in memory."""

    def __init__(self, initial_bytes=b""):
        if not isinstance(initial_bytes, (bytes, bytearray, memoryview)):
            # What else is bytes-like shows itself as memory.
            initial_bytes = b"" if initial_bytes is None else _memory(initial_bytes)
        self._buffer = bytearray(initial_bytes)
        self._pos = 0

    def _check_closed(self):
        if self._closed:
            raise ValueError("I/O operation on closed file.")

    def getvalue(self):
        """All bytes."""
        self._check_closed()
        return bytes(self._buffer)

    def getbuffer(self):
        """A view of all bytes."""
        self._check_closed()
        return memoryview(self._buffer)

    def read(self, size=-1, /):
        """At most `size` bytes."""
        self._check_closed()
        check_size(size)
        end = len(self._buffer)
        if size is not None and size >= 0:
            end = min(end, self._pos + size)
        data = bytes(self._buffer[self._pos:end])
        self._pos += len(data)
        return data

    read1 = read

    def readline(self, size=-1, /):
        """A line, of at most `size` bytes."""
        self._check_closed()
        check_size(size)
        end = self._buffer.find(b"\n", self._pos) + 1 or len(self._buffer)
        if size is not None and size >= 0:
            end = min(end, self._pos + size)
        data = bytes(self._buffer[self._pos:end])
        self._pos += len(data)
        return data

    def write(self, data, /):
        """Write bytes."""
        self._check_closed()
        if not isinstance(data, bytes):
            data = bytes(_memory(data))
        if not data:
            return 0
        if self._pos > len(self._buffer):
            self._buffer += bytes(self._pos - len(self._buffer))
        self._buffer[self._pos:self._pos + len(data)] = data
        self._pos += len(data)
        return len(data)

    def seek(self, pos, whence=0, /):
        """Move to another place."""
        self._check_closed()
        if whence == 0 and pos < 0:
            raise ValueError(f"negative seek value {pos}")
        if whence not in (0, 1, 2):
            raise ValueError(f"invalid whence ({whence}, should be 0, 1 or 2)")
        self._pos = max(0, (0, self._pos, len(self._buffer))[whence] + pos)
        return self._pos

    def tell(self):
        """Where the stream is."""
        self._check_closed()
        return self._pos

    def truncate(self, size=None, /):
        """Cut what follows the position."""
        self._check_closed()
        size = self._pos if size is None else size
        if size < 0:
            raise ValueError(f"negative size value {size}")
        del self._buffer[size:]
        return size

    def close(self):
        """Forget the bytes."""
        self._closed = True
        self._buffer = bytearray()

    def readable(self):
        """True, while it is open."""
        self._check_closed()
        return True

    writable = seekable = readable

    def __getstate__(self):
        return self.getvalue(), self._pos, None

    def __setstate__(self, state):
        self._buffer, self._pos = bytearray(state[0]), state[1]


def _flags(mode):
    """What os.open() needs to open a file like that."""
    action = {
        "r": 0, "w": _os.O_CREAT | _os.O_TRUNC, "a": _os.O_CREAT | _os.O_APPEND,
        "x": _os.O_CREAT | _os.O_EXCL,
    }[mode[0]]
    access = _os.O_RDWR if "+" in mode else _os.O_RDONLY if mode[0] == "r" else _os.O_WRONLY
    return action | access | _os.O_CLOEXEC


class FileIO(_RawIOBase):
    """A file of the system, without a buffer."""

    def __init__(self, file, mode="r", closefd=True, opener=None):
        self._mode = mode = mode.replace("b", "")
        self.name = file
        if opener is not None:
            file = opener(file, _flags(mode))
            if not isinstance(file, int):
                raise TypeError("expected integer from opener")
            if file < 0:
                raise ValueError(f"opener returned {file}")
        elif not closefd and not isinstance(file, int):
            raise ValueError("Cannot use closefd=False with file name")
        elif isinstance(file, int) and file < 0:
            raise ValueError("negative file descriptor")
        self._raw = _os._open(file, mode)
        self.closefd = closefd

    @property
    def mode(self):
        action, plus = self._mode[0], "+" in self._mode
        return {"r": "rb", "w": "wb", "a": "ab", "x": "xb"}[action] + ("+" if plus else "")

    def readable(self):
        """Whether it can be read."""
        self._check_closed()
        return self._mode[0] == "r" or "+" in self._mode

    def writable(self):
        """Whether it can be written."""
        self._check_closed()
        return self._mode[0] != "r" or "+" in self._mode

    def seekable(self):
        """True, while it is open."""
        self._check_closed()
        return True

    def read(self, size=-1, /):
        """At most `size` bytes."""
        self._check_closed()
        if not self.readable():
            self._unsupported("File not open for reading")
        return self._raw.read(-1 if size is None else size)

    def readall(self):
        """All bytes to the end."""
        return self.read()

    def readinto(self, buffer, /):
        """Read into a buffer."""
        data = self.read(len(buffer))
        buffer[:len(data)] = data
        return len(data)

    def write(self, data, /):
        """Write bytes."""
        self._check_closed()
        if not self.writable():
            self._unsupported("File not open for writing")
        return self._raw.write(data)

    def seek(self, pos, whence=0, /):
        """Move to another place."""
        self._check_closed()
        return self._raw.seek(pos, whence)

    def truncate(self, size=None, /):
        """Cut or grow the file."""
        self._check_closed()
        return self._raw.truncate(self.tell() if size is None else size)

    def fileno(self):
        """The number of the system's file."""
        self._check_closed()
        return self._raw.fileno()

    def isatty(self):
        """Whether it is a terminal."""
        self._check_closed()
        return _os.isatty(self._raw.fileno())

    def close(self):
        """Close the file."""
        if not self._closed:
            self._closed = True
            raw = getattr(self, "_raw", None)
            if raw is not None:
                raw.close() if self.closefd else raw.detach()

    def __repr__(self):
        if self._closed:
            return "<_io.FileIO [closed]>"
        return f"<_io.FileIO name={self.name!r} mode={self.mode!r} closefd={self.closefd}>"


class _Buffered(_BufferedIOBase):
    def __init__(self, raw, buffer_size=128 * 1024):
        if buffer_size <= 0:
            raise ValueError("invalid buffer size")
        self.raw = raw
        self._ahead = b""  # read from the file, not yet asked for
        self._behind = bytearray()  # written, not yet in the file
        self._size = buffer_size

    closed = property(lambda self: self.raw.closed)
    name = property(lambda self: self.raw.name)
    mode = property(lambda self: self.raw.mode)

    def readable(self):
        """Whether it can be read."""
        return self.raw.readable()

    def writable(self):
        """Whether it can be written."""
        return self.raw.writable()

    def seekable(self):
        """Whether seek() works."""
        return self.raw.seekable()

    def fileno(self):
        """The number of the system's file."""
        return self.raw.fileno()

    def isatty(self):
        """Whether it is a terminal."""
        return self.raw.isatty()

    def flush(self):
        """Hand on what has been written."""
        if self.closed:
            raise ValueError("flush of closed file")
        if self._behind:
            data, self._behind = bytes(self._behind), bytearray()
            self.raw.write(data)

    def close(self):
        """Flush and close."""
        if not self.closed:
            try:
                self.flush()
            finally:
                self.raw.close()

    def detach(self):
        """Give up the stream below."""
        self.flush()
        raw, self.raw = self.raw, None
        return raw

    def _forget_ahead(self):
        if self._ahead:
            self.raw.seek(-len(self._ahead), 1)
            self._ahead = b""

    def seek(self, pos, whence=0, /):
        """Move to another place."""
        self.flush()
        self._forget_ahead()
        return self.raw.seek(pos, whence)

    def tell(self):
        """Where the stream is."""
        return self.raw.tell() - len(self._ahead) + len(self._behind)

    def truncate(self, size=None, /):
        """Cut what follows the position."""
        self.flush()
        return self.raw.truncate(self.tell() if size is None else size)

    def _check_read(self):
        if self.closed:
            raise ValueError("read of closed file")
        if not self.readable():
            self._unsupported("read")
        if self._behind:
            self.flush()

    def read(self, size=-1, /):
        """At most `size` bytes."""
        self._check_read()
        if size is None or size < 0:
            data, self._ahead = self._ahead + (self.raw.read() or b""), b""
            return data
        while len(self._ahead) < size:
            piece = self.raw.read(max(self._size, size - len(self._ahead)))
            if not piece:
                break
            self._ahead += piece
        data, self._ahead = self._ahead[:size], self._ahead[size:]
        return data

    read1 = read

    def peek(self, size=0, /):
        """Bytes that the next read gives."""
        self._check_read()
        if not self._ahead:
            self._ahead = self.raw.read(self._size) or b""
        return self._ahead

    def readline(self, size=-1, /):
        """A line, of at most `size` bytes."""
        self._check_read()
        while b"\n" not in self._ahead:
            piece = self.raw.read(self._size)
            if not piece:
                break
            self._ahead += piece
        end = self._ahead.find(b"\n") + 1 or len(self._ahead)
        if size is not None and size >= 0:
            end = min(end, size)
        data, self._ahead = self._ahead[:end], self._ahead[end:]
        return data

    def write(self, data, /):
        """Write bytes."""
        if self.closed:
            raise ValueError("write to closed file")
        if not self.writable():
            self._unsupported("write")
        if isinstance(data, str):
            raise TypeError("a bytes-like object is required, not 'str'")
        self._forget_ahead()
        data = bytes(data)
        self._behind += data
        if len(self._behind) >= self._size:
            self.flush()
        return len(data)

    def __repr__(self):
        cls = type(self)
        try:
            return f"<{cls.__module__}.{cls.__qualname__} name={self.name!r}>"
        except AttributeError:
            return f"<{cls.__module__}.{cls.__qualname__}>"


class BufferedReader(_Buffered):
    """A buffer for reading."""


class BufferedWriter(_Buffered):
    """A buffer for writing."""


class BufferedRandom(_Buffered):
    """A buffer for reading and writing."""


class BufferedRWPair(_BufferedIOBase):
    """A stream to read from and one to write to."""

    def __init__(self, reader, writer, buffer_size=128 * 1024, /):
        self.reader = BufferedReader(reader, buffer_size)
        self.writer = BufferedWriter(writer, buffer_size)

    def read(self, size=-1, /):
        """At most `size` bytes."""
        return self.reader.read(size)

    def write(self, data, /):
        """Write bytes."""
        return self.writer.write(data)

    def flush(self):
        """Hand on what has been written."""
        return self.writer.flush()

    def readable(self):
        """Whether it can be read."""
        return self.reader.readable()

    def writable(self):
        """Whether it can be written."""
        return self.writer.writable()

    def close(self):
        """Close both streams."""
        try:
            self.writer.close()
        finally:
            self.reader.close()
