# === Every type code ===
for spec in ("", "d", "b", "o", "x", "X", "c", "n", "e", "f", "g", "%", "#b", "#o", "#x", "#X", "08d", "+d", " d", "-d", ",", "_", "_b", "_x", "10,", "<8", ">8",
             "^8", "=8", "*=+8", "0=8", "#010x", "+,", "#_b", ".2f", "10.1e"):
    print(f"{spec:8}|{format(97, spec)}|{format(1234567, spec) if spec != 'c' else ''}|{format(-42, spec) if spec != 'c' else ''}|")

# === Large numbers ===
n = 10**30 + 7
for spec in ("", ",", "_", "x", "#x", "+", "e", ".3e", "g", "40", "<40", "^40,", "040", ".1f"):
    print(f"{spec:6}|{format(n, spec)}|{format(-n, spec)}|")

# === Booleans are integers, except without a type code ===
print(f"{True}|{True:}|{True:d}|{False:5}|{True:>5}|{True:x}|{True!s:>6}")

# === Zero and signs ===
for value in (0, 1, -1):
    print(f"{value:+}|{value: }|{value:03}|{value:#b}|{value:,}|{value:%}|{value:=+5}|{value:05,}")
print(f"{1234567:010,}|{1234567:015,}|{0x1234ABCD:_X}|{-255:#06x}|{5:08b}|{5:#010b}")

# === Wrong specifications ===
for spec in ("s", "q", ".2", ".2d", ",x", "_c", "+c", ",n", "10.2x", "dd", "0x", ",_", "=^5", "#c"):
    try:
        print(spec, "=", format(5, spec))
    except (ValueError, OverflowError) as error:
        print(spec, "->", error)
for value in (-1, 0x110000, 10**30):
    try:
        format(value, "c")
    except (OverflowError, ValueError) as error:
        print(type(error).__name__, error)
for value in ([], None, object, {}, ()):
    try:
        format(value, "5")
    except TypeError as error:
        print(error)
print("{:d}".format(3.0))
