"""The base of all shapes."""
print("importing", __name__)


class Shape:
    corners = 0

    def __repr__(self):
        return f"{type(self).__name__}({self.corners})"
