"""Streams of text: in memory and over streams of bytes."""

from _io_base import _TextIOBase, check_size

__name__ = "_io"  # where the classes belong


def text_encoding(encoding, stacklevel=2, /):
    """The encoding that open() uses."""
    return "locale" if encoding is None else encoding


def _check_newline(newline):
    if newline is not None and not isinstance(newline, str):
        raise TypeError(f"newline must be str or None, not {type(newline).__name__}")
    if newline not in (None, "", "\n", "\r", "\r\n"):
        raise ValueError(f"illegal newline value: {newline!r}")


def _translated(text):
    """The text with every line ending as a newline."""
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _line_end(text, start, newline):
    """Where the line ends that begins at `start`."""
    if newline == "":
        ends = [at for at in (text.find("\n", start), text.find("\r", start)) if at >= 0]
        if not ends:
            return len(text)
        end = min(ends)
        return end + (2 if text.startswith("\r\n", end) else 1)
    mark = newline or "\n"
    at = text.find(mark, start)
    return len(text) if at < 0 else at + len(mark)


class IncrementalNewlineDecoder:
    """Translates line endings piece by piece."""

    def __init__(self, decoder, translate, errors="strict"):
        self.decoder, self.translate, self.errors = decoder, translate, errors
        self._pending = False

    def decode(self, input, final=False):
        """The text of the next piece."""
        text = input if self.decoder is None else self.decoder.decode(input, final=final)
        if self._pending and (text or final):
            text = "\r" + text
            self._pending = False
        if text.endswith("\r") and not final:
            text = text[:-1]
            self._pending = True
        return _translated(text) if self.translate else text

    def reset(self):
        """Begin anew."""
        self._pending = False
        if self.decoder is not None:
            self.decoder.reset()


class StringIO(_TextIOBase):
    """A stream of text in memory."""

    errors = None
    encoding = None
    line_buffering = False

    def __init__(self, initial_value="", newline="\n"):
        _check_newline(newline)
        if initial_value is not None and not isinstance(initial_value, str):
            raise TypeError(
                f"initial_value must be str or None, not {type(initial_value).__name__}"
            )
        self._newline = newline
        self._parts = []  # written at the end, not yet joined
        self._text = ""
        self._pos = 0
        if initial_value:
            self.write(initial_value)
            self._pos = 0

    def _check_closed(self):
        if self._closed:
            raise ValueError("I/O operation on closed file")

    def _joined(self):
        if self._parts:
            self._text += "".join(self._parts)
            self._parts.clear()
        return self._text

    def getvalue(self):
        """All text."""
        self._check_closed()
        return self._joined()

    def write(self, text, /):
        """Write text."""
        if not isinstance(text, str):
            raise TypeError(f"string argument expected, got {type(text).__name__!r}")
        self._check_closed()
        count = len(text)
        if self._newline is None:
            text = _translated(text)
        elif self._newline in ("\r", "\r\n"):
            text = text.replace("\n", self._newline)
        if not text:
            return count
        if self._pos is None:  # at the end of what has been joined and what has not
            self._parts.append(text)
            return count
        whole = self._joined()
        if self._pos == len(whole):
            self._parts.append(text)
            self._pos = None
        else:
            if self._pos > len(whole):
                whole += "\0" * (self._pos - len(whole))
            self._text = whole[:self._pos] + text + whole[self._pos + len(text):]
            self._pos += len(text)
        return count

    def _at(self):
        whole = self._joined()
        if self._pos is None:
            self._pos = len(whole)
        return self._pos

    def read(self, size=-1, /):
        """At most `size` characters."""
        self._check_closed()
        check_size(size)
        at = self._at()
        text = self._text[at:] if size is None or size < 0 else self._text[at:at + size]
        self._pos = at + len(text)
        return text

    def readline(self, size=-1, /):
        """A line, of at most `size` characters."""
        self._check_closed()
        check_size(size)
        at = self._at()
        end = _line_end(self._text, at, self._newline)
        if size is not None and size >= 0:
            end = min(end, at + size)
        line = self._text[at:end]
        self._pos = at + len(line)
        return line

    def seek(self, pos, whence=0, /):
        """Move to another place."""
        self._check_closed()
        if whence not in (0, 1, 2):
            raise ValueError(f"Invalid whence ({whence}, should be 0, 1 or 2)")
        if whence == 0 and pos < 0:
            raise ValueError(f"Negative seek position {pos}")
        if whence and pos:
            raise OSError("Can't do nonzero cur-relative seeks")
        at = self._at()
        self._pos = (pos, at, len(self._text))[whence]
        return self._pos

    def tell(self):
        """Where the stream is."""
        self._check_closed()
        return self._at()

    def truncate(self, pos=None, /):
        """Cut what follows the position."""
        self._check_closed()
        at = self._at()
        pos = at if pos is None else pos
        if pos < 0:
            raise ValueError(f"Negative size value {pos}")
        self._text = self._text[:pos]
        return pos

    def close(self):
        """Forget the text."""
        self._closed = True
        self._text = ""
        self._parts = []

    def readable(self):
        """True, while it is open."""
        self._check_closed()
        return True

    writable = seekable = readable


