import asyncio


# === Setting a result wakes the waiters in order ===
async def waking():
    loop = asyncio.get_running_loop()
    f = loop.create_future()

    async def waiter(n):
        print("waits", n)
        print(n, await f)

    tasks = [asyncio.create_task(waiter(n)) for n in range(3)]
    await asyncio.sleep(0)
    f.set_result("value")
    print("set", f.done(), f.result())
    await asyncio.gather(*tasks)
    print(await f)


asyncio.run(waking())


# === States and wrong states ===
async def states():
    loop = asyncio.get_running_loop()
    f = asyncio.Future()
    print(f.done(), f.cancelled(), f.get_loop() is loop, isinstance(f, asyncio.Future))
    for action in (f.result, f.exception):
        try:
            action()
        except asyncio.InvalidStateError as error:
            print(type(error).__name__, error)
    f.set_result(1)
    for action in (lambda: f.set_result(2), lambda: f.set_exception(ValueError())):
        try:
            action()
        except asyncio.InvalidStateError as error:
            print(error)
    print(f.cancel(), f.cancelled(), f.exception())
    g = loop.create_future()
    g.set_exception(ValueError("e"))
    try:
        g.result()
    except ValueError as error:
        print(repr(error), g.exception() is error)
    try:
        await g
    except ValueError as error:
        print("awaited", error)
    h = loop.create_future()
    print(h.cancel("reason"), h.cancel(), h.cancelled(), h.done())
    for action in (h.result, h.exception):
        try:
            action()
        except asyncio.CancelledError as error:
            print(repr(error))
    try:
        await h
    except asyncio.CancelledError as error:
        print("awaited", repr(error))
    try:
        h.set_result(5)
    except asyncio.InvalidStateError as error:
        print(error)


asyncio.run(states())


# === Exceptions that a future takes ===
async def exceptions():
    loop = asyncio.get_running_loop()
    for value in (KeyError, KeyError("made"), StopIteration, StopIteration(1), 5, "text", int, None, asyncio.CancelledError("c"), KeyboardInterrupt):
        f = loop.create_future()
        try:
            f.set_exception(value)
        except TypeError as error:
            print("refused", error)
        else:
            try:
                await f
            except BaseException as error:
                print(repr(error), repr(error.__cause__))


asyncio.run(exceptions())


# === Callbacks ===
async def callbacks():
    loop = asyncio.get_running_loop()
    f = loop.create_future()
    log = []
    f.add_done_callback(lambda fut: log.append(("a", fut.result())))
    f.add_done_callback(lambda fut: log.append(("b", fut is f)))
    f.set_result(7)
    print(log)
    await asyncio.sleep(0)
    print(log)
    f.add_done_callback(lambda fut: log.append("late"))
    await asyncio.sleep(0)
    print(log)
    g = loop.create_future()
    def cb(fut): log.append("never")
    g.add_done_callback(cb)
    g.add_done_callback(cb)
    print(g.remove_done_callback(cb), g.remove_done_callback(cb))
    g.cancel()
    await asyncio.sleep(0)
    print(log)


asyncio.run(callbacks())


# === A callback that fails goes to the exception handler; the others run ===
async def failing_callback():
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(lambda l, c: print("handler:", c["message"].split("(")[0], repr(c["exception"])))
    f = loop.create_future()
    f.add_done_callback(lambda fut: 1 / 0)
    f.add_done_callback(lambda fut: print("still called"))
    f.set_result(None)
    await asyncio.sleep(0)


asyncio.run(failing_callback())


# === Awaiting by hand ===
async def by_hand():
    f = asyncio.get_running_loop().create_future()
    it = f.__await__()
    print(next(it) is f, f._asyncio_future_blocking)
    f._asyncio_future_blocking = False
    try:
        next(it)
    except RuntimeError as error:
        print(error)
    f.set_result(3)
    try:
        next(f.__await__())
    except StopIteration as stop:
        print(stop.value)
    print(type(it).__name__, asyncio.isfuture(f), asyncio.isfuture(5))


asyncio.run(by_hand())
for make in (lambda: asyncio.Future(), lambda: asyncio.Future(loop=5)):
    try:
        make()
    except (RuntimeError, AttributeError) as error:
        print(type(error).__name__, error)


# === wrap_future and futures of other loops ===
async def wrapping():
    f = asyncio.get_running_loop().create_future()
    print(asyncio.wrap_future(f) is f, asyncio.ensure_future(f) is f)
    f.cancel()
    g = asyncio.get_running_loop().create_future()
    asyncio.get_running_loop().call_later(0.01, g.set_result, "timed")
    print(await g)


asyncio.run(wrapping())


async def traceback_of_exception():
    f = asyncio.get_running_loop().create_future()
    f.set_exception(ValueError("set from outside"))
    await f


asyncio.run(traceback_of_exception())
