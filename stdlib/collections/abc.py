"""Abstract base classes of the collections; `collections` puts `_collections_abc` in this place."""

from _collections_abc import *
from _collections_abc import __all__, _CallableGenericAlias
