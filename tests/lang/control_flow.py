# === if, elif, else ===
def sign(n):
    if n > 0:
        return "positive"
    elif n < 0:
        return "negative"
    else:
        return "zero"


print(sign(5), sign(-1), sign(0))
if True: print("one line"); print("two statements")
if 0: print("no")
elif 0: print("no")
else: print("else")
if [] or {}:
    pass
elif not (x := 0):
    print("walrus", x)

# === Nested decisions ===
for a in (0, 1):
    for b in (0, 1):
        if a:
            if b:
                print("both")
            else:
                print("a alone")
        elif b:
            print("b alone")
        else:
            print("none")

# === Early return and falling off the end ===
def search(items, wanted):
    for index, item in enumerate(items):
        if item == wanted:
            return index


def bare():
    return
    print("never")


print(search("abc", "c"), search("abc", "z"), bare())

# === pass, ellipsis, docstrings and bare expressions ===
def nothing():
    pass


def placeholder(): ...


def documented():
    """The text."""


class Empty: pass


print(nothing(), placeholder(), documented.__doc__, Empty.__name__, documented())
1 + 1
"a string statement"
[print("expression statement")]

# === assert ===
assert True
assert 1, "never seen"
for condition, message in ((0, None), (False, "with text"), ([], ["a list"])):
    try:
        if message is None:
            assert condition
        else:
            assert condition, message
    except AssertionError as error:
        print(repr(error), error.args)

# === Constant conditions keep their effect ===
while True:
    print("once")
    break
while False:
    print("never")
else:
    print("loop else")
if __debug__:
    print("debug")
x = 1 if not None else 2
print(x)


# === Long chains of elif ===
def grade(score):
    if score >= 90:
        return "A"
    elif score >= 80:
        return "B"
    elif score >= 70:
        return "C"
    elif score >= 60:
        return "D"
    return "F"


print("".join(grade(s) for s in (95, 85, 75, 65, 55, 90, 60)))


# === Effects happen in order ===
def say(x):
    print("say", x)
    return x


if say(0) or say("") or say([1]):
    print("reached")
result = say(1) + say(2) * say(3) - say(4)
print(result, say(1) < say(2) < say(0) < say(9))
{say("k1"): say("v1"), say("k2"): say("v2")}
print(say("f1"), *[say("f2")], end=say("\n"))
assert say(1) > say(2), f"asserted {say('message')}"
