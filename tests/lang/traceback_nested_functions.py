"""Names of frames: nested functions, lambdas, classes, comprehensions, generators."""


class Outer:
    def method(self, f):
        def inner():
            return (lambda: [f(x) for x in range(1)])()

        return inner()

    @staticmethod
    def static(f):
        return {f(k) for k in "a"}

    @classmethod
    def of_class(cls, f):
        return {k: f(k) for k in "a"}

    @property
    def prop(self):
        return next(self.gen())

    def gen(self):
        yield from self.sub()

    def sub(self):
        yield self.method(lambda x: Outer.static(lambda y: Outer.of_class(self)))

    def __call__(self, x):
        return self + x

    def __add__(self, other):
        return self[other]

    def __getitem__(self, key):
        with self:
            for _ in self:
                pass

    def __enter__(self): ...

    def __exit__(self, *info): ...

    def __iter__(self):
        return map(self.mapped, [0])

    def mapped(self, x):
        return sorted([2, 1], key=lambda n: n / x)


def decorator(f):
    def wrapper(*args):
        return f(*args)
    return wrapper


@decorator
def entry():
    class Local(Outer):
        value = Outer().prop
    return Local


exec("""
def from_exec():
    entry()
""")
eval("from_exec()")
