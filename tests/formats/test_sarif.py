"""SARIF: valid for its schema and for Microsoft's own validator, and no file that GitHub would refuse."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import pytest
from jsonschema.validators import validator_for

from costcalc.checks import CHECKS
from costcalc.codes import PROBLEM, codes
from costcalc.codes.findings import FINDINGS
from tests.little import CARD, PATHS, SCHEMAS, harmless

if TYPE_CHECKING:
    from collections.abc import Callable

    from costcalc.review import Review
    from tests.little import Little

    Write = Callable[..., str]

MULTITOOL = "@microsoft/sarif-multitool-linux"
VERSION = "5.7.0"


def run_of(text: str) -> dict[str, Any]:
    """Read a report of one run, each result of which has a rule, a place and a fingerprint of its own."""
    assert text.isascii()
    harmless(text)
    (run,) = json.loads(text)["runs"]
    rules = run["tool"]["driver"]["rules"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert len(result["locations"]) == 1
    assert len({json.dumps(result["partialFingerprints"]) for result in run["results"]}) == len(run["results"])
    return dict(run)


def test_it_is_valid(dearer: Little, unanswered: Review, hostile: Review, write: Write) -> None:
    schema = json.loads((SCHEMAS / "sarif-schema-2.1.0.json").read_text(encoding="utf-8"))
    validator = validator_for(schema)(schema)
    for result in (dearer.review(), unanswered, hostile, dearer.review(base="nowhere")):
        text = write("sarif", result)
        run_of(text)
        validator.validate(json.loads(text))


def test_all_is_well_without_a_result(little: Little, write: Write) -> None:
    run = run_of(write("sarif", little.review()))
    assert run["results"] == []
    assert run["invocations"] == [{"executionSuccessful": True, "exitCode": 0, "toolConfigurationNotifications": []}]


def test_every_check_gate_and_budget_is_a_rule_with_its_documentation(little: Little, write: Write) -> None:
    rules = {rule["id"]: rule for rule in run_of(write("sarif", little.review()))["tool"]["driver"]["rules"]}
    assert set(rules) == {*CHECKS, *FINDINGS}
    stale = rules["stale-verified"]
    assert stale["shortDescription"]["text"] == "The price in force was last seen too long ago."
    assert "verified: 2026-01-02" in stale["help"]["text"]
    assert "verified: 2026-01-02" not in stale["fullDescription"]["text"]
    assert stale["defaultConfiguration"] == {"level": "warning"}


def test_a_result_has_the_place_of_its_finding(dearer: Little, write: Write) -> None:
    gate, budget = run_of(write("sarif", dearer.review()))["results"]
    assert (gate["ruleId"], gate["level"]) == ("gate", "error")
    assert gate["message"]["text"] == "chat/small rises by 220 USD, and the gate is 200 USD, at 2026-11-23."
    assert budget["locations"][0]["physicalLocation"] == {
        "artifactLocation": {"uri": "scenarios/chat.yaml", "uriBaseId": "%SRCROOT%"},
        "region": {"startLine": 16, "startColumn": 26},
    }


def test_the_code_of_a_problem_is_a_rule_with_its_explanation(little: Little, write: Write) -> None:
    little.write("pricing/acme.yaml", CARD.replace("schema: costcalc/rate-card/v1\n", ""))
    rules = run_of(write("sarif", little.review()))["tool"]["driver"]["rules"]
    known = codes()
    problems = [rule for rule in rules if known[rule["id"]].kind == PROBLEM]
    assert {rule["defaultConfiguration"]["level"] for rule in problems} == {"error"}
    for rule in rules:
        one = known[rule["id"]]
        assert rule["shortDescription"]["text"] == one.title
        assert rule["help"]["text"] == f"{one.title}\n\n{one.text}"


def test_problems_are_results_of_a_run_that_failed(unanswered: Review, write: Write) -> None:
    run = run_of(write("sarif", unanswered))
    assert [result["level"] for result in run["results"]] == ["error"] * len(unanswered.problems)
    assert run["invocations"][0]["executionSuccessful"] is False
    assert run["invocations"][0]["exitCode"] == 2


def test_what_stands_in_no_file_is_a_notification_because_github_refuses_results_without_a_place(
    little: Little, write: Write
) -> None:
    run = run_of(write("sarif", little.review(base="no-such-base")))
    assert run["results"] == []
    (found,) = run["invocations"][0]["toolConfigurationNotifications"]
    assert run["tool"]["driver"]["rules"][found["associatedRule"]["index"]]["id"] == "no-base"
    assert found["message"]["text"].startswith("--base:1:1: ")


def test_uris_are_relative_and_lead_back_to_their_files(hostile: Review, write: Write) -> None:
    found = run_of(write("sarif", hostile))["results"]
    uris = {result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for result in found}
    assert all(re.fullmatch(r"(?:[A-Za-z0-9/._~-]|%[0-9A-F]{2})+", uri) for uri in uris)
    assert {f"scenarios/{path}" for path in PATHS} <= {unquote(uri) for uri in uris}


def test_no_message_has_a_link(hostile: Review, write: Write) -> None:
    assert not [one for one in run_of(write("sarif", hostile))["results"] if "](" in one["message"]["text"]]


@pytest.fixture(scope="session")
def multitool(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Microsoft's validator, kept beside pytest's cache; skip where npm is not there or does not give it."""
    npm = shutil.which("npm")
    if npm is None:
        pytest.skip("npm is not there, so neither is Microsoft's validator of SARIF")
    cache = getattr(request.config, "cache", None)
    folder = Path(cache.mkdir("sarif-multitool") if cache else tmp_path_factory.mktemp("sarif-multitool"))
    program = folder / "node_modules" / MULTITOOL / "Sarif.Multitool"
    if not program.exists():
        command = [npm, "install", "--prefix", str(folder), "--ignore-scripts", "--no-audit", "--no-fund"]
        command += ["--fetch-retries=0"]  # where there is no network, it says so at once
        try:
            subprocess.run([*command, f"{MULTITOOL}@{VERSION}"], capture_output=True, check=True)
        except (OSError, subprocess.SubprocessError) as error:
            pytest.skip(f"npm does not give Microsoft's validator of SARIF: {type(error).__name__}")
    program.chmod(0o755)
    return program


@pytest.mark.slow
def test_microsofts_own_validator_has_nothing_to_say(
    multitool: Path, dearer: Little, unanswered: Review, hostile: Review, write: Write, tmp_path: Path
) -> None:
    for nth, result in enumerate((dearer.review(), unanswered, hostile, dearer.review(base="nowhere"))):
        file = tmp_path / f"{nth}.sarif"
        file.write_text(write("sarif", result), encoding="utf-8")
        env = {**os.environ, "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1"}
        command = [str(multitool), "validate", str(file), "--rule-kind", "Sarif;Ghas"]
        done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
        # Its exit code is 0 whatever it finds.
        assert "Done. 1 files scanned." in done.stdout, done.stdout + done.stderr
        said = [line for line in done.stdout.splitlines() if re.search(r": (error|warning|note) ", line)]
        # There is no public page to name yet.
        assert [line for line in said if "SARIF2005" not in line] == []
