"""Streams: in memory, and files over the system's functions (`_os`)."""

from _io_base import _BufferedIOBase, _IOBase, _RawIOBase, _TextIOBase, UnsupportedOperation
from _io_bytes import (
    BufferedRandom, BufferedReader, BufferedRWPair, BufferedWriter, BytesIO, FileIO,
)
from _io_text import IncrementalNewlineDecoder, StringIO, TextIOWrapper, text_encoding

try:
    from _stand_in import native_class
except ImportError:
    pass
else:
    for _class in (
        _IOBase, _RawIOBase, _BufferedIOBase, _TextIOBase, FileIO, BytesIO, StringIO, TextIOWrapper,
        BufferedReader, BufferedWriter, BufferedRandom, BufferedRWPair, IncrementalNewlineDecoder,
    ):
        native_class(_class)
    del _class, native_class

DEFAULT_BUFFER_SIZE = 128 * 1024
BlockingIOError = BlockingIOError


def _check_mode(mode):
    """The mode split in its letters."""
    if not isinstance(mode, str):
        raise TypeError(f"open() argument 'mode' must be str, not {type(mode).__name__}")
    letters = set(mode)
    if letters - set("axrwb+t") or len(mode) > len(letters):
        raise ValueError(f"invalid mode: {mode!r}")
    if len(letters & set("xrwa")) != 1:
        if {"b", "t"} <= letters:
            raise ValueError("can't have text and binary mode at once")
        raise ValueError("must have exactly one of create/read/write/append mode")
    if {"b", "t"} <= letters:
        raise ValueError("can't have text and binary mode at once")
    return letters


def open(file, mode="r", buffering=-1, encoding=None, errors=None, newline=None, closefd=True,
         opener=None):
    """Open a file and give a stream of it."""
    letters = _check_mode(mode)
    binary = "b" in letters
    if binary:
        options = ("an encoding", encoding), ("an errors", errors), ("a newline", newline)
        for option, value in options:
            if value is not None:
                raise ValueError(f"binary mode doesn't take {option} argument")
    action = next(iter(letters & set("xrwa")))
    raw = FileIO(file, action + ("+" if "+" in letters else ""), closefd, opener)
    try:
        if buffering == 0:
            if not binary:
                raise ValueError("can't have unbuffered text I/O")
            return raw
        if "+" in letters:
            buffer = BufferedRandom(raw)
        elif action == "r":
            buffer = BufferedReader(raw)
        else:
            buffer = BufferedWriter(raw)
        if binary:
            return buffer
        text = TextIOWrapper(buffer, encoding, errors, newline, buffering == 1)
        text.mode = mode
        return text
    except BaseException:
        raw.close()
        raise


def open_code(path):
    """Open a file of code for reading, as bytes."""
    return open(path, "rb")
