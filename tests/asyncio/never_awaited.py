import asyncio
import gc
import warnings


async def f():
    return 1


# === Dropped coroutines warn at once, where they were dropped ===
f()
print("after the first")
x = f()
x = None
print("after the second")


def maker():
    c = f()
    print("in maker")


maker()
f()
f()
[f(), f()]
print("after the list")
for i in range(2):
    f()


class C:
    async def method(self):
        pass

    async def __aenter__(self):
        pass


C().method()
C().__aenter__()
(lambda: f())()


async def forgets():
    asyncio.sleep(1)
    f()
    await f()


asyncio.run(forgets())

# === Closed, awaited, thrown into: no warning ===
c = f()
c.close()
c = f()
try:
    c.send(None)
except StopIteration as stop:
    print(stop.value)
c = f()
try:
    c.throw(ValueError("thrown"))
except ValueError as error:
    print(error)
del c


# === Async generators that are never started do not warn, their asend does ===
async def agen():
    yield 1


agen()
g = agen()
g.asend(None)
g.aclose()
g.__anext__()
del g
print("async generators dropped")

# === As errors and recorded ===
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    f()
    f()
print([(str(w.message), w.category.__name__) for w in caught])
with warnings.catch_warnings():
    warnings.simplefilter("error")
    f()
    print("not raised, reported")
with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    f()


# === Passed to something that does not await ===
print(str(f()).split(" at ")[0])
print(type(f()).__name__, bool(f()))


async def never_gathered():
    try:
        await asyncio.wait_for(f(), "not a number")
    except TypeError as error:
        print(error)


asyncio.run(never_gathered())
holder = {"c": f()}
holder.clear()
cycle = [f()]
cycle.append(cycle)
del cycle
print("collecting")
gc.collect()


def generator():
    c = f()
    yield


g = generator()
next(g)
del g
kept_to_the_end = f()
print("end")
