"""A notebook session: the loop that its cells run on, the history, and what is displayed.

The statements of a cell arrive compiled, one code object each, or as the exception that compiling one raised; it
surfaces when the statement's turn comes. Every cell runs inside a task of the session's loop, so a cell without
`await` finds a running loop as well.
"""

import asyncio
import builtins
import contextvars
import linecache
import sys

_CO_COROUTINE = 0x80


def _shown(value):
    """The text of a cell's value."""
    if type(value) in (list, tuple, dict, set, frozenset):
        from _taipan_pretty import pretty
        return pretty(value)
    return repr(value)


class Session:
    """One run of a notebook."""

    def __init__(self, namespace):
        self.namespace = namespace
        self.loop = asyncio.new_event_loop()
        asyncio.set_event_loop(self.loop)
        self.context = contextvars.copy_context()
        self.inputs = [""]
        self.outputs = {}
        self.shown = {"_": "", "__": "", "___": ""}
        self.quiet = False
        namespace.update(
            In=self.inputs, _ih=self.inputs, Out=self.outputs, _oh=self.outputs, _i="", _ii="", _iii="", **self.shown
        )
        sys.displayhook = self.display
        builtins.display = display

    def run(self, source, steps, quiet):
        """Runs one cell; the exception that ended it, or None."""
        self.quiet = quiet
        self._remember(source)
        number = len(self.inputs) - 1
        task = self.loop.create_task(self._cell(steps), name=f"Cell-{number}", context=self.context)
        try:
            error = self.loop.run_until_complete(task)
        except BaseException as outside:
            error = outside
            if not task.done():
                task.cancel()
        return error

    def keep(self, error):
        """Keeps what ended a cell where debuggers look for it."""
        sys.last_exc = sys.last_value = error
        sys.last_type = type(error)
        sys.last_traceback = error.__traceback__

    async def _cell(self, steps):
        try:
            for step in steps:
                if isinstance(step, BaseException):
                    raise step
                result = eval(step, self.namespace)
                if step.co_flags & _CO_COROUTINE:
                    await result
        except BaseException as error:
            return error

    def turn(self):
        """Lets what is ready run once."""
        self.loop.call_soon(self.loop.stop)
        self.loop.run_forever()

    def close(self):
        """Ends the session: pending tasks are cancelled and get to clean up."""
        tasks = asyncio.all_tasks(self.loop)
        for task in tasks:
            task.cancel()
        if tasks:
            self.loop.run_until_complete(asyncio.gather(*tasks, return_exceptions=True))
        self.loop.run_until_complete(self.loop.shutdown_asyncgens())
        asyncio.set_event_loop(None)
        self.loop.close()

    def display(self, value):
        """`sys.displayhook`: shows the value of a cell's last expression."""
        if value is None or self.quiet:
            return
        number = len(self.inputs) - 1
        text = _shown(value)
        print(f"Out[{number}]:", text, sep="\n" if "\n" in text else " ")
        self.outputs[number] = value
        space = self.namespace
        space[f"_{number}"] = value
        # A name that the program has taken for itself stays as it is.
        if all(space.get(name) is known for name, known in self.shown.items()):
            self.shown = {"_": value, "__": self.shown["_"], "___": self.shown["__"]}
            space.update(self.shown)

    def _remember(self, source):
        self.inputs.append(source)
        name = f"Cell In[{len(self.inputs) - 1}]"
        linecache.cache[name] = (len(source), None, (source + "\n").splitlines(True), name)
        space = self.namespace
        space["_iii"], space["_ii"], space["_i"] = space.get("_ii", ""), space.get("_i", ""), self.inputs[-2]
        space[f"_i{len(self.inputs) - 1}"] = source


def display(*values):
    """Shows values as the end of a cell does, but without a number."""
    for value in values:
        print(repr(value))
