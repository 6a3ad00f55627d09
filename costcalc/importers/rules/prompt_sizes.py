"""Prices of prompts of one size, where only the name of a model says so: `Gemini 2.5 Pro ≤200k`, `m-gt-128k`.

It is not guessed which models belong together: each stays one of its own. The price of small prompts is `unpriced` for
larger ones, where the size can be read and a card can say it; everything else is a doubt. A size without such a sign,
as in `gpt-4-32k`, is that of the context.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from costcalc.importers.draft import Note
from costcalc.importers.files.exact import size
from costcalc.importers.reading.fields import OF_ONE_SIZE, context_tier
from costcalc.ratecard.doubts import LARGE_ONLY, SMALL_ONLY
from costcalc.rules.form import UNPRICED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from costcalc.importers.draft import DraftCard, DraftModel, DraftRate

UP_TO = ("≤", "<=", "=<", "lte", "le", "up to", "upto", "at most")
BELOW = ("<", "lt", "below", "under", "less than")
FROM = ("≥", ">=", "=>", ">", "gte", "ge", "gt", "above", "over", "more than", "at least")

_LETTERS = {"": 1, "k": 1_000, "m": 1_000_000}
_DIGITS = r"\d{1,3}(?:[,. ]\d{3})+|\d{4,9}|\d{1,4}(?=\s?k)|\d{1,2}(?:\.\d{1,3})?(?=\s?m)"
_NUMBER = rf"(?P<number>{_DIGITS})\s?(?P<letter>[km]?)\b"


def _any_of(words: tuple[str, ...]) -> str:
    spelt = (word.replace(" ", "[ _-]") for word in words if word[0].isalpha())
    signs = [re.escape(word) for word in words if not word[0].isalpha()]
    return "|".join([*signs, *(rf"(?<![a-z]){word}(?![a-z])" for word in spelt)])


_SIGN = rf"(?P<up_to>{_any_of(UP_TO)})|(?P<large>{_any_of(FROM)})|(?P<below>{_any_of(BELOW)})"
_BEFORE = re.compile(rf"(?:{_SIGN})[\s_-]*{_NUMBER}", re.ASCII | re.IGNORECASE)
_AFTER = re.compile(rf"{_NUMBER}\s?(?P<large>\+|[≤<]|(?:and|or) (?:above|more|over)\b)", re.ASCII | re.IGNORECASE)
_UNREAD = re.compile(r"(?P<small>[≤<])|(?P<large>[≥>])")
_IS_A_SIGN = re.compile(r"[≤≥]|(?<![-=])[<>]=?\s?\d(?![\d.]*\s?b\b)", re.ASCII | re.IGNORECASE)


_LONG = re.compile(r"[-_:. ](?:long(?:[-_ ]?(?:context|ctx|co))?|lctx)(?=$|[-_:. ])", re.ASCII | re.IGNORECASE)


class PromptSize(NamedTuple):
    """Prompts of one size.

    Args:
        doubt: What is doubtful about a price of these, where nothing else is said.
        above: How larger ones are told, where these are the small ones: `>` or `>=`.
        bound: The size between the two; "" where it cannot be read.
    """

    doubt: str
    above: str = ""
    bound: str = ""


def prompt_sizes(text: str) -> Iterator[PromptSize]:
    """Yield the prompts that a name says its price is for; nothing where it is for all."""
    found = [*_BEFORE.finditer(text), *_AFTER.finditer(text)]
    for match in found:
        signs = match.groupdict()
        if signs["large"]:
            yield PromptSize(LARGE_ONLY)
        else:
            yield PromptSize(SMALL_ONLY, ">" if signs["up_to"] else ">=", _bound(signs["number"], signs["letter"]))
    if not found and _IS_A_SIGN.search(text):
        yield from (PromptSize(LARGE_ONLY if match["large"] else SMALL_ONLY) for match in _UNREAD.finditer(text))


def _bound(number: str, letter: str) -> str:
    digits = number if letter.lower() == "m" else re.sub(r"[,. ]", "", number)
    tokens = Decimal(digits) * _LETTERS[letter.lower()]
    return size(int(tokens)) if tokens == int(tokens) else ""


def of_one_size(card: DraftCard, notes: list[Note]) -> DraftCard:
    """Return a card whose models are priced for the prompts alone that their names say."""
    models = []
    for model in card.models:
        sizes = dict.fromkeys([*prompt_sizes(model.name), *prompt_sizes(model.title or "")])
        notes += [Note(card.id, model.name, "name", OF_ONE_SIZE)] if sizes else []
        models.append(_limited(model, list(sizes)))
    small = _small(models) - {note.model for note in notes if note.card == card.id and note.why == OF_ONE_SIZE}
    notes += [Note(card.id, name, "name", OF_ONE_SIZE) for name in sorted(small)]
    only = PromptSize(SMALL_ONLY)
    return replace(card, models=[_limited(model, [only]) if model.name in small else model for model in models])


def _small(models: Iterable[DraftModel]) -> set[str]:
    """Return the models beside which there is one of the same name for large prompts: `m` beside `m:long-context`."""
    names = {model.name for model in models}
    large = {model.name for model in models if any(LARGE_ONLY in rate.doubts for rate in model.rates)}
    return {_LONG.sub("", name) for name in large if _LONG.search(name)} & names


def _limited(model: DraftModel, sizes: list[PromptSize]) -> DraftModel:
    rates = list(model.rates)
    for prompts in sizes:
        rates = [_of(rate, prompts) for rate in rates]
    return replace(model, rates=rates)


def _of(rate: DraftRate, prompts: PromptSize) -> DraftRate:
    tiers = rate.other, rate.context_tiers, rate.services, rate.regions, rate.peak, rate.off_peak
    if prompts.bound and not any(tiers):
        nothing = dict.fromkeys(rate.sheet, UNPRICED)
        return replace(rate, context_tiers=[context_tier(prompts.bound, nothing, prompts.above)])
    return replace(rate, doubts=tuple(dict.fromkeys([*rate.doubts, prompts.doubt])))
