"""Levels and their names."""

__all__ = [
    "CRITICAL", "DEBUG", "ERROR", "FATAL", "INFO", "NOTSET", "WARN", "WARNING", "addLevelName",
    "getLevelName", "getLevelNamesMapping",
]

__name__ = "logging"  # where the names belong

NOTSET, DEBUG, INFO, WARNING, ERROR, CRITICAL = range(0, 60, 10)
FATAL, WARN = CRITICAL, WARNING

_nameToLevel = {
    "CRITICAL": CRITICAL, "FATAL": FATAL, "ERROR": ERROR, "WARN": WARNING, "WARNING": WARNING,
    "INFO": INFO, "DEBUG": DEBUG, "NOTSET": NOTSET,
}
_levelToName = {
    level: name for name, level in _nameToLevel.items() if name not in ("FATAL", "WARN")
}


def getLevelNamesMapping():
    """All names with their levels, as a new dict."""
    return _nameToLevel.copy()


def getLevelName(level):
    """The name of a level, or the level of a name, or "Level N"."""
    found = _levelToName.get(level)
    if found is None:
        found = _nameToLevel.get(level)
    return f"Level {level}" if found is None else found


def addLevelName(level, levelName):
    """Give a level a name."""
    from logging._handlers import _lock
    with _lock:
        _levelToName[level] = levelName
        _nameToLevel[levelName] = level


def _checkLevel(level):
    """The number of a level that is given as number or name."""
    if isinstance(level, int):
        return level
    if str(level) != level:
        raise TypeError(f"Level not an integer or a valid string: {level!r}")
    if level not in _nameToLevel:
        raise ValueError(f"Unknown level: {level!r}")
    return _nameToLevel[level]
