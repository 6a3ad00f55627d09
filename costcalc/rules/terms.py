"""How something is asked for, beside what is asked: in which service tier, and where the data must stay.

One more such word is a field of `Terms`, a member of `TERMS`, and a field of calls and options in
`costcalc.scenario.document`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from costcalc.rules.region import REGION
from costcalc.rules.service import SERVICE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from costcalc.rules.term import Term

TERMS = (SERVICE, REGION)
"""In the order in which they change a price."""


class Terms(NamedTuple):
    """How something is asked for. None means that nobody says: then it is as usual.

    Args:
        service: The service tier, such as `batch`.
        region: Where the data must stay.
    """

    service: str | None = None
    region: str | None = None

    def over(self, others: Terms) -> Terms:
        """Return these terms, with those of others where these say nothing."""
        return Terms(*(own or other for own, other in zip(self, others, strict=True)))

    def named(self) -> dict[str, str | None]:
        """Return each word with what is asked for, the usual ones by their name where they have one."""
        return {term.word: getattr(self, term.word) or term.usual for term in TERMS}

    def asked(self) -> Iterator[tuple[Term, str]]:
        """Yield what is asked for and is not as usual."""
        for term in TERMS:
            name = getattr(self, term.word)
            if name and name != term.usual:
                yield term, name
