"""The forms in which results can be had. One file per format; a new one is a file and a line in this list.

A format is imported when it is asked for: only `text` needs rich.
"""

from __future__ import annotations

from enum import StrEnum
from importlib import import_module
from typing import TYPE_CHECKING, cast

from costcalc.formats.base import Style

if TYPE_CHECKING:
    from costcalc.formats.base import Format


class OutputFormat(StrEnum):
    """The formats, in the order of their help."""

    TEXT = "text"
    JSON = "json"
    MARKDOWN = "markdown"
    CSV = "csv"


def format_named(name: str) -> Format:
    """Import a format."""
    return cast("Format", import_module(f"costcalc.formats.{name}"))


__all__ = ["OutputFormat", "Style", "format_named"]
