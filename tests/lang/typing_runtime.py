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


# === Forms and their texts ===
P = typing.ParamSpec("P")
Ts = typing.TypeVarTuple("Ts")
for form in (
    'Optional[int]', 'Union[int,None,str]', 'List[T]', 'Dict[str,T][int]', 'Callable[P,int]',
    'Callable[Concatenate[int,P],T]', 'Tuple[int,...]', 'Tuple[()]', 'Literal[1,"a",None]',
    'Annotated[int,1,2]', 'ClassVar[int]', 'Final[int]', 'Type[int]', 'Awaitable[int]',
    'Coroutine[Any,Any,T]', 'AsyncGenerator[int,None]', 'Generator[int,str,None]', 'tuple[*Ts]',
    'Unpack[Ts]', 'TypeGuard[int]', 'TypeIs[int]', 'Required[int]', 'NotRequired[str]',
    'ReadOnly[int]', 'Self', 'Never', 'NoReturn', 'LiteralString', 'Any', 'AnyStr', 'Text',
    'Hashable', 'Sized', 'SupportsInt', 'IO[str]', 'Pattern[str]', 'Match[str]', 'NamedTuple',
    'TypedDict', 'Protocol', 'Generic[T]', 'Protocol[T]', 'ForwardRef("A")', 'List["A"]', 'int|"A"',
    'Optional["A"]', 'Union["A",int]', 'get_origin(List[int])', 'get_args(Callable[[int],str])',
    'get_args(Callable[P,int])', 'get_args(Literal[1])', 'get_args(Annotated[int,1])',
    'get_origin(Annotated[int,1])', 'List[int]==List[int]', 'hash(List[int])==hash(List[int])',
    'List[int]()', 'List', 'Callable', 'isinstance([],List)', 'issubclass(list,List)',
    'isinstance(1,List[int])', 'cast(int,"a")', 'NewType("U",int)', 'NewType("U",int)(5)',
    'is_typeddict(int)', 'Generic', 'Generic[int]', 'Literal', 'ClassVar[ClassVar[int]]',
    'Final[ClassVar[int]]', 'Union[()]', 'Union[int]', 'Optional', 'Optional[1]', 'List[1]',
    'Dict[int]', 'Callable[[int]]', 'TypeVar("A",int)', 'TypeVar("A",int,str)',
    'TypeVar("A",bound=int).__bound__', 'TypeVar("A",covariant=True)',
    'TypeVar("A",covariant=True,contravariant=True)', 'TypeVar(1)', 'P.args', 'P.kwargs',
    'T.__name__', 'Ts', 'T|int', 'int|T', 'List[T].__parameters__', 'Dict[T,T].__parameters__',
    'Union[T,int].__parameters__', 'assert_type(1,int)', 'Concatenate[int]', 'Deque[int]',
    'DefaultDict[str,int]', 'ChainMap[int,int]', 'OrderedDict[int,int]', 'ContextManager[int]',
    'AsyncContextManager[int]', 'Iterator[int]', 'Mapping[str,int]', 'AbstractSet[int]', 'Set',
    'FrozenSet[int]', 'runtime_checkable(int)', 'overload(len)', 'final(int)',
    'dataclass_transform()(int)', 'TYPE_CHECKING', 'get_protocol_members(SupportsInt)',
    'is_protocol(SupportsInt)', 'Buffer',
):
    try:
        print(form, "->", repr(eval(form)).split(" at 0x")[0])
    except Exception as error:
        print(form, "!", type(error).__name__, error)
