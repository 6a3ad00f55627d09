"""Text, for people: one line where all is well; otherwise what moved, why, and what is to be looked at.

    costcalc check --base origin/main

For every scenario and instant there is a table of the options whose cost is not what it was, and a line for each
charge that moved, with the place of the changed number. Then come prices that are announced, findings, and the
formulas, before and after, with the numbers put in. The last line is the verdict and what the exit code means.

Where there is no answer no difference is printed: the problems go to standard error, and this report counts them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.formats.check.people import finding_blocks, money_blocks, opening, working_blocks
from costcalc.formats.check.words import ANSWERED, is_quiet, meaning, outcome
from costcalc.formats.text import write_blocks
from costcalc.shown import lines_of

if TYPE_CHECKING:
    from costcalc.formats.base import Style
    from costcalc.review import Review


def report(result: Review, look: Style) -> str:
    """Write a review."""
    if is_quiet(result):
        return lines_of([outcome(result)])
    last = lines_of([meaning(result)])
    if result.exit_code not in ANSWERED:
        return last
    blocks = [*opening(result), *money_blocks(result), *finding_blocks(result)]
    if not look.brief:
        blocks += working_blocks(result)
    return f"{write_blocks(blocks, look)}\n{last}"
