print("importing", __name__)
from shapes import version


def describe(shape):
    return f"{shape!r} v{version}"
