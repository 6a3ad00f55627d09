"""Results that a page of the documentation states: what each is called, its value, and how it is worked out by hand.

    | result | value | by hand |
    | --- | ---: | --- |
    | `mini.total` | 34.73 | 100K × 1.0525 × 330 ÷ 1M |

The arithmetic is reckoned here, in fractions, and shares no code with costcalc. What costcalc computes must be exactly
that, and the value what it rounds to.
"""

from __future__ import annotations

import math
import re
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

import costcalc
from costcalc.cli.settings import parse_settings
from costcalc.comparison.ranges import Ranges
from costcalc.expr import evaluate, parse
from costcalc.problem import Place
from costcalc.scenario import ranges_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from costcalc.ratecard import Catalogue
    from costcalc.scenario import ScenarioFile

USUAL = "2026-04-28T12:00:00Z"
"""The prices of files whose prices are all their own, and do not depend on it."""

HEAD = "| result | value | by hand |\n| --- | ---: | --- |\n"
_ROW = re.compile(r"^\| `([^`]+)`(?:, (lowest|highest))?(?: with `--set ([^`]+)`)? \| (.*?) \| (.*?) \|$", re.MULTILINE)
_EXAMPLE = re.compile(rf"```yaml\n((?:(?!```).)*)```\n(?:(?!```|\n#).)*?{re.escape(HEAD)}((?:\|[^\n]*\n)+)", re.DOTALL)
_PLAIN = re.compile(r"(?<![\w.])(\d[\d,]*(?:\.\d+)?)([KMB]?)(%?)")
_SIGNS = {"×": "*", "÷": "/", "−": "-", "^": "**"}
_SCALES = {"": 1, "K": 10**3, "M": 10**6, "B": 10**9}


class Row(NamedTuple):
    """A result that a page states.

    Args:
        name: What formulas call it.
        end: `lowest` or `highest`, where it is that over the ranges of assumptions.
        settings: What is set for it on the command line.
        shown: Its value, rounded.
        by_hand: How it is worked out.
    """

    name: str
    end: str
    settings: tuple[str, ...]
    shown: str
    by_hand: str

    def __str__(self) -> str:
        return " ".join([self.name, self.end, *self.settings]).replace("  ", " ").strip()

    @property
    def worked(self) -> Fraction:
        """What the arithmetic comes to."""
        text = _PLAIN.sub(_fraction, self.by_hand)
        for sign, python in _SIGNS.items():
            text = text.replace(sign, python)
        return Fraction(eval(text, {"F": Fraction, "ceil": math.ceil}))  # noqa: S307  # of our own documentation

    @property
    def rounded(self) -> str:
        """What is to be shown, to as many digits as are."""
        percent = self.shown.endswith(" %")
        digits = len(self.shown.removesuffix(" %").partition(".")[2])
        scaled = self.worked * (100 if percent else 1) * 10**digits
        half_up = math.floor(scaled + Fraction(1, 2))
        whole, rest = divmod(half_up, 10**digits)
        return f"{whole:,}{f'.{rest:0{digits}}' if digits else ''}{' %' if percent else ''}"


def _fraction(match: re.Match[str]) -> str:
    digits, scale, percent = match[1].replace(",", ""), _SCALES[match[2]], 100 if match[3] else 1
    return f"(F('{digits}') * {scale} / {percent})"


def examples(page: str) -> Iterator[tuple[str, tuple[Row, ...]]]:
    """Yield each scenario of a page that states results, with these."""
    for scenario, table in _EXAMPLE.findall(page):
        found = tuple(rows(table))
        assert len(found) == table.count("\n"), table
        yield scenario, found


def rows(text: str) -> Iterator[Row]:
    """Yield the rows of tables of results."""
    for name, end, settings, shown, by_hand in _ROW.findall(text):
        yield Row(name, end, tuple(settings.split(" --set ")) if settings else (), shown, by_hand)


def computed(row: Row, file: ScenarioFile, cards: Catalogue) -> Fraction:
    """Return what costcalc makes of a result that a page states."""
    written = file.scenario
    planned = costcalc.plan(file, cards, as_of=written.as_of.at if written.as_of else USUAL)
    frame = planned.frame(parse_settings(row.settings, written))
    asked = planned.figures.names.outside(parse(row.name, Place.start_of("page", row.name), results=True))
    if not row.end:
        return Fraction(evaluate(asked, frame))
    ranged = Ranges(frame, ranges_of(written, frame)).of(asked)
    assert ranged
    assert ranged.span
    assert ranged.span.proven
    return Fraction(ranged.span.low if row.end == "lowest" else ranged.span.high)
