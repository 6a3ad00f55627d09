"""A price whose source nobody could look up, or of which nobody says how far it can be trusted.

A source is there so that somebody else can find the price again. A word such as `unknown`, `internal` or `tbd`, a mere
`https://…`, or an address that is nobody's (`example.com`, `localhost`) names no place to look: a warning. A name does:
that of a page, a data set with its version, a contract with its clause.

    rates:
      - {effective: 2026-01-01, source: internal, input: 0.40}                          # bad

    rates:
      - {effective: 2026-01-01, source: "contract 4711, annex B", verified: 2026-01-02, input: 0.40}    # good

What a card says of its provider (`origin`) or a model (`weights`, `license`) has a source, too, in `facts_source`.
Where that is left out, it is a notice. Where a scenario says the source of a price of its own, that has to name
something, too.

A rate that `corrects` another one replaces a price of the past. Whoever reads it cannot hold it against a price page of
today, so a source that names nothing is an error there.

A rate that says neither `verified` nor `confidence` gets a notice. (For the one in force, `stale-verified` asks.) Of
several sources it is enough that one can be looked up.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from costcalc.checks.finding import Finding, Level, terms_called
from costcalc.instant import short_instant
from costcalc.shown import cut
from costcalc.source import place_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from costcalc.checks.subject import Subject
    from costcalc.problem import Place
    from costcalc.ratecard import Model, Rate, RateCard

LEVEL = Level.WARNING
HINT = "name the page, the data set with its version, or the contract with its clause"

# What people write where they have to write something.
_NO_NAME = re.compile(
    r"(?:https?:/*)?\W*(?:to ?do|tbd|tba|fixme|x+|n ?/? ?a|none|null|nil|no|unknown|unsure|unspecified|various|several|"
    r"misc|other|me|us|we|self|myself|internal|internally|private|confidential|somewhere|anywhere|memory|from memory|"
    r"guess|guessed|estimate|estimated|own estimate|see above|see below|same|same as above|ditto|web|website|"
    r"the web|internet|the internet|online|google|search|docs|documentation|url|link|source|test|placeholder)?\W*",
    re.IGNORECASE,
)
# RFC 2606 keeps these names free of anybody, and RFC 6761 keeps localhost at home.
_NOBODY = re.compile(
    r"https?://(?:[^/@\s]*@)?(?:[\w-]+\.)*(?:example(?:\.(?:com|net|org))?|invalid|test|localhost|127\.0\.0\.1)"
    r"(?:[:/?#]\S*)?",
    re.IGNORECASE,
)


def find(subject: Subject) -> Iterator[Finding]:
    """Yield a finding for each price without a source to look up, or without a statement of confidence."""
    for file in subject.head.own:
        card = file.card
        yield from _unsourced(card.origin, card, str(card.id), place_of(card.origin or card.id))
        for name, model in file.card.models.items():
            yield from _unsourced(model.weights or model.license, model, f"{file.card.id}/{name}", place_of(name))
            in_force = model.rate_at(subject.as_of)
            for span in model.history:
                about = f"{file.card.id}/{name} {short_instant(span.start)}"
                what, level = "price", LEVEL
                if span.rate.corrects:
                    what, level = "correction", Level.ERROR
                yield from _unnamed(f"this {what} of {file.card.id}/{name}", span.rate.source, about, level)
                if span.rate is not in_force:
                    yield from _untrusted(f"{file.card.id}/{name}", span.rate, about)
        for terms in file.card.contract:
            yield from _unnamed(
                f"these terms of {file.card.id}", [terms.source], terms_called(str(file.card.id), terms)
            )
    for own in subject.head.scenarios:
        for name, price in own.scenario.prices.items():
            about = f"{own.scenario.id}/{name}"
            yield from _unnamed(f"this price of {about}", price.source or (), about)


def names_something(source: str) -> bool:
    """Whether a source names something that a person could look up."""
    return not _NO_NAME.fullmatch(source) and not _NOBODY.fullmatch(source)


def _unnamed(what: str, sources: Sequence[str], about: str, level: Level = LEVEL) -> Iterator[Finding]:
    if sources and not any(names_something(source) for source in sources):
        message = f"the source of {what} names nothing that one could look up: `{cut(sources[0])}`"
        yield Finding("missing-source", level, place_of(sources[0]), message, HINT, f"{about} source")


def _unsourced(fact: str | None, said: RateCard | Model, ref: str, place: Place) -> Iterator[Finding]:
    if said.facts_source:
        yield from _unnamed(f"these facts of {ref}", said.facts_source, f"{ref} facts")
    elif fact:
        message = f"nothing says where this fact of {ref} was read: `{cut(fact)}`"
        yield Finding("missing-source", Level.NOTICE, place, message, "add `facts_source:`", f"{ref} facts")


def _untrusted(ref: str, rate: Rate, about: str) -> Iterator[Finding]:
    if rate.verified is None and rate.confidence is None:
        message = f"nothing says how far this price of {ref} can be trusted"
        hint = "add `verified:`, or a `confidence:` of low, medium or high"
        yield Finding("missing-source", Level.NOTICE, rate.effective.place, message, hint, f"{about} trust")
