"""A table of pull requests: what each does to money, by fractions, and what the gate says."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest

from tests.lab import pulls_of_prices, pulls_of_scenarios
from tests.lab.pulls import GATE
from tests.lab.repository import AS_OF
from tests.lab.sums import YEARLY, Asked, has_window, total

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tests.lab.described import Lab
    from tests.lab.pulls import Pull
    from tests.lab.repository import Repository

    Side = Fraction | None
    Key = tuple[str, str, str | None]

TODAY = date.fromisoformat(AS_OF)
TABLE = (*pulls_of_prices.PULLS, *pulls_of_scenarios.PULLS)


def in_period(lab: Lab, name: str, option: str, hours: str | None, period: str) -> Side:
    """Return what an option costs today in a period that may be another than its own; None where there is none."""
    one = next((one for one in lab.scenarios.values() if one.id == name), None)
    if one is None or option not in one.options:
        return None
    factor = YEARLY[one.period] / YEARLY[period] if one.period != period else Fraction(1)
    return total(lab, one, option, Asked(TODAY, hours)) * factor


def expected(before: Lab, after: Lab, renamed: Mapping[str, str]) -> Iterator[tuple[Key, tuple[Side, Side]]]:
    """Yield what every option costs today, before and after, under its new name."""
    olds = [f"{one.id}/{option}" for one in before.scenarios.values() for option in one.options]
    news = [f"{one.id}/{option}" for one in after.scenarios.values() for option in one.options]
    for name in dict.fromkeys([*news, *(old for old in olds if old not in renamed.values())]):
        (scenario, option), (id_before, was) = name.split("/"), renamed.get(name, name).split("/")
        sides = [(before, id_before, was), (after, scenario, option)]
        known = [
            (lab, lab.scenario(id_), called)
            for lab, id_, called in sides
            if f"{id_}/{called}" in (olds, news)[lab is after]
        ]
        period = known[-1][1].period
        windows = any(has_window(lab, one, called, TODAY) for lab, one, called in known)
        for hours in ("peak", "off_peak") if windows else (None,):
            old, new = (in_period(lab, id_, called, hours, period) for lab, id_, called in sides)
            yield (scenario, option, hours), (old, new)


def side(record: dict[str, Any] | None) -> Side:
    return Fraction(record["total_exact"] or record["total"]) if record else None


def test_there_are_enough_of_them_and_none_is_there_twice() -> None:
    assert len({pull.sentence for pull in TABLE}) == len(TABLE) >= 75


@pytest.mark.parametrize("pull", TABLE, ids=lambda pull: pull.sentence.replace(" ", "_"))
def test_a_pull_request_moves_what_fractions_say_and_the_gate_says_so(pull: Pull, lab: Lab, change: Repository) -> None:
    after = pull.change(lab)
    checked = change.becomes(lab, after).checked()
    assert checked.code == pull.code, checked
    assert pull.checks <= checked.codes, checked
    if pull.code == 1:
        assert pull.checks - {"policy-changed"} <= {check for check, _ in checked.failing}, checked
    if pull.code == 2:
        return
    money = dict(expected(lab, after, pull.renamed))
    found = {
        one: (side(move["before"]), side(move["after"]))
        for move in checked.found["moves"]
        if move["as_of"][:10] == AS_OF
        # an option that has no window is listed at the hours of others of its scenario, and is the same in all of them
        for one in [(move["scenario"], move["option"], move["hours"])]
        for one in [one if one in money else (*one[:2], None)]
    }
    twice = {one.id for one in after.scenarios.values() if [o.id for o in after.scenarios.values()].count(one.id) > 1}
    alone = {key: sides for key, sides in found.items() if key[0].rpartition("/")[2] not in twice}
    assert {key: money.get(key) for key in alone} == alone
    moved = {key for key, (old, new) in money.items() if old != new and key[0] not in twice}
    assert moved <= found.keys()


RENAMED = [one for one in TABLE if one.renamed and one.checks & GATE]


@pytest.mark.parametrize("pull", RENAMED, ids=lambda pull: pull.sentence.replace(" ", "_"))
def test_what_has_another_name_and_costs_more_is_said_with_the_old_name(
    pull: Pull, lab: Lab, change: Repository
) -> None:
    checked = change.becomes(lab, pull.change(lab)).checked()
    found = {f"{move['scenario']}/{move['option']}": move["renamed_from"] or "" for move in checked.found["moves"]}
    for name, old in pull.renamed.items():
        assert found[name].endswith(old)  # the folder may stand before it
