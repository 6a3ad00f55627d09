"""A draft card as YAML: what a person would have written, with where it is from and what it cannot say."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import fields
from typing import TYPE_CHECKING, Any

from costcalc.importers.draft import CardProvenance, DraftCard, DraftModel, DraftRate
from costcalc.importers.writing.notes import listed
from costcalc.ratecard import PUBLISHED
from costcalc.shown import inert, show

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from costcalc.importers.draft import Note, Value

MAX_TEXT = 300
WIDTH = 118

# Read back as what was meant whichever field it stands in: numbers, words, `1K searches`, `input > 200K`.
_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.%+/-]*(?: (?:>=?|[A-Za-z0-9][A-Za-z0-9_.%+/-]*))*", re.ASCII)
_PLAIN_KEY = re.compile(r"[A-Za-z][A-Za-z0-9_./-]*", re.ASCII)
_NOT_PLAIN = {"null", "true", "false", "yes", "no", "on", "off"}
_TEXTS = {"title", "note", "source", "facts_source", "summary", "unusual", "disagreement"}
"""Keys whose values are prose, which is always quoted: a title may be `3.5`."""

_VARIANTS = {"services", "regions", "peak", "off_peak", "promotion"}
_BESIDE_PRICES = {"multiplier", "meters", "hours", "tz", "days", "holidays", "until", "note", "context_tiers"}
_RATE_BESIDE_PRICES = {"sheet", "effective", "until", "source", "disagreement", "doubts", "note"}


def text(card: DraftCard, provenance: CardProvenance, notes: Sequence[Note] = ()) -> str:
    """Return the text of a rate card.

    Args:
        card: What to write.
        provenance: Where it was imported from; an imported price has no `verified`, as nobody has looked.
        notes: What the card cannot say, for the comment at its top.
    """
    return commented(laid_out(tree(card, provenance)), provenance, notes)


def laid_out(card: Mapping[str, Value]) -> str:
    """Return a card that is laid out as its tree, in YAML."""
    return inert("\n".join([*yaml_lines(card), ""]))


def commented(text: str, provenance: CardProvenance, notes: Sequence[Note]) -> str:
    """Return the text of a card with what is to be said of it above it."""
    return inert("\n".join([*_comment(provenance, notes), ""])) + text


def one_line(words: str) -> str:
    """Return a text that a card accepts: one line, nothing hidden or obeyed, at most 300 characters."""
    line = inert(show(" ".join(words.split())))
    return line if len(line) <= MAX_TEXT else f"{line[: MAX_TEXT - 1].rstrip()}…"


def _comment(provenance: CardProvenance, notes: Sequence[Note]) -> Iterator[str]:
    source = one_line(provenance.source)
    yield f"# Imported by `costcalc cards import {provenance.format}` on {provenance.date} from {source}."
    yield "# Nobody has verified these prices. Correct the source and import again, rather than this file."
    if notes:
        yield "#"
        yield "# What this card leaves out or had to decide:"
        yield from (f"#   {line}" for line in listed(notes, WIDTH - 4))


def tree(card: DraftCard, provenance: CardProvenance) -> dict[str, Any]:
    """Return a card as the mappings, lists and texts that its file holds."""
    origin = {
        "format": provenance.format,
        "source": one_line(provenance.source),
        "version": provenance.version,
        "date": provenance.date,
        "sha256": provenance.sha256,
    }
    return _kept(
        {
            "schema": "costcalc/rate-card/v1",
            "id": card.id,
            "title": one_line(card.title),
            "basis": card.basis,
            "version": provenance.date,
            "currency": card.currency,
            "per": card.per,
            "note": card.note and one_line(card.note),
            "imported": _kept(origin) if card.basis == PUBLISHED else None,  # else each rate says it
            "meters": card.meters,
            "models": {model.name: _model(model) for model in card.models},
        }
    )


def _model(model: DraftModel) -> dict[str, Any]:
    return _kept(
        {
            "title": model.title and one_line(model.title),
            "aliases": list(model.aliases),
            "context_window": model.context_window,
            "max_output": model.max_output,
            "released": model.released,
            "retired": model.retired,
            "weights": model.weights,
            "facts_source": model.facts_source and one_line(model.facts_source),
            "note": model.note and one_line(model.note),
            "rates": [_rate(rate) for rate in model.rates],
        }
    )


def _rate(rate: DraftRate) -> dict[str, Any]:
    source = rate.source if isinstance(rate.source, str) else [one_line(item) for item in rate.source]
    written = {
        "effective": rate.effective,
        "until": rate.until,
        "source": one_line(source) if isinstance(source, str) else source,
        "disagreement": rate.disagreement and one_line(rate.disagreement),
        "doubts": list(rate.doubts),
        "note": rate.note and one_line(rate.note),
        **rate.sheet,
    }
    others = (part.name for part in fields(rate) if part.name not in _RATE_BESIDE_PRICES)
    beside = {name: _flat(getattr(rate, name), rate) if name in _VARIANTS else getattr(rate, name) for name in others}
    return _kept({**written, **beside})


def _flat(written: Any, rate: DraftRate) -> Any:
    """Return prices with `context_tiers: []` where they have no tiers: in these lists they hold for long requests."""
    if not isinstance(written, Mapping) or not rate.context_tiers:
        return written
    if written and all(isinstance(value, Mapping) for value in written.values()) and not _BESIDE_PRICES & set(written):
        return {name: _flat(variant, rate) for name, variant in written.items()}
    own = {key: value for key, value in written.items() if key not in _BESIDE_PRICES and isinstance(value, str)}
    return {**written, "context_tiers": []} if own and "context_tiers" not in written else written


def _kept(mapping: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in mapping.items() if value not in (None, "", (), [], {})}


def yaml_lines(mapping: Mapping[str, Value], indent: str = "", within: str = "") -> Iterator[str]:
    """Yield the lines of a mapping in block style; what fits a line and has no prose in it, in flow style."""
    for key, value in mapping.items():
        head = f"{indent}{key_text(key)}:"
        if isinstance(value, str):
            yield f"{head} {_scalar(value, prose=key in _TEXTS)}"
        elif not value:
            yield f"{head} []"
        elif _fits(key, within) and len(line := f"{head} {_flow(value, prose=key in _TEXTS)}") <= WIDTH:
            yield line
        elif isinstance(value, Mapping):
            yield head
            yield from yaml_lines(value, f"{indent}  ", key)
        else:
            yield head
            yield from _items(value, f"{indent}  ", key)


def _items(items: Sequence[Value], indent: str, within: str) -> Iterator[str]:
    for item in items:
        if not isinstance(item, Mapping):
            yield f"{indent}- {_flow(item, prose=within in _TEXTS)}"
        elif within != "rates" and len(line := f"{indent}- {_flow(item)}") <= WIDTH:
            yield line
        else:
            first, *rest = yaml_lines(item, f"{indent}  ", within)
            yield f"{indent}- {first.lstrip()}"
            yield from rest


def _fits(key: str, within: str) -> bool:
    """Whether a value may stand in one line; a card, its models and its rates are easier to read in blocks."""
    return within != "models" and key not in {"models", "rates", "imported", "context_tiers", "said"}


def _flow(value: Value, *, prose: bool = False) -> str:
    if isinstance(value, str):
        return _scalar(value, prose=prose)
    if isinstance(value, Mapping):
        return f"{{{', '.join(f'{key_text(key)}: {_flow(item, prose=key in _TEXTS)}' for key, item in value.items())}}}"
    return f"[{', '.join(_flow(item, prose=prose) for item in value)}]"


def key_text(key: str) -> str:
    """Return a key as YAML has it, in quotes where it would be something else without."""
    return key if _PLAIN_KEY.fullmatch(key) and key.lower() not in _NOT_PLAIN else _quoted(key)


def _scalar(value: str, *, prose: bool) -> str:
    plain = not prose and _PLAIN.fullmatch(value) and value.lower() not in _NOT_PLAIN
    return value if plain else _quoted(one_line(value))


def _quoted(value: str) -> str:
    # What JSON escapes in a text, double-quoted YAML reads the same.
    return json.dumps(value, ensure_ascii=False)
