"""What the budgets of figures are measured by: other figures, and assumptions. Who changes these changes the budget."""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.checks.finding import option_called
from costcalc.comparison import budget_status, evaluate
from costcalc.expr import names_in, symbolic
from costcalc.problem import InputError
from costcalc.scenario import sides_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from costcalc.comparison import Comparison
    from costcalc.expr import Node
    from costcalc.review.priced import PricedPair
    from costcalc.scenario import Scenario


def remeasured(one: PricedPair) -> Iterator[tuple[str, str]]:
    """Yield what budgets of the base rest on and that is another now, each with a sentence.

    Figures always count. An assumption does where a budget allows more by it: what is asked for may rest on it as well.

    Args:
        one: A scenario that is on both sides.
    """
    if one.after is None or one.pair.before is None or one.pair.after is None:
        return
    name, old, new = one.pair.name, one.pair.before.scenario, one.pair.after.scenario
    for word in rests_on(old, (budget.of for budget in old.budgets if budget.of)):
        now, was = ([*_texts(side, word)] for side in (new, old))
        if word in old.figures:
            if now != was:
                yield word, f"the figure `{word}` of {name}, which has a budget, is computed in another way"
        elif now != was and _allows_more(one.after, old, word):
            yield word, f"`{word}` of {name} is {_said(now)} and was {_said(was)}, by which its budgets allow more"
        for before, after in one.called().items():
            layers = [side.options[option].with_ for side, option in ((new, after), (old, before)) if option]
            said = [_layer(layer, word) for layer in layers]
            if said[1:] and said[0] != said[1]:
                measured = f"`{word}` of {option_called(name, after)}, by which a budget is measured"
                yield f"{word} {after}", f"{measured}, is {' and was '.join(said)}"


def _allows_more(now: Comparison, old: Scenario, word: str) -> bool:
    """Whether budgets of figures would have less left with what an assumption was."""
    was = old.assumptions[word].value
    limited = [(None, budget.of, budget.max) for budget in old.budgets if budget.of]
    try:
        if was is None or word not in now.frame:
            return True
        before = evaluate(now.plan, now.frame.given({word: was}))
        sides = ([budget_status(side, *each).headroom for each in limited] for side in (before, now))
        return any(less is None or more is None or less.value < more.value for less, more in zip(*sides, strict=True))
    except (InputError, KeyError):  # what it was cannot be said beside what there is now
        return True


def rests_on(scenario: Scenario, formulas: Iterable[Node]) -> Iterator[str]:
    """Yield the figures and assumptions that formulas name, and those that these name, each once."""
    waiting = list(formulas)
    seen: set[str] = set()
    while waiting:
        for leaf in names_in(waiting.pop()):
            # An option's own are named with it: `flash.per_ticket`.
            for word in (part for part in leaf.name.split(".") if part not in seen):
                if nodes := _formulas(scenario, word):
                    seen.add(word)
                    waiting += nodes
                    yield word
                elif word in scenario.assumptions:
                    seen.add(word)
                    yield word


def _formulas(scenario: Scenario, word: str) -> list[Node]:
    """Return the formulas of a figure or an assumption; nothing for another word."""
    if word in scenario.figures:
        return list(sides_of(scenario.figures[word]))
    written = scenario.assumptions.get(word)
    return [written.value] if written and written.value is not None else []


def another(old: Scenario, new: Scenario, word: str) -> str | None:
    """Return what a figure or an assumption is and was, for people; None where it is written alike."""
    now, was = ([*_texts(side, word)] for side in (new, old))
    return f"{_said(now)} and was {_said(was)}" if now != was else None


def _texts(scenario: Scenario, word: str) -> Iterator[str]:
    """Yield how a figure or an assumption is written: its formulas, and the range of it."""
    yield from map(symbolic, _formulas(scenario, word))
    written = scenario.assumptions.get(word)
    if written and written.ends:
        yield written.ends.text


def _said(texts: list[str]) -> str:
    return ", ".join(texts) or "no number"


def _layer(layer: Mapping[str, Node], word: str) -> str:
    return symbolic(layer[word]) if word in layer else "as elsewhere"
