"""Limits that nothing can be held against: said by the change that makes them so, and mended by the next one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.review.gated import answer, gated, stopped
from tests.review.project import POLICY, SCENARIO

if TYPE_CHECKING:
    from tests.review.project import Project

TEAM = ("period: month", "period: month\nchosen: small\ntags: {team: search}")
EUROS = "this gate is in EUR, and what it is for is in USD"


def policy(project: Project, *gates: str) -> None:
    project.write("costcalc.yaml", f"{POLICY}gates:\n" + "".join(f"  - {{{gate}}}\n" for gate in gates))


def refused(project: Project) -> list[str]:
    """Give the problems that keep a check from an answer."""
    return [f"{one['code']}: {one['message']}" for one in answer(project, 2)["problems"]]


@pytest.mark.parametrize("gate", ["increase: 10 EUR", "total: 10 EUR", "new: 10 EUR"])
def test_a_gate_in_another_currency_is_refused_by_the_change_that_brings_it(project: Project, gate: str) -> None:
    gated(project)
    policy(project, "increase_percent: 25%", gate)
    assert refused(project) == [f"currency-mismatch: {EUROS}"]


@pytest.mark.parametrize("gate", ["increase: 10 EUR", "sum: all, increase: 10 EUR"])
def test_a_gate_that_holds_nothing_can_be_mended(project: Project, gate: str) -> None:
    project.edit("scenarios/bot.yaml", TEAM)
    gated(project, gate)
    project.edit("scenarios/bot.yaml", ("title: Support bot", "title: A bot"))
    assert [one.partition(":")[0] for one in refused(project)] == ["currency-mismatch"]
    policy(project, "increase: 10 USD")
    assert stopped(project, 0) == []


def test_a_sum_in_another_currency_is_refused_by_the_change_that_brings_it(project: Project) -> None:
    project.edit("scenarios/bot.yaml", TEAM)
    gated(project)
    policy(project, "increase_percent: 25%", "sum: all, total: 10 EUR")
    assert refused(project) == ["currency-mismatch: this is in EUR, and bot/small is in USD"]


def test_a_change_of_currency_does_not_shake_a_gate_off(project: Project) -> None:
    """The gate of 10 USD was of use; the scenario in euros takes it away, and is not held by it."""
    rate = "{effective: 2026-01-01, from: EUR, to: USD, rate: 2, source: a bank}"
    project.write("pricing/fx.yaml", f"schema: costcalc/fx/v1\nid: fx\ntitle: Rates\nrates: [{rate}]\n")
    gated(project, "increase: 10 USD")
    project.edit("scenarios/bot.yaml", ("period: month", "period: month\ncurrency: EUR"))
    policy(project, "increase: 1000000 EUR")
    assert refused(project) == ["currency-mismatch: this gate is in USD, and what it is for is in EUR"]


def test_a_gate_in_each_currency_holds_scenarios_in_several(project: Project) -> None:
    """600 euros of the second scenario become 1,200: 600 more."""
    card = (project.folder / "pricing/acme.yaml").read_text(encoding="utf-8")
    project.write("pricing/paris.yaml", card.replace("id: acme", "id: paris").replace("USD", "EUR"))
    other = SCENARIO.replace("id: bot", "id: euro").replace("acme/", "paris/")
    project.write("scenarios/euro.yaml", other)
    policy(project, "increase: 500 USD", "increase: 500 EUR")
    project.started()
    project.edit("scenarios/euro.yaml", ("tickets: {value: 1M", "tickets: {value: 1.2M"))
    # small rises by 120, large by 560
    assert stopped(project) == ["gate: euro/large rises by 560 EUR, and the gate is 500 EUR, at 2026-11-23"]
    policy(project, "increase: 500 USD")
    assert refused(project) == ["currency-mismatch: this gate is in USD, and what it is for is in EUR"]


OF_SEARCH = "sum: all, tags: {team: search}, total: 900 USD"


def test_whoever_takes_the_last_scenario_out_of_a_sum_is_told_at_once(project: Project) -> None:
    project.edit("scenarios/bot.yaml", TEAM)
    gated(project, OF_SEARCH)
    project.edit("scenarios/bot.yaml", ("team: search", "team: find"))
    assert [one.partition(":")[0] for one in stopped(project)] == ["budget-matches-nothing"]
    policy(project, OF_SEARCH.replace("search", "find"))
    assert stopped(project, 0) == []


def test_a_sum_without_a_scenario_can_be_mended(project: Project) -> None:
    project.edit("scenarios/bot.yaml", TEAM)
    gated(project, OF_SEARCH.replace("search", "find"))
    project.edit("scenarios/bot.yaml", ("title: Support bot", "title: A bot"))
    assert [one.partition(":")[0] for one in stopped(project)] == ["budget-matches-nothing"]
    policy(project, OF_SEARCH)
    assert stopped(project, 0) == []


def test_a_sum_that_is_taken_away_is_held_once_more(project: Project) -> None:
    """600 become 1,200, which is over the 900 of the team that the change renames."""
    project.edit("scenarios/bot.yaml", TEAM)
    gated(project, OF_SEARCH)
    project.edit("scenarios/bot.yaml", ("team: search", "team: find"), ("tickets: {value: 1M", "tickets: {value: 2M"))
    policy(project, OF_SEARCH.replace("search", "find"))
    costs = "the sum of all scenarios costs 1200 USD a month, and the gate is 900 USD, at 2026-11-23"
    assert stopped(project) == [f"gate: {costs}, under the tags and choices of the base"]


@pytest.mark.parametrize("folder", ["vendor", "lib"])
def test_a_copy_of_a_card_elsewhere_does_not_hide_what_is_done_to_the_card(project: Project, folder: str) -> None:
    card = (project.folder / "pricing/acme.yaml").read_text(encoding="utf-8")
    project.started()
    project.write(f"{folder}/acme.yaml", card)
    project.edit("pricing/acme.yaml", ("input: 0.50", "input: 0.60"))
    assert [one.partition(":")[0] for one in stopped(project)] == ["version-not-bumped", "history-edited"]


@pytest.mark.parametrize("folder", ["vendor", "lib"])
def test_a_card_that_gives_no_prices_is_held_against_nothing(project: Project, folder: str) -> None:
    card = (project.folder / "pricing/acme.yaml").read_text(encoding="utf-8")
    project.started()
    project.write(f"{folder}/acme.yaml", card.replace("input: 0.50", "input: 0.60"))
    assert stopped(project, 0) == []


def test_a_gate_that_is_added_does_not_take_the_place_of_that_of_the_base(project: Project) -> None:
    """The gate of 10 USD stays in the policy; one of a million euros beside it is to hold the scenario in its place."""
    rate = "{effective: 2026-01-01, from: EUR, to: USD, rate: 2, source: a bank}"
    project.write("pricing/fx.yaml", f"schema: costcalc/fx/v1\nid: fx\ntitle: Rates\nrates: [{rate}]\n")
    gated(project, "increase: 10 USD")
    project.edit("scenarios/bot.yaml", ("period: month", "period: month\ncurrency: EUR"))
    policy(project, "increase: 10 USD", "increase: 1000000 EUR")
    assert refused(project) == ["currency-mismatch: this gate is in USD, and what it is for is in EUR"]


def test_a_limit_for_what_is_gone_already_can_be_mended(project: Project) -> None:
    gated(project, "scenario: bot, option: tiny, total: 9 USD")
    project.edit("scenarios/bot.yaml", ("title: Support bot", "title: A bot"))
    assert [one.partition(":")[0] for one in stopped(project)] == ["budget-matches-nothing"]
    policy(project, "scenario: bot, option: small, total: 900 USD")
    assert stopped(project, 0) == []


def euros(project: Project, until: str) -> None:
    """Let one of two scenarios be in euros, with a rate that ends."""
    card = (project.folder / "pricing/acme.yaml").read_text(encoding="utf-8")
    project.write("pricing/paris.yaml", card.replace("id: acme", "id: paris").replace("USD", "EUR"))
    other = SCENARIO.replace("id: bot", "id: euro").replace("acme/", "paris/").replace(*TEAM)
    project.write("scenarios/euro.yaml", other)
    project.edit("scenarios/bot.yaml", TEAM)
    rate = f"{{effective: 2026-01-01, until: {until}, from: EUR, to: USD, rate: 2, source: a bank}}"
    project.write("pricing/fx.yaml", f"schema: costcalc/fx/v1\nid: fx\ntitle: Rates\nrates:\n  - {rate}\n")


def test_an_exchange_rate_that_ends_ahead_stops_nobody(project: Project) -> None:
    euros(project, "2027-01-01")
    gated(project, "sum: all, increase: 10 USD")
    project.edit("scenarios/bot.yaml", ("title: Support bot", "title: A bot"))
    assert stopped(project, 0) == []


def test_an_exchange_rate_that_has_ended_can_be_followed_by_another(project: Project) -> None:
    euros(project, "2026-11-01")
    gated(project, "sum: all, increase: 10 USD")
    project.edit("scenarios/bot.yaml", ("title: Support bot", "title: A bot"))
    assert [one.partition(":")[0] for one in refused(project)] == ["no-exchange-rate"]
    text = (project.folder / "pricing/fx.yaml").read_text(encoding="utf-8")
    more = "  - {effective: 2026-11-01, from: EUR, to: USD, rate: 2, source: a bank}\n"
    project.write("pricing/fx.yaml", f"{text}{more}")
    assert stopped(project, 0) == []


def test_another_card_below_a_contract_makes_its_past_another(project: Project) -> None:
    card = (project.folder / "pricing/acme.yaml").read_text(encoding="utf-8")
    project.write("pricing/other.yaml", card.replace("id: acme", "id: other").replace("input: 0.50", "input: 5"))
    terms = "contract:\n  - {effective: 2026-01-01, discount: 10%, source: a contract}\n"
    head = "schema: costcalc/rate-card/v1\nid: ours\ntitle: Ours\nbasis: contracted\nversion: 1\n"
    head += "currency: USD\nper: 1M tokens\n"
    project.write("pricing/ours.yaml", f"{head}extends: acme\n{terms}")
    project.started()
    project.edit("pricing/ours.yaml", ("extends: acme", "extends: other"), ("version: 1", "version: 2"))
    assert stopped(project) == ["history-edited: ours extended acme, and extends other: its past is another"]


def test_however_little_may_be_priced_nothing_is_passed_over_without_a_word(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One scenario pins a day, which is priced once more by the base's; the model of the next is ten times as dear."""
    project.write("scenarios/later.yaml", SCENARIO.replace("id: bot", "id: later").replace("acme/small", "acme/large"))
    gated(project)
    project.edit("scenarios/bot.yaml", ("small: {model: acme/small}", "small: {model: acme/small, as_of: 2026-11-01}"))
    project.price("large", "2026-11-20", input="20", output="80")
    codes = []
    for most in range(1, 60):
        monkeypatch.setattr("costcalc.review.priced.MOST_REVIEWED", most)
        codes.append(project.run("--base", "main").code)
    # too much to ask until all of it may be priced, and then the gate
    assert codes == sorted(codes, reverse=True)
    assert {*codes} == {2, 1}
