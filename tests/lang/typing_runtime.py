import typing
from typing import *


# === Annotations are kept, not enforced ===
def f(a: int, b: "str" = 5, *c: float, d: list[int] | None = None, **e: dict[str, int]) -> Optional[int]:
    x: int = "not an int"
    return x


print(f("text"), f.__annotations__)


class A:
    x: int
    y: str = "default"
    z: ClassVar[int] = 3
    self_ref: "A"


print(A.__annotations__, A.y, hasattr(A, "x"), get_type_hints(A)["x"], sorted(get_type_hints(f)))

# === Generic aliases of built-in types ===
print(list[int], dict[str, list[int]], tuple[int, ...], type[A], set[A], list[int]([1, 2]), list[int].__origin__, dict[str, int].__args__, list[int] == list[int], isinstance([], list), list["A"])
print(int | str, int | None, isinstance(1, int | str), isinstance("a", int | None), (int | str).__args__, int | str == str | int, list[int] | None, issubclass(bool, int | str))

# === typing's own ===
print(Optional[int], Union[int, str], List[int], Dict[str, int], Any, Callable[[int], str], Callable[..., int], Tuple[int, str], Iterable[int], Awaitable[str], Literal["a", 1], Annotated[int, "meta"], Type[A], NoReturn, Final, Coroutine[Any, Any, int], AsyncIterator[int], Sequence[int])
print(get_origin(List[int]), get_args(Dict[str, int]), get_origin(Union[int, str]), get_args(Callable[[int], str]), get_origin(int), Union[int, int], Optional[None], Union[int, Union[str, int]])
T = TypeVar("T")
K = TypeVar("K", bound=int)
N = TypeVar("N", int, str)
print(T, K.__bound__, N.__constraints__, List[T], T.__name__)


class Stack(Generic[T]):
    def __init__(self):
        self.items: list[T] = []

    def push(self, item: T) -> None:
        self.items.append(item)


s = Stack[int]()
s.push("anything")
print(s.items, Stack[int], Stack.__parameters__, type(s).__name__, Stack.__orig_bases__, isinstance(s, Stack), Stack[T][int])


class IntStack(Stack[int]):
    pass


print(IntStack.__mro__[1].__name__, IntStack().items)


# === Protocols ===
@runtime_checkable
class Closeable(Protocol):
    def close(self) -> None: ...


class File:
    def close(self): ...


print(isinstance(File(), Closeable), isinstance(5, Closeable), issubclass(File, Closeable), isinstance([], Iterable), isinstance([], Sized))
try:
    Closeable()
except TypeError as error:
    print(error)


# === NamedTuple, TypedDict, NewType ===
class Emp(NamedTuple):
    """An employee."""

    name: str
    id: int = 3

    def tag(self):
        return f"{self.name}-{self.id}"


print(Emp("a"), Emp("b", 4).tag(), Emp._fields, Emp._field_defaults, Emp("a") == ("a", 3), Emp.__annotations__)


class Movie(TypedDict, total=False):
    title: str
    year: int


m = Movie(title="x", year=1)
print(m, type(m).__name__, Movie.__annotations__, Movie.__total__, sorted(Movie.__optional_keys__))
UserId = NewType("UserId", int)
print(UserId(5), UserId, UserId.__supertype__)

# === Helpers ===
print(cast(int, "a"), typing.TYPE_CHECKING, no_type_check(f) is f)


@overload
def g(x: int) -> int: ...
@overload
def g(x: str) -> str: ...
def g(x): return x


@final
class F:
    @override
    def __repr__(self): return "F()"


print(g(1), F(), F.__final__, F.__repr__.__override__, assert_type(1, int), reveal_type and "reveal")
try:
    assert_never("surprise")
except AssertionError as error:
    print(error)
for attempt in ("list[int]()[0]", "isinstance([], list[int])", "isinstance(1, List[int])", "Optional[1, 2]", "Literal", "Any()", "TypeVar('T')()", "type('X', (Union[int, str],), {})", "Callable[int]", "Stack[int, str]", "isinstance(1, Union[int, List[int]])", "int[str]"):
    try:
        print(eval(attempt))
    except Exception as error:
        print(attempt, "->", type(error).__name__, error)
