"""Check 7 and 8: own cards over shipped ones, and files that one side refuses."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.lab.changes import with_file, with_option
from tests.lab.described import Call, Option, Scenario
from tests.program import ROOT

if TYPE_CHECKING:
    from tests.lab.described import Lab
    from tests.lab.repository import Repository

SHIPPED = ROOT / "pricing" / "openai.yaml"
OPENAI = "pricing/openai.yaml"
ASK = Scenario(
    "ads-ask",
    "month",
    (Call("ask", "10000", 1000, 300),),
    {"mini": Option("openai/gpt-4o-mini")},
    {"team": "ads"},
    "mini",
)


@pytest.fixture
def used(lab: Lab, change: Repository) -> Repository:
    """A branch off a main in which a scenario uses a shipped card."""
    change.becomes(lab, with_file("teams/ads/scenarios/ask.yaml", ASK)(lab))
    change.git("branch", "-f", "main")
    return change


def own() -> str:
    """Return the shipped card as it would be copied: its prices of gpt-4o-mini are 0.15 and 0.60."""
    return SHIPPED.read_text(encoding="utf-8")


def cheap(text: str) -> str:
    """Return a card in which the last price of gpt-4o-mini was always a tenth."""
    before, name, after = text.partition("  gpt-4o-mini:\n")
    assert name
    assert "input: 0.15" in after
    return before + name + after.replace("input: 0.15", "input: 0.015", 1)


def test_a_copy_of_a_shipped_card_moves_nothing(used: Repository) -> None:
    used.write({OPENAI: own()})
    checked = used.commit().checked()
    assert checked.code == 0, checked
    assert checked.found["moves"] == []


def test_an_own_card_over_a_shipped_one_cannot_edit_its_history(used: Repository) -> None:
    used.write({OPENAI: cheap(own())})
    checked = used.commit().checked()
    assert checked.code == 1, checked
    assert "history-edited" in {check for check, _ in checked.failing}
    assert "version-not-bumped" in checked.codes


def test_an_own_card_over_a_shipped_one_that_leaves_models_out_is_seen(used: Repository) -> None:
    text = own()
    start = text.index("  gpt-4-turbo:\n")
    end = text.index("\n  gpt-", start + 3) + 1
    used.write({OPENAI: text[:start] + text[end:]})
    checked = used.commit().checked()
    assert checked.code in {1, 2}, checked
    assert {"model-removed", "unknown-model", "version-not-bumped"} & checked.codes, checked


def test_deleting_an_own_card_over_a_shipped_one_is_seen(used: Repository) -> None:
    # main has the cheap card: 10K * (1,000 * 0.015 + 300 * 0.60) / 1M = 1.95, and with the shipped one 3.30
    used.write({OPENAI: cheap(own())})
    used.commit().git("branch", "-f", "main")
    (used.folder / OPENAI).unlink()
    checked = used.commit().checked()
    assert checked.code == 1, checked
    assert [(one["before"]["total"], one["after"]["total"]) for one in checked.found["moves"]] == [("1.95", "3.3")]
    assert "history-edited" in checked.codes


def test_a_card_behind_a_link_is_refused_in_the_change_that_brings_it(used: Repository) -> None:
    used.move("pricing/beta.yaml", "elsewhere/beta.yaml")
    (used.folder / "pricing/beta.yaml").symlink_to("../elsewhere/beta.yaml")
    checked = used.commit().checked()
    assert checked.code == 2, checked
    assert "pricing/beta.yaml" in checked.ran.err
    assert "link" in checked.ran.err


def test_a_folder_behind_a_link_is_refused_in_the_change_that_brings_it(used: Repository) -> None:
    used.move("teams/ads", "elsewhere")
    (used.folder / "teams/ads").symlink_to("../elsewhere")
    checked = used.commit().checked()
    assert checked.code == 2, checked
    assert "link" in checked.ran.err


def test_a_link_that_goes_nowhere_is_refused_as_soon_as_it_goes_somewhere(used: Repository) -> None:
    (used.folder / "teams/ads/scenarios/none.yaml").symlink_to("../later.yaml")
    assert used.commit().checked().code in {0, 2}
    text = (used.folder / "teams/ads/scenarios/ask.yaml").read_text(encoding="utf-8")
    used.write({"teams/ads/later.yaml": text.replace("ads-ask", "ads-later")})
    assert used.commit().checked().code == 2


def test_a_link_round_in_circles_ends(used: Repository) -> None:
    (used.folder / "teams/ads/scenarios/round").symlink_to("..")
    assert used.commit().checked().code in {0, 2}  # it is not followed: nothing is found twice


@pytest.fixture
def linked(used: Repository) -> Repository:
    """A branch off a main with a card behind a link, merged by somebody who could."""
    used.move("pricing/beta.yaml", "elsewhere/beta.yaml")
    (used.folder / "pricing/beta.yaml").symlink_to("../elsewhere/beta.yaml")
    used.commit().git("branch", "-f", "main")
    return used


def test_the_change_that_repairs_a_link_passes(linked: Repository) -> None:
    (linked.folder / "pricing/beta.yaml").unlink()
    linked.move("elsewhere/beta.yaml", "pricing/beta.yaml")
    checked = linked.commit().checked()
    assert checked.code in {0, 1}, checked
    assert "base-link" in checked.codes or checked.said("link"), checked
    assert "history-edited" not in checked.codes


@pytest.mark.parametrize("name", ["pricing/beta.yaml", "teams/ads/scenarios/mail.yaml"])
def test_the_change_that_mends_a_file_that_nobody_can_read_passes(used: Repository, name: str) -> None:
    text = (used.folder / name).read_text(encoding="utf-8")
    used.write({name: text + "broken: [\n"})
    used.commit().git("branch", "-f", "main")
    assert used.checked().code == 2
    used.write({name: text})
    checked = used.commit().checked()
    assert checked.code in {0, 1}, checked
    assert checked.said(name) or name in {one["file"] for one in checked.findings}, checked


def test_a_file_that_both_sides_cannot_read_is_no_answer(used: Repository) -> None:
    name = "teams/ads/scenarios/night.yaml"
    used.write({name: "schema: costcalc/scenario/v1\nbroken: [\n"})
    used.commit().git("branch", "-f", "main")
    used.edit("teams/ads/scenarios/mail.yaml", ("value: 3000,", "value: 2900,"))
    checked = used.commit().checked()
    assert checked.code == 2, checked
    assert name in checked.ran.err


def test_a_policy_of_the_base_that_cannot_be_read_is_no_answer(used: Repository) -> None:
    text = (used.folder / "costcalc.yaml").read_text(encoding="utf-8")
    used.write({"costcalc.yaml": text + "gattes: []\n"})
    used.commit().git("branch", "-f", "main")
    used.write({"costcalc.yaml": text})
    assert used.commit().checked().code == 2


def test_an_option_that_only_the_base_cannot_price_is_mended(lab: Lab, used: Repository) -> None:
    broken = with_option("ads-mail", "small", "acme/smalll")(lab)
    used.becomes(lab, broken)
    used.git("branch", "-f", "main")
    checked = used.becomes(broken, lab).checked()
    assert checked.code in {0, 1}, checked
