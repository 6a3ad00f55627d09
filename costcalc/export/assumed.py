"""The assumptions that an export rests on, as its manifest writes them down."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from pydantic import Field
from typing_extensions import TypedDict  # of Python itself, pydantic takes those from 3.12 on

from costcalc.export.inputs import strict
from costcalc.expr import Missing, symbolic
from costcalc.scenario.assumptions import resolve

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from costcalc.comparison import ScenarioQuestion

    Written = dict[str, dict[str, str | None]]


@strict
class AssumptionEntry(TypedDict):
    """An assumption of a scenario."""

    scenario: Annotated[str, Field(description="the scenario's id")]
    name: str
    value: Annotated[str | None, Field(description="a number or a formula, as it is written; null where it has none")]


def assumption_entries(asked: Iterable[ScenarioQuestion]) -> Iterator[AssumptionEntry]:
    """Yield the assumptions of scenarios as they are asked for, in their order."""
    for question in asked:
        formulas = resolve(question.scenario, question.settings).definitions.formulas
        for name in question.scenario.assumptions:
            node = formulas[str(name)]
            value = None if isinstance(node, Missing) else symbolic(node)
            yield {"scenario": str(question.scenario.id), "name": str(name), "value": value}


def written(entries: Sequence[AssumptionEntry]) -> Written:
    """Return what is written of each assumption of each scenario."""
    found: Written = {}
    for entry in entries:
        found.setdefault(entry["scenario"], {})[entry["name"]] = entry["value"]
    return found


def rewritten(then: Written, now: Written) -> Mapping[str, Mapping[str, tuple[str, str | None]]]:
    """Return the assumptions that had another value, as it was written and as it is, by scenario."""
    return {
        scenario: {
            name: (was, own.get(name))
            for name, was in then.get(scenario, {}).items()
            if was is not None and name in own and was != own[name]
        }
        for scenario, own in now.items()
    }
