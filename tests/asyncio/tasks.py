import asyncio
import gc


async def work(name, n=2):
    for i in range(n):
        print(name, i)
        await asyncio.sleep(0)
    return name.upper()


# === Tasks start at the next turn and take turns ===
async def interleave():
    print("creating")
    a = asyncio.create_task(work("a", 3))
    b = asyncio.create_task(work("b", 1))
    print("created")
    await asyncio.sleep(0)
    print("main")
    print(await a, await b)


asyncio.run(interleave())


# === Results, exceptions, states ===
async def fails(text="task error"):
    await asyncio.sleep(0)
    raise ValueError(text)


async def states():
    t = asyncio.create_task(work("s", 1))
    print(t.done(), t.cancelled(), t.cancelling())
    for f in (t.result, t.exception):
        try:
            f()
        except asyncio.InvalidStateError as error:
            print(error)
    await t
    print(t.done(), t.result(), t.exception(), t.cancel())
    t = asyncio.create_task(fails())
    try:
        await t
    except ValueError as error:
        print(error, error is t.exception(), t.done(), t.cancelled())
    try:
        t.result()
    except ValueError as error:
        print(repr(error))
    for value in (1, "x"):
        try:
            t.set_result(value)
        except RuntimeError as error:
            print(error)
    try:
        t.set_exception(ValueError())
    except RuntimeError as error:
        print(error)


asyncio.run(states())


# === Names, coroutines, loops, contexts ===
async def naming():
    t = asyncio.create_task(work("n", 0), name="my name")
    print(t.get_name(), t.get_coro().__name__, t.get_loop() is asyncio.get_running_loop())
    t.set_name(5)
    print(repr(t.get_name()), asyncio.current_task() is not t)
    await t
    u, v = asyncio.create_task(work("u", 0)), asyncio.create_task(work("v", 0))
    print(int(v.get_name().split("-")[1]) - int(u.get_name().split("-")[1]))
    await asyncio.wait([u, v])
    print(type(t).__name__, isinstance(t, asyncio.Future), asyncio.isfuture(t), t.get_context() is not None)


asyncio.run(naming())


# === Awaiting twice, from several places, and after the end ===
async def shared():
    t = asyncio.create_task(work("shared", 2))

    async def waiter(name):
        print(name, "got", await t)

    await asyncio.gather(waiter("w1"), waiter("w2"), waiter("w3"))
    print(await t, await t)


asyncio.run(shared())


# === Done callbacks run at the next turn, in order ===
async def callbacks():
    t = asyncio.create_task(work("cb", 1))

    def first(task):
        print("first", task.result(), task is t)

    def second(task):
        print("second")

    t.add_done_callback(first)
    t.add_done_callback(second)
    t.add_done_callback(first)
    print(t.remove_done_callback(second), t.remove_done_callback(second))
    await t
    print("awaited")
    t.add_done_callback(lambda task: print("added late"))
    print("before the late one")
    await asyncio.sleep(0)


asyncio.run(callbacks())


# === What a task accepts ===
async def accepts():
    for bad in (5, work, asyncio.sleep, None, (x for x in [])):
        try:
            asyncio.create_task(bad)
        except TypeError as error:
            print(str(error).split(" at 0x")[0])
    coro = work("twice", 0)
    t = asyncio.create_task(coro)
    u = asyncio.create_task(coro)
    for x in (t, u):
        try:
            print(await x)
        except RuntimeError as error:
            print(error)
    try:
        await t.get_coro()
    except RuntimeError as error:
        print(error)


asyncio.run(accepts())
c = work("outside", 0)
try:
    asyncio.create_task(c)
except RuntimeError as error:
    print(error)
c.close()


# === A task that awaits itself, or a foreign loop's future ===
async def itself():
    async def me():
        await holder[0]

    holder = [asyncio.create_task(me())]
    try:
        await holder[0]
    except RuntimeError as error:
        print(str(error).split("<")[0], str(error).split(">")[-1])
    other = asyncio.new_event_loop()
    f = other.create_future()
    try:
        await f
    except RuntimeError as error:
        print(str(error).split("Task")[0], str(error).split("attached")[-1])
    other.close()


asyncio.run(itself())


# === Yielding something that is no future ===
class Yields:
    def __init__(self, value):
        self.value = value

    def __await__(self):
        yield self.value


async def wrong_yields():
    for value in (5, "text", None, [1]):
        try:
            await Yields(value)
            print(value, "is fine")
        except RuntimeError as error:
            print(str(error).split(": ")[-1])
    f = asyncio.get_running_loop().create_future()
    f.set_result(1)
    try:
        await Yields(f)
    except RuntimeError as error:
        print(str(error).split(" in task ")[0])


asyncio.run(wrong_yields())


# === BaseExceptions go straight through the loop ===
async def exits():
    async def quits():
        raise SystemExit(3)

    t = asyncio.create_task(quits())
    await asyncio.sleep(1)


try:
    asyncio.run(exits())
except SystemExit as error:
    print("exit", error.code)
gc.collect()  # the task is in a cycle with its exception: it is reported now


# === Stack and traceback of a task ===
async def inner():
    await asyncio.sleep(0.01)


async def outer():
    await inner()


async def stacks():
    t = asyncio.create_task(outer(), name="stacked")
    await asyncio.sleep(0)
    print([f.f_code.co_name for f in t.get_stack()], len(t.get_stack(limit=1)))
    import io

    out = io.StringIO()
    t.print_stack(file=out)
    print(out.getvalue().splitlines()[1:])
    await t
    print(t.get_stack())


asyncio.run(stacks())


async def failing_task():
    t = asyncio.create_task(fails("seen at the end"))
    await asyncio.sleep(0)
    await t


asyncio.run(failing_task())
