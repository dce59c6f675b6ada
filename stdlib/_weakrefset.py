"""WeakSet: a set whose members do not keep alive."""

__all__ = ["WeakSet"]

from _weakref import ref
from types import GenericAlias


class WeakSet:
    """A set of weak references; a member leaves when nothing else refers to it.

    Iteration works on a snapshot, so members may die while it runs.
    """

    def __init__(self, data=None):
        self.data = set()

        def remove(dead, owner=ref(self)):
            self = owner()
            if self is not None:
                self.data.discard(dead)

        self._remove = remove
        if data is not None:
            self.update(data)

    def __iter__(self):
        for reference in self.data.copy():
            member = reference()
            if member is not None:
                yield member

    def __len__(self):
        return len(self.data)

    def __contains__(self, item):
        try:
            return ref(item) in self.data
        except TypeError:  # no weak reference possible, so no member
            return False

    def __reduce__(self):
        return self.__class__, (list(self),), self.__getstate__()

    def add(self, item):
        """Add one member."""
        self.data.add(ref(item, self._remove))

    def clear(self):
        """Remove all members."""
        self.data.clear()

    def copy(self):
        """A new set of the same class with the same members."""
        return self.__class__(self)

    def pop(self):
        """Remove and return some living member."""
        while self.data:
            member = self.data.pop()()
            if member is not None:
                return member
        raise KeyError("pop from empty WeakSet")

    def remove(self, item):
        """Remove a member, or raise KeyError."""
        self.data.remove(ref(item))

    def discard(self, item):
        """Remove a member if it is there."""
        self.data.discard(ref(item))

    def update(self, other):
        """Add all members of an iterable."""
        add = self.add
        for item in other:
            add(item)

    def __ior__(self, other):
        self.update(other)
        return self

    def difference(self, other):
        """The members that are not in other."""
        made = self.copy()
        made.difference_update(other)
        return made

    __sub__ = difference

    def difference_update(self, other):
        """Remove the members of other."""
        self.__isub__(other)

    def __isub__(self, other):
        if other is self:
            self.data.clear()
        else:
            self.data.difference_update([ref(item) for item in other])
        return self

    def intersection(self, other):
        """The members that are also in other."""
        return self.__class__(item for item in other if item in self)

    __and__ = intersection

    def intersection_update(self, other):
        """Keep only the members that are in other."""
        self.__iand__(other)

    def __iand__(self, other):
        self.data.intersection_update([ref(item) for item in other])
        return self

    def issubset(self, other):
        """Is every member in other?"""
        return self.data.issubset([ref(item) for item in other])

    __le__ = issubset

    def __lt__(self, other):
        return self.data < {ref(item) for item in other}

    def issuperset(self, other):
        """Is every item of other a member?"""
        return self.data.issuperset([ref(item) for item in other])

    __ge__ = issuperset

    def __gt__(self, other):
        return self.data > {ref(item) for item in other}

    def __eq__(self, other):
        if not isinstance(other, self.__class__):
            return NotImplemented
        return self.data == {ref(item) for item in other}

    def symmetric_difference(self, other):
        """The members of exactly one of the two."""
        made = self.copy()
        made.symmetric_difference_update(other)
        return made

    __xor__ = symmetric_difference

    def symmetric_difference_update(self, other):
        """Keep the members of exactly one of the two."""
        self.__ixor__(other)

    def __ixor__(self, other):
        if other is self:
            self.data.clear()
        else:
            self.data.symmetric_difference_update([ref(item, self._remove) for item in other])
        return self

    def union(self, other):
        """The members of either."""
        return self.__class__(item for items in (self, other) for item in items)

    __or__ = union

    def isdisjoint(self, other):
        """Have the two no member in common?"""
        return not self.intersection(other)

    def __repr__(self):
        return repr(self.data)

    __class_getitem__ = classmethod(GenericAlias)
