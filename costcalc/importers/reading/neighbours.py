"""Keys beside a price that change what it means: where one is not understood, the price does not stand.

This is the one list of the words by which such keys are known, for all importers. A key that an importer reads itself
is no stranger to it. Any other is looked at for its name, and for what stands in blocks below it, because `info:
{currency: EUR}` says it of the prices, too. Of a table of prices more is asked: what stands in it and is no number says
something about the others, whatever it is called, unless it is for people.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from costcalc.importers.files.exact import is_number

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from costcalc.importers.reading.fields import Leave

NOT_UNDERSTOOD = "it may change what the prices beside it mean and is not understood, so nothing is priced by them"
"""The note on such a key."""

NO_WORD = "a card has no word for it, and it is left out"
"""The note on any other key of a table of prices."""

CURRENCY, UNIT, FACTOR, EXTRA, CONDITION = "currency", "unit", "factor", "extra", "condition"

MOST_CHARACTERS = 200
"""Of a key that is looked at; a longer one is no word that anybody knows."""

_NAMES = {
    CURRENCY: r"\w*currenc\w*|iso_?4217|denominated_in|money",
    UNIT: r"(?:price|cost|billing|token)?units?|uom|\w*denominat\w*|granularity|measures?|measured_\w+",
    FACTOR: r"\w*multipliers?|multiply|multiplied"
    r"|factors?|(?<!aspect_)ratios?|scal(?:e|ed|ing)|\w*divisor|divide\w*|coefficients?"
    r"|quantity|quantities|\w*exchange\w*|fx|(?:^|(?<=price_)|(?<=cost_)|(?<=conversion_))rates?$",
    EXTRA: r"exponents?|magnitude|decimals|power|\w*discount\w*|rebates?|\w*surcharge\w*"
    r"|mark_?(?:up|down)s?|uplifts?|margins?|tax|taxes|vat|gst|net|gross|minimum|thresholds?|free|quotas?|increments?|cents?",
    CONDITION: r"(?:service|price)?tiers?|basis|terms?|above|below|over|under|until|valid|validity|expir\w+|promo\w*"
    r"|commitments?|committed|reserved|reservations?|subscri\w+|off_?peak|bulk"
    r"|(?:pric(?:e|es|ing)|costs?|rates?|billing|charg(?:e|es|ing)|payment)_(?:types?|kinds?|modes?|models?|schemes?"
    r"|methods?|class|plans?|levels?|regions?|schedules?|period|cycle|interval|format)|priced_\w+",
}
"""What of a price a word in the name of a key speaks of."""

_KINDS = [(kind, re.compile(rf"(?:^|_)(?:{words})(?:_|$)", re.ASCII)) for kind, words in _NAMES.items()]
# `per_1k` and `price_per_tokens` say it of the others, while `web_search_per_call` is a price itself.
_PER = re.compile(
    r"per|\w+_per|(?:(?:pric(?:e|es|ing)|costs?|rates?)_)?per_(?:\d\w*|[km]|units?|(?:[km]|thousand|million)?_?(?:tok(?:en)?s?)?)",
    re.ASCII,
)
_IN_TABLES = re.compile(r"(?:^|_)(?:min|max|maximum)(?:_|$)")
_FOR_PEOPLE = re.compile(
    r"(?:^|_)(?:notes?|comments?|descriptions?|sources?|urls?|links?|names?|titles?|ids?|updated|checked|verified)(?:_at)?$"
)
_ABLE = ("supports_", "is_supported", "supported_")
"""How keys begin that say what a model can do, and nothing of what that costs."""
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|[^A-Za-z0-9]+")


class Stranger(NamedTuple):
    """A key that an importer does not read.

    Args:
        key: With those that lead to it.
        kind: What of the prices it may change; None where nothing.
        value: What stands there; of a block, all of it.
    """

    key: str
    kind: str | None
    value: Any


@lru_cache(maxsize=4_096)
def kind_of(key: str, *, table: bool = False) -> str | None:
    """Return what of the prices beside it a key may change, by its name; None where nothing."""
    if len(key) > MOST_CHARACTERS:
        return CONDITION
    words = _HUMP.sub("_", key).strip("_").lower()
    if words.startswith(_ABLE):
        return None
    found = next((kind for kind, names in _KINDS if names.search(words)), UNIT if _PER.fullmatch(words) else None)
    return CONDITION if found is None and table and _IN_TABLES.search(words) else found


def says_something(value: Any) -> bool:
    """Whether something stands at a key."""
    return value is not None and value is not False and value not in ("", [], {})


def strangers(block: Mapping[str, Any], known: Container[str], *, table: bool = False) -> Iterator[Stranger]:
    """Yield the keys of a block that are not known, and at which something stands."""
    for key, value in block.items():
        if key not in known and says_something(value):
            kind = kind_of(key, table=table)
            if kind is None and table and _is_word(value) and not _FOR_PEOPLE.search(_HUMP.sub("_", key).lower()):
                kind = CONDITION
            inside = None if kind else next(_bearing(value), None)
            yield Stranger(f"{key}.{inside}" if inside else key, CONDITION if inside else kind, value)


def _is_word(value: Any) -> bool:
    return value is True or isinstance(value, date) or (isinstance(value, str) and not is_number(value))


def _bearing(value: Any) -> Iterator[str]:
    """Yield what bears on prices in a block, or a list of blocks, with the keys that lead there."""
    for block in value if isinstance(value, list) else [value]:
        for key, inner in block.items() if isinstance(block, Mapping) else ():
            if says_something(inner):
                if kind_of(key):
                    yield key
                yield from (f"{key}.{below}" for below in _bearing(inner))


def leave_strangers(
    block: Mapping[str, Any], known: Container[str], leave: Leave, within: str = "", *, table: bool = False
) -> bool:
    """Note every key that nobody knows, and return whether the prices beside them stand."""
    found = list(strangers(block, known, table=table))
    for stranger in found:
        leave(f"{within}{stranger.key}", NOT_UNDERSTOOD if stranger.kind else NO_WORD)
    return not any(stranger.kind for stranger in found)
