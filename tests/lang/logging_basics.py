import io
import logging
import sys

# === Without configuration, warnings and worse go to standard error ===
logging.debug("never")
log = logging.getLogger("fresh")
log.info("never")
log.warning("the last resort %s", "handler")
log.error("an error")

# === A handler of our own ===
out = io.StringIO()
handler = logging.StreamHandler(out)
handler.setFormatter(logging.Formatter("%(levelname)s:%(name)s:%(message)s"))
log = logging.getLogger("app")
log.addHandler(handler)
log.setLevel(logging.DEBUG)
log.propagate = False
log.debug("debug %d", 1)
log.info("info %(k)s", {"k": "v"})
log.warning("percent %% without arguments")
log.critical("critical")
log.log(25, "between")
log.log(5, "too low")
try:
    1 / 0
except ZeroDivisionError:
    log.exception("with traceback")
    log.error("with exc_info", exc_info=True)
print(out.getvalue())

# === Levels, names, hierarchy ===
child = logging.getLogger("app.part.sub")
print(log.level, child.level, child.getEffectiveLevel(), child.parent.name, log.isEnabledFor(10), logging.getLogger("app") is log, logging.getLevelName(30), logging.getLevelName("ERROR"), logging.getLevelName(33), log, child, logging.getLogger(), log.hasHandlers(), child.handlers)
out.truncate(0)
out.seek(0)
child.info("from the child")
child.setLevel("WARNING")
child.info("filtered")
log.disabled = True
log.info("disabled")
log.disabled = False
print(out.getvalue(), end="")

# === Filters, other formats, records ===
class Only(logging.Filter):
    def filter(self, record):
        return "keep" in record.getMessage()


out.truncate(0)
out.seek(0)
handler.addFilter(Only())
handler.setFormatter(logging.Formatter("{levelname:<8}|{funcName}|{lineno}|{message}", style="{"))


def function():
    log.info("keep this")
    log.info("drop this")


function()
handler.setLevel(logging.ERROR)
log.warning("keep, but too low")
log.error("keep too")
print(out.getvalue(), end="")
record = logging.LogRecord("n", 20, "path.py", 7, "msg %s", ("arg",), None)
print(record.getMessage(), record.levelname, record.filename, record.lineno, logging.Formatter().format(record), logging.Formatter("%(name)s %(message)s").format(record), record)


class ListHandler(logging.Handler):
    def __init__(self):
        super().__init__()
        self.seen = []

    def emit(self, record):
        self.seen.append(self.format(record))


other = ListHandler()
log.handlers[:] = [other]
log.info("listed %s", 5)
print(other.seen, logging.NullHandler(), other)

# === basicConfig on the root ===
logging.basicConfig(stream=sys.stdout, format="%(levelname)s %(message)s", level=logging.INFO, force=True)
logging.info("root info")
logging.debug("root debug")
logging.getLogger("some.other").warning("propagates")
logging.basicConfig(level=logging.DEBUG)
logging.debug("basicConfig works once")
logging.disable(logging.CRITICAL)
logging.critical("disabled")
logging.disable(logging.NOTSET)
adapter = logging.LoggerAdapter(logging.getLogger("adapted"), {"user": "ada"})
adapter.warning("through an adapter")
logging.getLogger("bad").warning("%d", "not a number")
print("after the bad call")
for bad in (lambda: logging.getLogger(5), lambda: log.setLevel("LOUD"), lambda: log.setLevel(1.5), lambda: log.log("x", "m")):
    try:
        bad()
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
