import inspect


# === send ===
def echo():
    received = yield "ready"
    while True:
        received = yield f"got {received!r}"


g = echo()
print(g.send(None), g.send(1), next(g), g.send("x"), g.send([1]))


def adder():
    total = 0
    while True:
        x = yield total
        if x is None:
            return total
        total += x


a = adder()
print(next(a), a.send(5), a.send(7))
try:
    a.send(None)
except StopIteration as stop:
    print(stop.value)
for attempt in (lambda: adder().send(1), lambda: a.send(1), lambda: a.send(), lambda: a.send(1, 2)):
    try:
        attempt()
    except (TypeError, StopIteration) as error:
        print(repr(error))


# === throw ===
def catcher():
    while True:
        try:
            x = yield "waiting"
            print("received", x)
        except ValueError as error:
            print("caught", repr(error), error.__context__)
            yield "after ValueError"
        except GeneratorExit:
            print("closing")
            raise


g = catcher()
print(next(g), g.throw(ValueError("v")), next(g), g.throw(ValueError), g.send(1))
try:
    g.throw(KeyError("not caught"))
except KeyError as error:
    print(repr(error), list(g))
for args in ((ValueError("before start"),), (5,), ("text",), (ValueError, "x", 5), (int,), ()):
    g = catcher()
    try:
        g.throw(*args)
    except (ValueError, TypeError) as error:
        print(args, "->", repr(error), inspect.getgeneratorstate(g))


def converts():
    try:
        yield 1
    except ValueError as error:
        raise KeyError("converted")
    finally:
        print("finally")


g = converts()
next(g)
try:
    g.throw(ValueError("original"))
except KeyError as error:
    print(repr(error), repr(error.__context__))


def returns():
    try:
        yield 1
    except ValueError:
        return "returned"


g = returns()
next(g)
try:
    g.throw(ValueError)
except StopIteration as stop:
    print(stop.value)


def stop_inside():
    try:
        yield 1
    except StopIteration as error:
        print("caught", repr(error))
    yield 2


g = stop_inside()
next(g)
print(g.throw(StopIteration("s")))
try:
    g.throw(StopIteration("t"))
except RuntimeError as error:
    print(repr(error), repr(error.__cause__))


# === close ===
def closes():
    try:
        yield 1
        yield 2
    except GeneratorExit:
        print("exit")
        raise
    finally:
        print("cleanup")


g = closes()
print(next(g), g.close(), g.close(), list(g))
g = closes()
print(g.close(), inspect.getgeneratorstate(g))


def stubborn():
    try:
        yield 1
    except GeneratorExit:
        yield 2


g = stubborn()
next(g)
try:
    g.close()
except RuntimeError as error:
    print(error)
print(next(g, "done"))


def answers():
    try:
        yield 1
    except GeneratorExit:
        return "closing value"


g = answers()
next(g)
print(g.close(), g.close())


def raises():
    try:
        yield 1
    finally:
        raise ValueError("in finally")


g = raises()
next(g)
try:
    g.close()
except ValueError as error:
    print(repr(error), repr(error.__context__))


# === Dropped while suspended ===
def dropped(name):
    try:
        yield 1
    finally:
        print("dropped", name)


g = dropped("a")
next(g)
del g
next(dropped("b"))
for _ in dropped("c"):
    break
x = [dropped("d") for _ in range(2)]
for g in x:
    next(g)
g = None
x.clear()
never_started = dropped("never")
del never_started

# === States ===
def states():
    yield inspect.getgeneratorstate(me)


me = states()
print(inspect.getgeneratorstate(me), me.gi_suspended, me.gi_running)
print(next(me), inspect.getgeneratorstate(me), me.gi_suspended, me.gi_frame.f_lineno - states.__code__.co_firstlineno)
print(list(me), inspect.getgeneratorstate(me), me.gi_suspended, me.gi_frame)

# === The handled exception is the generator's own ===
import sys


def handling():
    try:
        raise KeyError("inside")
    except KeyError:
        yield repr(sys.exception())
    yield repr(sys.exception())


try:
    raise ValueError("outside")
except ValueError:
    g = handling()
    print(next(g), repr(sys.exception()), next(g))
print(repr(sys.exception()))


def bare():
    try:
        yield
    except ValueError:
        yield "caught"
        raise


g = bare()
next(g)
print(g.throw(ValueError("thrown again")))
try:
    raise TypeError("unrelated")
except TypeError:
    try:
        next(g)
    except ValueError as error:
        print(repr(error), repr(error.__context__))


def last():
    yield 1
    yield 2


g = last()
next(g)
g.throw(LookupError("from outside"))
