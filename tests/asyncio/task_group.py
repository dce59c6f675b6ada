import asyncio


cancelled_names = []


def cancelled_now():
    """The names since the last call; sorted, because a group cancels its tasks in no fixed order."""
    names = sorted(cancelled_names)
    cancelled_names.clear()
    return names


async def work(name, turns=1, fail=None, result=None):
    try:
        for i in range(turns):
            print(name, i)
            await asyncio.sleep(0)
        if fail:
            raise fail
        print(name, "done")
        return result or name
    except asyncio.CancelledError:
        cancelled_names.append(name)
        raise


# === The group waits for its tasks ===
async def basic():
    async with asyncio.TaskGroup() as tg:
        a = tg.create_task(work("a", 2))
        b = tg.create_task(work("b", 1), name="named")
        print("body ends")
    print(a.result(), b.result(), b.get_name(), tg)
    async with asyncio.TaskGroup() as tg:
        pass
    async with asyncio.TaskGroup() as tg:
        print(await tg.create_task(work("awaited inside")))


asyncio.run(basic())


def show(group, depth=0):
    if cancelled_names:
        print("cancelled:", cancelled_now())
    print("  " * depth + f"{type(group).__name__}: {group}")
    for error in group.exceptions:
        if isinstance(error, BaseExceptionGroup):
            show(error, depth + 1)
        else:
            print("  " * (depth + 1) + repr(error), repr(error.__context__))


# === An error cancels the others ===
async def errors():
    try:
        async with asyncio.TaskGroup() as tg:
            tg.create_task(work("a", 5))
            tg.create_task(work("b", 1, ValueError("b")))
            tg.create_task(work("c", 5))
            await asyncio.sleep(10)
    except ExceptionGroup as group:
        show(group)
    print(asyncio.current_task().cancelling())
    try:
        async with asyncio.TaskGroup() as tg:
            tg.create_task(work("a", 1, ValueError("a")))
            tg.create_task(work("b", 1, KeyError("b")))
    except ExceptionGroup as group:
        show(group)
    try:
        async with asyncio.TaskGroup() as tg:
            tg.create_task(work("x", 5))
            raise RuntimeError("in the body")
    except ExceptionGroup as group:
        show(group)
    try:
        async with asyncio.TaskGroup() as tg:
            tg.create_task(work("x", 1, RuntimeError("task")))
            await asyncio.sleep(0)
            raise RuntimeError("body")
    except ExceptionGroup as group:
        show(group)


asyncio.run(errors())


# === Cleanup that fails, tasks that start tasks ===
async def more():
    async def cleanup_fails():
        try:
            await asyncio.sleep(10)
        finally:
            raise KeyError("in cleanup")

    try:
        async with asyncio.TaskGroup() as tg:
            tg.create_task(cleanup_fails())
            tg.create_task(work("f", 1, ValueError("f")))
    except ExceptionGroup as group:
        show(group)

    async def parent(tg, n):
        if n:
            tg.create_task(parent(tg, n - 1))
        await asyncio.sleep(0)
        print("parent", n)

    async with asyncio.TaskGroup() as tg:
        tg.create_task(parent(tg, 3))

    async with asyncio.TaskGroup() as outer:
        async with asyncio.TaskGroup() as inner:
            inner.create_task(work("inner"))
            outer.create_task(work("outer", 3))
        print("inner group done")
    try:
        async with asyncio.TaskGroup() as outer:
            outer.create_task(work("o", 9))
            async with asyncio.TaskGroup() as inner:
                inner.create_task(work("i", 1, ValueError("inner")))
    except ExceptionGroup as group:
        show(group)


asyncio.run(more())


# === A cancelled child is no error; cancelling the parent cancels the children ===
async def cancelled():
    async with asyncio.TaskGroup() as tg:
        t = tg.create_task(work("child", 9))
        tg.create_task(work("other", 2))
        await asyncio.sleep(0)
        t.cancel()
    print(t.cancelled(), cancelled_now())

    async def parent():
        async with asyncio.TaskGroup() as tg:
            tg.create_task(work("p1", 99))
            tg.create_task(work("p2", 99))

    t = asyncio.create_task(parent())
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    t.cancel("parent")
    try:
        await t
    except asyncio.CancelledError as error:
        print(repr(error), t.cancelled(), cancelled_now())

    async def both():
        async with asyncio.TaskGroup() as tg:
            tg.create_task(work("q", 1, ValueError("q")))
            await asyncio.sleep(10)

    t = asyncio.create_task(both())
    await asyncio.sleep(0)
    t.cancel()
    try:
        await t
    except BaseException as error:
        print(repr(error), cancelled_now())


asyncio.run(cancelled())


# === Errors that pass unwrapped ===
async def base():
    for error in (KeyboardInterrupt("k"), SystemExit(4)):
        try:
            async with asyncio.TaskGroup() as tg:
                tg.create_task(work("w", 9))
                raise error
        except BaseException as caught:
            print(repr(caught), cancelled_now())


asyncio.run(base())


# === Wrong use ===
async def wrong():
    tg = asyncio.TaskGroup()
    c = work("early", 0)
    try:
        tg.create_task(c)
    except RuntimeError as error:
        print(str(error).split("<")[0], str(error).split(">")[-1])
    async with tg:
        print(str(tg)[:11])
        try:
            async with tg:
                pass
        except RuntimeError as error:
            print(str(error).split("<")[0], str(error).split(">")[-1])
    c = work("late", 0)
    try:
        tg.create_task(c)
    except RuntimeError as error:
        print(str(error).split("<")[0], str(error).split(">")[-1])
    try:
        async with asyncio.TaskGroup() as tg:
            tg.create_task(work("f", 0, ValueError("f")))
            try:
                await asyncio.sleep(1)
            finally:
                c = work("while stopping")
                try:
                    tg.create_task(c)
                except RuntimeError as error:
                    print(str(error).split("<")[0], str(error).split(">")[-1])
    except ExceptionGroup as group:
        show(group)
    try:
        async with asyncio.TaskGroup() as tg:
            tg.create_task(5)
    except ExceptionGroup as group:
        show(group)


asyncio.run(wrong())


async def last():
    async with asyncio.TaskGroup() as tg:
        tg.create_task(work("one", 1, ValueError("first")))
        tg.create_task(work("two", 1, TypeError("second")))


asyncio.run(last())
