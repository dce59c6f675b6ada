"""Formatters: how a record becomes text."""

import sys
import time

__all__ = [
    "BASIC_FORMAT", "BufferingFormatter", "Formatter", "PercentStyle", "StrFormatStyle",
    "StringTemplateStyle",
]

__name__ = "logging"  # where the names belong

BASIC_FORMAT = "%(levelname)s:%(name)s:%(message)s"


class PercentStyle:
    """Formats like "%(name)s"."""

    default_format = "%(message)s"
    asctime_format = "%(asctime)s"
    asctime_search = "%(asctime)"

    def __init__(self, fmt, *, defaults=None):
        self._fmt = fmt or self.default_format
        self._defaults = defaults

    def usesTime(self):
        """Does the format show the time?"""
        return self._fmt.find(self.asctime_search) >= 0

    def validate(self):
        """ValueError if the format cannot be right."""
        if not _has_percent_field(self._fmt):
            raise ValueError(
                f"Invalid format '{self._fmt}' for '{self.default_format[0]}' style"
            )

    def _values(self, record):
        defaults = self._defaults
        return {**defaults, **record.__dict__} if defaults else record.__dict__

    def _format(self, record):
        return self._fmt % self._values(record)

    def format(self, record):
        """The text for a record."""
        try:
            return self._format(record)
        except KeyError as error:
            raise ValueError(f"Formatting field not found in record: {error}")


def _has_percent_field(text):
    """Is there something like "%(name)-8.3s"?"""
    at = text.find("%(")
    while at >= 0:
        end = text.find(")", at)
        name = text[at + 2:end] if end >= 0 else ""
        if name and name.replace("_", "a").isalnum():
            place = _skip(text, end + 1, "#0+ -")
            place = _skip_number(text, place)
            if text[place:place + 1] == ".":
                after = _skip_number(text, place + 1)
                place = after if after > place + 1 else place
            if text[place:place + 1].lower() in set("diouxefgcrsa%"):
                return True
        at = text.find("%(", at + 1)
    return False


def _skip(text, at, chars):
    while at < len(text) and text[at] in chars:
        at += 1
    return at


def _skip_number(text, at):
    if text[at:at + 1] == "*":
        return at + 1
    while at < len(text) and text[at].isdigit():
        at += 1
    return at


class StrFormatStyle(PercentStyle):
    """Formats like "{name}"."""

    default_format = "{message}"
    asctime_format = "{asctime}"
    asctime_search = "{asctime"

    def _format(self, record):
        return self._fmt.format(**self._values(record))

    def validate(self):
        """ValueError if the format cannot be right."""
        from _string import formatter_parser
        fields = set()
        try:
            for _, name, spec, conversion in formatter_parser(self._fmt):
                if name:
                    if not _is_field(name):
                        raise ValueError(f"invalid field name/expression: {name!r}")
                    fields.add(name)
                if conversion and conversion not in "rsa":
                    raise ValueError(f"invalid conversion: {conversion!r}")
                if spec and not _is_spec(spec):
                    raise ValueError(f"bad specifier: {spec!r}")
        except ValueError as error:
            raise ValueError(f"invalid format: {error}")
        if not fields:
            raise ValueError("invalid format: no fields")


def _is_word(text):
    return bool(text) and text.replace("_", "a").isalnum()


def _is_field(name):
    """Is it a name or number, with attributes and items?"""
    size = 0
    while size < len(name) and name[size] not in ".[":
        size += 1
    if not _is_word(name[:size]):
        return False
    rest = name[size:]
    while rest:
        if rest[0] == ".":
            size = 1
            while size < len(rest) and rest[size] not in ".[":
                size += 1
            if not _is_word(rest[1:size]):
                return False
        else:
            size = rest.find("]") + 1
            if size < 3:
                return False
        rest = rest[size:]
        if rest and rest[0] not in ".[":
            return False
    return True


def _is_spec(spec):
    """Is it a format specifier, as far as built-in types go?"""
    at = 0
    if spec[1:2] and spec[1] in "<>=^":
        at = 2
    elif spec[0] in "<>=^":
        at = 1
    at += spec[at:at + 1] in set("+ -")
    at += spec[at:at + 1] == "#"
    at += spec[at:at + 1] == "0"
    at = _skip_width(spec, at)
    at += spec[at:at + 1] in set(",_")
    if spec[at:at + 1] == ".":
        after = _skip_width(spec, at + 1)
        if after == at + 1:
            return False
        at = after
    at += spec[at:at + 1].lower() in set("bcdefgnosx%")
    return at == len(spec)


