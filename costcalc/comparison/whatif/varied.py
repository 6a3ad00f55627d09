"""The assumptions that are varied, each with its values."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from costcalc.arguments import argument, list_argument
from costcalc.comparison.whatif.values import BAD, MOST_VALUES, read_values
from costcalc.expr import Exact, exact_number, simplest
from costcalc.problem import InputError, Place, Problem, collected
from costcalc.shown import cut

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from costcalc.scenario import Scenario

VARY = "--vary"
MOST_VARIED = 2
"""Assumptions of one table: what each pair of their values comes to can still be read."""

VALUES = "a mapping of names to values: {'queries': [100_000, 1_000_000]}, or {'queries': '100K,1M'}"
"""What Python code is told that the argument `vary` must be."""
_EXAMPLE = "100K,1M,10M"


class VariedAssumption(NamedTuple):
    """An assumption with the values that somebody wants to see it have.

    Args:
        name: The assumption.
        values: The values, in the order in which they are shown.
        place: Where that is asked for.
    """

    name: str
    values: tuple[Exact, ...]
    place: Place

    @property
    def ends(self) -> tuple[Exact, Exact]:
        """The least and the most of its values."""
        return min(self.values), max(self.values)


def parse_varied(words: Iterable[str], scenario: Scenario) -> tuple[VariedAssumption, ...]:
    """Return what `--vary` asks for.

    Args:
        words: As given to `--vary`: NAME=VALUES.
        scenario: Whose assumptions are varied.

    Raises:
        InputError: for what cannot be read, and for a name that the scenario does not have.
    """
    found: list[VariedAssumption] = []
    problems: list[Problem] = []
    for word in words:
        place = Place.start_of(VARY, word)
        name, equals, values = word.partition("=")
        name = name.strip()
        if not equals or not values.strip():
            shown = name if name in scenario.assumptions else "NAME"
            message = f"`{cut(word)}` is not NAME=VALUES"
            problems.append(Problem(place, BAD, message, f"{VARY} {shown}={_EXAMPLE}"))
            continue
        start = len(word) - len(values)
        with collected(problems):
            _validate_name(name, place, scenario)
        with collected(problems):
            found.append(VariedAssumption(name, read_values(values, place.shifted(start)), place))
    if problems:
        raise InputError(problems)
    return tuple(found)


def varied_of(vary: Mapping[str, str | Iterable[Exact | int]], scenario: Scenario) -> tuple[VariedAssumption, ...]:
    """Return what Python code asks for.

    Args:
        vary: The values of each assumption, or a text as `--vary` has it behind the equals sign.
        scenario: Whose assumptions are varied.

    Raises:
        InputError: for a text that cannot be read, no values, and a name that the scenario does not have.
        TypeError: for what is no exact number.
    """
    argument(vary, Mapping, "vary", VALUES)
    found: list[VariedAssumption] = []
    problems: list[Problem] = []
    for name, values in vary.items():
        place = Place.start_of("vary", argument(name, str, "vary", VALUES))
        with collected(problems):
            _validate_name(name, place, scenario)
            if isinstance(values, str):
                exact = read_values(values, Place.start_of(f"vary[{name!r}]", values))
            else:
                exact = _numbers(values, name, place)
            found.append(VariedAssumption(str(name), exact, place))
    if problems:
        raise InputError(problems)
    return tuple(found)


def validate_varied(varied: tuple[VariedAssumption, ...], settings: Collection[str]) -> None:
    """See that a table can be made of what is varied.

    Args:
        varied: The assumptions.
        settings: Those that are set.

    Raises:
        InputError: for one that is varied twice, or set as well, for none and for more than two.
    """
    problems: list[Problem] = []
    for nth, one in enumerate(varied):
        if one.name in {before.name for before in varied[:nth]}:
            message = f"`{one.name}` is varied twice"
            problems.append(Problem(one.place, "duplicate-key", message, "give all its values at once"))
        elif one.name in settings:
            message = f"`{one.name}` is set and varied"
            problems.append(Problem(one.place, "duplicate-key", message, "keep one of them"))
    if not varied or len(varied) > MOST_VARIED:
        place = varied[MOST_VARIED].place if varied else Place.start_of("vary")
        message = f"one or two assumptions are varied, not {len(varied)}"
        problems.append(Problem(place, BAD, message, "use --set for the others" if varied else f"queries={_EXAMPLE}"))
    if problems:
        raise InputError(problems)


def _validate_name(name: str, place: Place, scenario: Scenario) -> None:
    from costcalc.scenario import unknown_assumption

    if name not in scenario.assumptions:
        raise InputError([unknown_assumption(scenario, name, place)])


def _numbers(values: Iterable[Exact | int], name: str, place: Place) -> tuple[Exact, ...]:
    what = f"vary[{name!r}]"
    listed = list_argument(values, object, what, "a list of numbers, or a text such as 100K,1M")
    found = tuple(simplest(exact_number(value, what)) for value in listed)
    if not found:
        raise InputError.of(place, BAD, f"`{name}` has no values to be varied over", f"{name}={_EXAMPLE}")
    if len(found) > MOST_VALUES:
        raise InputError.of(place, BAD, "these are too many values", f"a table has at most {MOST_VALUES:,} of them")
    if len(set(found)) != len(found):
        raise InputError.of(place, "duplicate-key", f"`{name}` has the same value twice", "keep one of them")
    return found
