"""Check 9 and 10: what volume masks, and what many small rises come to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.lab.changes import appended, every, with_call, with_scenario
from tests.lab.described import Call, Lab, Option, Scenario
from tests.lab.repository import AS_OF, Repository
from tests.lab.thirty import ACME, TEAMS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.lab.changes import Change

# 1,000 requests of 1,000 and 125 tokens are 2 + 1 = 3 USD on acme/large, and 0.50 + 0.125 = 0.625 on acme/small.
ASK = Call("ask", "100000", 1000, 125)
OPTIONS = {"large": Option("acme/large"), "small": Option("acme/small")}


def chats(*gates: str, chosen: str = "large") -> Lab:
    """Return thirty chats of 300 USD each on what is chosen: 3,000 a team, 9,000 in all."""
    scenarios = {
        f"teams/{team}/scenarios/chat-{n}.yaml": Scenario(
            f"{team}-{n}", "month", (ASK,), OPTIONS, {"team": team, "project": "chat"}, chosen
        )
        for team in TEAMS
        for n in range(10)
    }
    policy = "schema: costcalc/policy/v1\npaths: [pricing, teams/*/scenarios]\n" + "".join(f"{one}\n" for one in gates)
    return Lab({"pricing/acme.yaml": ACME}, scenarios, (), policy)


@pytest.fixture
def with_gates(tmp_path: Path) -> Callable[..., tuple[Lab, Repository]]:
    def made(*gates: str, chosen: str = "large") -> tuple[Lab, Repository]:
        lab = chats(*gates, chosen=chosen)
        repository = Repository.of(lab, tmp_path / "chats")
        repository.git("switch", "-q", "-c", "change")
        return lab, repository

    return made


Made = "Callable[..., tuple[Lab, Repository]]"


def fewer(requests: str) -> Change:
    return every(*(with_call(f"{team}-{n}", requests=requests) for team in TEAMS for n in range(10)))


@pytest.mark.parametrize(
    ("factor", "requests", "code"),
    [("1.4", "70000", 1), ("1.4", "100000", 1), ("1.1", "500000", 0), ("1.1001", "1000", 1), ("0.5", "900000", 0)],
)
def test_a_gate_at_constant_volume_sees_the_price_and_no_requests(
    with_gates: Made, factor: str, requests: str, code: int
) -> None:
    lab, repository = with_gates("gates: [{price_increase: 10%}]")
    changed = every(appended("acme/large", AS_OF, factor), fewer(requests))(lab)
    checked = repository.becomes(lab, changed).checked()
    assert checked.code == code, checked
    if code:
        assert ("gate", "ads-0/large") in checked.failing
        assert ("gate", "ads-0/small") not in checked.failing


def test_plus_forty_percent_of_price_is_said_although_the_total_falls(with_gates: Made) -> None:
    lab, repository = with_gates("gates: [{price_increase: 10%}]")
    ran = repository.becomes(lab, every(appended("acme/large", AS_OF, "1.4"), fewer("70000"))(lab)).text()
    assert ran.code == 1
    assert "40 %" in ran.out  # 300 * 1.4 = 420 at the requests of before
    assert "−2 %" in ran.out  # 300 * 1.4 * 0.7 = 294


def test_constant_volume_holds_at_announced_prices(with_gates: Made) -> None:
    lab, repository = with_gates("gates: [{price_increase: 10%}]")
    changed = every(appended("acme/large", "2026-12-01", "1.4"), fewer("10000"))(lab)
    checked = repository.becomes(lab, changed).checked()
    assert checked.code == 1, checked
    assert checked.said("2026-12-01"), checked


@pytest.mark.parametrize(("option", "model", "code"), [("small", "acme/large", 1), ("large", "acme/small", 0)])
def test_constant_volume_holds_what_a_swapped_model_costs(with_gates: Made, option: str, model: str, code: int) -> None:
    lab, repository = with_gates("gates: [{price_increase: 10%}]")
    swapped = with_scenario("ads-0", options={**OPTIONS, option: Option(model)})
    assert repository.becomes(lab, every(swapped, fewer("1000"))(lab)).checked().code == code


def test_thirty_times_twenty_four_percent_is_stopped_by_a_gate_on_the_sum(with_gates: Made) -> None:
    # 9,000 * 0.24 = 2,160
    lab, repository = with_gates("gates: [{increase_percent: 25%}, {sum: all, increase: 2000 USD}]")
    checked = repository.becomes(lab, appended("acme/large", AS_OF, "1.24")(lab)).checked()
    assert checked.code == 1, checked
    (gate,) = [one for one in checked.findings if one["check"] == "gate"]
    assert "2160" in gate["message"].replace(",", ""), gate


@pytest.mark.parametrize(
    ("gate", "code"),
    [
        ("{sum: all, increase_percent: 20%}", 1),
        ("{sum: all, increase_percent: 24%}", 0),
        ("{sum: all, increase: 2160 USD}", 0),
        ("{sum: all, increase: 2159.99 USD}", 1),
        ("{sum: all, total: 11160 USD}", 0),
        ("{sum: all, total: 11159 USD}", 1),
        ("{sum: team, increase: 719 USD}", 1),  # 3,000 * 0.24 = 720
        ("{sum: team, increase: 720 USD}", 0),
        ("{sum: team, tags: {team: ads}, increase: 719 USD}", 1),
        ("{sum: all, tags: {team: ads}, total: 3720 USD}", 0),
        ("{sum: all, tags: {team: ads}, total: 3719 USD}", 1),
    ],
)
def test_a_sum_has_the_limits_of_an_option(with_gates: Made, gate: str, code: int) -> None:
    lab, repository = with_gates(f"gates: [{gate}]")
    checked = repository.becomes(lab, appended("acme/large", AS_OF, "1.24")(lab)).checked()
    assert checked.code == code, checked


@pytest.mark.parametrize(
    ("budget", "code"),
    [
        ("{sum: all, max: 11000 USD}", 1),
        ("{sum: all, max: 11160 USD}", 0),
        ("{sum: team, tags: {team: search}, max: 3700 USD}", 1),
        ("{sum: team, tags: {team: search}, max: 3720 USD}", 0),
    ],
)
def test_a_sum_has_a_budget(with_gates: Made, budget: str, code: int) -> None:
    lab, repository = with_gates(f"budgets: [{budget}]")
    checked = repository.becomes(lab, appended("acme/large", AS_OF, "1.24")(lab)).checked()
    assert checked.code == code, checked
    assert ("budget" in {check for check, _ in checked.failing}) == (code == 1)


def test_only_what_is_chosen_is_added_up(with_gates: Made) -> None:
    lab, repository = with_gates("gates: [{sum: all, increase: 1 USD}]", chosen="small")
    assert repository.becomes(lab, appended("acme/large", AS_OF, "5")(lab)).checked().code == 0


SEARCH = "budgets: [{sum: team, tags: {team: search}, max: 3500 USD}]"


def test_a_scenario_that_changes_its_team_does_not_take_the_rise_with_it(with_gates: Made) -> None:
    # 3,000 * 1.24 = 3,720 with the tags of before; with the five that leave for ads 1,860
    lab, repository = with_gates(SEARCH)
    leaving = every(*(with_scenario(f"search-{n}", tags={"team": "ads"}) for n in range(5)))
    checked = repository.becomes(lab, every(appended("acme/large", AS_OF, "1.24"), leaving)(lab)).checked()
    assert checked.code == 1, checked
    assert "budget" in {check for check, _ in checked.failing}


def test_a_scenario_that_joins_a_team_is_added_to_it(with_gates: Made) -> None:
    lab, repository = with_gates(SEARCH)  # twelve of 300 are 3,600
    joining = every(*(with_scenario(f"ads-{n}", tags={"team": "search"}) for n in range(2)))
    checked = repository.becomes(lab, joining(lab)).checked()
    assert checked.code == 1, checked


def test_another_choice_does_not_hide_what_the_old_one_costs(with_gates: Made) -> None:
    lab, repository = with_gates("gates: [{sum: all, increase_percent: 20%}]")
    chosen = every(*(with_scenario(f"{team}-{n}", chosen="small") for team in TEAMS for n in range(10)))
    checked = repository.becomes(lab, every(appended("acme/large", AS_OF, "1.24"), chosen)(lab)).checked()
    assert checked.code == 1, checked


def test_a_dearer_choice_is_a_rise_of_the_sum(with_gates: Made) -> None:
    lab, repository = with_gates("gates: [{sum: all, increase_percent: 20%}]", chosen="small")
    chosen = every(*(with_scenario(f"{team}-{n}", chosen="large") for team in TEAMS for n in range(10)))
    checked = repository.becomes(lab, chosen(lab)).checked()
    assert checked.code == 1, checked


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"chosen": "small"}, ("chosen", "ads-0")),
        ({"chosen": ""}, ("chosen", "ads-0")),
        ({"tags": {"team": "search", "project": "chat"}}, ("team", "ads-0", "search")),
        ({"tags": {"project": "chat"}}, ("team", "ads-0")),
    ],
    ids=["another choice", "no choice", "another team", "no team"],
)
def test_another_tag_or_choice_is_a_finding(with_gates: Made, fields: dict[str, str], words: tuple[str, ...]) -> None:
    lab, repository = with_gates("gates: [{sum: team, increase_percent: 50%}]")
    checked = repository.becomes(lab, with_scenario("ads-0", **fields)(lab)).checked()
    assert checked.said(*words), checked
