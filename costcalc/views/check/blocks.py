"""What people are told of a review: the verdict, what is to be looked at, what moves, and how it was computed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.views.blocks import Block, Bullets, Comment, Either, Heading, More, Paragraph
from costcalc.views.check.alike import told_once
from costcalc.views.check.announced import announced_blocks
from costcalc.views.check.cause import shared_causes
from costcalc.views.check.headline import headline
from costcalc.views.check.reported import left_out, reported
from costcalc.views.check.tables import cause_blocks, move_blocks
from costcalc.views.check.told import told_moves
from costcalc.views.check.words import ANSWERED, VERDICTS, grounds, is_quiet, meaning, sentence, verdict
from costcalc.views.check.workings import sum_workings, workings
from costcalc.views.view import Detail
from costcalc.views.words import counted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from costcalc.review import Review
    from costcalc.views.check.cause import MoveCauses
    from costcalc.views.check.reported import Reported
    from costcalc.views.check.told import ToldMove

MARK = "costcalc check"
"""What a job finds its comment by."""
MOST_MOVES = 100
MOST_MOVES_OF_A_PAGE = 400
MOST_WORKINGS = 20
MOST_FINDINGS = 100
"""In a terminal; a page has as many as there is room for."""

IN_JSON = "the JSON report has all of them."
TITLES = dict(zip(VERDICTS.values(), ("passed", "failed", "no answer", "nothing was checked"), strict=True))


def review_blocks(result: Review, detail: Detail) -> Iterator[Block]:
    """Yield what people are told of a review: in the first three lines the verdict, the largest move and the sum.

    Args:
        result: The review.
        detail: How much they are told.
    """
    title = f"{MARK}: {TITLES[verdict(result)]}"
    if is_quiet(result):
        said = sentence(result)
        page = (Comment(MARK), Paragraph(f"{title}. {said}"))
        yield Either(page=page, terminal=(Paragraph(said, whole=True),))
        return
    yield Either(page=(Comment(MARK), Heading(title, 1)))
    if result.exit_code not in ANSWERED:
        yield Either(
            page=(Paragraph(grounds(result), strong=True),), terminal=(Paragraph(meaning(result), strong=True),)
        )
        yield Either(page=tuple(_listed("Problems", reported(result), result)))
        return
    told = told_moves(result)
    above = tuple(Paragraph(line, strong=True, whole=True) for line in headline(result, told))
    came, why = (Paragraph(said, strong=True, whole=True) for said in (meaning(result), grounds(result)))
    yield Either(page=(*above, why), terminal=(came, *above))
    yield Paragraph(sentence(result))
    found = reported(result)
    yield from _listed("Why it fails", [one for one in found if one.fails], result)
    yield from _moved(result, told, detail)
    yield from announced_blocks(result.upcoming)
    if detail is not Detail.BRIEF:
        yield from _listed("Findings", [one for one in found if not one.fails], result)
        yield from _computed(result, told, detail)


def _listed(title: str, found: Sequence[Reported], result: Review) -> Iterator[Block]:
    """Yield findings or problems, the gravest first; what is alike is said once."""
    if not found:
        return
    told = list(told_once(found, result.moves))
    lines = tuple(each.line for each in told)
    if len(told) < len(found):
        all_of_it = counted(len(found), "problem" if found[0].is_problem else "finding")
        title = f"{title}: {all_of_it} in {counted(len(told), 'entry', 'entries')}"
    yield Heading(title)
    terminal: tuple[Block, ...] = (Bullets(lines[:MOST_FINDINGS]),)
    if missing := sum(len(each.alike) for each in told[MOST_FINDINGS:]):
        terminal += (Paragraph(f"…and {counted(missing, 'finding')} more: {IN_JSON}", strong=True),)
    yield Either(page=(Bullets(lines),), terminal=terminal)
    for file, number in left_out(result).items():
        yield Paragraph(f"…and {counted(number, 'problem')} more in {file}.")


def _moved(result: Review, told: Sequence[ToldMove], detail: Detail) -> Iterator[Block]:
    """Yield what a change moves: the causes that several options share, and the options."""
    causes = {} if detail is Detail.BRIEF else shared_causes((one.move for one in told), result.as_of)
    yield from cause_blocks(causes, IN_JSON)
    page = tuple(_largest(result, told, MOST_MOVES_OF_A_PAGE, causes, detail))
    few = len(told) <= MOST_MOVES
    yield Either(page, page if few else tuple(_largest(result, told, MOST_MOVES, causes, detail)))


def _largest(
    result: Review, told: Sequence[ToldMove], most: int, causes: MoveCauses, detail: Detail
) -> Iterator[Block]:
    yield from move_blocks(result, told[:most], causes, detail)
    if (missing := len(told) - most) > 0:
        yield Paragraph(f"…and {counted(missing, 'smaller move')}: {IN_JSON}", strong=True)


def _computed(result: Review, told: Sequence[ToldMove], detail: Detail) -> Iterator[Block]:
    """Yield how the costs that moved most were computed, before and after; in a terminal to those who ask."""
    moves = [move for one in told[:MOST_WORKINGS] for move in one.every]
    if not moves:
        return
    computed: tuple[Block, ...] = (Heading("How it was computed"), *sum_workings(result), *workings(result, moves))
    if (missing := len(told) - MOST_WORKINGS) > 0:
        computed += (Paragraph(f"…and the formulas of {counted(missing, 'smaller move')}: {IN_JSON}"),)
    more = More("the formulas, before and after")
    yield from computed if detail is Detail.EXPLAINED else [Either(page=computed, terminal=(more,))]
