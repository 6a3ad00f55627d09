"""What tells a rate card from others."""

from __future__ import annotations

from costcalc.ratecard import SHIPPED, CardFile
from costcalc.records import TEXT, Field, Many, Record

CARD = Record[CardFile](
    "card",
    "A rate card.",
    Field("id", TEXT, lambda file: file.card.id),
    Field("title", TEXT, lambda file: file.card.title),
    Field("basis", TEXT, lambda file: file.card.basis, "published, contracted, listed or claimed"),
    Field("version", TEXT, lambda file: file.card.version),
    Field("currency", TEXT, lambda file: file.card.currency, "of its prices"),
    Field("file", TEXT, lambda file: file.file, "as places name it"),
    Field("folder", TEXT, lambda file: file.folder, "where it was read; `shipped` where it came with costcalc"),
    Field("sha256", TEXT, lambda file: file.sha256, "of its content"),
    Field("origin", TEXT, lambda file: file.card.origin, "the country of the provider, by ISO 3166-1", null=True),
    Field("facts_source", Many(TEXT), lambda file: file.card.facts_source, "where that was read"),
    Field("extends", TEXT, lambda file: file.card.extends, "the card that it lays negotiated terms over", null=True),
)
_FIELDS = {field.name: field for field in CARD.fields()}
USED_CARD = Record[CardFile](
    "used_card",
    "A rate card that prices came from.",
    *map(_FIELDS.__getitem__, ("id", "version", "file", "folder", "sha256", "basis")),
)


def file_name(file: CardFile) -> str:
    """Return the file of a card, marked where it came with costcalc."""
    return f"{file.file} (shipped)" if file.folder == SHIPPED else file.file
