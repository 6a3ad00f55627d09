"""Units and meters as FOCUS writes them: capitals, the plural, a hyphen between what is multiplied."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from costcalc.rules import plural

if TYPE_CHECKING:
    from costcalc.pricing import Charge

SPELLED = {"gpu": "GPU", "api": "API", "kb": "KB", "mb": "MB", "gb": "GB", "tb": "TB", "gib": "GiB", "tib": "TiB"}
"""Words that are not written with one capital."""

WITHOUT_UNIT = "unit"
"""What is counted of a line that does not say what one of it is: FOCUS takes no empty unit."""


def consumed_unit(charge: Charge) -> str:
    """Return the unit of a charge as FOCUS writes it, in the plural: Tokens, Token-Hours, GPU-Hours, GB-Months.

    What is missing to a minimum is counted in a currency, which has no plural.
    """
    if charge.unit == charge.currency:
        return charge.unit
    words = [_capital(word) for word in re.split("([ -])", charge.unit or WITHOUT_UNIT)]
    return "".join((*words[:-1], plural(words[-1])))


def sku_meter(charge: Charge) -> str:
    """Return what is metered: Input Tokens, Cache Read Tokens, Web Searches, Minimum Charge."""
    name = (charge.meter or charge.entry).split("_")
    counted = charge.unit.lower().replace("-", " ").split()
    if charge.unit == charge.currency or not counted:
        return " ".join(map(_capital, name))
    if name[-len(counted) :] == counted or name == counted[:1]:
        return " ".join((*map(_capital, name[:-1]), plural(_capital(name[-1]))))
    words = [_capital(word) for word in name]
    return " ".join(words if counted[-1] in name else (*words, consumed_unit(charge)))


def _capital(word: str) -> str:
    """Return a word with a capital, unless a card wrote it with some itself: vCPU."""
    return SPELLED.get(word, word[:1].upper() + word[1:] if word.islower() else word)
