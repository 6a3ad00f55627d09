"""Keys beside a price that change what it means: where one is not understood, the price does not stand."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from costcalc.importers.fields import Leave

NOT_UNDERSTOOD = "it may change what the prices beside it mean and is not understood, so nothing is priced by them"
"""The note on such a key."""

NO_WORD = "a card has no word for it, and it is left out"
"""The note on any other key."""

_BEARS = re.compile(
    r"currenc|unit|(^|_)per(_|$)|scale|factor|multipli|discount|markup|uplift|(^|_)tiers?(_|$)|(^|_)term(_|$)"
    r"|minimum|threshold|above|below|over|under|until|valid|expir|(^|_)free(_|$)|quota",
)
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


def bears_on_prices(key: str) -> bool:
    """Whether a key is called as one that says in what money, of what unit, for whom or from what size a price is."""
    return _BEARS.search(_HUMP.sub("_", key).lower()) is not None


def leave_strangers(keys: Mapping[str, Any], known: Collection[str], leave: Leave, within: str = "") -> bool:
    """Note every key that nobody knows, and return whether the prices beside them stand."""
    stands = True
    for key, value in keys.items():
        if key in known or value is None:
            continue
        bears = bears_on_prices(key)
        leave(f"{within}{key}", NOT_UNDERSTOOD if bears else NO_WORD)
        stands = stands and not bears
    return stands
