"""What several scenarios cost together: each on the option that is chosen, in all and by tag."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from costcalc.comparison.names import name_of
from costcalc.comparison.ranges import PROVEN
from costcalc.expr import Figure, Symbol, added, evaluate, number, pinned
from costcalc.spelling import in_formulas

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from costcalc.comparison.comparison import Comparison
    from costcalc.comparison.outcome import Outcome
    from costcalc.expr import Exact, Node
    from costcalc.pricing import Estimate


class SummedOption(NamedTuple):
    """The option of a scenario that is added up.

    Args:
        result: The comparison.
        outcome: The option: the chosen one, else the baseline, else the only one.
    """

    result: Comparison
    outcome: Outcome

    @property
    def scenario(self) -> str:
        """The id of the scenario."""
        return str(self.result.scenario.scenario.id)

    @property
    def tags(self) -> dict[str, str]:
        """What the scenario is grouped by."""
        return self.result.scenario.scenario.tags

    def term(self, result: str, estimate: Estimate) -> Symbol:
        """Return a total as a number with a name: each scenario has assumptions of its own."""
        name = f"{in_formulas(self.scenario)}.{name_of(self.outcome.id, result)}"
        return Symbol(name, pinned(estimate.figure.value))


class SumEnds(NamedTuple):
    """Between what a sum is, where assumptions have ranges: those of one scenario are not those of another.

    Args:
        low: The sum of the lowest totals.
        high: The sum of the highest ones.
        proven: Whether that is proven of all of them.
    """

    low: Exact
    high: Exact
    proven: bool


class OptionsSum(NamedTuple):
    """What the options of some scenarios cost together.

    Args:
        figure: In every period; None where one of them has no one number.
        upfront: What is paid once; None where nothing is.
        ends: Between what it is, where one of them rests on a range; None where that is not known, too.
    """

    figure: Figure | None
    upfront: Figure | None
    ends: SumEnds | None

    @property
    def paid_once(self) -> Figure | None:
        """The same as `upfront`, and nothing where nothing is paid once; None where there is no number for a period."""
        return self.upfront or (Figure(number(0)) if self.figure else None)


class TagSum(NamedTuple):
    """What the scenarios of a tag cost together.

    Args:
        tag: Its name.
        value: Its value; None for the scenarios that do not have it.
        sum: The sum.
    """

    tag: str
    value: str | None
    sum: OptionsSum


class ScenarioSum(NamedTuple):
    """What scenarios cost together, or why that cannot be said.

    Args:
        options: What is added up.
        sum: The sum; None where there is none.
        tags: The sums by tag.
        why: Why there is none, in sentences.
    """

    options: tuple[SummedOption, ...]
    sum: OptionsSum | None
    tags: tuple[TagSum, ...]
    why: tuple[str, ...] = ()


def sum_of(results: Sequence[Comparison]) -> ScenarioSum:
    """Return what scenarios cost together: the same money in the same time, each on one option.

    Args:
        results: The comparisons. One in which nothing can cost anything is left out.
    """
    costing = [result for result in results if any(outcome.plan.has_cost for outcome in result.outcomes)]
    options, why = _summed(costing)
    why += _unlike(costing)
    if why or not options:
        return ScenarioSum((), None, (), tuple(why or ["nothing in them costs anything"]))
    return ScenarioSum(tuple(options), _total(options), tuple(_by_tag(options)))


def _summed(results: Iterable[Comparison]) -> tuple[list[SummedOption], list[str]]:
    """Return the option of each scenario, and why some have none."""
    found: list[SummedOption] = []
    why: list[str] = []
    for result in results:
        scenario = result.scenario.scenario
        wanted = scenario.chosen or scenario.baseline
        if wanted is None and len(result.outcomes) == 1:
            wanted = result.outcomes[0].id
        outcome = next((one for one in result.outcomes if one.id == wanted), None)
        named = f"the option `{wanted}` of `{scenario.id}`" if wanted else f"`{scenario.id}`"
        if wanted is None:
            why.append(f"`{scenario.id}` has several options, and says neither which is `chosen` nor a `baseline`")
        elif outcome is None:
            why.append(f"{named} is not shown")
        elif (outcome.open and not outcome.has_ends) or outcome.open_once:
            why.append(f"{named} is open: {', '.join(f'`{name}`' for name in outcome.unknown)} has no value")
        elif outcome.estimate is None and not outcome.open:
            why.append(f"{named} is not priced")
        else:
            found.append(SummedOption(result, outcome))
    return found, why


def _unlike(results: Sequence[Comparison]) -> Iterator[str]:
    """Yield why scenarios cannot be added up, whatever their options."""
    alike: tuple[tuple[str, Callable[[Comparison], str]], ...] = (
        ("currencies", lambda result: result.currency),
        ("periods", lambda result: result.period.name or "none"),
    )
    for what, of in alike:
        found = {of(result): str(result.scenario.scenario.id) for result in results}
        if len(found) > 1:
            yield f"they are in several {what}: {', '.join(f'{name} (`{one}`)' for name, one in found.items())}"
    named = Counter(str(result.scenario.scenario.id) for result in results)
    yield from (f"`{scenario}` is named {times} times" for scenario, times in named.items() if times > 1)


def _by_tag(options: Sequence[SummedOption]) -> Iterator[TagSum]:
    for tag in dict.fromkeys(tag for one in options for tag in one.tags):
        groups: dict[str | None, list[SummedOption]] = {}
        for one in options:
            groups.setdefault(one.tags.get(tag), []).append(one)
        yield from (TagSum(tag, value, _total(own)) for value, own in groups.items())


def _total(options: Sequence[SummedOption]) -> OptionsSum:
    every = [one.term("total", one.outcome.estimate) for one in options if one.outcome.estimate]
    once = [one.term("upfront", one.outcome.upfront) for one in options if one.outcome.upfront]
    return OptionsSum(
        Figure(added(every)) if len(every) == len(options) else None,
        Figure(added(once)) if once else None,
        _ends(options),
    )


def _ends(options: Sequence[SummedOption]) -> SumEnds | None:
    """Return between what the sum of some totals is; None where none of them rests on a range, or one is not known."""
    if all(one.outcome.ranged_total is None for one in options):
        return None
    proven = True
    lows: list[Node] = []
    highs: list[Node] = []
    for one in options:
        ranged = one.outcome.ranged_total
        if ranged is None:
            ends = one.outcome.ends
        else:
            ends = (ranged.span.low, ranged.span.high) if ranged.span else None
            proven = proven and ranged.bounds == PROVEN
        if ends is None:
            return None
        lows.append(pinned(ends[0]))
        highs.append(pinned(ends[1]))
    return SumEnds(evaluate(added(lows)), evaluate(added(highs)), proven)
