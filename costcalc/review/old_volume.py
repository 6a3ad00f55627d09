"""What the base asks for, at the prices that the change gives: what a gate of prices alone holds.

Of an option that is on both sides, requests and quantities are the base's, under the base's assumptions. What is paid
for them is the change's: which model serves a call, in which service and region, on which cards and terms, at which
instant; what a line costs; and the prices that a scenario gives itself, under the assumptions of the change.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from costcalc.comparison.offers import OptionTerms, nameless, options_written
from costcalc.expr import Name, symbolic, with_names
from costcalc.rules import UnitPrice
from costcalc.scenario import LineEntry
from costcalc.source import Scalar, place_of
from costcalc.spelling import some_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from costcalc.comparison import Comparison, Outcome
    from costcalc.expr import Node
    from costcalc.rules import Priced
    from costcalc.scenario import Assumption, Entry, Option, Scenario, ScenarioFile
    from costcalc.scenario.inline_price import InlinePrice

CHANGED = "changed."
"""What assumptions of the change are called with beside those of the base: nobody writes a name with a dot."""

ALONE = {"baseline": None, "chosen": None, "require": None}
"""What is said of options that are compared, and not of what they cost."""


class OldVolume(NamedTuple):
    """What of a scenario of the base is still asked for.

    Args:
        before: It at its own prices; None where nothing is left of it.
        after: It at the prices of the change.
        unclear: By option why nobody can say what the change pays for it.
    """

    before: ScenarioFile | None
    after: ScenarioFile | None
    unclear: Mapping[str, str]


class SteadyPair(NamedTuple):
    """What the change still asks for of a scenario of the base: what it cost, and what it would cost.

    Args:
        before: At the prices of the base; None where nobody knows, and where nothing is left.
        after: At those of the change.
        unclear: By option why that is not known.
        why: The same for all of them.
    """

    before: Comparison | None
    after: Comparison | None
    unclear: Mapping[str, str] = {}
    why: str | None = None

    def of(self, option: str) -> tuple[Outcome | None, Outcome | None]:
        """Return an option on both sides; None where it has nothing that is still asked for."""
        sides = [side.outcomes if side else () for side in (self.before, self.after)]
        before, after = (next((each for each in side if each.id == option), None) for side in sides)
        return before, after

    def why_not(self, option: str) -> str | None:
        """Return why an option has no number at the old volume; None where it has one."""
        _, after = self.of(option)
        unpriced = after.not_priced[0].message if after and after.not_priced else None
        return self.unclear.get(option) or self.why or unpriced


def old_volume(before: Comparison, after: Comparison, called: Mapping[str, str]) -> OldVolume:
    """Return what the base asks for, at the prices of both sides.

    Args:
        before: The scenario of the base.
        after: The same of the change.
        called: What its options are called in the change, those that are there.
    """
    old, new = before.scenario.scenario, after.scenario.scenario
    now = {option.id: option for option in _options(new)}
    currency = Scalar(after.currency, place_of(new.id))
    unclear: dict[str, str] = {}
    kept: dict[str, Option] = {}
    paid: dict[str, Option] = {}
    workload: list[Entry] = []
    for option in (each for each in _options(old) if each.id in called):
        other = now[called[option.id]]
        twins = _twins(option.entries(old), other.entries(new), other)
        if isinstance(twins, str):
            unclear[option.id] = twins
        elif twins:
            name = Scalar(option.id, option.place)
            entries = [_paid(entry, twin, other, f"{len(paid)}.", currency) for entry, twin in twins]
            workload += entries
            kept[name] = option.written.model_copy(update={"use": tuple(entry.name for entry, _ in twins)})
            paid[name] = _served(option.written, other.written, entries)
    if not paid:
        return OldVolume(None, None, unclear)
    return OldVolume(
        before.scenario.costs_alone(options=kept, **ALONE),
        before.scenario.costs_alone(
            options=paid,
            workload=tuple(workload),
            currency=Scalar(before.currency, place_of(old.id)),
            prices={name: _price(price, currency) for name, price in new.prices.items()},
            assumptions={**old.assumptions, **dict(_assumption(*each) for each in new.assumptions.items())},
            **ALONE,
        ),
        unclear,
    )


def _options(scenario: Scenario) -> list[OptionTerms]:
    return options_written(scenario) or [nameless(scenario)]


def _twins(olds: Sequence[Entry], news: Sequence[Entry], option: OptionTerms) -> list[tuple[Entry, Entry]] | str:
    """Return what each entry of the base is in the change; or, in words, why that is not known.

    What is gone while nothing is new is asked for no more. What is gone while others are new may be one of these, and
    is paid as they are, where all of them are paid alike.
    """
    by_name = {(type(entry), str(entry.name)): entry for entry in news}
    known = {(type(entry), str(entry.name)) for entry in olds}
    gone = [entry for entry in olds if (type(entry), str(entry.name)) not in by_name]
    added = [entry for key, entry in by_name.items() if key not in known]
    if gone and added:
        if len({_price_of(entry, option) for entry in added}) > 1 or {*map(type, gone)} != {*map(type, added)}:
            lost, found = (some_of(f"`{entry.name}`" for entry in side) for side in (gone, added))
            return f"{lost} {_is(gone)} gone, and {found} {_is(added)} new"
        by_name |= {(type(entry), str(entry.name)): added[0] for entry in gone}
    pairs = ((entry, by_name.get((type(entry), str(entry.name)))) for entry in olds)
    return [(entry, twin) for entry, twin in pairs if twin is not None]


def _price_of(entry: Entry, option: OptionTerms) -> tuple[object, ...]:
    """Return what decides about the price of an entry."""
    if isinstance(entry, LineEntry):
        return (symbolic(entry.unit_price), str(entry.per), entry.currency)
    return (str(option.model(entry)), entry.terms.over(option.written.terms))


def _is(entries: Sequence[Entry]) -> str:
    return "is" if len(entries) == 1 else "are"


def _paid(entry: Entry, twin: Entry, option: OptionTerms, mark: str, currency: str) -> Entry:
    """Return an entry of the base as the change pays for it, under a name that no other option's entry has."""
    name = Scalar(f"{mark}{entry.name}", place_of(entry.name))
    if isinstance(entry, LineEntry) and isinstance(twin, LineEntry):
        paid = {"unit_price": _changed(twin.unit_price), "per": twin.per, "currency": twin.currency or currency}
        return entry.model_copy(update={"line": name, **paid})
    if isinstance(entry, LineEntry) or isinstance(twin, LineEntry):
        msg = "an entry and what it is now are of one kind"
        raise TypeError(msg)
    asked = twin.terms.over(option.written.terms)
    return entry.model_copy(update={"call": name, "model": option.model(twin), **asked._asdict()})


