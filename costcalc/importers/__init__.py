"""Bring in the price lists of others. One package per list; a new one is a package and a line in `FORMATS`.

What they share is in other packages, one for each step: `files` reads what came in, `reading` has what a reader of a
format needs, `rules` what holds of every list, `writing` cards as text, and `memory` brings a card up to date. `run.py`
makes the steps, and `draft.py` is what goes from one to the next.

A package of a list has a docstring, which is its documentation: what the source is, where to get it, what each of its
keys becomes, and what it cannot express; `FILES`, the globs of what it reads in a directory; and a function `read`.
`PUBLIC = True` says that there is one list of this format for everybody.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

if TYPE_CHECKING:
    from costcalc.importers.draft import ImportQuery, ImportResult
    from costcalc.importers.files.origin import Origin

FORMATS = {
    "genai-prices": "genai_prices",
    "litellm": "litellm",
    "litellm-proxy": "litellm_proxy",
    "models.dev": "models_dev",
    "openrouter": "openrouter",
    "llm-prices": "llm_prices",
    "new-api": "new_api",
    "csv": "csv_table",
    "langfuse": "langfuse",
    "portkey": "portkey",
    "azure-retail": "azure_retail",
    "aws-price-list": "aws_price_list",
}
"""What a format is called on the command line, and its package."""


class Importer(Protocol):
    """A package of this folder."""

    READS: str
    """What it reads, in the words of a hint: a file, and where it is to be had."""

    FILES: tuple[str, ...]
    """Which files of a directory it reads; the first glob that finds any is used alone."""

    def read(self, source: Origin, wanted: ImportQuery) -> ImportResult:
        """Return the cards of a source.

        Raises:
            InputError: for a source that is not of this format.
        """


def is_public(name: str) -> bool:
    """Whether there is one list of a format for everybody, so that any file of it is that list on some day."""
    return bool(getattr(importer_named(name), "PUBLIC", False))


def importer_named(name: str) -> Importer:
    """Import an importer."""
    return cast("Importer", import_module(f"costcalc.importers.{FORMATS[name]}"))
