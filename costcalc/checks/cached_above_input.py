"""What is read from a cache costs more than what is not.

Caching saves money, so this is a slip: two prices swapped, or one that belongs elsewhere. It is looked for in every
rate, in large requests, services, regions, hours and promotions as well, and in audio and images as in text. A price
for *writing* to a cache below that of input gets a notice: these tokens are billed as written, and not as input, too.

    rates:
      - {effective: 2026-01-01, source: "https://…", input: 0.14, cache_read: 0.28, output: 0.28}       # bad

    rates:
      - {effective: 2026-01-01, source: "https://…", input: 0.14, cache_read: 0.028, output: 0.28}      # good

Where writing costs what input does, say `cache_write_5m: input`. Where a vendor means such a price, say so there:
`cache_read: {price: 0.28, unusual: "dearer on purpose, says the price page"}`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from costcalc.checks.amounts import Amounts, is_meant
from costcalc.checks.finding import Finding, Level
from costcalc.instant import short_instant

if TYPE_CHECKING:
    from collections.abc import Iterator

    from costcalc.checks.subject import Subject
    from costcalc.ratecard.price_points import PriceScope

LEVEL = Level.WARNING
READS = {"cache_read": "input", "audio_cache_read": "audio_input", "image_cache_read": "image_input"}
WRITES = {"cache_write_5m": "input", "cache_write_1h": "input"}


def find(subject: Subject) -> Iterator[Finding]:
    """Yield a finding for each cache whose tokens cost more than it saves."""
    for file in subject.head.own:
        for name, model in file.card.models.items():
            for span in model.history:
                ref = f"{file.card.id}/{name}"
                yield from _rate(Amounts(file.card, span.rate), ref, short_instant(span.start))


def _rate(amounts: Amounts, ref: str, since: str) -> Iterator[Finding]:
    everywhere = list(dict.fromkeys(where for where, _ in amounts))
    meters = {meter for _, meter in amounts}
    for meter, whole in (READS | WRITES).items():
        if meter not in meters:
            continue
        for where in everywhere:
            found = _odd(amounts, where, meter, whole)
            if found:  # the first says it: a service that is half of a slip is one, too
                yield found._replace(message=f"{ref}: {found.message}", about=f"{ref} {since} {meter}")
                break


def _odd(amounts: Amounts, where: PriceScope, meter: str, whole: str) -> Finding | None:
    price = amounts.price_at(where, meter)
    cached, full = amounts.value(where, meter), amounts.value(where, whole)
    if price is None or cached is None or full is None or is_meant(price):
        return None
    applies = where.around()
    suffix = f" ({applies})" if applies else ""
    if meter in READS and cached > full:
        message = f"`{meter}` costs more than `{whole}`{suffix}"
        return Finding("cached-above-input", LEVEL, price.place, message, "look at the price page: are they swapped?")
    if meter in WRITES and cached < full:
        message = f"`{meter}` costs less than `{whole}`{suffix}"
        hint = f"where writing costs nothing more, it is billed as input: `{meter}: {whole}`"
        return Finding("cached-above-input", Level.NOTICE, price.place, message, hint)
    return None
