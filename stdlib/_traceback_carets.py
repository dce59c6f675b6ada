"""The line of `~~~^^^` below a source line: which part of an expression did the work?

The part that a traceback points at is one whole expression. It is scanned, not parsed: only its
outermost operation matters, which is a binary operator, a subscript, a call, or something else.
"""

from keyword import kwlist

__all__ = ["caret_rows", "display_width", "find_anchor", "is_plain_call"]

# Loosest first; the operators of one row bind equally.
_BINARY = (("|",), ("^",), ("&",), ("<<", ">>"), ("+", "-"), ("*", "/", "//", "%", "@"))
_LEVELS = {sign: level for level, signs in enumerate(_BINARY) for sign in signs}
_LOOSER = frozenset(kwlist) - {"await", "None", "True", "False"} | frozenset((
    "<", ">", "<=", ">=", "==", "!=", ":=", ",", "=", ":", ";", "->",
))
_OPENING = {"(": ")", "[": "]", "{": "}"}
_SIGNS = sorted((
    "**", "//", "<<", ">>", "<=", ">=", "==", "!=", ":=", "->", "+", "-", "*", "/", "%", "@", "&",
    "|", "^", "~", "<", ">", ",", ":", ";", ".", "=", "(", ")", "[", "]", "{", "}", "...",
), key=len, reverse=True)


class _Confused(Exception):
    """The text is no complete expression."""


def _tokens(text):
    """The tokens outside of brackets as (kind, text, start, end); a bracket pair is one token."""
    found = []
    at, size = 0, len(text)
    while at < size:
        char = text[at]
        if char.isspace() or char == "\\":
            at += 1
            continue
        start = at
        if char == "#":
            end = text.find("\n", at)
            at = size if end < 0 else end
            continue
        if char.isalpha() or char == "_" or char > "\x7f":
            while at < size and (text[at].isalnum() or text[at] == "_" or text[at] > "\x7f"):
                at += 1
            if at < size and text[at] in "'\"" and at - start <= 2:
                at = _string_end(text, at, text[start:at].lower())
                kind = "value"
            else:
                kind = "name"
        elif char.isdigit() or char == "." and text[at + 1:at + 2].isdigit():
            at = _number_end(text, at)
            kind = "value"
        elif char in "'\"":
            at = _string_end(text, at, "")
            kind = "value"
        elif char in _OPENING:
            at = _bracket_end(text, at)
            kind = "group"
        else:
            sign = next((sign for sign in _SIGNS if text.startswith(sign, at)), None)
            if sign is None or sign in ")]}":
                raise _Confused
            at += len(sign)
            kind = "sign"
        found.append((kind, text[start:at], start, at))
    return found


def _number_end(text, at):
    size = len(text)
    while at < size and (text[at].isalnum() or text[at] in "._"
                         or text[at] in "+-" and text[at - 1] in "eE"
                         and not text[max(at - 3, 0):at].lower().startswith("0x")):
        at += 1
    return at


def _string_end(text, at, prefix):
    """The end of a string that starts with a quote here."""
    quote = text[at]
    if text.startswith(quote * 3, at):
        quote *= 3
    at += len(quote)
    fields = "f" in prefix or "t" in prefix
    while at < len(text):
        if text.startswith(quote, at):
            return at + len(quote)
        if text[at] == "\\":
            at += 2
        elif fields and text[at] == "{":
            at = at + 2 if text.startswith("{{", at) else _bracket_end(text, at)
        else:
            at += 1
    raise _Confused


def _bracket_end(text, at):
    """The end of the bracket pair that starts here."""
    closing = [_OPENING[text[at]]]
    at += 1
    while at < len(text):
        char = text[at]
        if char in _OPENING:
            closing.append(_OPENING[char])
        elif char in ")]}":
            if char != closing.pop():
                raise _Confused
            if not closing:
                return at + 1
        elif char in "'\"":
            start = at
            while start and text[start - 1].isalpha():
                start -= 1
            at = _string_end(text, at, text[start:at].lower())
            continue
        elif char == "#":
            end = text.find("\n", at)
            at = len(text) if end < 0 else end
            continue
        at += 1
    raise _Confused


def _split(tokens):
    """The outermost operation: (kind, index of its token), or None if it has no anchor."""
    if not tokens or any(token[1] in _LOOSER for token in tokens if token[0] != "value"):
        return None
    best = power = None
    operand = False  # does an operand stand before this token?
    for index, (kind, text, _, _) in enumerate(tokens):
        if operand and kind in ("name", "value") and tokens[index - 1][1] != "." and not (
            text[-1] in "'\"" and tokens[index - 1][1][-1] in "'\""
        ):
            return None  # two operands in a row: a statement
        if kind == "sign" and text not in (".", "..."):
            if operand and text == "**":
                if power is None:
                    power = index
            elif operand and text in _LEVELS:
                level = _LEVELS[text]
                if best is None or level <= best[0]:
                    best = level, index
            elif text not in "+-~":
                return None
            operand = False
        else:
            operand = not (kind == "name" and text == "await")
    if best is not None:
        return "operator", best[1]
    if tokens[0][1] in ("+", "-", "~") and tokens[0][0] == "sign":
        return None
    if power is not None:
        return "operator", power
    if tokens[0][1] == "await" and tokens[0][0] == "name":
        return None
    kind, text, _, _ = tokens[-1]
    if kind != "group" or len(tokens) == 1:
        return None
    if text[0] == "(":
        return "call", len(tokens) - 1
    return ("subscript", len(tokens) - 1) if text[0] == "[" else None


