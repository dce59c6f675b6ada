"""A package that the tests import."""
print("importing", __name__, __package__, __spec__.name)
from .base import Shape
from . import flat

__all__ = ["Shape", "flat", "helpers"]
version = "1.0"
_private = "hidden"
