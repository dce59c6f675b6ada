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

# === Fields, formats and ranges ===
moment = time.gmtime(1700000000)
print([time.strftime("%" + c, moment) for c in "aAbBcCdDeFgGhHIjklmMnpPrRsStTuUVwWxXyYzZ%qQ"])
print(time.strftime("%-d|%_d|%05d|%^a|%#p|%10Y|%Ey|%e|%", moment), time.strftime("%F %C %y", (12345,) + (1,) * 8), repr(time.strftime("%Z%z", (2000, 1, 1, 0, 0, 0, 1, 1, -1))))
print([time.strftime("%G-W%V-%u %U %W %j", time.gmtime(day * 86400)) for day in (0, 3, 366, 1096, 2191, 10957)])
print(moment.tm_zone, moment.tm_gmtoff, moment.n_fields, moment.n_sequence_fields, moment.__match_args__, time.struct_time(range(11)).tm_gmtoff, moment.__replace__(tm_year=1)[:2], moment + (1,), moment < time.gmtime(2e9), hash(moment) == hash(tuple(moment)))
print(time.struct_time(range(9), {"tm_zone": "Z"}).__reduce__(), time.struct_time.tm_year, time.struct_time.__mro__, time.gmtime(-62135596801)[:6], time.gmtime(253402300800)[:6])
import os

os.environ["TZ"] = "EST5EDT"
time.tzset()
print(time.tzname, time.timezone, time.altzone, time.daylight, time.localtime(1720000000)[:9], time.localtime(1720000000).tm_zone, time.ctime(1700000000), time.strftime("%Z %z", time.localtime(1700000000)))
print([time.mktime(fields + (hint,)) for fields in ((2024, 3, 10, 2, 30, 0, 0, 0), (2024, 11, 3, 1, 30, 0, 0, 0), (2024, 14, -3, 50, 70, 100, 0, 0)) for hint in (-1, 0, 1)])
os.environ["TZ"] = "UTC"
time.tzset()
for bad in (lambda: time.strftime("%Y", (2000, 13) + (1,) * 7), lambda: time.strftime("%c", (2000, 1, 32, 0, 0, 0, 0, 1, 0)), lambda: time.strftime("%c", (2000, 1, 1, 0, 0, 62, 0, 1, 0)), lambda: time.asctime((1,)), lambda: time.mktime([1] * 9), lambda: time.mktime((2**40,) + (1,) * 8), lambda: time.gmtime(2**62), lambda: time.gmtime(float("nan")), lambda: time.gmtime(1, 2), lambda: time.asctime(1, 2), lambda: time.strftime(), lambda: time.strftime(format="x"), lambda: time.struct_time(5), lambda: time.struct_time(range(12)), lambda: time.struct_time(range(9), 5), lambda: time.struct_time(range(9), {"x": 1}), lambda: setattr(moment, "tm_year", 1), lambda: moment.__replace__(x=1), lambda: type("T", (time.struct_time,), {}), lambda: time.sleep(2**70), lambda: time.get_clock_info("x"), lambda: time.time(1)):
    try:
        print(bad())
    except Exception as error:
        print(type(error).__name__, error)

# === Errors ===
for bad in (lambda: time.sleep(-1), lambda: time.sleep("x"), lambda: time.sleep(), lambda: time.sleep(float("nan")), lambda: time.gmtime("x"), lambda: time.gmtime(1e30), lambda: time.strftime(5), lambda: time.struct_time((1,))):
    try:
        bad()
    except (ValueError, TypeError, OverflowError) as error:
        print(type(error).__name__, error)
time.sleep(-0.5)
