"""FrameSummary and StackSummary: what a traceback shows of each frame."""

import linecache
import sys
from _carets import rows
from itertools import islice

__all__ = ["FrameSummary", "StackSummary", "_extended_tb", "walk_stack", "walk_tb"]

__name__ = "traceback"  # where the names belong

_RECURSIVE_CUTOFF = 3  # equal frames in a row that are shown


def _safe_string(value, what, func=str):
    try:
        return func(value)
    except:
        return f"<{what} {func.__name__}() failed>"


class FrameSummary:
    """One frame: file, line and column numbers, name, source line, and perhaps the locals.

    The source is read when it is asked for.
    """

    __slots__ = (
        "filename", "lineno", "end_lineno", "colno", "end_colno", "name", "_lines",
        "_lines_dedented", "locals", "_code",
    )

    def __init__(self, filename, lineno, name, *, lookup_line=True, locals=None, line=None,
                 end_lineno=None, colno=None, end_colno=None, **kwargs):
        self.filename, self.name = filename, name
        self.lineno = lineno
        self.end_lineno = lineno if end_lineno is None else end_lineno
        self.colno, self.end_colno = colno, end_colno
        self._code = kwargs.get("_code")
        self._lines = line
        self._lines_dedented = None
        if lookup_line:
            self.line
        self.locals = {
            key: _safe_string(value, "local", func=repr) for key, value in locals.items()
        } if locals else None

    def _key(self):
        return self.filename, self.lineno, self.name, self.locals

    def __eq__(self, other):
        if isinstance(other, FrameSummary):
            return self._key() == other._key()
        return tuple(self) == other if isinstance(other, tuple) else NotImplemented

    __hash__ = None

    # As it was a tuple once, it can be unpacked into four items.
    def __iter__(self):
        return iter((self.filename, self.lineno, self.name, self.line))

    def __getitem__(self, pos):
        return tuple(self)[pos]

    def __len__(self):
        return 4

    def __repr__(self):
        return f"<FrameSummary file {self.filename}, line {self.lineno} in {self.name}>"

    def _set_lines(self):
        if self._lines is not None or self.lineno is None or self.end_lineno is None:
            return
        lines = []
        for lineno in range(self.lineno, self.end_lineno + 1):
            lines.append(linecache.getline(self.filename, lineno).rstrip())
        text = "\n".join(lines)
        if not text and self._code is not None and self.filename.startswith("<"):
            known = linecache._getlines_from_code(self._code)
            text = "\n".join(
                line.rstrip() for line in known[self.lineno - 1:self.end_lineno]
            )
        self._lines = text + "\n"

    @property
    def _original_lines(self):
        self._set_lines()
        return self._lines

    @property
    def _dedented_lines(self):
        """The lines with their common indent taken away."""
        self._set_lines()
        if self._lines_dedented is None and self._lines is not None:
            self._lines_dedented = _dedent(self._lines)
        return self._lines_dedented

    @property
    def line(self):
        """The first source line, without indent; None if there are no line numbers."""
        self._set_lines()
        if self._lines is None:
            return None
        return self._lines.partition("\n")[0].strip()


def _dedent(text):
    """Take the common indent from all lines; blank lines do not count, and become empty."""
    lines = text.split("\n")
    indents = [
        line[:len(line) - len(line.lstrip())] for line in lines if line.strip()
    ]
    common = 0
    if indents:
        least, greatest = min(indents), max(indents)
        while common < len(least) and least[common] == greatest[common]:
            common += 1
    return "\n".join(line[common:] if line.strip() else "" for line in lines)


def walk_stack(f):
    """Iterate over (frame, line number) outward, from the caller by default."""
    if f is None:
        f = sys._getframe().f_back

    def walk(frame):
        while frame is not None:
            yield frame, frame.f_lineno
            frame = frame.f_back

    return walk(f)


def walk_tb(tb):
    """Iterate over (frame, line number) inward."""
    while tb is not None:
        yield tb.tb_frame, tb.tb_lineno
        tb = tb.tb_next


