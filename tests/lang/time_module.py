import time

# === Clocks go forward ===
a, b = time.monotonic(), time.monotonic()
print(a <= b, type(a).__name__, time.perf_counter() <= time.perf_counter(), time.process_time() >= 0, time.time() > 1.6e9, type(time.time_ns()).__name__, time.monotonic_ns() <= time.monotonic_ns(), type(time.perf_counter_ns()).__name__)
start = time.perf_counter()
time.sleep(0.01)
print(time.perf_counter() - start >= 0.009)

# === Calendar, in UTC ===
t = time.gmtime(0)
print(t[:], t.tm_year, t.tm_wday, t.tm_yday, t.tm_isdst, len(t), time.gmtime(1700000000)[:6], time.gmtime(951782400.9)[:6], time.gmtime(-1)[:6])
print(t)
print(time.strftime("%Y-%m-%d %H:%M:%S %j %a %A %b %B %p %I %y %%", time.gmtime(1700000000)), time.asctime(time.gmtime(0)), type(time.localtime()).__name__, time.struct_time((2020, 1, 2, 3, 4, 5, 6, 7, 0)).tm_mon)

# === Errors ===
for bad in (lambda: time.sleep(-1), lambda: time.sleep("x"), lambda: time.sleep(), lambda: time.sleep(float("nan")), lambda: time.gmtime("x"), lambda: time.gmtime(1e30), lambda: time.strftime(5), lambda: time.struct_time((1,))):
    try:
        bad()
    except (ValueError, TypeError, OverflowError) as error:
        print(type(error).__name__, error)
time.sleep(-0.5)
