"""Where options cost the same, and how these values were found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc import money
from costcalc.comparison.order import SAME
from costcalc.comparison.whatif.crossing import EQUAL, JUMP, STRETCH
from costcalc.expr import absolute
from costcalc.views.blocks import Block, Bullets, Heading, Paragraph, Working
from costcalc.views.whatif.words import values_text
from costcalc.views.words import counted
from costcalc.views.working import step

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from costcalc.comparison.order import Cheaper
    from costcalc.comparison.whatif import WhatIf
    from costcalc.comparison.whatif.crossing import Crossing, UnsaidPair
    from costcalc.expr import Exact
    from costcalc.views.blocks import Step

MOST_PAIRS = 10
MOST_SHOWN = 40
"""Crossings that people are told of; programs are told all."""


def crossing_blocks(result: WhatIf) -> Iterator[Block]:
    """Yield where options cost the same, and what cannot be said of that; nothing where there is one option alone."""
    if len(result.options) == 1:
        return
    crossings = result.crossings
    yield Heading("Where they cost the same")
    shown = [_said(result, each) for each in crossings.found[:MOST_SHOWN]]
    unsaid = list(_unsaid(result, crossings.unsaid))
    if shown or unsaid:
        yield Bullets((*shown, *unsaid))
    else:
        yield Paragraph(f"No two options change places {_between(result)}.")
    if more := len(crossings.found) - len(shown):
        yield Paragraph(f"There are {more:,} more; JSON has all of them.")
    if crossings.left_out:
        yield Paragraph(f"Not looked at: {counted(crossings.left_out, 'pair')} of options, as it takes too long.")
    if any(outcome.ranged_total for each in result.results for outcome in each.outcomes):
        yield Paragraph("Other assumptions have ranges: here they are what they are without them.")


def crossing_workings(result: WhatIf) -> Iterator[Working]:
    """Yield how each value was found, and what both options cost there."""
    for each in result.crossings.found[:MOST_SHOWN]:
        steps = tuple(_steps(result, each))
        if steps and each.kind != STRETCH:
            yield Working(steps, f"{' and '.join(each.pair)}, {_at(result, each)}")


def _steps(result: WhatIf, each: Crossing) -> Iterator[Step]:
    if each.working:
        yield step(result.varied[-1].name, each.working)
    for outcome in each.outcomes or ():
        for charge in outcome.estimate.charges if outcome.estimate else ():
            if len(outcome.charges) == 1 or charge.quantity.value:
                yield step(f"{outcome.id}.{charge.key}", charge.figure)
        if outcome.total and len(outcome.estimate.charges if outcome.estimate else ()) != 1:
            yield step(f"{outcome.id}.total", outcome.total)


def _said(result: WhatIf, each: Crossing) -> str:
    both = " and ".join(each.pair)
    if each.kind == EQUAL:
        total = each.outcomes[0].total if each.outcomes else None
        cost = f"{money.total(total.value)} {result.currency}" if total else "the same"
        return f"{both} cost {cost} {_at(result, each)}{_around(each)}{_flagged(each)}"
    if each.kind == STRETCH:
        return f"{both} cost the same {_at(result, each)}{_around(each)}"
    return f"{both} pass each other without costing the same {_at(result, each)}{_around(each)}{_flagged(each)}"


def _at(result: WhatIf, each: Crossing) -> str:
    """Return where a crossing is: at queries = 487,500; with two assumptions the first of them as well."""
    name = result.varied[-1].name
    outer = values_text([one.name for one in result.varied[:-1]], each.others)
    if each.kind == STRETCH:
        if (each.low, each.high) == result.varied[-1].ends:
            here = f"at every value of {name} from {_value(each.low)} to {_value(each.high)}"
        else:
            first = "" if each.low_closed else "above "
            last = "" if each.high_closed else "below "
            here = f"from {first}{name} = {_value(each.low)} to {last}{_value(each.high)}"
    elif each.next is not None:
        here = f"between {name} = {_value(each.low)} and {_value(each.next)}"
    elif not each.exact:
        here = f"between {name} = {_value(each.low)} and {_value(each.high)}"
    else:
        here = f"at {name} = {_value(each.low)}"
    return f"{here} ({outer})" if outer else here


def _around(each: Crossing) -> str:
    """Return who costs less around a crossing."""
    cheaper = each.cheaper
    if cheaper.below and cheaper.below == cheaper.above:
        return f": on both sides {cheaper.below} costs less"
    sides = (("below", cheaper.below), ("above", cheaper.above))
    passed_over = {None, SAME} if each.kind == STRETCH else {None}  # what is the same beyond is another stretch
    said = [f"{word} {_who(one)}" for word, one in sides if one is not None and one not in passed_over]
    if each.kind == STRETCH and not each.high_closed and cheaper.at:
        if cheaper.at == cheaper.above:
            said[-1] = f"from there on {_who(cheaper.at)}"
        else:
            said.insert(bool(cheaper.below), f"at {_value(each.high)} {_who(cheaper.at)}")
    if each.kind == JUMP and each.next is None and cheaper.at is not None:
        said = _with_the_value_itself(cheaper)
    return f": {', '.join(said)}" if said else ""


def _with_the_value_itself(cheaper: Cheaper) -> list[str]:
    """Return who costs less around a jump, where it decides on which side the value itself is."""
    if cheaper.at == cheaper.below and cheaper.above is not None:
        return [f"up to there {_who(cheaper.below or SAME)}", f"above {_who(cheaper.above)}"]
    if cheaper.at == cheaper.above and cheaper.below is not None:
        return [f"below {_who(cheaper.below)}", f"from there on {_who(cheaper.above or SAME)}"]
    sides = (("below", cheaper.below), ("at it", cheaper.at), ("above", cheaper.above))
    return [f"{word} {_who(one)}" for word, one in sides if one is not None]


def _who(one: str) -> str:
    return "they cost the same" if one == SAME else f"{one} costs less"


def _flagged(each: Crossing) -> str:
    """Return which of two options cannot be the cheapest at a crossing."""
    barred = [outcome.id for outcome in each.outcomes or () if not outcome.may_win]
    return f"; {' and '.join(barred)} cannot be the cheapest there" if barred else ""


def _unsaid(result: WhatIf, found: Iterable[UnsaidPair]) -> Iterator[str]:
    """Yield of which options not all is known, those together of which that has one reason."""
    by_reason: dict[str, list[str]] = {}
    for each in found:
        outer = values_text([one.name for one in result.varied[:-1]], each.others)
        by_reason.setdefault(each.why, []).append(" and ".join(each.pair) + (f" ({outer})" if outer else ""))
    for why, pairs in by_reason.items():
        shown = pairs[:MOST_PAIRS]
        more = f"; and {len(pairs) - len(shown):,} more pairs" if len(pairs) > len(shown) else ""
        yield f"not everywhere known, since {why}: {'; '.join(shown)}{more}"


def _between(result: WhatIf) -> str:
    *others, one = result.varied
    low, high = one.ends
    beside = f", at the values of {', '.join(other.name for other in others)}" if others else ""
    return f"between {one.name} = {_value(low)} and {_value(high)}{beside}"


def _value(value: Exact) -> str:
    """Return a value with all its digits, and so many where these have no end that a small one is not nothing."""
    return money.count(value) if value >= 0 else f"{money.MINUS}{money.count(absolute(value))}"