def _skip_width(spec, at):
    if spec[at:at + 1] == "{":
        end = spec.find("}", at)
        return end + 1 if end > at and _is_word(spec[at + 1:end]) else at
    while at < len(spec) and spec[at].isdigit():
        at += 1
    return at


class StringTemplateStyle(PercentStyle):
    """Formats like "${name}"."""

    default_format = "${message}"
    asctime_format = "${asctime}"
    asctime_search = "${asctime}"

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        from string import Template
        self._tpl = Template(self._fmt)

    def usesTime(self):
        """Does the format show the time?"""
        return "$asctime" in self._fmt or self.asctime_search in self._fmt

    def validate(self):
        """ValueError if the format cannot be right."""
        fields = 0
        for kind, name, start, stop in self._tpl._placeholders():
            if kind == "named":
                fields += 1
            elif kind == "invalid" and self._fmt[start:stop] == "$":
                raise ValueError("invalid format: bare '$' not allowed")
        if not fields:
            raise ValueError("invalid format: no fields")

    def _format(self, record):
        return self._tpl.substitute(**self._values(record))


_STYLES = {
    "%": (PercentStyle, BASIC_FORMAT),
    "{": (StrFormatStyle, "{levelname}:{name}:{message}"),
    "$": (StringTemplateStyle, "${levelname}:${name}:${message}"),
}


class Formatter:
    """Makes text of records: message, time, exception and stack."""

    converter = time.localtime
    default_time_format = "%Y-%m-%d %H:%M:%S"
    default_msec_format = "%s,%03d"

    def __init__(self, fmt=None, datefmt=None, style="%", validate=True, *, defaults=None):
        if style not in _STYLES:
            raise ValueError(f"Style must be one of: {','.join(_STYLES)}")
        self._style = _STYLES[style][0](fmt, defaults=defaults)
        if validate:
            self._style.validate()
        self._fmt = self._style._fmt
        self.datefmt = datefmt

    def formatTime(self, record, datefmt=None):
        """The text for the time of a record."""
        moment = self.converter(record.created)
        if datefmt:
            return time.strftime(datefmt, moment)
        text = time.strftime(self.default_time_format, moment)
        if self.default_msec_format:
            text = self.default_msec_format % (text, record.msecs)
        return text

    def formatException(self, ei):
        """The text for an exception, given as tuple."""
        from traceback import print_exception
        import io
        stream = io.StringIO()
        print_exception(ei[0], ei[1], ei[2], limit=None, file=stream)
        text = stream.getvalue()
        return text[:-1] if text.endswith("\n") else text

    def formatStack(self, stack_info):
        """The text for a stack, which is text already."""
        return stack_info

    def usesTime(self):
        """Does the format show the time?"""
        return self._style.usesTime()

    def formatMessage(self, record):
        """The text for the format, without exception and stack."""
        return self._style.format(record)

    def format(self, record):
        """The text for a record; the record remembers parts of it."""
        record.message = record.getMessage()
        if self.usesTime():
            record.asctime = self.formatTime(record, self.datefmt)
        text = self.formatMessage(record)
        if record.exc_info and not record.exc_text:
            record.exc_text = self.formatException(record.exc_info)
        if record.exc_text:
            text = _below(text, record.exc_text)
        if record.stack_info:
            text = _below(text, self.formatStack(record.stack_info))
        return text


def _below(text, more):
    return f"{text}{'' if text.endswith('\n') else '\n'}{more}"


_defaultFormatter = Formatter()


class BufferingFormatter:
    """Makes one text of many records, with a header and a footer."""

    def __init__(self, linefmt=None):
        self.linefmt = linefmt or _defaultFormatter

    def formatHeader(self, records):
        """The text before the records."""
        return ""

    def formatFooter(self, records):
        """The text after the records."""
        return ""

    def format(self, records):
        """The text for many records; none for no records."""
        if not records:
            return ""
        lines = map(self.linefmt.format, records)
        return "".join((self.formatHeader(records), *lines, self.formatFooter(records)))
