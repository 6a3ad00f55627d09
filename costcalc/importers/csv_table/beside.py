"""What stands beside the prices of a table and is not read: other columns, lines above and below it, comments.

It may say what the prices are: for how many tokens, in which money, for whom. So a column that nobody named takes its
rows along, unless its heading has only words of other things, such as `Context window`, and its cell no word of prices.
A line that says another unit or currency than the prices have, or a word such as `discount`, is refused.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from costcalc.importers.csv_table.cells import NO_PRICE, readable
from costcalc.importers.csv_table.currencies import money_in
from costcalc.importers.csv_table.units import UnitsBought, bought_at_the_head, speaks_of_units
from costcalc.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from costcalc.importers.csv_table.grid import Grid, TableRow

_WORD = re.compile(r"[^\W\d_]+")
_BEFORE_A_CAPITAL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


def _words(text: str) -> set[str]:
    return {word.lower() for word in _WORD.findall(_BEFORE_A_CAPITAL.sub(" ", text))}


_OTHER_THINGS = _words(
    """
    note notes remark remarks comment comments description summary link links url website homepage docs documentation
    reference references vendor provider company developer maker publisher family series generation name id slug alias
    aliases title label model models context window length max maximum limit knowledge cutoff released release launch
    launched updated update checked verified retrieved architecture parameters params active license licence weights
    open quality score rank ranking rating elo arena benchmark mmlu gpqa intelligence index latency throughput ttft tps
    created deprecated deprecation anbieter hersteller beschreibung bemerkung bemerkungen notiz notizen kontext
    kontextfenster quelle fournisseur remarque contexte proveedor contexto notas modality modalities vision multimodal
    capabilities capability features feature tool function calling support supports supported language languages origin
    tokenizer category status nr popularity position s
    """
)
_SAY_NOTHING = _words(
    "token tokens tools last date data text image images audio video input output of the and for is speed k m"
)
"""Beside others; alone they may say all: `Tokens` of 1,000 is what the prices are for."""

_OF_METERS = _words(
    "input output prompt completion cache cached read write writes hit miss reasoning audio image images training "
    "embedding embeddings"
)
_OF_PRICES = _words(
    "price prices pricing cost costs rate token tokens tok mtok ktok k m million thousand per in batch usd eur"
)

_SIGN = re.compile("[<>≤≥%×]")
_FOR_SOME = re.compile(
    rf"{_SIGN.pattern}|(?<![^\W_])(?<!-)(?:batch|flex|priority|provisioned|reserved|committed|commitment|discount(?:s|ed)?"
    r"|rebates?|rabatt|markup|surcharge|vat|mwst|tax|taxes|net|netto|gross|brutto|excl|excluding|minimum|multipli\w+"
    r"|multiply|fa[ck]tor"
    r"|thresholds?|valid|expires?|until|(?:above|over|under|below|from|up to|times|x) \d\S*)(?![^\W_])",
    re.IGNORECASE,
)
"""Signs and words of prices that hold for some, or are not yet what is paid."""

_TITLE = re.compile(rf"units?|currency|per|{_FOR_SOME.pattern}", re.IGNORECASE)
"""What a row is called that says something of all others."""

_NOTHING = frozenset({"", "-", "–", "—", "n/a", "none", "no"})
_NO_CHANGE = (
    (
        re.compile(r"discount|rebate|rabatt|markup|surcharge|margin|vat|tax", re.IGNORECASE),
        re.compile(r"0(?:[.,]0+)? ?%?"),
    ),
    (re.compile(r"multipli|fa[ck]tor", re.IGNORECASE), re.compile(r"1(?:[.,]0+)?|100 ?%")),
)
"""Headings, and what stands under them where it changes nothing."""

MOST_OF_A_FOOTNOTE = 2
"""Cells; what has more below a table is another one."""


class UnreadColumn(NamedTuple):
    """A column that is not read.

    Args:
        head: Its name.
        nth: Where it is.
    """

    head: str
    nth: int

    def may_change(self, row: TableRow) -> bool:
        """Whether nobody knows that it leaves the prices of a row as they are."""
        cell, words = row.cell(self.nth), _words(self.head)
        if cell.lower() in _NOTHING or (not words and self.nth == 0 and cell.isdigit()):  # the number of the row
            return False
        if words & _OTHER_THINGS and words <= _OTHER_THINGS | _SAY_NOTHING:
            return speaks_of_units(cell) or money_in(cell).currencies is not None or bool(_FOR_SOME.search(cell))
        if words & _OF_METERS and words <= _OF_METERS | _OF_PRICES and not _SIGN.search(self.head):
            return not _is_price(cell)
        return not any(head.search(self.head) and none.fullmatch(cell) for head, none in _NO_CHANGE)


class Spoken(NamedTuple):
    """What the prices of a table are for and in, as it was said of them.

    Args:
        units: Each with its unit.
        currencies: Their codes.
    """

    units: Collection[UnitsBought]
    currencies: Collection[str]

    def is_contradicted(self, text: str) -> bool:
        """Whether a text says something else of prices, or something that is not understood."""
        per, money = bought_at_the_head(text), money_in(text).currencies
        if speaks_of_units(text) and (per is None or per._replace(unit=per.unit or "token") not in self.units):
            return True
        if money is not None and not money.intersection(self.currencies):
            return True
        return _FOR_SOME.search(text) is not None


def strange_lines(grid: Grid, model: int, prices: Sequence[int], spoken: Spoken, *, commas: bool) -> Iterator[Problem]:
    """Yield a problem for each line that is none of a model and may say something else of the prices.

    Args:
        grid: The table.
        model: Which column has the names of models.
        prices: Which columns hold prices.
        spoken: What they are for and in.
        commas: Whether the table has a comma before decimals.
    """
    titles = [row for row in grid.rows if _TITLE.fullmatch(row.cell(model))]
    between = [row for row in grid.rows if _is_between([row.cell(nth) for nth in prices], commas=commas)]
    after = [row for row in grid.after if sum(map(bool, row.cells)) <= MOST_OF_A_FOOTNOTE]
    words = [row for row in (*grid.beside, *between, *after) if any(map(spoken.is_contradicted, row.cells))]
    for line in dict.fromkeys(row.line for row in (*titles, *words)):
        message = "this line may say something of the prices that is not said where they are read"
        hint = "say it in the heading, in a column, or with --per and --currency, and take the line out"
        yield Problem(grid.place._replace(line=line), "bad-unit", message, hint)


def _is_between(prices: Sequence[str], *, commas: bool) -> bool:
    """Whether a row is none of prices, but has words for those around it: the name of a part, or units."""
    if any(readable(prices, commas=commas)):
        return False
    return not any(prices) or any(speaks_of_units(text) or money_in(text).currencies is not None for text in prices)


def _is_price(cell: str) -> bool:
    return cell.lower() in NO_PRICE or any(readable([cell], commas=False))
