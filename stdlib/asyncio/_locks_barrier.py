"""Barrier."""

__name__ = "asyncio.locks"

from asyncio import exceptions, mixins
from asyncio.locks import Condition

_FILLING = "filling"  # tasks arrive
_DRAINING = "draining"  # the last has come, they leave
_RESETTING = "resetting"  # reset(): they leave with an error
_BROKEN = "broken"


class Barrier(mixins._LoopBoundMixin):
    """Tasks wait here until as many as it takes have come; then all go on."""

    def __init__(self, parties):
        if parties < 1:
            raise ValueError("parties must be >= 1")
        self._cond = Condition()
        self._parties = parties
        self._state = _FILLING
        self._count = 0

    def __repr__(self):
        state = self._state
        if not self.broken:
            state += f", waiters:{self.n_waiting}/{self.parties}"
        return f"<{super().__repr__()[1:-1]} [{state}]>"

    async def __aenter__(self):
        return await self.wait()

    async def __aexit__(self, *exc):
        pass

    async def wait(self):
        """Wait for the others; a number from 0 to parties - 1, different for each task."""
        async with self._cond:
            await self._block()
            try:
                position = self._count
                self._count += 1
                if position + 1 == self._parties:
                    self._state = _DRAINING
                    self._cond.notify_all()
                else:
                    await self._stay()
                return position
            finally:
                self._count -= 1
                self._leave()

    async def _block(self):
        """Wait while those of the last round leave."""
        await self._cond.wait_for(lambda: self._state not in (_DRAINING, _RESETTING))
        if self._state == _BROKEN:
            raise exceptions.BrokenBarrierError("Barrier aborted")

    async def _stay(self):
        """Wait until the barrier is full, reset or broken."""
        await self._cond.wait_for(lambda: self._state != _FILLING)
        if self._state in (_BROKEN, _RESETTING):
            raise exceptions.BrokenBarrierError("Abort or reset of barrier")

    def _leave(self):
        if self._count == 0:
            if self._state in (_RESETTING, _DRAINING):
                self._state = _FILLING
            self._cond.notify_all()

    async def reset(self):
        """Empty again; who waits gets BrokenBarrierError."""
        async with self._cond:
            if self._count > 0:
                if self._state != _RESETTING:
                    self._state = _RESETTING
            else:
                self._state = _FILLING
            self._cond.notify_all()

    async def abort(self):
        """Broken for good: who waits and who comes gets BrokenBarrierError."""
        async with self._cond:
            self._state = _BROKEN
            self._cond.notify_all()

    @property
    def parties(self):
        """How many it takes."""
        return self._parties

    @property
    def n_waiting(self):
        """How many wait now."""
        return self._count if self._state == _FILLING else 0

    @property
    def broken(self):
        """Whether abort() was called."""
        return self._state == _BROKEN
