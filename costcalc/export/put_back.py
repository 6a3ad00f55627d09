"""Which assumptions moved a name in a formula: those that, put back as they were, give it the value that it had."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from costcalc.export.assumed import rewritten, written
from costcalc.export.table import number_of
from costcalc.expr import Frame, Missing, first_place
from costcalc.problem import InputError
from costcalc.source import place_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from costcalc.export.manifest import Manifest
    from costcalc.pricing import Charge
    from costcalc.problem import Place
    from costcalc.scenario import Scenario

    Rewritten = Mapping[str, Mapping[str, tuple[str, str | None]]]


class AssumptionChange(NamedTuple):
    """An assumption that is written otherwise than it was.

    Args:
        name: The assumption.
        was: What was written.
        now: What is.
        place: Where.
    """

    name: str
    was: str
    now: str | None
    place: Place | None


def was_assumed(then: Manifest, now: Manifest) -> Rewritten:
    """Return the assumptions that had another value, as they were written and as they are, by scenario."""
    return rewritten(written(then["assumptions"]), written(now["assumptions"]))


class PutBack:
    """The assumptions of scenarios, put back as they were.

    Args:
        changed: Those that had another value, as they were written and as they are, by scenario.
    """

    def __init__(self, changed: Rewritten) -> None:
        self._changed = changed
        self._frames: dict[int, tuple[Frame, Frame | None]] = {}

    def causes(self, name: str, was: str, charge: Charge, scenario: Scenario) -> list[AssumptionChange]:
        """Return the assumptions that explain the value that a name had; none where they do not.

        Args:
            name: The name, as in a formula.
            was: Its value in the file.
            charge: What the formula is of, today.
            scenario: Whose assumptions they are.
        """
        changed = self._changed.get(str(scenario.id), {})
        frame = charge.cost.env
        if not changed or not isinstance(frame, Frame):
            return []
        before = self._before(frame, {each: sides[0] for each, sides in changed.items()})
        if before is None or name not in before or before[name] != number_of(was):
            return []
        moved = [each for each in changed if each == name or name in frame.definitions.resting_on({each})]
        return [AssumptionChange(each, *changed[each], _place(each, frame, scenario)) for each in moved]

    def _before(self, frame: Frame, values: Mapping[str, str]) -> Frame | None:
        """Return the same question under the assumptions as they were; None where they give no answer."""
        if id(frame) not in self._frames:
            try:
                found = frame.given(values)
            except (InputError, LookupError):  # a name that it had is gone
                found = None
            self._frames[id(frame)] = (frame, found)  # kept alive, so that no other has its identity
        return self._frames[id(frame)][1]


def _place(name: str, frame: Frame, scenario: Scenario) -> Place | None:
    """Return where an assumption is written."""
    node = frame.definitions.formulas.get(name)
    if node is None or isinstance(node, Missing):
        return next((place_of(key) for key in scenario.assumptions if key == name), None)
    return first_place(node)
