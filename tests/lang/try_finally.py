# === finally runs on every way out ===
log = []


def normal():
    try:
        log.append("body")
    finally:
        log.append("finally")
    return "normal"


def returning():
    try:
        return log.append("body") or "returned"
    finally:
        log.append("finally")


def raising():
    try:
        raise ValueError("v")
    finally:
        log.append("finally")


def breaking():
    for i in range(5):
        try:
            if i == 1:
                continue
            if i == 2:
                break
        finally:
            log.append(f"finally {i}")
    return "broke"


for f in (normal, returning, breaking):
    log.clear()
    print(f(), log)
log.clear()
try:
    raising()
except ValueError as error:
    print(error, log)


# === The returned value is fixed before finally runs ===
def fixed():
    x = 1
    try:
        return x
    finally:
        x = 2


def shared():
    x = [1]
    try:
        return x
    finally:
        x.append(2)


print(fixed(), shared())


# === Nested ===
def nested():
    try:
        try:
            try:
                return "inner"
            finally:
                log.append(1)
        finally:
            log.append(2)
    finally:
        log.append(3)


def nested_raise():
    try:
        try:
            raise ValueError("a")
        finally:
            log.append("f1")
    except ValueError as error:
        log.append(str(error))
        try:
            raise KeyError("b")
        except KeyError:
            log.append("k")
        finally:
            log.append("f2")
    else:
        log.append("never")
    finally:
        log.append("f3")
    return log


log.clear()
print(nested(), log)
log.clear()
print(nested_raise())


# === An error in except or else still runs finally ===
def in_except():
    try:
        try:
            1 / 0
        except ZeroDivisionError:
            raise KeyError("in except")
        finally:
            log.append("ran")
    except KeyError as error:
        return repr(error), repr(error.__context__)


def in_else():
    try:
        try:
            pass
        except ValueError:
            log.append("never")
        else:
            raise ValueError("in else")
        finally:
            log.append("ran")
    except ValueError as error:
        return repr(error), error.__context__


log.clear()
print(in_except(), in_else(), log)


# === Loops inside, and finally inside loops ===
def loops():
    out = []
    for i in range(3):
        try:
            for j in range(3):
                try:
                    if j == 1:
                        break
                    out.append((i, j))
                finally:
                    out.append("inner")
            else:
                out.append("else")
            while True:
                try:
                    break
                finally:
                    out.append("while")
        finally:
            out.append("outer")
            if i == 1:
                pass
    return out


print(loops())


def return_through_loops():
    for a in range(3):
        try:
            while True:
                try:
                    for b in range(3):
                        try:
                            return a, b
                        finally:
                            log.append("b")
                finally:
                    log.append("w")
        finally:
            log.append("a")


log.clear()
print(return_through_loops(), log)


# === Generators finish their finally when closed ===
def gen():
    try:
        yield 1
        yield 2
    finally:
        log.append("gen finally")


log.clear()
g = gen()
print(next(g))
g.close()
print(log, list(gen()), log)
log.clear()
for x in gen():
    break
print(log)


# === Values survive suspension inside finally ===
def suspended():
    try:
        return "value"
    finally:
        yield "in finally"


g = suspended()
print(next(g))
try:
    next(g)
except StopIteration as stop:
    print(stop.value)


def suspended_raise():
    try:
        raise ValueError("kept")
    finally:
        yield "in finally"
        log.append("resumed")


g = suspended_raise()
print(next(g))
try:
    next(g)
except ValueError as error:
    print(error)


# === The current exception inside handlers ===
import sys


def current():
    seen = []
    try:
        raise ValueError("outer")
    except ValueError:
        seen.append(repr(sys.exception()))
        try:
            raise KeyError("inner")
        except KeyError:
            seen.append(repr(sys.exception()))
        seen.append(repr(sys.exception()))
    seen.append(repr(sys.exception()))
    return seen


print(current())


def bare_reraise():
    try:
        raise ValueError("outer")
    except ValueError:
        try:
            raise KeyError("inner")
        except KeyError:
            pass
        raise


try:
    bare_reraise()
except ValueError as error:
    print(repr(error))


def last():
    try:
        raise ValueError("the body's")
    finally:
        print("cleaning up")


last()
