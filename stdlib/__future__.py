"""What `from __future__ import ...` can name, and since when it is no longer needed."""

_TABLE = {
    # name: (optional since, mandatory since, compiler flag)
    "nested_scopes": ((2, 1, 0, "beta", 1), (2, 2, 0, "alpha", 0), 0x10),
    "generators": ((2, 2, 0, "alpha", 1), (2, 3, 0, "final", 0), 0),
    "division": ((2, 2, 0, "alpha", 2), (3, 0, 0, "alpha", 0), 0x20000),
    "absolute_import": ((2, 5, 0, "alpha", 1), (3, 0, 0, "alpha", 0), 0x40000),
    "with_statement": ((2, 5, 0, "alpha", 1), (2, 6, 0, "alpha", 0), 0x80000),
    "print_function": ((2, 6, 0, "alpha", 2), (3, 0, 0, "alpha", 0), 0x100000),
    "unicode_literals": ((2, 6, 0, "alpha", 2), (3, 0, 0, "alpha", 0), 0x200000),
    "barry_as_FLUFL": ((3, 1, 0, "alpha", 2), (4, 0, 0, "alpha", 0), 0x400000),
    "generator_stop": ((3, 5, 0, "beta", 1), (3, 7, 0, "alpha", 0), 0x800000),
    "annotations": ((3, 7, 0, "beta", 1), None, 0x1000000),
}

all_feature_names = list(_TABLE)

__all__ = ["all_feature_names", *all_feature_names]


class _Feature:
    """When a feature came, when it became (or becomes) the rule, and its compiler flag."""

    def __init__(self, optionalRelease, mandatoryRelease, compiler_flag):
        self.optional = optionalRelease
        self.mandatory = mandatoryRelease
        self.compiler_flag = compiler_flag

    def getOptionalRelease(self):
        """The first release that knows the feature, like sys.version_info."""
        return self.optional

    def getMandatoryRelease(self):
        """The release that makes the feature the rule, or None if that is not planned."""
        return self.mandatory

    def __repr__(self):
        return f"_Feature{(self.optional, self.mandatory, self.compiler_flag)!r}"


CO_NESTED = 0x10
CO_GENERATOR_ALLOWED = 0

for _name, _row in _TABLE.items():
    globals()[_name] = _Feature(*_row)
    if _row[2] > CO_NESTED:
        globals()["CO_FUTURE_" + _name.upper().replace("FLUFL", "BDFL")] = _row[2]
del _name, _row
