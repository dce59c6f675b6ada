# %% [markdown]
# # Coroutines, futures and tasks
#
# Run this file with `taipan coroutines.py`. It is a notebook: each `# %%` line begins a cell, the value of a cell's last
# expression is shown, and `await` works at the top level, on a loop that runs for the whole file.
#
# ## Calling an `async def` function runs nothing
#
# The call only makes a coroutine object, which waits to be driven. The function itself is an ordinary function.

# %%
async def f():
    return 123

# %%
print(type(f))

# %%
import inspect

# %%
print(inspect.iscoroutinefunction(f))

# %%
coro = f()

# %%
print(type(coro))

# %%
print(inspect.iscoroutine(coro))

# %% [markdown]
# ## Generators follow the same pattern
#
# `g` is a function as well; what its call gives back is the generator.

# %%
def g():
    yield 123

# %%
print(type(g))

# %%
gen = g()
print(type(gen))

# %% [markdown]
# ## Driving a coroutine by hand
#
# The name `coro` is about to be bound anew. The coroutine that it held was never awaited, and that is reported here. The new
# one is driven with `send`; its return value travels in the `StopIteration`.

# %%
async def f():
    return 123

# %%
coro = f()

# %%
try:
    coro.send(None)
except StopIteration as e:
    print("The value is: ", e)

# %% [markdown]
# ## `await`
#
# A coroutine hands control to another with `await`. Printing the call of `main` awaits nothing: one more warning.

# %%
async def f():
    await asyncio.sleep(1.0)
    return 123

# %%
async def main():
    result = await f()
    return result

# %%
print(main())

# %% [markdown]
# ## Futures
#
# A future is a place for a result that is not there yet. A task fills it in a second. Asking the loop to run until then fails,
# since it runs already; awaiting is the way.

# %%
import asyncio

# %%
async def main(f: asyncio.Future):
    await asyncio.sleep(1)
    f.set_result('I have finished')

# %%
loop = asyncio.get_event_loop()

# %%
fut = asyncio.Future()

# %%
print(fut.done())

# %%
loop.create_task(main(fut))

# %%
loop.run_until_complete(fut)

# %%
await asyncio.sleep(1.1)

# %%
print(fut.done())

# %%
print(fut.result())

# %% [markdown]
# ## `ensure_future`
#
# It wraps a coroutine in a task, and leaves a future or a task as it is.

# %%
import asyncio

# %%
async def main():
    pass
coro = main()

loop = asyncio.get_event_loop()

# %%
task = loop.create_task(coro)
assert isinstance(task, asyncio.Task)

# %%
new_task = asyncio.ensure_future(coro)
assert isinstance(new_task, asyncio.Task)

# %%
mystery_meat = asyncio.ensure_future(task)
assert mystery_meat is task

# %% [markdown]
# ## Async comprehensions
#
# Lists, dictionaries and sets can be drawn from an async generator. `asyncio.run` refuses to start a second loop inside the
# running one; the last cell shows what to write instead.

# %%
import asyncio

# %%
async def doubler(n):
    for i in range(n):
        yield i, i*2
        await asyncio.sleep(0.1)

# %%
async def main():
    result = [x async for x in doubler(3)]
    print(result)

    result = {x:y async for x,y in doubler(3)}
    print(result)

    result = {x async for x in doubler(3)}
    print(result)

# %%
asyncio.run(main())

# %%
await main()
