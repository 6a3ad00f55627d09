"""What docstrings say is found where Python has thrown them away, too."""

from __future__ import annotations

import types

import costcalc.checks.price_jump as a_module
from costcalc.cli.compare import Order, compare
from costcalc.documentation import documentation
from costcalc.project.limits import Gate


class WithoutOne:
    pass


def test_a_docstring_that_was_thrown_away_is_read_from_the_file() -> None:
    for what in (a_module, compare, Order, Gate):
        kept = what.__doc__
        said = documentation(what)
        assert said
        try:
            what.__doc__ = None
            assert documentation(what) == said
        finally:
            what.__doc__ = kept


def test_what_has_none_says_nothing() -> None:
    assert documentation(WithoutOne) == ""
    assert documentation(types.ModuleType("nowhere")) == ""