def _get_code_position(code, instruction_index):
    """(line, end line, column, end column) of an instruction."""
    if instruction_index < 0:
        return None, None, None, None
    return next(islice(code.co_positions(), instruction_index // 2, None))


def _extended_tb(tb):
    """Like walk_tb(), with positions instead of the line number."""
    while tb is not None:
        lineno, *rest = _get_code_position(tb.tb_frame.f_code, tb.tb_lasti)
        # A traceback made by hand may have another line than its instruction.
        yield tb.tb_frame, (tb.tb_lineno if lineno is None else lineno, *rest)
        tb = tb.tb_next


class StackSummary(list):
    """A list of FrameSummary objects, outermost first."""

    @classmethod
    def extract(klass, frame_gen, *, limit=None, lookup_lines=True, capture_locals=False):
        """Make one from (frame, line number) pairs; limit counts from the start, or from the end.

        The end is counted from if the limit is negative.
        """
        pairs = ((frame, (lineno, None, None, None)) for frame, lineno in frame_gen)
        return klass._extract_from_extended_frame_gen(
            pairs, limit=limit, lookup_lines=lookup_lines, capture_locals=capture_locals
        )

    @classmethod
    def _extract_from_extended_frame_gen(klass, frame_gen, *, limit=None, lookup_lines=True,
                                         capture_locals=False):
        frames = _limited(frame_gen, limit)
        result = klass()
        files = {}
        for frame, (lineno, end_lineno, colno, end_colno) in frames:
            code = frame.f_code
            files[code.co_filename] = None
            linecache.lazycache(code.co_filename, frame.f_globals)
            result.append(FrameSummary(
                code.co_filename, lineno, code.co_name, lookup_line=False,
                locals=frame.f_locals if capture_locals else None, end_lineno=end_lineno,
                colno=colno, end_colno=end_colno, _code=code,
            ))
        for filename in files:
            linecache.checkcache(filename)
        if lookup_lines:
            for summary in result:
                summary.line
        return result

    @classmethod
    def from_list(klass, a_list):
        """Make one from FrameSummary objects or (file name, line number, name, line) tuples."""
        result = klass()
        for item in a_list:
            if not isinstance(item, FrameSummary):
                filename, lineno, name, line = item
                item = FrameSummary(filename, lineno, name, line=line)
            result.append(item)
        return result

    def format_frame_summary(self, frame_summary, **kwargs):
        """The text for one frame; None leaves it out."""
        filename = frame_summary.filename
        if filename.startswith("<stdin-") and filename.endswith(">"):
            filename = "<stdin>"
        parts = [f'  File "{filename}", line {frame_summary.lineno}, in {frame_summary.name}\n']
        source = frame_summary._dedented_lines
        if source and source.strip():
            parts += _source_rows(frame_summary)
        if frame_summary.locals:
            parts += (
                f"    {name} = {value}\n" for name, value in sorted(frame_summary.locals.items())
            )
        return "".join(parts)

    def format(self, **kwargs):
        """The text of all frames, as list; many equal ones in a row are counted."""
        result = []
        last, count = None, 0
        for summary in self:
            text = self.format_frame_summary(summary, **kwargs)
            if text is None:
                continue
            key = summary.filename, summary.lineno, summary.name
            if None in key or key != last:
                result += _repeated(count)
                last, count = key, 0
            count += 1
            if count <= _RECURSIVE_CUTOFF:
                result.append(text)
        return result + _repeated(count)


def _repeated(count):
    more = count - _RECURSIVE_CUTOFF
    if more <= 0:
        return []
    return [f"  [Previous line repeated {more} more time{'s' if more > 1 else ''}]\n"]


def _limited(frame_gen, limit):
    if limit is None:
        limit = getattr(sys, "tracebacklimit", None)
        if limit is not None and limit < 0:
            limit = 0
    if limit is None:
        return frame_gen
    if limit >= 0:
        limited = list(islice(frame_gen, limit))
        if hasattr(frame_gen, "close"):
            frame_gen.close()
        return limited
    from collections import deque
    return deque(frame_gen, maxlen=-limit)


def _source_rows(summary):
    """The indented source lines of a frame, with carets where the columns are known."""
    if summary.colno is None or summary.end_colno is None:
        return [f"    {summary.line}\n"]
    size = summary.end_lineno - summary.lineno + 1
    lines = summary._original_lines.splitlines()[:size]
    return [f"    {row}\n" for row in rows(lines, summary.colno, summary.end_colno)]
