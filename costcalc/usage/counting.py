"""Count what a `usage` object says, by the readers of its shape. What is counted and has no meter is refused."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from costcalc.problem import InputError
from costcalc.shown import cut
from costcalc.usage.answer_counts import BY_HAND, NOTHING, UNKNOWN, AnswerCounts
from costcalc.usage.envelope import ENTRIES, HINT, REQUESTS, Envelope
from costcalc.usage.fields import MODEL, Fields, money, named, remark
from costcalc.usage.leaves import KnownPaths, joined
from costcalc.usage.readers import MAIN_KEYS, READERS
from costcalc.usage.reported import WORDS
from costcalc.usage.tool_signs import counted_tool
from costcalc.usage.words import words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from costcalc.problem import Place
    from costcalc.usage.readers.reader import UsageReader

MOST = 20
"""Problems of one answer, of which only the first are shown."""
COMMON: Fields = {
    "pydantic_ai_gateway.cost_estimate": money(),
    "model": MODEL,
    **dict.fromkeys(
        ("id", "object", "stop_reason", "currency", "cost.currency", "search_context_size", *REQUESTS, ENTRIES), remark
    ),
}
"""What may stand in a `usage` of any shape."""
MAIN = frozenset({"completion_tokens", "output_tokens"})
"""What is never null beside the keys that make a shape."""


def counted(envelope: Envelope, where: Callable[[str], Place]) -> tuple[str, list[UsageReader], AnswerCounts]:
    """Count what a `usage` says by its keys.

    Args:
        envelope: The object, with what stands around it.
        where: Returns where a key of what is told stands.

    Returns:
        The name of the shape; its readers, whose `finish` is still to be called; the counts, with what is wrong.

    Raises:
        InputError: for a shape that nobody knows, or of two that count differently.
    """
    name, readers = _readers(envelope, where)
    found = AnswerCounts(lambda path: where(joined(envelope.path, path)))
    _read_fields(readers[0].family, envelope.usage, found)
    return name, readers, found


def counted_alone(envelope: Envelope, where: Callable[[str], Place]) -> AnswerCounts:
    """Count what a `usage` says, without what stands around it.

    Raises:
        InputError: for what is counted and has no meter.
    """
    _, readers, found = counted(envelope, where)
    found.settle()
    found.validate()
    for reader in readers:
        if reader.finish:
            reader.finish(envelope.usage, found)
    found.validate()
    return found


def _readers(envelope: Envelope, where: Callable[[str], Place]) -> tuple[str, list[UsageReader]]:
    """Return the readers of the shape that a `usage` has, its usual one first, and the name of the most special."""
    # A gateway may write the keys of another shape, too, with nothing in them.
    empty = {key for key in MAIN_KEYS if envelope.usage.get(key) in (None, NOTHING)}
    said = {key: value for key, value in envelope.usage.items() if key not in empty}
    fitting = {name: reader for name, reader in READERS.items() if reader.fits(said)}
    fitting = fitting or {name: reader for name, reader in READERS.items() if reader.fits(envelope.usage)}
    if not fitting:
        possible = ((name, one) for name, one in READERS.items() if one.may_be(envelope.usage, envelope.answer))
        fitting = dict(list(possible)[:1])
    if not fitting:
        raise InputError.of(where(""), "no-usage", "there is no `usage` object here", HINT)
    families = {reader.family: READERS[name].title for name, reader in reversed(fitting.items())}
    if len(families) > 1:
        message = f"this has keys of several shapes, which count differently: {' and '.join(families.values())}"
        hint = "give the answer as the vendor sent it"
        raise InputError.of(where(envelope.path), UNKNOWN, message, hint)
    usual = next(reader for reader in READERS.values() if reader.family in families)
    others = [reader for reader in fitting.values() if reader is not usual]
    return list(fitting)[-1], [usual, *others]


@lru_cache(maxsize=32)
def _fields(family: str) -> tuple[Fields, KnownPaths, frozenset[str]]:
    """Return what the keys of a family are, all their paths, and which of them are never null."""
    readers = [one for one in READERS.values() if one.family == family]
    fields = {key: kind for each in (*(one.fields for one in readers), COMMON) for key, kind in each.items()}
    return fields, KnownPaths(fields), MAIN.union(*(one.main for one in readers))


def _read_fields(family: str, usage: Mapping[str, Any], found: AnswerCounts) -> None:
    fields, known, main = _fields(family)
    for path, value in known.leaves(usage):
        if len(found.problems) >= MOST:
            break
        if value is None:  # nothing is said of a part, and it is not told apart
            if path in main:
                found.count(path, value)
        elif path in fields:
            fields[path](found, path, value)
        elif reader := named(path, value):
            reader(found, path, value)
        elif isinstance(value, Decimal) and value and (sign := counted_tool(path.rpartition(".")[2])):
            found.tools.append((sign, path))
        else:
            _hold_unknown(path, value, found, is_count=known.is_around(path))


def _hold_unknown(path: str, value: Any, found: AnswerCounts, *, is_count: bool) -> None:
    """Refuse what no shape knows, unless it says nothing."""
    if isinstance(value, Decimal) or (is_count and value != {}):
        found.unknown(path, value)
    elif not is_count and _may_matter(path, value):
        message = f"`{cut(path, 60)}` is no count, and what it does to the price is not known here"
        found.refuse(path, message, BY_HAND)


def _may_matter(path: str, value: Any) -> bool:
    """Whether what is no count may change the price: a text, and `true` of how it was served."""
    return not WORDS.isdisjoint(words(path)) if value is True else value is not False and value != ""
