import asyncio
import inspect
import linecache
import traceback

# === The library's own source can be read ===
print(inspect.getsource(asyncio.sleep).startswith("async def sleep"))
print(inspect.getsourcelines(asyncio.Queue)[0][0].startswith("class Queue"))
print(bool(linecache.getline(asyncio.__file__, 1)), linecache.getline(asyncio.__file__, 10**6) == "")
try:
    asyncio.run(asyncio.wait_for(asyncio.Event().wait(), 0))
except TimeoutError as error:
    print(all(frame.line for frame in traceback.extract_tb(error.__traceback__)))


# === Code from a string has none ===
namespace = {}
exec("def made():\n    raise ValueError\n", namespace)
try:
    inspect.getsource(namespace["made"])
except OSError as error:
    print(error)
try:
    namespace["made"]()
except ValueError as error:
    print([frame.line for frame in traceback.extract_tb(error.__traceback__)])
print(linecache.getline("<string>", 1), linecache.getlines("no such file"))