def find_anchor(segment):
    """Where the operator, the brackets or the arguments are: (start, end) as indexes, or None."""
    try:
        tokens = _tokens(segment)
        outermost = _split(tokens)
    except _Confused:
        return None
    if outermost is None:
        return None
    kind, index = outermost
    _, text, start, end = tokens[index]
    if kind == "operator" and len(text) == 1 and _opens_operand(tokens, index, segment, end):
        end += 1
    return start, end


def _opens_operand(tokens, index, segment, end):
    """Does a parenthesis that only groups follow at once? It is taken for a part of the sign."""
    if index + 2 != len(tokens) or tokens[index + 1][2] != end:
        return False
    kind, text, _, _ = tokens[index + 1]
    if kind != "group" or text[0] != "(":
        return False
    inner = _tokens(text[1:-1])
    own = not inner or any(token[1] in (",", "for") for token in inner if token[0] != "value")
    return not own


def is_plain_call(before, segment, after):
    """Is the segment a call that is all there is, as in `x = f()` or `return f()`?"""
    after = after.strip()
    if after and after[0] not in "#;":
        return False
    try:
        tokens = _tokens(segment)
        outermost = _split(tokens)
        if outermost is None or outermost[0] != "call":
            return False
        if before == "return":
            return len(tokens) == 2 and tokens[0][0] == "name"
        parts = _tokens(before)
    except _Confused:
        return False
    if len(parts) < 2 or parts[-1][1] != "=" or sum(token[1] == "=" for token in parts) > 1:
        return False
    return not any(
        token[1] in _LOOSER and token[1] not in ("=", ",") for token in parts
        if token[0] != "value"
    )


# === rows ===

def display_width(line, offset=None):
    """How many columns the first characters take on a terminal."""
    if offset is None:
        offset = len(line)
    if line.isascii():
        return offset
    try:
        from unicodedata import east_asian_width
    except ImportError:
        return min(offset, len(line))
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in line[:offset])


def _segment(lines, start, end):
    text = "\n".join(lines)
    return text[start:len(text) - (len(lines[-1]) - end)]


def worth_showing(start, end, lines, anchor):
    """Do carets say more than the lines themselves?"""
    before, after = lines[0][:start].strip(), lines[-1][end:].rstrip()
    if all(not line.strip() or line.lstrip()[0] == "#" for line in lines):
        return False  # the file has changed: there is no code any more
    if is_plain_call(before, _segment(lines, start, end), after):
        return False
    return bool(anchor or before or after)


def caret_rows(lines, start, end, decide=worth_showing):
    """The rows to show for the lines of an instruction, from column start to column end.

    Lines in the middle are left out, unless the anchor is near.
    """
    last = len(lines) - 1
    segment = _segment(lines, start, end)
    anchor = find_anchor(segment)
    carets = decide(start, end, lines, anchor)
    wanted = {0, last}
    places = None
    if anchor:
        places = [_place(lines, segment, start, index) for index in anchor]
        for row, _ in places:
            wanted.update(range(row - 1, row + 2))
    wanted = sorted(row for row in wanted if 0 <= row <= last)

    rows = []

    def show(row):
        rows.append(lines[row] + "\n")
        if carets:
            rows.append(_underline(lines, row, start, end, places) + "\n")

    previous = None
    for row in wanted:
        if previous is not None:
            if row - previous == 2:
                show(row - 1)
            elif row - previous > 2:
                rows.append(f"...<{row - previous - 1} lines>...\n")
        show(row)
        previous = row
    return rows


def _place(lines, segment, start, index):
    """The (row, column) of an index into the segment, in terminal columns."""
    row = segment.count("\n", 0, index)
    column = index - (segment.rfind("\n", 0, index) + 1)
    if row == 0:
        column += start
    return row, display_width(lines[row], column)


def _underline(lines, row, start, end, places):
    line = lines[row]
    last = row == len(lines) - 1
    width = display_width(line, end) if last else display_width(line)
    blank = len(line) - len(line.lstrip())
    if row == 0:
        blank = max(blank, display_width(line, start))
    marks = []
    for column in range(width):
        if column < blank:
            marks.append(" ")
        elif places is None or places[0] <= (row, column) < places[1]:
            marks.append("^")
        else:
            marks.append("~")
    return "".join(marks)
