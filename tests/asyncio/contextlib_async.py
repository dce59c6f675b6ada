import asyncio
import contextlib


# === Managers from generators ===
@contextlib.asynccontextmanager
async def cm(n):
    print('in', n)
    try:
        yield n
    except ValueError as e:
        print('caught', e)
    finally:
        print('out', n)


@contextlib.asynccontextmanager
async def noyield():
    if False:
        yield


@contextlib.asynccontextmanager
async def two():
    yield 1
    yield 2


@contextlib.asynccontextmanager
async def swallow():
    try:
        yield
    except BaseException:
        pass


@contextlib.asynccontextmanager
async def reraise():
    try:
        yield
    except ValueError as e:
        raise KeyError('new') from e


class AC:
    async def aclose(self):
        print('aclosed')


# === Leaving, failing, stacking, decorating ===
async def main():
    async with cm(1) as v:
        print(v)
    async with cm(2):
        raise ValueError('x')
    try:
        async with noyield():
            pass
    except RuntimeError as e:
        print(e)
    try:
        async with two():
            pass
    except RuntimeError as e:
        print(e)
    try:
        async with two():
            raise ValueError('q')
    except (RuntimeError, ValueError) as e:
        print(repr(e))
    async with swallow():
        raise KeyError(1)
    try:
        async with reraise():
            raise ValueError
    except KeyError as e:
        print(repr(e), repr(e.__cause__), repr(e.__context__))
    async with contextlib.AsyncExitStack() as st:
        a = await st.enter_async_context(cm('a'))
        st.enter_context(contextlib.suppress(KeyError))
        st.callback(print, 'cb')
        async def acb(x):
            print('acb', x)
        st.push_async_callback(acb, 5)
        async def aex(*exc):
            print('aexit', exc[0])
            return False
        st.push_async_exit(aex)
        try:
            await st.enter_async_context(5)
        except TypeError as e:
            print(e)
        try:
            st.enter_context(cm(1))
        except TypeError as e:
            print(e)
        st2 = st.pop_all()
        await st2.aclose()
    async with contextlib.aclosing(AC()) as c:
        print(type(c).__name__)
    async with contextlib.nullcontext(5) as n:
        print(n)
    @cm('deco')
    async def decorated(a):
        return a*2
    print(await decorated(4), decorated.__name__)
    try:
        async with contextlib.AsyncExitStack() as st:
            st.push_async_callback(acb, 1)
            def boom():
                raise OSError('boom')
            st.callback(boom)
            raise ValueError('orig')
    except OSError as e:
        print(repr(e), repr(e.__context__))
    gen = cm('g')
    print(type(gen).__name__)
    try:
        async with contextlib.closing(5):
            pass
    except TypeError as e:
        print(e)
    try:
        with cm(1):
            pass
    except TypeError as e:
        print(e)
    try:
        async with contextlib.suppress():
            pass
    except TypeError as e:
        print(e)



asyncio.run(main())
