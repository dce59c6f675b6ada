import _thread
import sys
import time


def until(condition):
    while not condition():
        time.sleep(0.001)


# === A thread runs a function ===
done = []
number = _thread.start_new_thread(lambda *args, **named: done.append((args, named)), (1, 2), {"three": 3})
until(lambda: done)
print(done, number != _thread.get_ident())
idents = []
_thread.start_new_thread(lambda: idents.append(_thread.get_ident()), ())
until(lambda: idents)
print(idents[0] != _thread.get_ident())
for given in ((), (print,), (print, [1]), (1, ()), (print, (), 1), (print, (), {}, 4)):
    try:
        _thread.start_new_thread(*given)
    except TypeError as error:
        print(error)


# === What ends a thread ===
def leaves():
    raise SystemExit(3)


def exits():
    _thread.exit()
    print("never")


for ends in (leaves, exits):
    _thread.start_new_thread(ends, ())
until(lambda: not _thread._count())


def fails(what):
    raise ValueError(what)


reported = []
sys.unraisablehook = lambda info: reported.append(
    (info.exc_type.__name__, str(info.exc_value), info.err_msg.split("<")[0], info.object)
)
_thread.start_new_thread(fails, ("in a thread",))
until(lambda: reported)
print(reported)
sys.unraisablehook = sys.__unraisablehook__
print("main goes on")

# === Threads take turns, and a lock keeps them apart ===
lock = _thread.allocate_lock()
total = finished = 0


def work(n):
    global total, finished
    for _ in range(n):
        with lock:
            seen = total
            for _ in range(3):
                pass
            total = seen + 1
    with lock:
        finished += 1


for _ in range(4):
    _thread.start_new_thread(work, (2000,))
until(lambda: finished == 4)
print(total)
flag = []
_thread.start_new_thread(flag.append, (1,))
count = 0
while not flag:
    count += 1
print("a busy thread lets others run")

# === Waiting for a lock ===
lock.acquire()


def releases():
    time.sleep(0.01)
    lock.release()


_thread.start_new_thread(releases, ())
print(lock.acquire(), lock.acquire(False), lock.acquire(True, 0.01), lock.locked())
order = []


def queues(name):
    with lock:
        order.append(name)


for name in "abc":
    _thread.start_new_thread(queues, (name,))
print(order)
lock.release()
until(lambda: len(order) == 3)
print(sorted(order))
try:
    lock.release()
except RuntimeError as error:
    print(error)

# === A reentrant lock belongs to a thread ===
recursive = _thread.RLock()
print(recursive.acquire(), recursive.acquire(), recursive._is_owned(), recursive._recursion_count())
other = []


def tries():
    other.append(recursive.acquire(False))
    other.append(recursive._is_owned())
    try:
        recursive.release()
    except RuntimeError as error:
        other.append(str(error))


_thread.start_new_thread(tries, ())
until(lambda: len(other) == 3)
print(other)
recursive.release()
recursive.release()
try:
    recursive.release()
except RuntimeError as error:
    print(error)


# === Each thread has frames, exceptions and a depth of its own ===
def deep(n):
    return deep(n + 1)


def overflows():
    try:
        deep(0)
    except RecursionError as error:
        other.append(type(error).__name__)


def handles():
    try:
        1 / 0
    except ZeroDivisionError:
        handled.append(sys.exc_info()[0])
        while not release:
            time.sleep(0.001)
        handled.append(sys.exc_info()[0])


handled, release = [], []
_thread.start_new_thread(handles, ())
until(lambda: handled)
print(handled, sys.exc_info()[0])
other.clear()
_thread.start_new_thread(overflows, ())
until(lambda: other)
print(other)
release.append(1)
until(lambda: len(handled) == 2)
print(handled)


def shared():
    for n in range(5):
        yield n


generator, got = shared(), []
for _ in range(5):
    _thread.start_new_thread(lambda: got.append(next(generator)), ())
    until(lambda: len(got) == _ + 1)
print(got)


def stands():
    secret = 42
    frames.append(sys._getframe())
    while not leave:
        time.sleep(0.001)


frames, leave = [], []
_thread.start_new_thread(stands, ())
until(lambda: frames)
frame = frames[0]
print(frame.f_locals, frame.f_code.co_name, frame.f_back)
leave.append(1)
until(lambda: not _thread._count())
print(frame.f_locals)

# === An event loop belongs to a thread; others may schedule in it ===
import asyncio
import contextvars

variable = contextvars.ContextVar("variable", default="unset")


async def sleeps():
    await asyncio.sleep(0.001)
    return variable.get()


async def main():
    variable.set("main")
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    seen = []

    def outside():
        try:
            asyncio.get_running_loop()
        except RuntimeError as error:
            seen.append(str(error))
        seen.append(variable.get())
        loop.call_soon_threadsafe(future.set_result, 42)

    _thread.start_new_thread(outside, ())
    print(await future, seen)
    _thread.start_new_thread(lambda: seen.append(asyncio.run(sleeps())), ())
    while len(seen) < 3:
        await asyncio.sleep(0.001)
    print(seen)


asyncio.run(main())
until(lambda: not _thread._count())
print("end")
