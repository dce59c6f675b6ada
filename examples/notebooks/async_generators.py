#!/usr/bin/env python
# coding: utf-8

# # Async generators
#
# A notebook as `nbconvert` writes it: `# In[n]:` opens a cell, and the comments before it are its text.

# In[1]:


import asyncio


async def ticks(name, count, pause=0.01):
    for number in range(count):
        await asyncio.sleep(pause)
        yield f"{name}{number}"


# The loop is running already, so `async for` needs no wrapping.

# In[2]:


async for tick in ticks("a", 3):
    print(tick)


# In[3]:


[tick async for tick in ticks("b", 2)]


# A value that the last expression gives is shown, unless a semicolon follows.

# In[4]:


await anext(ticks("c", 1));


# In[5]:


{tick: len(tick) async for tick in ticks("d", 2) if tick != "d0"}


# ## Values that go in
#
# `asend` passes a value to the place where the generator waits.

# In[6]:


async def averages():
    total = count = 0
    average = None
    while True:
        number = yield average
        total += number
        count += 1
        average = total / count


average = averages()
await average.asend(None)
[await average.asend(number) for number in (10, 20, 60)]


# In[7]:


await average.aclose()
await average.asend(1)


# ## Cleaning up

# In[8]:


async def resource():
    try:
        print("opened")
        yield "resource"
    finally:
        await asyncio.sleep(0)
        print("closed")


from contextlib import aclosing

async with aclosing(resource()) as source:
    async for thing in source:
        print("using", thing)
        break


# ## Tasks live on between the cells

# In[9]:


collected = []


async def collect():
    async for tick in ticks("e", 4, 0.02):
        collected.append(tick)


collecting = asyncio.create_task(collect())
collected


# In[10]:


await asyncio.sleep(0.05)
print(len(collected) > 0, collecting.done())


# In[11]:


await collecting
collected


# In[12]:


_11[-1], In[3], Out[3]
