"""The installed package genai_prices as a source, in the form of its files."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from typing import Any

from costcalc.importers.files.origin import Origin, not_installed

_RENAMED = {"or_": "or", "and_": "and"}
_UNREAD = {"extractors"}
"""How usage is found in a response: no price, and half of the data."""


def installed() -> Origin:
    """Read what the installed package holds.

    Raises:
        InputError: where it is not installed.
    """
    from importlib.metadata import version

    try:
        from genai_prices import data
    except ImportError:
        raise not_installed("genai-prices", "prices/data.json") from None
    release = version("genai_prices")
    whole = sha256(Path(data.__file__).read_bytes()).hexdigest()
    return Origin(f"genai_prices {release}, data.py", (), whole, release, [_plain(each) for each in data.providers])


def _plain(value: Any) -> Any:
    """Return its records as the mappings that its JSON has; what is None is left out there too."""
    if isinstance(value, str | bool | None):
        return value
    if isinstance(value, int | Decimal):
        return Decimal(value)
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        named = value
    elif is_dataclass(value):
        named = {field.name: getattr(value, field.name, None) for field in fields(value)}
    elif hasattr(value, "isoformat"):
        return value.isoformat()
    else:
        named = vars(value)  # ModelPrice keeps its prices as plain attributes
    return {
        _RENAMED.get(key, key): _plain(item) for key, item in named.items() if item is not None and key not in _UNREAD
    }
