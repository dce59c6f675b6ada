import asyncio


async def value(x):
    await asyncio.sleep(0)
    return x


# === One loop for several runs ===
with asyncio.Runner() as runner:
    loop = runner.get_loop()
    print(runner.run(value(1)), runner.run(value(2)), runner.get_loop() is loop, loop.is_closed())
print(loop.is_closed())

# === Tasks and variables survive between the runs ===
async def start():
    global t
    t = asyncio.create_task(background())


async def background():
    try:
        for i in range(100):
            print("background", i)
            await asyncio.sleep(0)
    finally:
        print("background ends")


with asyncio.Runner() as runner:
    runner.run(start())
    runner.run(asyncio.sleep(0))
    print("between")
    runner.run(asyncio.sleep(0))
    print("leaving")
print(t.cancelled())

# === Errors leave the runner usable ===
with asyncio.Runner(debug=False) as runner:
    async def fails():
        raise ValueError("first")

    try:
        runner.run(fails())
    except ValueError as error:
        print(repr(error))
    print(runner.run(value("after")))

# === Without a with block ===
runner = asyncio.Runner()
print(runner.run(value(3)))
runner.close()
runner.close()
for action in (runner.get_loop, lambda: runner.__enter__()):
    try:
        action()
    except RuntimeError as error:
        print(error)
c = value(4)
try:
    runner.run(c)
except RuntimeError as error:
    print(error)
c.close()

# === A factory for the loop ===
made = []


def factory():
    made.append(asyncio.new_event_loop())
    return made[-1]


with asyncio.Runner(loop_factory=factory) as runner:
    print(runner.run(value(5)), runner.get_loop() is made[0], len(made))
print(asyncio.run(value(6), loop_factory=factory), len(made), made[1].is_closed())

# === Wrong arguments ===
with asyncio.Runner() as runner:
    for bad in (5, value, None):
        try:
            runner.run(bad)
        except (TypeError, ValueError) as error:
            print(type(error).__name__, str(error).split(" at 0x")[0])

    async def nested():
        c = value(1)
        try:
            runner.run(c)
        except RuntimeError as error:
            print(error)
        c.close()

    runner.run(nested())
with asyncio.Runner() as runner:
    async def never():
        raise RuntimeError("out of the runner")

    runner.run(never())
