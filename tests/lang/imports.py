import sys

# === A package, its modules and their names ===
import shapes

print(shapes.version, shapes.Shape(), shapes.flat.Square(), shapes.flat.Tri(), shapes.__doc__, shapes.__name__, shapes.__package__, shapes.__path__ is not None, shapes.base.__name__)
import shapes.helpers

print(shapes.helpers.describe(shapes.flat.Square()))
import shapes.flat.polygons as polygons
from shapes import helpers, base as renamed
from shapes.flat import Square, Tri
from shapes.flat.polygons import (
    Square as Again,
    Triangle,
)

print(polygons.__name__, helpers is shapes.helpers, renamed.__name__, Square is Again, Tri is Triangle)

# === A module is made once ===
import shapes as once_more

print(once_more is shapes, sys.modules["shapes"] is shapes, "shapes.base" in sys.modules, "shapes.broken" in sys.modules)

# === Star imports ===
from shapes import *
from shapes.names import *

print(Shape, flat.__name__, helpers.__name__, "version" in globals(), public, also, "_underscore" in globals())

# === Module attributes ===
from shapes import names
from shapes.names import computed

print(computed, names.computed, hasattr(names, "missing"), names.__file__.replace("\\", "/").rsplit("/", 2)[-2:], repr(shapes.base).split(" from ")[0], type(shapes).__name__)
names.public = "changed"
import shapes.names as same

print(same.public, public)

# === Circles ===
import shapes.circular_a

print(shapes.circular_a.name)

# === What cannot be imported ===
for source in ("import nowhere", "import shapes.nowhere", "from shapes import nowhere", "from nowhere import x", "import shapes.base.deeper", "from shapes.names import missing", "from . import x", "from .. import y", "import shapes.broken", "import shapes.broken", "import shapes.bad_syntax", "from shapes.broken import before", "import nowhere.deeper", "from shapes.flat import square"):
    try:
        exec(source)
    except Exception as error:
        print(source, "->", type(error).__name__, str(error).split(" (/")[0].split(" (<")[0], getattr(error, "name", None))
print("shapes.broken" in sys.modules, hasattr(shapes, "broken"))
try:
    import shapes.nowhere
except ModuleNotFoundError as error:
    print(repr(error), error.name, isinstance(error, ImportError))

# === Imports inside functions and classes ===
def local():
    import math
    from math import sqrt as root
    return math.floor(root(17)), "math" in globals()


class Holder:
    import math
    from math import pi


print(local(), Holder.pi > 3, Holder.math.__name__)
import importlib

print(importlib.import_module("shapes.base") is shapes.base, importlib.import_module(".base", "shapes") is shapes.base, __import__("shapes.base") is shapes, __import__("shapes.base", fromlist=["Shape"]) is shapes.base)

# === sys.modules decides ===
sys.modules["invented"] = type(sys)("invented")
sys.modules["invented"].x = 5
import invented

print(invented.x, invented)
sys.modules["blocked"] = None
try:
    import blocked
except ImportError as error:
    print(error)

# === Specs ===
for module in (shapes, shapes.base, shapes.flat):
    spec = module.__spec__
    print(spec.name, repr(spec.parent), spec.origin.replace("\\", "/").rsplit("/", 2)[-2:], spec.submodule_search_locations == getattr(module, "__path__", None), spec.has_location, spec.loader_state, type(spec).__name__)
print(sys.__spec__.name, sys.__spec__.origin, repr(sys.__spec__.parent), sys.__spec__.submodule_search_locations, sys.__spec__.has_location, sys)
import importlib.machinery

print(importlib.machinery.ModuleSpec is type(shapes.__spec__), importlib.machinery.SOURCE_SUFFIXES, ".py" in importlib.machinery.all_suffixes())
made = importlib.machinery.ModuleSpec("one.two", None, origin="nowhere", is_package=True)
print(made, repr(made.parent), made.has_location, type(made)("plain", 5))
print(__name__, __package__, __spec__, sys.argv[1:], __file__.endswith("imports.py"), "__main__" in sys.modules)

# === Where relative names start ===
import warnings

for names in (
    {},
    {"__name__": "a"},
    {"__name__": "a.b"},
    {"__name__": "a", "__path__": []},
    {"__name__": 3},
    {"__package__": ""},
    {"__package__": None, "__name__": "a"},
    {"__package__": 3},
    {"__package__": "a"},
):
    for source in ("from . import x", "from .. import x"):
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            try:
                exec(source, dict(names))
            except Exception as error:
                print(names, repr(error), [str(w.message) for w in caught])

import shapes.broken
