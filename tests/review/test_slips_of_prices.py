"""What an ordinary change could slip past a gate of prices: one test for each way in which an option becomes dearer.

The small model costs 600 USD at the requests of the base: 1,000M tokens at 0.50 and 100M at 1.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.review.gated import answer, gated, rate, stopped
from tests.review.project import CARD

if TYPE_CHECKING:
    from tests.review.project import Project

CONTRACT = """\
schema: costcalc/rate-card/v1
id: ours
title: What was agreed with Acme
basis: contracted
version: 2026-11-01
currency: USD
per: 1M tokens
extends: acme
contract:
  - {effective: 2026-01-01, source: contract 7, discount: 40%}
"""
FEWER = ("value: 1M", "value: 400K")
SMALL = "small: {model: acme/small}"
SORT = "  - {call: sort, requests: tickets, input: 500, output: 50}\n"
ANSWER = "  - {call: answer, requests: tickets, input: 1000, output: 100}\n"
TWO = (ANSWER, SORT + SORT.replace("sort", "answer"))
ALONE = ("  large: {model: acme/large}\n", "")
NEITHER = "no gate of prices holds what is new"
UNKNOWN = "cannot be held at the requests of the base"
GATE = "price_increase: 10%, option: small"


def risen(percent: str) -> list[str]:
    said = f"would rise by {percent} % by its prices alone, and the gate is 10%, at 2026-11-23"
    return [f"gate: bot/small {said}"]


@pytest.mark.parametrize("deleted", [False, True], ids=["named no more", "deleted"])
def test_a_contract_that_is_dropped_is_a_dearer_price(project: Project, *, deleted: bool) -> None:
    """600 less 40 % are 360; without the contract 600, which is 66.67 % more, and 240 for 400K requests."""
    project.write("pricing/ours.yaml", CONTRACT)
    project.edit("scenarios/bot.yaml", (SMALL, "small: {model: ours/small}"))
    gated(project, GATE)
    project.edit("scenarios/bot.yaml", ("model: ours/small", "model: acme/small"), FEWER)
    if deleted:
        (project.folder / "pricing/ours.yaml").unlink()
    assert risen("66.67") == [each for each in stopped(project) if each.startswith("gate")]


@pytest.mark.parametrize(
    ("base", "head"),
    [
        ("small: {model: acme/small, service: batch}", SMALL),
        (SMALL, "small: {model: acme/small, region: eu}"),
        (SMALL, "small: {model: copy/small}"),
        (SMALL, "small: {model: copy/tiny}"),
        (SMALL, "small: {models: {answer: copy/tiny}}"),
    ],
    ids=["a service", "a region", "a copy", "a copy with a name of its own", "a routing"],
)
def test_another_service_region_or_card_is_a_dearer_price(project: Project, base: str, head: str) -> None:
    """Batch is half of 600, Europe twice as much as elsewhere, and the copy costs twice as much: all are 100 % more."""
    services = ["services: {batch: {multiplier: 0.5}}", "regions: {eu: {multiplier: 2}}"]
    rate(project, "2026-11-01", "input: 0.50", "output: 1", *services)
    project.edit("scenarios/bot.yaml", (SMALL, base))
    gated(project, GATE)
    copy = CARD.replace("id: acme", "id: copy").replace(
        "input: 0.50\n        output: 1\n", "input: 1\n        output: 2\n"
    )
    if "tiny" in head:  # an option of another model alone is found again by its id
        copy = copy.replace("  small:", "  tiny:")
    project.write("pricing/copy.yaml", copy)
    project.edit("scenarios/bot.yaml", (base, head), FEWER)
    assert stopped(project) == risen("100")


def test_a_service_of_a_call_is_a_price_as_well(project: Project) -> None:
    rate(project, "2026-11-01", "input: 0.50", "output: 1", "services: {batch: {multiplier: 0.5}}")
    project.edit("scenarios/bot.yaml", ("output: 100}", "output: 100, service: batch}"), ALONE)
    gated(project, GATE)
    project.edit("scenarios/bot.yaml", (", service: batch", ""), FEWER)
    assert stopped(project) == risen("100")


def test_a_price_that_is_a_formula_has_the_assumptions_of_the_change(project: Project) -> None:
    """1,000M at 1 and 100M at 1 are 1,100; at 1.5 each 1,650, which is 50 % more."""
    priced = "prices: {ours: {input: up, output: up}}\noptions:"
    project.edit("scenarios/bot.yaml", ("options:", priced), (SMALL, "small: {model: ours}"))
    project.edit("scenarios/bot.yaml", ("assumptions:", "assumptions:\n  up: 1"))
    gated(project, GATE)
    project.edit("scenarios/bot.yaml", ("up: 1\n", "up: 1.5\n"), FEWER)
    assert stopped(project) == risen("50")


def test_what_an_option_says_of_an_assumption_is_in_its_price(project: Project) -> None:
    """At 1 each they are 1,100; the option doubles what the change says: 1 * 2 each."""
    priced = "prices: {ours: {input: up, output: up}}\noptions:"
    project.edit("scenarios/bot.yaml", ("options:", priced), (SMALL, "small: {model: ours}"))
    project.edit("scenarios/bot.yaml", ("assumptions:", "assumptions:\n  up: 1"))
    gated(project, GATE)
    project.edit("scenarios/bot.yaml", ("{model: ours}", "{model: ours, with: {up: up * 2, tickets: tickets / 4}}"))
    assert stopped(project) == risen("100")


def test_a_line_whose_price_is_a_formula_has_the_assumptions_of_the_change(project: Project) -> None:
    """600 + 100 * 6 = 1,200; 600 + 100 * 12 = 1,800 at the seats of the base."""
    line = "  - {line: desk, quantity: seats, unit_price: seat}\noptions:"
    project.edit("scenarios/bot.yaml", ("options:", line), ("assumptions:", "assumptions:\n  seats: 100\n  seat: 6"))
    gated(project, GATE)
    project.edit("scenarios/bot.yaml", ("seat: 6", "seat: 12"), ("seats: 100", "seats: 50"))
    assert stopped(project) == risen("50")


def test_a_call_of_another_name_is_paid_as_that_is(project: Project) -> None:
    project.edit("scenarios/bot.yaml", ALONE)
    gated(project, GATE)
    project.write("pricing/copy.yaml", CARD.replace("id: acme", "id: copy").replace("0.50", "1.10"))
    project.edit("scenarios/bot.yaml", ("call: answer", "call: reply"), (SMALL, "small: {model: copy/small}"), FEWER)
    assert stopped(project) == risen("100")  # 1,100 + 100 in place of 600


def test_what_nobody_can_say_the_price_of_is_stopped(project: Project) -> None:
    """One call becomes two that are served by different models: what the old one costs now is not to be known."""
    gated(project, GATE)
    project.edit("scenarios/bot.yaml", (ANSWER, SORT + SORT.replace("sort", "write")))
    project.edit("scenarios/bot.yaml", (SMALL, "small: {models: {sort: acme/small, write: acme/large}}"), FEWER)
    assert stopped(project) == [
        f"gate: bot/small {UNKNOWN} (`answer` is gone, and `sort`, `write` are new), and the gate is 10%, at 2026-11-23"
    ]


def test_what_has_no_price_for_what_the_base_asks_for_is_stopped(project: Project) -> None:
    project.edit("scenarios/bot.yaml", ("output: 100}", "output: 100, web_search: 1}"))
    rate(project, "2026-11-01", "input: 0.50", "output: 1", "web_search: {price: 1, per: 1K searches}")
    project.edit("scenarios/bot.yaml", ALONE)
    gated(project, GATE)
    project.write("pricing/copy.yaml", CARD.replace("id: acme", "id: copy"))
    project.edit("scenarios/bot.yaml", (", web_search: 1", ""), (SMALL, "small: {model: copy/small}"))
    (found,) = stopped(project)
    assert found.startswith(f"gate: bot/small {UNKNOWN} (")
    assert "web_search" in found


def test_what_is_asked_for_no_more_is_no_dearer_price(project: Project) -> None:
    """Of two calls of 300 USD one goes: the other costs what it did, and a tenth more is not more than a tenth."""
    project.edit("scenarios/bot.yaml", TWO)
    gated(project, GATE)
    project.price("small", "2026-11-20", input="0.55", output="1.10")
    project.edit("scenarios/bot.yaml", (SORT, ""))
    assert stopped(project, 0) == []


def test_what_is_left_of_the_base_is_held_by_itself(project: Project) -> None:
    """Half of the 600 stays: 500M at 0.50 and 50M at 1 are 300; at 0.75 and 1 they are 425, which is 41.67 % more."""
    project.edit("scenarios/bot.yaml", TWO)
    gated(project, GATE)
    project.price("small", "2026-11-20", input="0.75", output="1")
    project.edit("scenarios/bot.yaml", (SORT, ""))
    assert stopped(project) == risen("41.67")


def test_a_dearer_model_at_fewer_requests_is_a_dearer_price(project: Project) -> None:
    """2,800 USD in place of 600 for what the base asks for: 366.67 % more, and 560 for a fifth of it."""
    gated(project, GATE)
    project.edit("scenarios/bot.yaml", (SMALL, "small: {model: acme/large}"), ("value: 1M", "value: 200K"))
    assert stopped(project) == risen("366.67")


def test_another_currency_is_not_compared_by_its_numbers(project: Project) -> None:
    project.edit("scenarios/bot.yaml", ALONE)
    gated(project, GATE)
    project.write("pricing/copy.yaml", CARD.replace("id: acme", "id: copy").replace("currency: USD", "currency: EUR"))
    project.edit("scenarios/bot.yaml", (SMALL, "small: {model: copy/small}"))
    (found,) = stopped(project)
    assert found.startswith(f"gate: bot/small {UNKNOWN} (")


def test_what_is_asked_of_a_new_entry_in_place_of_an_old_one_is_said(project: Project) -> None:
    """1,000 requests cost 0.60, and 600K of a model of 2,800 for 1M 1,680: no gate of prices holds these."""
    gated(project, GATE)
    more = ANSWER.replace("answer", "more").replace("output: 100", "output: 100, model: acme/large")
    project.edit("scenarios/bot.yaml", (ANSWER, ANSWER.replace("tickets", "1000") + more), ("value: 1M", "value: 600K"))
    found = [each for each in answer(project, 0)["findings"] if each["check"] == "not-paired"]
    assert [(each["about"], each["message"]) for each in found] == [
        (f"bot/{option} entries", f"in bot/{option} there is more, `more`, and less of `answer`: {NEITHER}")
        for option in ("large", "small")
    ]


def test_more_of_everything_is_no_such_thing(project: Project) -> None:
    gated(project, GATE)
    project.edit("scenarios/bot.yaml", (ANSWER, ANSWER + SORT), ("value: 1M", "value: 2M"))
    assert answer(project, 0)["findings"] == []


@pytest.mark.parametrize(
    ("head", "doubt", "flag"),
    [("published", "doubts: [plan]", "plan-price"), ("listed", "note: read there", "unverified-price")],
)
def test_a_doubt_that_is_taken_away_is_said(project: Project, head: str, doubt: str, flag: str) -> None:
    """600 stay 600: no cost moves, and the option wins that could not."""
    project.edit(
        "pricing/acme.yaml",
        ("basis: published", f"basis: {head}"),
        ("verified: 2026-11-01\n        input: 0.50", f"{doubt}\n        input: 0.50"),
    )
    gated(project)
    project.edit(
        "pricing/acme.yaml",
        (f"basis: {head}", "basis: published"),
        ("version: 2026-11-01", "version: 2026-11-02"),
        (doubt, "note: looked up"),
    )
    found = answer(project, 0)
    assert found["moves"] == []
    assert [(one["level"], one["about"]) for one in found["findings"] if one["check"] == "doubt-gone"][-1] == (
        "warning",
        f"bot/small {flag}",
    )
    assert "it is the cheapest now" in [one["message"] for one in found["findings"] if one["check"] == "doubt-gone"][-1]
