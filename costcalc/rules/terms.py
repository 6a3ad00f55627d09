"""How something is asked for, beside what is asked: in which service tier, and where the data must stay.

One more such word is a field of `Terms` and a line of `TERMS`; where a call or an option may say it, it is a field of
`costcalc.scenario.document.Termed`, and where a rate has prices for it, one of its mappings.
"""

from __future__ import annotations

import re
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from costcalc.rules.form import STANDARD

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from costcalc.rules.context_tier import TieredSheet
    from costcalc.rules.variant import Variant


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


class Term(NamedTuple):
    """One of the words.

    Args:
        word: What scenarios and reports call it.
        usual: What it is where nobody says; None where that has no name.
        variants: The prices that a rate has for it, by name.
        symbol: What formulas call the prices of a name.
        exclusive: Whether what is not priced in it is not to be had in it; else it keeps its usual price.
    """

    word: str
    usual: str | None
    variants: Callable[[TieredSheet], Mapping[str, Variant]]
    symbol: Callable[[str], str]
    exclusive: bool


TERMS = (
    Term("service", STANDARD, attrgetter("services"), str, exclusive=True),
    Term(
        "region",
        None,
        attrgetter("regions"),
        lambda name: f"region_{re.sub(r'[^a-z0-9]+', '_', name.lower())}",
        exclusive=False,
    ),
)
"""In the order in which they change a price."""
