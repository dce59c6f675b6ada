print("b begins")
from . import circular_a

name = "b"
print("b sees a's name:", hasattr(circular_a, "name"))
try:
    from .circular_a import name as other
except ImportError as error:
    print(type(error).__name__, str(error).split(" (")[0])
