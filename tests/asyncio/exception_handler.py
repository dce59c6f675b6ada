import asyncio
import gc


# === The default handler writes to the log ===
async def default():
    loop = asyncio.get_running_loop()
    print(loop.get_exception_handler())
    loop.call_soon(lambda: 1 / 0)
    await asyncio.sleep(0)
    loop.call_exception_handler({"message": "made by hand"})
    loop.call_exception_handler({"message": "with more", "future": None, "extra": [1], "exception": ValueError("no traceback")})
    loop.call_exception_handler({})
    loop.default_exception_handler({"message": "the default itself", "key": "value"})


asyncio.run(default())


# === Our own ===
async def own():
    loop = asyncio.get_running_loop()
    seen = []

    def handler(l, context):
        seen.append(context)
        print("handler:", context["message"], repr(context.get("exception")), l is loop)

    loop.set_exception_handler(handler)
    print(loop.get_exception_handler() is handler)
    loop.call_soon({}.__getitem__, "missing")
    await asyncio.sleep(0)
    print(sorted(seen[-1]), type(seen[-1]["handle"]).__name__)

    async def fails():
        raise ValueError("task")

    t = asyncio.create_task(fails())
    await asyncio.sleep(0)
    del t
    gc.collect()
    print(sorted(seen[-1]))
    f = loop.create_future()
    f.set_exception(KeyError("future"))
    del f
    gc.collect()
    print(sorted(seen[-1]))
    loop.set_exception_handler(None)
    print(loop.get_exception_handler())
    for bad in (5, "x"):
        try:
            loop.set_exception_handler(bad)
        except TypeError as error:
            print(error)


asyncio.run(own())


# === A handler that fails itself ===
async def failing():
    loop = asyncio.get_running_loop()

    def handler(l, context):
        raise RuntimeError("in the handler")

    loop.set_exception_handler(handler)
    loop.call_soon(lambda: 1 / 0)
    await asyncio.sleep(0)
    print("survived")


asyncio.run(failing())


# === Only Exception is handled; the others end the loop ===
async def base():
    loop = asyncio.get_running_loop()

    def quits():
        raise KeyboardInterrupt("from a callback")

    loop.call_soon(quits)
    await asyncio.sleep(1)


try:
    asyncio.run(base())
except KeyboardInterrupt as error:
    print(repr(error))


# === Callbacks with arguments and names in the report ===
def named(a, b, *, c=None):
    raise LookupError("named callback")


async def reports():
    loop = asyncio.get_running_loop()
    loop.call_soon(named, 1, "two")
    f = loop.create_future()
    f.add_done_callback(named)
    f.set_result(None)
    import functools

    loop.call_soon(functools.partial(named, 1, 2, c=3))
    await asyncio.sleep(0)


asyncio.run(reports())
