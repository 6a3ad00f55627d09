"""A price is announced for a day so far ahead that no budget and no gate is held against it.

Once it is merged, it is what the base announces, and no news any more: it comes into force without ever having been
held against anything. Looked at with `--base` only, at what the change announces: in cards, in exchange rates, and in
the prices that scenarios give themselves.

    rates:
      - {effective: 2026-01-01, source: "https://…", input: 0.40}
      - {effective: 2030-01-01, source: "https://…", input: 40}         # bad: the horizon is 400 days

    horizon: 1500 days                                                  # good, in the policy: then it is held

"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, TypeVar

from costcalc.checks.finding import Finding, Level
from costcalc.diff import plain
from costcalc.instant import LAST_YEAR, TICK, short_instant
from costcalc.source import place_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from costcalc.checks.subject import Subject
    from costcalc.problem import Place
    from costcalc.ratecard import CardFile, FxFile, Model
    from costcalc.ratecard.fx import ExchangeRate
    from costcalc.rules import Contract
    from costcalc.scenario import Scenario, ScenarioFile
    from costcalc.source import Moment

D = TypeVar("D", "Contract", "ExchangeRate")
LEVEL = Level.WARNING
HINT = "append it nearer to its day, or let `horizon` in the policy reach so far"
EVER = datetime(LAST_YEAR, 12, 31, tzinfo=UTC)


def find(subject: Subject) -> Iterator[Finding]:
    """Yield a finding for each price, term and exchange rate of a change that begins or ends after the horizon."""
    if subject.base is None:
        return
    end = subject.policy.horizon_end(subject.as_of)
    for card_id, new in subject.cards.items():
        old = subject.card_before(card_id)
        for name, model in new.card.models.items():
            known = old.card.models.get(name) if old else None
            yield from _of_model(f"{card_id}/{name}", known, model, end)
        yield from _of_terms(old, new, end)
    yield from _of_exchange(subject.base.fx, subject.head.fx, end)
    for file in subject.head.scenarios:
        yield from _of_scenario(_before(file, subject), file.scenario, end)


def _of_model(about: str, old: Model | None, new: Model, end: datetime) -> Iterator[Finding]:
    known, moves = ({*side.breaks(end, EVER)} if side else set() for side in (old, new))
    for at in sorted(known | moves):
        was, now = (side.rate_at(at) if side else None for side in (old, new))
        if at in known and at in moves and plain(was) == plain(now):
            continue
        rate = now or new.rate_at(at - TICK)
        if rate:
            what = f"the price of {about} {'moves' if at in moves else 'moves no more'}"
            yield _finding(what, at, rate.effective.place, about)


def _of_terms(old: CardFile | None, new: CardFile, end: datetime) -> Iterator[Finding]:
    was, about = old.card.contract if old else (), str(new.card.id)
    for _, moment in _late(was, new.card.contract, end):
        yield _finding(f"terms of {about} move", moment.at, moment.place, about)
    for _, moment in _gone(was, new.card.contract, end):
        yield _finding(f"terms of {about} move no more", moment.at, place_of(new.card.id), about)


def _of_exchange(old: FxFile | None, new: FxFile | None, end: datetime) -> Iterator[Finding]:
    for rate, moment in _late(old.fx.rates if old else (), new.fx.rates if new else (), end):
        pair = f"{rate.from_} to {rate.to}"
        yield _finding(f"the exchange rate from {pair} moves", moment.at, place_of(rate.from_), pair)
    if old and new:
        for rate, moment in _gone(old.fx.rates, new.fx.rates, end):
            pair = f"{rate.from_} to {rate.to}"
            yield _finding(f"the exchange rate from {pair} moves no more", moment.at, place_of(new.fx.id), pair)


def _of_scenario(old: Sequence[Scenario], new: Scenario, end: datetime) -> Iterator[Finding]:
    """Yield what becomes of the prices that a scenario gives itself."""
    known = [plain(price) for scenario in old for price in scenario.prices.values()]
    for name, price in new.prices.items():
        for moment in (price.effective, price.until, *price.ends()):
            if moment and moment.at > end and plain(price) not in known:
                yield _finding(f"the price `{name}` of {new.id} moves", moment.at, moment.place, f"{new.id}/{name}")


def _before(file: ScenarioFile, subject: Subject) -> list[Scenario]:
    """Return the scenarios of the base that one may have been: by its id, and by what that was."""
    name = str(file.scenario.id)
    ids = {name, *(old for (old, option), (now, _) in subject.called.items() if option is None and now == name)}
    files = subject.base.scenarios if subject.base else ()
    return [file.scenario for file in files if str(file.scenario.id) in ids]


def _late(old: Sequence[D], new: Sequence[D], end: datetime) -> Iterator[tuple[D, Moment]]:
    """Yield what begins or ends after the horizon and is not in the base, with when it does."""
    known = [plain(one) for one in old]
    for one in new:
        for moment in (one.effective, one.until):
            if moment and moment.at > end and plain(one) not in known:
                yield one, moment


def _gone(old: Sequence[D], new: Sequence[D], end: datetime) -> Iterator[tuple[D, Moment]]:
    """Yield what began or ended after the horizon in the base, where nothing does any more."""
    days = {moment.at for one in new for moment in (one.effective, one.until) if moment}
    yield from ((one, moment) for one, moment in _late(new, old, end) if moment.at not in days)


def _finding(what: str, at: datetime, place: Place, about: str) -> Finding:
    day = short_instant(at)
    message = f"{what} on {day}, which is beyond the horizon: no gate is held against it"
    return Finding("beyond-horizon", LEVEL, place, message, HINT, f"{about} {day}")