class TextIOWrapper(_TextIOBase):
    """Text over a stream of bytes. What is read is decoded to the end at once."""

    def __init__(self, buffer, encoding=None, errors=None, newline=None, line_buffering=False,
                 write_through=False):
        _check_newline(newline)
        self.buffer = buffer
        self.encoding = "UTF-8" if encoding in (None, "locale") else encoding
        self.errors = errors or "strict"
        self._newline = newline
        self.line_buffering = line_buffering
        self.write_through = write_through
        self._text = None  # what has been decoded
        self._pos = 0
        "".encode(self.encoding)  # an unknown encoding is an error now

    @property
    def closed(self):
        return self.buffer.closed

    @property
    def name(self):
        return self.buffer.name

    def _decoded(self):
        if self.closed:
            raise ValueError("I/O operation on closed file.")
        if not self.buffer.readable():
            self._unsupported("not readable")
        if self._text is None:
            self._text = self._decode(self.buffer.read())
            self._pos = 0
        return self._text

    def _decode(self, data):
        text = data.decode(self.encoding, self.errors)
        return _translated(text) if self._newline is None else text

    def read(self, size=-1, /):
        """At most `size` characters."""
        check_size(size)
        text = self._decoded()
        end = len(text) if size is None or size < 0 else self._pos + size
        piece = text[self._pos:end]
        self._pos += len(piece)
        if not piece and size != 0:
            self._text = None  # the file may grow
        return piece

    def readline(self, size=-1, /):
        """A line, of at most `size` characters."""
        text = self._decoded()
        end = _line_end(text, self._pos, self._newline)
        if size is not None and size >= 0:
            end = min(end, self._pos + size)
        line = text[self._pos:end]
        self._pos += len(line)
        if not line:
            self._text = None
        return line

    def write(self, text, /):
        """Write text."""
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        if self.closed:
            raise ValueError("I/O operation on closed file.")
        if not self.buffer.writable():
            self._unsupported("not writable")
        count = len(text)
        if self._newline in ("\r", "\r\n"):
            text = text.replace("\n", self._newline)
        self._drop_text()
        self.buffer.write(text.encode(self.encoding, self.errors))
        if self.write_through or self.line_buffering and "\n" in text:
            self.flush()
        return count

    def _drop_text(self):
        if self._text is not None:
            rest = self._text[self._pos:].encode(self.encoding, self.errors)
            self._text = None
            if rest:
                self.buffer.seek(-len(rest), 1)

    def flush(self):
        """Hand on what has been written."""
        if self.closed:
            raise ValueError("I/O operation on closed file.")
        self.buffer.flush()

    def close(self):
        """Flush and close."""
        buffer = getattr(self, "buffer", None)
        if buffer is not None and not buffer.closed:
            buffer.close()

    def detach(self):
        """Give up the stream below."""
        self.flush()
        buffer, self.buffer = self.buffer, None
        return buffer

    def seek(self, pos, whence=0, /):
        """Move to a place that tell() gave."""
        self._drop_text()
        return self.buffer.seek(pos, whence)

    def tell(self):
        """Where the stream is."""
        self._drop_text()
        return self.buffer.tell()

    def truncate(self, pos=None, /):
        """Cut what follows the position."""
        self.flush()
        return self.buffer.truncate(self.tell() if pos is None else pos)

    def readable(self):
        """Whether it can be read."""
        return self.buffer.readable()

    def writable(self):
        """Whether it can be written."""
        return self.buffer.writable()

    def seekable(self):
        """Whether seek() works."""
        return self.buffer.seekable()

    def fileno(self):
        """The number of the system's file."""
        return self.buffer.fileno()

    def isatty(self):
        """Whether it is a terminal."""
        return self.buffer.isatty()

    def reconfigure(self, *, encoding=None, errors=None, newline=None, line_buffering=None,
                    write_through=None):
        """Change some of the settings."""
        self.flush()
        self.encoding = encoding or self.encoding
        self.errors = errors or self.errors
        if line_buffering is not None:
            self.line_buffering = line_buffering
        if write_through is not None:
            self.write_through = write_through

    def __repr__(self):
        parts = "".join(
            f" {key}={getattr(self, key)!r}" for key in ("name", "mode") if hasattr(self, key)
        )
        return f"<_io.TextIOWrapper{parts} encoding={self.encoding!r}>"
