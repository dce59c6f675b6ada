print("a begins")
from . import circular_b

name = "a"
print("a sees", circular_b.name)
