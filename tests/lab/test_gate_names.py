"""Check 4: another name is no way past a gate, and what is new has a gate of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.lab.changes import (
    appended,
    every,
    moved,
    with_file,
    with_option,
    with_option_called,
    with_policy,
    with_scenario,
)
from tests.lab.described import Call, Option, Scenario
from tests.lab.repository import AS_OF

if TYPE_CHECKING:
    from tests.lab.changes import Change
    from tests.lab.described import Lab
    from tests.lab.repository import Repository

CHAT = "teams/ads/scenarios/chat.yaml"
DEARER = appended("acme/small", AS_OF, "1.3")
NAMES: dict[str, tuple[Change, str]] = {
    "an option": (with_option_called("ads-chat", "small", "little"), "ads-chat/little"),
    "a scenario": (with_scenario("ads-chat", id="ads-talk"), "ads-talk/small"),
    "a file": (moved(CHAT, "teams/ads/scenarios/talk.yaml"), "ads-chat/small"),
    "a file with its id": (
        every(moved(CHAT, "teams/ads/scenarios/talk.yaml"), with_scenario("ads-chat", id="ads-talk")),
        "ads-talk/small",
    ),
    "all at once": (
        every(
            moved(CHAT, "teams/ads/scenarios/talk.yaml"),
            with_option_called("ads-chat", "small", "little"),
            with_scenario("ads-chat", id="ads-talk", title="Another title"),
        ),
        "ads-talk/little",
    ),
    "a file in capitals": (moved(CHAT, "teams/ads/scenarios/chat.YAML"), "ads-chat/small"),
    "a short ending": (moved(CHAT, "teams/ads/scenarios/chat.yml"), "ads-chat/small"),
    "a folder with a dot": (moved(CHAT, "teams/ads/scenarios/.old/chat.yaml"), "ads-chat/small"),
    "a folder below": (moved(CHAT, "teams/ads/scenarios/archive/chat.yaml"), "ads-chat/small"),
    "another team": (moved(CHAT, "teams/search/scenarios/ads-chat.yaml"), "ads-chat/small"),
    "a whole team": (moved("teams/ads/", "teams/advertising/"), "ads-chat/small"),
}


@pytest.mark.parametrize(("named", "name"), NAMES.values(), ids=NAMES)
def test_a_dearer_price_under_another_name_has_its_percentage(
    lab: Lab, change: Repository, named: Change, name: str
) -> None:
    # all prices of acme/small times 1.3; no other gate than that of a percentage, and that names the option
    main = with_policy(("  - {price_increase: 10%}\n  - {new: 1000 USD}\n", ""))(lab)
    change.becomes(lab, main)
    change.git("branch", "-f", "main")
    checked = change.becomes(main, every(DEARER, named)(main)).checked()
    assert checked.code == 1, checked
    found = {one["about"]: one["message"] for one in checked.findings if one["check"] == "gate"}
    assert "30 %" in found.get(name, ""), found


@pytest.mark.parametrize(("named", "name"), NAMES.values(), ids=NAMES)
def test_another_name_alone_passes(lab: Lab, change: Repository, named: Change, name: str) -> None:
    checked = change.becomes(lab, named(lab)).checked()
    assert checked.code == 0, checked
    moves = {f"{one['scenario']}/{one['option']}": one for one in checked.found["moves"]}
    assert moves.get(name, {"kind": "changed"})["kind"] == "changed"
    assert {one["kind"] for one in moves.values()} <= {"changed"}


@pytest.mark.parametrize("place", ["attic/chat.yaml", ".attic/chat.yaml", "teams/ads/chat.yaml"])
def test_a_scenario_that_leaves_what_is_looked_through_is_seen(lab: Lab, change: Repository, place: str) -> None:
    checked = change.becomes(lab, every(DEARER, moved(CHAT, place))(lab)).checked()
    assert checked.code == 1, checked
    assert ("gate", "ads-chat/small") in checked.failing
    assert "renamed" in checked.codes


def test_paths_that_the_change_itself_narrows_hide_nothing(lab: Lab, change: Repository) -> None:
    narrow = with_policy(("teams/*/scenarios", "teams/search/scenarios"))(lab)
    checked = change.becomes(lab, DEARER(narrow)).checked()
    assert checked.code == 1, checked
    assert ("gate", "ads-chat/small") in checked.failing


def test_an_option_that_swaps_names_with_another_is_held_against_its_own_name(lab: Lab, change: Repository) -> None:
    one = lab.scenario("ads-chat")
    swapped = with_scenario("ads-chat", options={"large": one.options["small"], "small": one.options["large"]})(lab)
    checked = change.becomes(lab, swapped).checked()
    assert checked.code == 1, checked
    assert ("gate", "ads-chat/small") in checked.failing


def new(requests: int, period: str = "month") -> Scenario:
    """3 USD for 1,000 requests: 1,000 tokens in at 2 and 125 out at 8, for a million."""
    call = Call("ask", str(requests), 1000, 125)
    return Scenario("ads-new", period, (call,), {"large": Option("acme/large")}, {"team": "ads"}, "large")


@pytest.mark.parametrize(
    ("requests", "period", "code"),
    [
        (333_333, "month", 0),  # 999.999
        (333_334, "month", 1),  # 1,000.002
        (10_950, "day", 0),  # 32.85 * 365 / 12 = 999.19
        (10_959, "day", 1),  # 32.877 * 365 / 12 = 1,000.009
        (76_700, "week", 0),  # 230.1 * 365 / 7 / 12 = 999.84
        (76_720, "week", 1),  # 230.16 * 365 / 7 / 12 = 1,000.10
        (3_999_000, "year", 0),  # 11,997 / 12 = 999.75
        (4_001_000, "year", 1),  # 12,003 / 12 = 1,000.25
    ],
)
def test_what_is_new_may_cost_so_much_a_month(
    lab: Lab, change: Repository, requests: int, period: str, code: int
) -> None:
    after = with_file("teams/ads/scenarios/new.yaml", new(requests, period))(lab)
    checked = change.becomes(lab, after).checked()
    assert checked.code == code, checked
    assert (("gate", "ads-new/large") in checked.failing) == (code == 1)


def test_a_new_option_beside_old_ones_is_new(lab: Lab, change: Repository) -> None:
    # 300K * (3,000 * 2 + 200 * 8) / 1M = 2,280
    checked = change.becomes(lab, with_option("ads-night", "large", "acme/large")(lab)).checked()
    assert checked.failing == {("gate", "ads-night/large")}, checked


def test_a_copy_of_a_scenario_is_new_and_does_not_stand_in_for_the_one_that_is_left(
    lab: Lab, change: Repository
) -> None:
    copy = lab.scenario("ads-night")._replace(id="ads-night-two")
    checked = change.becomes(lab, with_file("teams/ads/scenarios/night-two.yaml", copy)(lab)).checked()
    # 1,140 by night and 2,280 in the peak are both above 1,000 a month
    assert ("gate", "ads-night-two/night") in checked.failing, checked
