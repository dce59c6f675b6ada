import asyncio


# === call_soon keeps its order ===
async def soon():
    loop = asyncio.get_running_loop()
    log = []
    for i in range(3):
        loop.call_soon(log.append, i)
    loop.call_soon(lambda: loop.call_soon(log.append, "nested"))
    loop.call_soon(log.append, "after nested was scheduled")
    print(log)
    await asyncio.sleep(0)
    print(log)
    await asyncio.sleep(0)
    print(log)


asyncio.run(soon())


# === Callbacks and tasks share the queue ===
async def mixed():
    loop = asyncio.get_running_loop()
    log = []

    async def task(n):
        log.append(f"t{n}")
        await asyncio.sleep(0)
        log.append(f"t{n} again")

    asyncio.create_task(task(1))
    loop.call_soon(log.append, "c1")
    t = asyncio.create_task(task(2))
    loop.call_soon(log.append, "c2")
    await t
    print(log)


asyncio.run(mixed())


# === call_later and call_at run in the order of their times ===
async def later():
    loop = asyncio.get_running_loop()
    log = []
    loop.call_later(0.03, log.append, "third")
    loop.call_later(0.01, log.append, "first")
    loop.call_at(loop.time() + 0.02, log.append, "second")
    loop.call_later(0, log.append, "zero")
    loop.call_later(-1, log.append, "negative")
    loop.call_soon(log.append, "soon")
    await asyncio.sleep(0.05)
    print(log)
    when = loop.time() + 0.01
    log.clear()
    for i in range(5):
        loop.call_at(when + i * 1e-6, log.append, i)
    await asyncio.sleep(0.03)
    print(log)


asyncio.run(later())


# === Handles can be cancelled ===
async def cancelling():
    loop = asyncio.get_running_loop()
    log = []
    h = loop.call_soon(log.append, "never")
    t = loop.call_later(0.01, log.append, "never")
    print(h.cancelled(), t.cancelled(), t.when() > loop.time())
    h.cancel()
    t.cancel()
    print(h.cancelled(), t.cancelled(), type(h).__name__, type(t).__name__)
    await asyncio.sleep(0.02)
    print(log)
    a, b = loop.call_later(1, print), loop.call_later(2, print)
    print(a < b, a <= b, a > b, a == b, a == a, hash(a) == hash(a))
    a.cancel()
    b.cancel()
    second = None

    def first():
        print("first cancels second")
        second.cancel()

    loop.call_soon(first)
    second = loop.call_soon(print, "never")
    await asyncio.sleep(0)
    late = loop.call_soon(log.append, "ran")
    await asyncio.sleep(0)
    late.cancel()
    print(log, late.cancelled())


asyncio.run(cancelling())


# === Errors in callbacks ===
async def errors():
    loop = asyncio.get_running_loop()
    seen = []
    loop.set_exception_handler(lambda l, context: seen.append((sorted(context), repr(context["exception"]))))
    loop.call_soon(lambda: 1 / 0)
    loop.call_later(0, {}.__getitem__, "k")
    await asyncio.sleep(0.01)
    print(seen)
    for bad in (lambda: loop.call_soon(), lambda: loop.call_later(1), lambda: loop.call_soon(5), lambda: loop.call_later("x", print), lambda: loop.call_later(None, print), lambda: loop.call_at(None, print)):
        try:
            handle = bad()
        except Exception as error:
            print(type(error).__name__, error)
        else:
            handle.cancel()


asyncio.run(errors())


# === The loop's clock ===
async def clock():
    loop = asyncio.get_running_loop()
    start = loop.time()
    await asyncio.sleep(0.02)
    passed = loop.time() - start
    print(0.019 < passed < 5, type(start).__name__)
    import time

    a = time.monotonic()
    await asyncio.sleep(0.01)
    print(0.009 < time.monotonic() - a < 5)


asyncio.run(clock())


# === A closed loop takes nothing ===
loop = asyncio.new_event_loop()
loop.close()
for action in (lambda: loop.call_soon(print), lambda: loop.call_later(1, print), lambda: loop.call_at(1, print), lambda: loop.run_forever(), lambda: loop.call_soon_threadsafe(print)):
    try:
        action()
    except RuntimeError as error:
        print(error)


# === run_forever and stop ===
loop = asyncio.new_event_loop()
log = []


def step(n):
    log.append(n)
    if n == 3:
        loop.stop()
        loop.call_soon(log.append, "in the same turn as stop")
    loop.call_soon(step, n + 1)


loop.call_soon(step, 0)
loop.run_forever()
print(log)
loop.stop()
loop.run_forever()
print(log)
loop.close()
print(loop.is_closed(), loop.is_running())
