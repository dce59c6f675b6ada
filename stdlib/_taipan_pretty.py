"""How a cell shows a large value: containers that do not fit in a line get one item per line, as notebooks have it."""

_WIDTH = 79
_MOST_ITEMS = 1000


class _Group:
    """A container: either all of its breaks so far are blanks, or all that come are line ends."""

    def __init__(self, depth):
        self.depth = depth
        self.pending = 0
        self.broken = False


class _Page:
    """Lays text out: what may still move to another line waits in a buffer."""

    def __init__(self):
        self.out = []
        self.column = 0
        self.waiting = []
        self.waiting_width = 0
        self.groups = [_Group(0)]
        self.open = [[self.groups[0]]]
        self.indent = 0

    def text(self, text):
        if not self.waiting:
            self.out.append(text)
            self.column += len(text)
            return
        self.waiting.append((text, None, 0))
        self.waiting_width += len(text)
        self.fit()

    def fit(self):
        """Breaks the outermost containers until the line is short enough."""
        while self.column + self.waiting_width > _WIDTH:
            group = self.outermost()
            if group is None:
                return
            while group.pending:
                self.release()
            while self.waiting and self.waiting[0][1] is None:
                self.release()

    def outermost(self):
        for level in self.open:
            for group in reversed(level):
                if group.pending:
                    level.remove(group)
                    group.broken = True
                    return group
            for group in level:
                group.broken = True
            level.clear()
        return None

    def release(self):
        text, group, indent = self.waiting.pop(0)
        self.waiting_width -= len(text)
        if group is not None:
            group.pending -= 1
            if group.broken:
                self.line(indent)
                return
            if not group.pending and group in self.open[group.depth]:
                self.open[group.depth].remove(group)
        self.out.append(text)
        self.column += len(text)

    def line(self, indent):
        self.out.append("\n" + " " * indent)
        self.column = indent

    def gap(self):
        """A blank, or the end of the line."""
        group = self.groups[-1]
        if group.broken:
            self.flush()
            self.line(self.indent)
            return
        group.pending += 1
        self.waiting.append((" ", group, self.indent))
        self.waiting_width += 1
        self.fit()

    def flush(self):
        while self.waiting:
            self.release()

    def enter(self, text, indent):
        self.text(text)
        group = _Group(self.groups[-1].depth + 1)
        self.groups.append(group)
        while len(self.open) <= group.depth:
            self.open.append([])
        self.open[group.depth].append(group)
        self.indent += indent

    def leave(self, text, indent):
        self.indent -= indent
        group = self.groups.pop()
        if not group.pending and group in self.open[group.depth]:
            self.open[group.depth].remove(group)
        self.text(text)


def _items(page, items, inside, show):
    for count, item in enumerate(items):
        if count:
            page.text(",")
            page.gap()
        if count == _MOST_ITEMS:
            page.text("...")
            return
        show(page, item, inside)


def _value(page, value, inside):
    kind = type(value)
    ends = _ENDS.get(kind)
    if ends is None or kind.__repr__ is not ends[2]:
        for count, line in enumerate(repr(value).splitlines()):
            if count:
                page.flush()
                page.line(page.indent)
            page.text(line)
        return
    start, end, _ = ends
    if id(value) in inside:
        return page.text(f"{start}...{end}")
    if not value and kind in (set, frozenset):
        return page.text(f"{kind.__name__}()")
    inside = inside | {id(value)}
    step = len(start)
    page.enter(start, step)
    if kind is dict:
        _items(page, value.items(), inside, _pair)
    elif kind in (set, frozenset):
        items = value
        if len(value) <= _MOST_ITEMS:
            try:
                items = sorted(value)
            except Exception:
                pass
        _items(page, items, inside, _value)
    else:
        _items(page, value, inside, _value)
        if kind is tuple and len(value) == 1:
            page.text(",")
    page.leave(end, step)


def _pair(page, pair, inside):
    _value(page, pair[0], inside)
    page.text(": ")
    _value(page, pair[1], inside)


_ENDS = {
    list: ("[", "]", list.__repr__),
    tuple: ("(", ")", tuple.__repr__),
    dict: ("{", "}", dict.__repr__),
    set: ("{", "}", set.__repr__),
    frozenset: ("frozenset({", "})", frozenset.__repr__),
}


def pretty(value):
    """The text of a value."""
    page = _Page()
    _value(page, value, frozenset())
    page.flush()
    return "".join(page.out)
