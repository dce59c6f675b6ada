# In[1]:
import asyncio


async def work(name, pause, fail=False):
    await asyncio.sleep(pause)
    print(name, "wakes")
    if fail:
        raise ValueError(f"{name} failed")
    return name


# In[2]:
async with asyncio.TaskGroup() as group:
    tasks = [group.create_task(work(name, pause)) for name, pause in [("slow", 0.03), ("quick", 0.01)]]

[task.result() for task in tasks]

# In[3]:
try:
    async with asyncio.TaskGroup() as group:
        group.create_task(work("bad", 0.01, fail=True))
        patient = group.create_task(work("patient", 10))
except ExceptionGroup as errors:
    print(errors.exceptions)

patient.cancelled()

# In[4]:
async with asyncio.timeout(0.02):
    await work("too slow", 10)

# In[5]:
await asyncio.gather(work("a", 0.02), work("b", 0.01), return_exceptions=True)

# In[6]:
lost = work("lost", 0)
lost = None

# In[7]:
asyncio.run(work("no", 0))

# In[8]:
await asyncio.wait_for(work("last", 0.01), timeout=1)