def _served(old: Option, new: Option, entries: Sequence[Entry]) -> Option:
    """Return an option of the base whose entries are served as those of the change."""
    layer = {**old.with_, **{f"{CHANGED}{name}": _changed(node) for name, node in new.with_.items()}}
    used = tuple(entry.name for entry in entries)
    by_call: dict[str, object] = {"model": None, "models": {}, "service": None, "region": None}
    return old.model_copy(update={**by_call, "use": used, "with_": layer, "as_of": new.as_of})


def _assumption(name: str, written: Assumption) -> tuple[str, Assumption]:
    value = _changed(written.value) if written.value is not None else None
    return Scalar(f"{CHANGED}{name}", place_of(name)), written.model_copy(update={"value": value})


def _price(written: InlinePrice, currency: str) -> InlinePrice:
    listed = {meter: _priced(price) for meter, price in written.listed.items()}
    return written.model_copy(update={"listed": listed, "currency": written.currency or currency})


def _priced(price: Priced) -> Priced:
    return replace(price, price=_changed(price.price)) if isinstance(price, UnitPrice) else price


def _changed(node: Node) -> Node:
    """Return a formula of the change whose names are those of its own assumptions."""
    return with_names(node, lambda leaf: Name(f"{CHANGED}{leaf.name}", leaf.place))
