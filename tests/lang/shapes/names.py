public = 1
_underscore = 2
also = 3


def __getattr__(name):
    if name == "computed":
        return "by __getattr__"
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
