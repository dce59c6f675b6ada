import gc

print(gc.get_threshold())
gc.set_threshold(7)
print(gc.get_threshold())
gc.set_threshold(1, 2)
print(gc.get_threshold())
for given in ((1, 2, 3), (), ("x",), (1, 2, 3, 4), (-1,), (2**40,), (-(2**40),), (2**90,), (1.5,)):
    try:
        gc.set_threshold(*given)
        print(gc.get_threshold())
    except (TypeError, OverflowError) as error:
        print(type(error).__name__, error)
gc.set_debug(0)
print(gc.get_debug())


# === Without the first threshold nothing is collected ===
class Counted:
    alive = 0

    def __init__(self):
        Counted.alive += 1
        self.me = self

    def __del__(self):
        Counted.alive -= 1


def make(many):
    for _ in range(many):
        Counted()


gc.collect()
gc.set_threshold(0)
make(20_000)
print(Counted.alive)
gc.collect()
print(Counted.alive)
gc.set_threshold(100)
make(20_000)
print(Counted.alive < 20_000)
gc.collect()
print(Counted.alive)

gc.disable()

# === Finalisers of garbage run in the order in which the objects were made ===
class Loud:
    def __init__(self, name):
        self.name, self.me = name, self

    def __del__(self):
        print(self.name, end=" ")


class Other(Loud):
    pass


for round in range(3):
    made = [Loud(f"a{n}") for n in range(6)]
    del made[1], made[3]
    made += [Other(f"b{n}") for n in range(3)] + [Loud(f"c{n}") for n in range(3)]
    made.reverse()
    del made
    gc.collect()
    print()
