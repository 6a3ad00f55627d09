"""The tags of a row: in one cell as a JSON object, as FOCUS has them and databases read it, and in a column each."""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING

from costcalc.export.row_tags import PREFIX
from costcalc.records import TEXT, Field

if TYPE_CHECKING:
    from collections.abc import Iterable

    from costcalc.export import LedgerEntry


def tags_text(entry: LedgerEntry) -> str | None:
    """Return the tags of a row in the order of its scenario, as JSON in ASCII; None where it has none."""
    tags = entry.tags
    return json.dumps(tags, ensure_ascii=True) if tags else None


def tag_fields(entries: Iterable[LedgerEntry]) -> list[Field[LedgerEntry]]:
    """Return a field for each tag that any of these rows has, by the alphabet."""
    names = sorted({name for entry in entries for name in entry.tags})
    return [Field(f"{PREFIX}{name}", TEXT, partial(_value, name=name), null=True) for name in names]


def _value(entry: LedgerEntry, name: str) -> str | None:
    return entry.tags.get(name)
