"""Check 11: what lies in a project is found, and no scenario found is no pass."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from tests.lab.changes import appended, with_scenario
from tests.lab.repository import AS_OF, Repository
from tests.lab.written import files_of
from tests.program import ROOT
from tools.read_yaml import read_yaml

if TYPE_CHECKING:
    from pathlib import Path

    from tests.lab.described import Lab

PLAIN = "schema: costcalc/policy/v1\ngates: [{increase_percent: 25%}]\n"
COMPOSE = "services:\n  web: {image: nginx, ports: ['80:80']}\nx-odd: !custom {a: 1}\n"


def count(repository: Repository, *words: str, folder: str = "") -> dict[str, Any]:
    checked = repository.checked(*words, folder=folder)
    assert checked.code == 0, checked
    return {name: checked.found["counts"][name] for name in ("cards", "scenarios")}


@pytest.fixture
def plain(lab: Lab, tmp_path: Path) -> Repository:
    """The laboratory with a policy that names no paths."""
    repository = Repository.of(lab._replace(policy=PLAIN), tmp_path / "plain")
    repository.git("switch", "-q", "-c", "change")
    return repository


def test_cards_in_one_folder_and_scenarios_in_many_are_found_without_being_named(plain: Repository) -> None:
    assert count(plain) == {"cards": 3, "scenarios": 30}


def test_the_gate_holds_for_what_is_found(lab: Lab, plain: Repository) -> None:
    main = lab._replace(policy=PLAIN)
    checked = plain.becomes(main, appended("acme/small", AS_OF, "1.4")(main)).checked()
    assert ("gate", "ads-mail/small") in checked.failing, checked


def test_the_policy_may_say_what_is_looked_through(change: Repository) -> None:
    change.edit("costcalc.yaml", ("teams/*/scenarios", "teams/ads/scenarios"))
    change.commit().git("branch", "-f", "main")
    # the budget of a scenario that is not looked for would hold nothing back
    change.edit("costcalc.yaml", ("  - {scenario: support-chat, option: small, max: 80 USD}\n", ""))
    change.commit().git("branch", "-f", "main")
    assert count(change) == {"cards": 3, "scenarios": 10}


@pytest.mark.parametrize("folder", ["teams", "teams/ads", "teams/ads/scenarios", "pricing"])
def test_the_policy_of_a_folder_above_holds(lab: Lab, change: Repository, folder: str) -> None:
    checked = change.becomes(lab, appended("acme/small", AS_OF, "1.4")(lab)).checked(folder=folder)
    assert checked.code == 1, checked
    assert "gate" in {check for check, _ in checked.failing}


def test_the_root_is_never_above_the_top_of_the_repository(plain: Repository) -> None:
    (plain.folder.parent / "costcalc.yaml").write_text("schema: costcalc/policy/v1\nnonsense: 1\n", encoding="utf-8")
    (plain.folder / "costcalc.yaml").unlink()
    plain.commit().git("branch", "-f", "main")
    assert plain.checked().code == 0
    assert "nonsense" not in plain.checked(folder="teams/ads").ran.err


def test_a_policy_elsewhere_in_the_tree_is_named(plain: Repository) -> None:
    plain.write({"teams/ads/costcalc.yaml": PLAIN})
    checked = plain.commit().checked()
    assert checked.code == 0, checked
    assert checked.said("teams/ads/costcalc.yaml") or "teams/ads/costcalc.yaml" in {
        one["file"] for one in checked.findings
    }, checked


@pytest.mark.parametrize("words", [(), (".",)], ids=["nothing", "a dot"])
def test_yaml_of_others_is_passed_over(plain: Repository, words: tuple[str, ...]) -> None:
    plain.write(
        {"docker-compose.yml": COMPOSE, ".github/workflows/ci.yaml": "on: push\n", "teams/ads/notes.yaml": "- a\n"}
    )
    plain.write({"node_modules/x/a.yaml": "schema: costcalc/scenario/v1\n", "broken.yaml": "a: [\n"})
    plain.commit()
    assert count(plain, *words) == {"cards": 3, "scenarios": 30}


def test_what_said_that_it_is_ours_and_says_so_no_more_is_a_problem(plain: Repository) -> None:
    plain.edit("teams/ads/scenarios/chat.yaml", ("schema: costcalc/scenario/v1\n", ""))
    checked = plain.commit().checked()
    assert checked.code in {1, 2}, checked
    assert "teams/ads/scenarios/chat.yaml" in checked.ran.out + checked.ran.err


@pytest.mark.parametrize("name", ["a.yaml", "b.yml", "c.YAML", ".hidden/d.yaml", "deep/er/e.Yml"])
def test_a_scenario_is_found_under_any_name(lab: Lab, plain: Repository, name: str) -> None:
    text = files_of(lab)["teams/ads/scenarios/chat.yaml"]
    plain.write({name: text.replace("ads-chat", "another")})
    plain.commit()
    assert count(plain)["scenarios"] == 31


def cards_alone(lab: Lab, folder: Path, policy: str = "") -> Repository:
    repository = Repository.of(lab._replace(scenarios={}, policy=policy), folder)
    repository.git("switch", "-q", "-c", "change")
    return repository


def test_cards_without_any_scenario_are_no_pass(lab: Lab, tmp_path: Path) -> None:
    repository = cards_alone(lab, tmp_path / "cards")
    checked, ran = repository.checked(), repository.run("check", "--as-of", AS_OF)
    assert (checked.code, ran.code) == (3, 3), (checked, ran)
    assert "scenarios: none" in ran.out + ran.err


def test_cards_alone_pass_where_the_policy_says_that_there_is_nothing_else(lab: Lab, tmp_path: Path) -> None:
    repository = cards_alone(lab, tmp_path / "cards", "schema: costcalc/policy/v1\nscenarios: none\n")
    assert count(repository) == {"cards": 3, "scenarios": 0}


def test_a_change_cannot_say_for_itself_that_there_are_no_scenarios(lab: Lab, change: Repository) -> None:
    after = lab._replace(policy=f"{lab.policy}scenarios: none\n", scenarios={})
    checked = change.becomes(lab, after).checked()
    assert checked.code in {1, 2, 3}, checked


def test_ids_are_unique_within_a_folder(lab: Lab, plain: Repository) -> None:
    main = lab._replace(policy=PLAIN)
    same = with_scenario("search-chat", id="chat")(with_scenario("ads-chat", id="chat")(main))
    checked = plain.becomes(main, same).checked()
    assert checked.code == 0, checked
    twice = with_scenario("ads-mail", id="chat")(same)
    assert plain.becomes(same, twice).checked().code == 2


def test_two_scenarios_of_one_id_are_each_held_against_their_own_past(lab: Lab, plain: Repository) -> None:
    main = with_scenario("search-chat", id="chat")(with_scenario("ads-chat", id="chat")(lab._replace(policy=PLAIN)))
    plain.becomes(lab._replace(policy=PLAIN), main)
    plain.git("branch", "-f", "main")
    # ads asks 300K times and search 200K: of the two, only search rises, and that by half
    plain.edit("teams/search/scenarios/chat.yaml", ("value: 200000,", "value: 300000,"))
    checked = plain.commit().checked()
    assert checked.code == 1, checked
    assert {one["file"] for one in checked.found["moves"]} == {"teams/search/scenarios/chat.yaml"}


@pytest.mark.parametrize(
    ("name", "runs"),
    [
        ("pricing/acme.yaml", True),
        ("teams/ads/scenarios/chat.yaml", True),
        ("teams/ads/scenarios/chat.YML", True),
        (".hidden/chat.yaml", True),
        ("costcalc.yaml", True),
        ("pyproject.toml", True),
        ("src/main.py", False),
    ],
)
def test_the_hook_runs_for_all_that_discovery_looks_at(name: str, runs: bool) -> None:
    (hook,) = read_yaml((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert bool(re.search(hook["files"], name)) is runs


def test_the_action_names_no_paths_of_its_own() -> None:
    action = read_yaml((ROOT / "action.yml").read_text(encoding="utf-8"))
    paths = action["inputs"]["paths"]
    assert paths["default"] == ""
    assert "Without any, pricing and scenarios" not in paths["description"]
