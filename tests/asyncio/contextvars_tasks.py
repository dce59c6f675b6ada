import asyncio
import contextvars
from contextvars import Context, ContextVar, copy_context

# === Variables ===
v = ContextVar("v", default="default")
w = ContextVar("w")
print(v.get(), v.name, w.get("fallback"))
try:
    w.get()
except LookupError as error:
    print(type(error).__name__)
token = v.set("one")
print(v.get(), token.old_value is contextvars.Token.MISSING, token.var is v)
token2 = v.set("two")
print(token2.old_value)
v.reset(token2)
print(v.get())
v.reset(token)
print(v.get())
for action in (lambda: v.reset(token), lambda: w.reset(token), lambda: ContextVar(5), lambda: v.set(), lambda: v.reset(5)):
    try:
        action()
    except Exception as error:
        print(type(error).__name__, str(error).split("<")[0])
with v.set("managed") as t:
    print(v.get(), type(t).__name__)
print(v.get())

# === Contexts ===
ctx = copy_context()
def inside(x):
    v.set(x)
    return v.get(), copy_context()[v]


print(ctx.run(inside, "in context"), v.get(), ctx[v], v in ctx, w in ctx, len(ctx) >= 1, ctx.get(w, "none"), list(ctx.keys())[:1] == [v])
empty = Context()
print(len(empty), empty.run(v.get), list(empty))
other = ctx.copy()
other.run(v.set, "changed")
print(ctx[v], other[v], ctx == ctx.copy())
for action in (lambda: ctx[w], lambda: ctx["name"], lambda: ctx.run(), lambda: ctx.run(lambda: ctx.run(print))):
    try:
        action()
    except Exception as error:
        print(type(error).__name__, str(error).split("<")[0])


# === Tasks copy their creator's context ===
async def main():
    v.set("main")

    async def child(n):
        print(n, "starts with", v.get())
        v.set(n)
        await asyncio.sleep(0)
        print(n, "still has", v.get())

    await asyncio.gather(child("a"), child("b"))
    print("main has", v.get())
    t = asyncio.create_task(child("c"))
    v.set("changed later")
    await t
    print(v.get())

    async def direct():
        v.set("set by an awaited coroutine")

    await direct()
    print(v.get())
    await asyncio.create_task(direct())
    c = copy_context()
    c.run(v.set, "given")
    await asyncio.create_task(child("d"), context=c)
    print(c[v], v.get())
    await asyncio.wait_for(direct(), 1)
    print("after wait_for", v.get())
    async with asyncio.timeout(1):
        v.set("in timeout")
    print(v.get())


asyncio.run(main())


# === Callbacks ===
async def callbacks():
    loop = asyncio.get_running_loop()
    v.set("at scheduling")
    loop.call_soon(lambda: print("soon", v.get()))
    loop.call_later(0, lambda: print("later", v.get()))
    c = copy_context()
    c.run(v.set, "explicit")
    loop.call_soon(lambda: print("given", v.get()), context=c)
    f = loop.create_future()
    f.add_done_callback(lambda _: print("done", v.get()))
    v.set("changed")
    f.set_result(None)
    await asyncio.sleep(0.01)
    loop.call_soon(v.set, "lost")
    await asyncio.sleep(0)
    print(v.get())


asyncio.run(callbacks())


# === Generators share, async generators share too ===
def gen():
    v.set("by generator")
    yield
    v.set("by generator again")
    yield


for _ in gen():
    print(v.get())


async def agens():
    async def agen():
        v.set("by async generator")
        yield v.get()

    async for x in agen():
        print(x, v.get())


asyncio.run(agens())
print(v.get())
with asyncio.Runner() as runner:
    runner.run(asyncio.sleep(0), context=ctx)
    async def setter(): v.set("kept by the runner")
    async def getter(): return v.get()
    runner.run(setter())
    print(runner.run(getter()), runner.run(getter(), context=ctx))


async def eager():
    asyncio.get_running_loop().set_task_factory(asyncio.eager_task_factory)

    async def child():
        v.set("eager child")

    v.set("eager main")
    asyncio.create_task(child())
    print(v.get())


asyncio.run(eager())
print(repr(v).split(" at ")[0])
