"""What every report says of a review as a whole: what was checked, what came of it, and what that means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc import money
from costcalc.checks import Level
from costcalc.exit_code import CANNOT, NO, NOTHING, YES
from costcalc.instant import short_instant
from costcalc.views.words import counted, signed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from costcalc.expr import Exact
    from costcalc.review import Review

VERDICTS = {YES: "passed", NO: "failed", CANNOT: "no-answer", NOTHING: "nothing-checked"}
ANSWERED = frozenset({YES, NO})
LOUDEST_FIRST = (Level.ERROR, Level.WARNING, Level.NOTICE)


def verdict(result: Review) -> str:
    """Return what came of it, in a word."""
    return VERDICTS[result.exit_code]


def checked(result: Review) -> str:
    """Return what was checked, and against what."""
    what = (("card", result.cards), ("scenario", result.scenarios), ("option", result.options))
    against = f" against {result.base}" if result.base is not None else ""
    counts = ", ".join(counted(number, name) for name, number in what)
    return f"checked {counts}{against} at {short_instant(result.as_of)}"


def is_quiet(result: Review) -> bool:
    """Whether there is nothing to report."""
    return not (result.exit_code or result.findings or result.moves or result.upcoming)


def outcome(result: Review) -> str:
    """Return in one line what came of a review that has an answer."""
    return f"{checked(result)}: {', '.join(_found(result)) or 'nothing to report'}"


def sentence(result: Review) -> str:
    """Return the same as a sentence of its own."""
    said = outcome(result)
    return f"{said[0].upper()}{said[1:]}."


def _found(result: Review) -> list[str]:
    counts = [(counted(count_of(result, level), level.word), count_of(result, level)) for level in LOUDEST_FIRST]
    moved = len({(move.scenario, move.option) for move in result.moves})
    counts.append((counted(moved, "cost moves", "costs move"), moved))
    counts.append((f"{counted(len(result.upcoming), 'change')} to come", len(result.upcoming)))
    return [text for text, number in counts if number]


def count_of(result: Review, level: Level) -> int:
    """Return how many findings are of a level."""
    return sum(finding.level == level for finding in result.findings)


def meaning(result: Review) -> str:
    """Return the verdict, and what the exit code means."""
    word, why = VERDICTS[result.exit_code].replace("-", " "), grounds(result)
    if result.exit_code == NOTHING:
        return f"Nothing was checked. {why}"
    return f"{word[0].upper()}{word[1:]}: {why[0].lower()}{why[1:]}"


def grounds(result: Review) -> str:
    """Return what the verdict rests on, and what the exit code means: below a heading that is the verdict."""
    failing = len(result.failing)
    level = "error" if result.fail_on is Level.ERROR else f"{result.fail_on.word} or above"
    said, why = {
        YES: (f"No finding of level {level}. ", "the answer is yes"),
        NO: (f"{counted(failing, 'finding')} of level {level}. ", "the answer is no"),
        CANNOT: (f"{counted(len(result.problems), 'problem')}. ", "no difference is shown"),
        NOTHING: ("", _missing(result)),
    }[result.exit_code]
    return f"{said}Exit code {result.exit_code}: {why}."


def _missing(result: Review) -> str:
    """Return what is not there where nothing was checked: of cards alone nobody knows what they cost."""
    if not result.cards:
        return "there is no rate card and no scenario here"
    return "there are rate cards and no scenario, and the policy does not say `scenarios: none`"


def change(old: Exact, new: Exact, difference: Exact, share: Exact | None) -> str:
    """Return a difference as an amount and as a part of what was; of nothing there is no part, but words."""
    if not difference:
        return "±0"
    if not old or share is None:
        return f"{signed(difference)}, free → paid"
    return f"{signed(difference)}, {money.change(-share)}{'' if new else ', paid → free'}"


def turned(old: Exact, new: Exact, digits: Callable[[Exact], int]) -> str:
    """Return a number before and after, which never look the same; once where they are."""
    values = [new] if old == new else [old, new]
    shown = zip(values, money.told_apart(values[0], new, digits), strict=False)
    return " → ".join(money.fixed(value, most, cut=True) for value, most in shown)


def listed(texts: Sequence[str], most: int) -> Iterator[str]:
    """Yield the first of some texts, each as a piece of a line, and how many more there are.

    Args:
        texts: The texts, of which there is one at least.
        most: How many are told.
    """
    yield from (f"{'; ' if nth else ''}{text}" for nth, text in enumerate(texts[:most]))
    if (missing := len(texts) - most) > 0:
        yield f"; …and {missing:,} more"
