"""A word by which something is asked for, and the prices that a rate has for each of its names."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from costcalc.rules.modifier import Change, Modifier, UnservedError
from costcalc.rules.variant import Variant

if TYPE_CHECKING:
    from collections.abc import Iterator

    from costcalc.rules.modifier import Circumstances


class Term(Modifier[Mapping[str, Variant]]):
    """One of the words; a rate has a sheet for each of its names."""

    usual: ClassVar[str | None] = None
    """What it is where nobody says; None where that has no name."""

    prefix: ClassVar[str] = ""
    """What stands before a name in formulas; where it is empty, a name is one of formulas as it is."""

    exclusive: ClassVar[bool] = False
    """Whether what is not priced in it is not to be had in it; else it keeps its usual price."""

    def symbol(self, name: str) -> str:
        """Return what formulas call the prices of a name."""
        return self.prefix + re.sub(r"[^a-z0-9]+", "_", name.lower()) if self.prefix else name

    def variants(self, written: Mapping[str, Variant]) -> Mapping[str, Variant]:
        """Return the sheet of each name."""
        return written

    def changes(self, written: Mapping[str, Variant] | None, when: Circumstances) -> Iterator[Change]:
        """Yield the sheet that is asked for."""
        if name := when.usage.get(self.word):
            known = written or {}
            if name not in known:
                raise UnservedError(self.word, name, list(known))
            yield Change(self.symbol(name), known[name], self.exclusive)
