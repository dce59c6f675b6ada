# What a task group does to its tasks: callbacks, the call graph, subclasses, eager tasks, groups in groups.
import asyncio
import contextvars
import re


def show(*what):
    print(*(re.sub("0x[0-9a-f]+", "0x", str(w)) for w in what))


async def leaf(n, turns=1):
    for _ in range(turns):
        await asyncio.sleep(0)
    return n


# === The callback that a task shows ===
async def shown():
    async with asyncio.TaskGroup() as group:
        task = group.create_task(leaf(1), name="one")
        show(task, group)
        show(task.remove_done_callback(print))
        task.add_done_callback(lambda t: show("done", t.result()))
        show(re.sub(r" at \S+>", ">", str(task)))
    show(task.get_name(), task.result(), group)


asyncio.run(shown())


# === Arguments of create_task ===
var = contextvars.ContextVar("var", default="default")


async def read():
    return var.get()


async def arguments():
    context = contextvars.copy_context()
    context.run(var.set, "given")
    async with asyncio.TaskGroup() as group:
        tasks = [
            group.create_task(read()),
            group.create_task(read(), context=context),
            group.create_task(coro=read(), name=5),
            group.create_task(read(), name=None, context=None),
        ]
        coro = read()
        try:
            group.create_task(coro, wrong=1)
        except TypeError as error:
            show(type(error).__name__)
        coro.close()
        try:
            group.create_task()
        except TypeError as error:
            show(error)
    show([t.result() for t in tasks], tasks[2].get_name())


asyncio.run(arguments())


# === Eager tasks: one that ends at once, one that fails at once ===
async def fail(turns):
    for _ in range(turns):
        await asyncio.sleep(0)
    raise ValueError(turns)


async def eager():
    asyncio.get_running_loop().set_task_factory(asyncio.eager_task_factory)
    async with asyncio.TaskGroup() as group:
        done = group.create_task(leaf(1, 0))
        show(done.done(), group)
        later = group.create_task(leaf(2))
        show(later.done(), group)
        await asyncio.sleep(0)
        show(group)
    show(done.result(), later.result(), group)
    try:
        async with asyncio.TaskGroup() as group:
            failed = group.create_task(fail(0))
            show(failed.done(), group)
            other = group.create_task(leaf(3, 100))
            await asyncio.sleep(0)
            show("not reached")
    except ExceptionGroup as errors:
        show(errors.exceptions, other.cancelled(), group)


asyncio.run(eager())


# === A factory of one's own ===
class Own(asyncio.Task):
    def cancel(self, msg=None):
        show("cancel", self.get_name())
        return super().cancel(msg)


async def factory():
    def make(loop, coro, **kwargs):
        return Own(coro, loop=loop, **kwargs)

    asyncio.get_running_loop().set_task_factory(make)
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(leaf(1, 50), name="slow")
            group.create_task(fail(1), name="bad")
    except ExceptionGroup as errors:
        show(errors.exceptions)


asyncio.run(factory())


# === Subclasses of the group ===
class Watching(asyncio.TaskGroup):
    def create_task(self, coro, **kwargs):
        task = super().create_task(coro, **kwargs)
        show("created", task.get_name())
        return task

    def _on_task_done(self, task):
        show("ended", task.get_name())
        super()._on_task_done(task)


async def subclasses():
    async with Watching() as group:
        group.create_task(leaf(1), name="x")
        group.create_task(leaf(1), name="y")
        show(group)
    async with asyncio.TaskGroup() as group:
        group.note = "one more attribute"
        vars(group)["other"] = "in a dict"
        task = group.create_task(leaf(1))
    show(task.result(), group)


asyncio.run(subclasses())


# === Tasks that start tasks, and groups in groups ===
async def grow(group, depth):
    await asyncio.sleep(0)
    if depth:
        group.create_task(grow(group, depth - 1))
        group.create_task(grow(group, depth - 1))


async def nested():
    async with asyncio.TaskGroup() as outer:
        outer.create_task(grow(outer, 3))
        async with asyncio.TaskGroup() as inner:
            inner.create_task(grow(outer, 2))
            show(outer, inner)
        show(outer, inner)
    show(outer)
    try:
        async with asyncio.TaskGroup() as outer:
            slow = outer.create_task(leaf("slow", 1000))
            async with asyncio.TaskGroup() as inner:
                inner.create_task(fail(2))
                inner.create_task(fail(3))
    except ExceptionGroup as errors:
        show(repr(errors), slow.cancelled())
    for late in (outer, inner, asyncio.TaskGroup()):
        try:
            late.create_task(leaf(0))
        except RuntimeError as error:
            show(error)


asyncio.run(nested())


# === Cancelled from outside while the tasks end ===
async def outside():
    async def group():
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(leaf(1, 3))
                group.create_task(fail(5))
        finally:
            show("left", asyncio.current_task().cancelling())

    for turns in range(1, 9):
        task = asyncio.create_task(group())
        await leaf(0, turns)
        task.cancel("please")
        result = (await asyncio.gather(task, return_exceptions=True))[0]
        show(turns, repr(result))


asyncio.run(outside())


# === Who awaits whom ===
async def graph():
    async with asyncio.TaskGroup() as group:
        task = group.create_task(leaf(1, 3), name="child")
        await asyncio.sleep(0)
        waiting = asyncio.capture_call_graph(task).awaited_by
        show([w.future.get_name() for w in waiting])
    show(asyncio.capture_call_graph(task).awaited_by)


asyncio.run(graph())


# === Debug mode ===
async def debug():
    async with asyncio.TaskGroup() as group:
        a = group.create_task(leaf(1))
        b = group.create_task(leaf(2, 2))
    show(a.result(), b.result())


asyncio.run(debug(), debug=True)


# === The error that a program ends with ===
async def last():
    async with asyncio.TaskGroup() as group:
        group.create_task(fail(1))
        group.create_task(leaf(1))


asyncio.run(last())
