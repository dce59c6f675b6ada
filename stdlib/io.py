"""Files and streams: the classes are native, their abstract bases are here."""

__all__ = [
    "BlockingIOError", "open", "open_code", "IOBase", "RawIOBase", "FileIO", "BytesIO", "StringIO",
    "BufferedIOBase", "BufferedReader", "BufferedWriter", "BufferedRWPair", "BufferedRandom",
    "TextIOBase", "TextIOWrapper", "UnsupportedOperation", "SEEK_SET", "SEEK_CUR", "SEEK_END",
    "DEFAULT_BUFFER_SIZE", "text_encoding", "IncrementalNewlineDecoder", "Reader", "Writer",
]

import _io
import abc
import sys

from _collections_abc import _check_methods
from _io import (
    DEFAULT_BUFFER_SIZE, BlockingIOError, BufferedRandom, BufferedReader, BufferedRWPair,
    BufferedWriter, BytesIO, FileIO, IncrementalNewlineDecoder, StringIO, TextIOWrapper,
    UnsupportedOperation, open, open_code, text_encoding,
)

SEEK_SET, SEEK_CUR, SEEK_END = range(3)

UnsupportedOperation.__module__ = "io"


def _base(name, native, *bases):
    """An abstract class that stands before a native one, so that others can register."""
    return abc.ABCMeta(name, (native, *bases), {"__doc__": native.__doc__, "__module__": "io"})


IOBase = _base("IOBase", _io._IOBase)
RawIOBase = _base("RawIOBase", _io._RawIOBase, IOBase)
BufferedIOBase = _base("BufferedIOBase", _io._BufferedIOBase, IOBase)
TextIOBase = _base("TextIOBase", _io._TextIOBase, IOBase)

for _abstract, _kinds in (
    (RawIOBase, (FileIO,)),
    (BufferedIOBase, (BytesIO, BufferedReader, BufferedWriter, BufferedRandom, BufferedRWPair,
                      type(sys.__stdin__.buffer), type(sys.__stdout__.buffer))),
    (TextIOBase, (StringIO, TextIOWrapper, type(sys.__stdout__))),
):
    for _kind in _kinds:
        _abstract.register(_kind)
del _abstract, _kinds, _kind

_generic = classmethod(type(list[int]))


class Reader(metaclass=abc.ABCMeta):
    """Has read()."""

    __slots__ = ()

    @abc.abstractmethod
    def read(self, size=..., /):
        """The next items, at most size."""

    @classmethod
    def __subclasshook__(cls, C):
        return _check_methods(C, "read") if cls is Reader else NotImplemented

    __class_getitem__ = _generic


class Writer(metaclass=abc.ABCMeta):
    """Has write()."""

    __slots__ = ()

    @abc.abstractmethod
    def write(self, data, /):
        """Write the items; returns how many were written."""

    @classmethod
    def __subclasshook__(cls, C):
        return _check_methods(C, "write") if cls is Writer else NotImplemented

    __class_getitem__ = _generic
