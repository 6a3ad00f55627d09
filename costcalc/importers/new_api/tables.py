"""The forms in which a gateway gives its ratios away, as one: entries with what they say, and groups."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from costcalc.importers.draft import Note
from costcalc.importers.files.parse import parse_json
from costcalc.importers.files.spoilt import TWICE, Spoilt
from costcalc.importers.new_api.entry import HARMLESS, PER_MODEL, Entry, is_changing, says
from costcalc.problem import InputError
from costcalc.shown import cut, show

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from costcalc.importers.files.origin import File

QUOTA_OF_A_DOLLAR = "500000"
MOST_OFFERS = 200_000
"""Models times groups, all of which are looked at."""

NO_TABLE = "the file has it, and it is not read: some may pay another price"

_KNOWN = {*PER_MODEL, *HARMLESS, "group_ratio"}
_SYNONYMS = {"cache_creation_ratio": "create_cache_ratio"}
_SOLD_FOR = {"price", "quota_per_unit", "usd_exchange_rate"}
_BEFORE_A_CAPITAL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


class Gateway(NamedTuple):
    """What a file says.

    Args:
        entries: The models.
        groups: Their ratios; None where the file has none.
        by_tables: Whether it is the administrator's own tables, which the program overrules for some names.
        has_cache: Whether the file says anything of cached tokens.
    """

    entries: Sequence[Entry]
    groups: Mapping[str, Any] | None
    by_tables: bool
    has_cache: bool


def read_gateway(file: File, card: str, notes: list[Note]) -> Gateway:
    """Return the ratios of a file; what is not understood leaves notes.

    Raises:
        InputError: for a file without any, and for one in another currency.
    """
    tree = parse_json(file)
    whole = _in_our_words(tree) if isinstance(tree, dict) else {"data": tree}
    data = whole.get("data", whole)
    models = isinstance(data, list) and any(isinstance(item, dict) and "model_name" in item for item in data)
    if models:
        tables = {key: value for key, value in whole.items() if key != "data"}
        entries = _listed(data, card, notes)
    else:
        tables = _tables(_in_our_words(_options(data)), file)
        entries = _of_tables(tables)
    if not entries or whole.get("success") is False:
        hint = 'it reads the answers to /api/pricing, /api/ratio_config and /api/option/, and `{"ModelRatio": {…}}`'
        raise InputError.of(file.place, "wrong-format", "this has no ratios of new-api or one-api", hint)
    _in_dollars(tables, file, models=models)
    groups = tables.get("group_ratio")
    found = groups if isinstance(groups, dict) and groups else None
    if len(found or ()) * len(entries) > MOST_OFFERS:
        message = f"there are more than {MOST_OFFERS:,} models in groups"
        raise InputError.of(file.place, "too-many", message, "leave groups out of `group_ratio`")
    has_cache = any(entry.keys.get("cache_ratio") is not None for entry in entries)
    return Gateway(_beside(entries, tables, card, notes), found, not models, has_cache)


def _in_our_words(keys: Mapping[str, Any]) -> dict[str, Any]:
    """Return a mapping with the keys of `/api/pricing`: `model_ratio` for `ModelRatio`.

    Where both stand there with other values, nobody knows which of them counts.
    """
    found: dict[str, Any] = {}
    for key, value in keys.items():
        word = _BEFORE_A_CAPITAL.sub("_", key).lower()
        last = word.rpartition(".")[2]
        word = last if last in _KNOWN else word
        word = _SYNONYMS.get(word, word)
        found[word] = value if found.get(word, value) == value else Spoilt(TWICE, key)
    return found


def _options(data: Any) -> Mapping[str, Any]:
    """Return the answer to `/api/option/` as a mapping, which is a list of keys with their values."""
    if not isinstance(data, list):
        return data if isinstance(data, dict) else {}
    pairs = [item for item in data if isinstance(item, dict) and isinstance(item.get("key"), str)]
    return {item["key"]: item.get("value") for item in pairs}


def _tables(options: Mapping[str, Any], file: File) -> dict[str, Any]:
    """Return the tables among options, which often hold them as a text of JSON."""
    found: dict[str, Any] = {}
    for key, value in options.items():
        if isinstance(value, str) and value.lstrip().startswith("{") and is_changing(key):
            inner = replace(file, data=value.encode("utf-8", "surrogatepass"))
            if key in _KNOWN:
                found[key] = parse_json(inner)
            else:
                with suppress(InputError):
                    found[key] = parse_json(inner)
        elif isinstance(value, dict) or key == "quota_per_unit":
            found[key] = value
    return found


def _listed(data: Sequence[Any], card: str, notes: list[Note]) -> list[Entry]:
    found: dict[str, Entry] = {}
    for nth, item in enumerate(data, 1):
        name = item.get("model_name") if isinstance(item, dict) else None
        if not isinstance(name, str) or not name:
            notes.append(Note(card, f"entry {nth}", "model_name", "it is missing, and the entry is left out"))
            continue
        keys = _in_our_words(item)
        groups = keys.get("enable_groups")
        offered = frozenset(group for group in groups if isinstance(group, str)) if isinstance(groups, list) else None
        entry = Entry(name, keys, listed=True, groups=offered)
        found[name] = entry if found.get(name, entry) == entry else entry._replace(twice=True)
    return list(found.values())


def _of_tables(tables: Mapping[str, Any]) -> list[Entry]:
    found: dict[str, dict[str, Any]] = {}
    for key in PER_MODEL:
        table = tables.get(key)
        for name, value in table.items() if isinstance(table, dict) else ():
            found.setdefault(name, {})[key] = value
    return [Entry(name, found[name]) for name in sorted(found)]


def _in_dollars(tables: Mapping[str, Any], file: File, *, models: bool) -> None:
    """Refuse ratios of another unit.

    Raises:
        InputError: for a quota or a currency that makes something else of a ratio.
    """
    quota = tables.get("quota_per_unit")
    strange = ["quota_per_unit"] if quota is not None and str(quota) not in {QUOTA_OF_A_DOLLAR, "500000.0"} else []
    if models:  # the options of a gateway have more scalars about money, which are those of its shop
        strange += [
            key
            for key, value in tables.items()
            if key not in _KNOWN | _SOLD_FOR and not isinstance(value, dict | list) and says(key, value)
        ]
    if strange:
        message = f"`{cut(show(strange[0]))}` may change what a ratio is worth, and no price here stands"
        hint = "a ratio of 1 is 2 USD per 1M tokens where 500,000 units of quota are a dollar, and only that is read"
        raise InputError.of(file.place, "bad-unit", message, hint)


def _beside(entries: Sequence[Entry], tables: Mapping[str, Any], card: str, notes: list[Note]) -> list[Entry]:
    """Return the entries, each with the tables that say something else of it."""
    names = {entry.name for entry in entries}
    more: dict[str, dict[str, Any]] = {}
    for key, table in tables.items():
        if key in _KNOWN or not isinstance(table, dict) or not says(key, table):
            continue
        inner = [name for value in table.values() if isinstance(value, dict) for name in value]
        meant = names.intersection([*table, *inner])
        for name in meant:
            more.setdefault(name, {})[key] = True
        if not meant:
            notes.append(Note(card, "", key, NO_TABLE))
    return [entry._replace(keys={**entry.keys, **more.get(entry.name, {})}) for entry in entries]
