"""What importing is made of, as far as programs look at it: specs and suffixes."""

import sys

__all__ = [
    "BYTECODE_SUFFIXES", "DEBUG_BYTECODE_SUFFIXES", "EXTENSION_SUFFIXES", "ModuleSpec",
    "OPTIMIZED_BYTECODE_SUFFIXES", "SOURCE_SUFFIXES", "all_suffixes",
]

ModuleSpec = type(sys.__spec__)

SOURCE_SUFFIXES = [".py"]
BYTECODE_SUFFIXES = DEBUG_BYTECODE_SUFFIXES = OPTIMIZED_BYTECODE_SUFFIXES = []
EXTENSION_SUFFIXES = []


def all_suffixes():
    """The suffixes of files that can be imported."""
    return SOURCE_SUFFIXES + BYTECODE_SUFFIXES + EXTENSION_SUFFIXES
