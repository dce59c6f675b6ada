import io
import sys
import warnings

# === Shown on standard error, once for each place ===
def warn(text="from a function", category=UserWarning, level=1):
    warnings.warn(text, category, stacklevel=level)


warn()
warn()
for _ in range(2):
    warnings.warn("in a loop")
warnings.warn("a runtime warning", RuntimeWarning)
warnings.warn(DeprecationWarning("an object"))
warn("at the caller", stacklevel := UserWarning, 2)
warnings.warn_explicit("explicit", UserWarning, "made_up.py", 7)

# === Recorded ===
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    warn("one")
    warn("one")
    warn("two", DeprecationWarning)
    warn("three", level=2)
print([(str(w.message), w.category.__name__, w.filename == __file__, w.lineno) for w in caught])

# === Turned into errors, ignored, once ===
with warnings.catch_warnings():
    warnings.simplefilter("error")
    try:
        warn("raised")
    except UserWarning as error:
        print(repr(error))
with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    warn("never seen")
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("once")
    for _ in range(3):
        warnings.warn("only once")
    warnings.filterwarnings("ignore", message="secret.*")
    warnings.warn("secret thing")
    warnings.warn("open thing")
    warnings.filterwarnings("error", category=RuntimeWarning)
    try:
        warnings.warn("boom", RuntimeWarning)
    except RuntimeWarning as error:
        print(error)
print([str(w.message) for w in caught])

# === Formatting ===
print(warnings.formatwarning("text", UserWarning, "file.py", 3, "the line"), end="")
err, sys.stderr = sys.stderr, io.StringIO()
warnings.showwarning("shown", UserWarning, "file.py", 9)
shown, sys.stderr = sys.stderr.getvalue(), err
print(repr(shown))


def show(message, category, filename, lineno, file=None, line=None):
    print("hook:", message, category.__name__)


with warnings.catch_warnings():
    warnings.simplefilter("always")
    warnings.showwarning = show
    warn("through the hook")


# === Categories ===
class Mine(UserWarning):
    pass


print(issubclass(DeprecationWarning, Warning), Mine.__mro__[1:4], [c.__name__ for c in (ResourceWarning, FutureWarning, PendingDeprecationWarning, ImportWarning, BytesWarning, EncodingWarning, UnicodeWarning)])
for attempt in (lambda: warnings.warn("x", int), lambda: warnings.warn("x", "UserWarning"), lambda: warnings.simplefilter("loudly"), lambda: warnings.filterwarnings("ignore", message=5), lambda: warnings.warn()):
    try:
        attempt()
    except Exception as error:
        print(type(error).__name__, error)


@warnings.deprecated("use new() instead")
def old():
    return "old result"


with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    print(old(), old.__deprecated__)
print([(w.category.__name__, str(w.message)) for w in caught])
warnings.simplefilter("error", Mine)
warn("the last", Mine)
