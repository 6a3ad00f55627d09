"""The workflow of docs/import.md: what the import says is read by somebody, and no failure is quiet."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

from tests.inputs import scenario_yaml
from tests.review.project import ROOT

pytestmark = pytest.mark.slow

STUBS = {
    "python3": "",
    "curl": 'cp "$LISTED" "$RUNNER_TEMP/map.json"',
    "gh": '[ "$2" != create ] || cp "${!#}" "$RUNNER_TEMP/posted"',
    "git": f'[ "$1" = push ] || PATH={os.environ["PATH"]} exec git "$@"',
}
INSTALLED = {"python": "", "costcalc": f'exec {sys.executable} -m costcalc "$@"'}


class Ran(NamedTuple):
    """What a night of the workflow did.

    Args:
        code: How the job ended.
        log: What stands in its log.
        body: Of the pull request; None where none was opened.
    """

    code: int
    log: str
    body: str | None


def workflow() -> dict[str, Any]:
    text = (ROOT / "docs/import.md").read_text(encoding="utf-8")
    (found,) = (block for block in re.findall(r"```yaml\n(.*?)```", text, re.DOTALL) if "runs-on:" in block)
    loaded: dict[str, Any] = yaml.safe_load(found)
    return loaded


def git(project: Path, *words: str) -> None:
    subprocess.run(["git", *words], cwd=project, check=True, capture_output=True)


def night(project: Path, temp: Path, prices: dict[str, str] | str) -> Ran:
    """Run the steps as GitHub does, with nothing of the network."""
    for folder, programs in ((temp / "stubs", STUBS), (temp / "costcalc" / "bin", INSTALLED)):
        folder.mkdir(parents=True)
        for name, text in programs.items():
            (folder / name).write_text(f"#!/bin/bash\n{text}\n", encoding="utf-8")
            (folder / name).chmod(0o755)
    entries = prices
    if isinstance(prices, dict):
        fixed = {"litellm_provider": "groq", "mode": "embedding"}
        entries = json.dumps({name: {**fixed, "input_cost_per_token": price} for name, price in prices.items()})
    (temp / "list.json").write_text(str(entries), encoding="utf-8")
    env = {
        "PATH": f"{temp / 'stubs'}:{os.environ['PATH']}",
        "RUNNER_TEMP": str(temp),
        "LISTED": str(temp / "list.json"),
        "GITHUB_REPOSITORY": "acme/costs",
        "PYTHONPATH": str(ROOT),
    }
    log, code = "", 0
    for step in workflow()["jobs"]["prices"]["steps"]:
        if "run" in step and code == 0:
            words = ["bash", "--noprofile", "--norc", "-e", "-c", step["run"]]
            set_here = {"COSTCALC": "", "LIST": "", "GH_TOKEN": ""}
            done = subprocess.run(words, cwd=project, env=env | set_here, capture_output=True, text=True, check=False)
            log, code = log + done.stdout + done.stderr, done.returncode
    posted = temp / "posted"
    return Ran(code, log, posted.read_text(encoding="utf-8") if posted.exists() else None)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A repository with the cards of a first import, and a scenario on each of two models."""
    found = tmp_path / "project"
    (found / "scenarios").mkdir(parents=True)
    (found / "costcalc.yaml").write_text("schema: costcalc/policy/v1\n", encoding="utf-8")
    for model in ("a", "b"):
        body = "workload: [{call: ask, requests: 1M, input: 10}]\n"
        text = scenario_yaml(f"id: {model}\n{body}options: {{one: {{model: groq/{model}}}}}\n")
        (found / "scenarios" / f"{model}.yaml").write_text(text, encoding="utf-8")
    git(found, "init", "--quiet")
    git(found, "config", "user.name", "acme")
    git(found, "config", "user.email", "acme@example.org")
    first = tmp_path / "groq.json"
    entry = {"litellm_provider": "groq", "mode": "embedding", "input_cost_per_token": 1e-6}
    first.write_text(json.dumps({"a": entry, "b": entry}), encoding="utf-8")
    asked = ["cards", "import", "litellm", str(first), "--into", "pricing", "--effective", "2026-01-01"]
    subprocess.run([sys.executable, "-m", "costcalc", *asked], cwd=found, check=True, capture_output=True)
    git(found, "add", ".")
    git(found, "commit", "--quiet", "--message", "cards")
    return found


def test_the_notes_of_the_import_are_in_the_log_and_in_the_pull_request(project: Path, tmp_path: Path) -> None:
    ran = night(project, tmp_path / "runner", {"a": "2e-6", "b": "1e-6", "c": "none"})
    assert ran.code == 0, ran.log
    assert "groq: models with new prices 1 (a); as before 1" in ran.log
    assert ran.body is not None
    # 1M requests of 10 tokens, at 1 and at 2 USD per 1M tokens: 10 and 20.
    assert "10.00 → 20.00" in ran.body
    assert "\n## What the import says\n\n    1 card imported from " in ran.body
    assert "\n    groq: models with new prices 1 (a); as before 1\n" in ran.body
    assert "groq/c" in ran.body
    assert "| input | 1.00 | 2.00 | +100 % |" in ran.body


def test_a_model_that_is_gone_hides_no_price_of_the_others(project: Path, tmp_path: Path) -> None:
    ran = night(project, tmp_path / "runner", {"a": "2e-6"})
    assert ran.code == 2
    assert ran.body is not None
    assert "no answer" in ran.body
    assert "groq/b has no price at" in ran.body
    assert "| input | 1.00 | 2.00 | +100 % |" in ran.body


@pytest.mark.parametrize("listed", ["{", {}])
def test_an_import_that_fails_says_so_and_opens_nothing(
    project: Path, tmp_path: Path, listed: dict[str, str] | str
) -> None:
    ran = night(project, tmp_path / "runner", listed)
    assert (ran.code in {2, 3}, ran.body) == (True, None)
    assert ran.log.strip()


def test_a_night_without_a_change_opens_nothing(project: Path, tmp_path: Path) -> None:
    ran = night(project, tmp_path / "runner", {"a": "1e-6", "b": "1e-6"})
    assert (ran.code, ran.body) == (0, None)
