"""What others say of the FOCUS export: a linter of version 1.4, and the official validator of version 1.2."""

from __future__ import annotations

import csv
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from focus_data_toolkit.cli import main as toolkit
from focus_data_toolkit.model.validator import load_model

from tests.views.ledger.focus_project import DEAL, LINES, ON_LINES, Project

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Answer

SCENARIOS = sorted((Path(__file__).parents[3] / "scenarios").glob("*.yaml"))
SUPPORTED = ("--supports", "SupportsUnitPricing", "--supports", "SupportsMultiplePricingCategories")
HOSTILE = {"title": '"=1+1, \\"<b>, 値段; 😀 \'"', "card": {"title": '"@SUM(A1);| ＝Größe {{}}"'}}
EUROS = ("--fx", "fx.yaml")
IN_EUROS = {"card": {"currency": "CNY"}, "currency": "currency: EUR"}
PEAK = {"more": 'peak: {multiplier: 2, hours: ["00:00-06:00"], tz: UTC}'}
EVERYTHING = {
    "currency": "CNY",
    "more": "cache_read: 1, promotion: {until: 2026-06-15, multiplier: 0.5},"
    ' peak: {multiplier: 2, hours: ["00:00-06:00"], tz: UTC}, cache_storage: {price: 4.5, per: 1M token-hours},'
    " request: {price: 1, per: 7 requests}, audio_second: {price: 0.006, per: 60 seconds},"
    " seat: {price: 30, per: 1 seat-month}, capacity: {reserved: 9, per: 1 unit, term: month},"
    " minimum_charge: {amount: 1M, per: month},"
    " other: {api_call: {price: 10, per: 0.5 api calls}, disk: {price: 1, per: 1 gb-month}}",
}
OTHERS = (
    "{call: c, requests: 1000/3, input: 300, cache_read: 7, output: 1, audio_second: 7},"
    " {call: d, totals: {cache_storage: 800K, seat: 5, capacity: 3, request: 9, other: {api_call: 3, disk: 5}}}"
)
NOT_OURS = {"COMMITMENT_DISCOUNT_SUPPORTED", "CAPACITY_RESERVATION_SUPPORTED"}
"""What costcalc knows nothing of: with these on, the validator asks for a status of the discount that there is not."""

NAMED = "COSTCALC_FOCUS_PYTHON"


@pytest.fixture
def project(costcalc: Callable[..., Answer], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    monkeypatch.chdir(tmp_path)
    return Project(costcalc)


def accepted(answer: Answer, capsys: pytest.CaptureFixture[str], folder: Path) -> str:
    """Return what the linter says of an export: nothing, where it has no objection."""
    assert answer.code == 0, answer.err
    file = folder / "costs.csv"
    file.write_text(answer.out, encoding="utf-8", newline="")
    code = toolkit(["validate", str(file), "--dataset", "cost-and-usage", *SUPPORTED])
    said = capsys.readouterr()
    return said.out + said.err if code else ""


def test_the_columns_are_those_of_the_version(costcalc: Callable[..., Answer]) -> None:
    told = costcalc("export", "scenarios/chatbot.yaml", "--option", "flash", "--profile", "focus")
    header = told.out.split("\n", 1)[0].split(",")
    known = load_model()["datasets"]["Cost and Usage"]["columns"]
    assert [column for column in header if not column.startswith("x_")] == sorted(known)


@pytest.mark.parametrize("times", [(), ("--months", "2", "--as-of", "2026-05-10")], ids=["once", "two months"])
@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda path: path.stem)
def test_focus_1_4_accepts_every_scenario_shipped(
    scenario: Path,
    times: tuple[str, ...],
    costcalc: Callable[..., Answer],
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
) -> None:
    answer = costcalc("export", "--all-options", scenario, "--profile", "focus", "--focus-version", "1.4", *times)
    assert not accepted(answer, capsys, tmp_path)


@pytest.mark.parametrize(
    ("args", "said"),
    [
        ((), {"cards": DEAL, "model": "deal/m"}),
        ((), {"card": {"more": "promotion: {until: 2026-06-15, multiplier: 0.5}"}, "period": "2026-06"}),
        (("--months", "2"), {"card": PEAK}),
        (EUROS, IN_EUROS),
        (EUROS, {"card": EVERYTHING, "currency": "currency: EUR", "call": OTHERS}),
        ((), HOSTILE),
        ((), {"period": "once"}),
        ((), {"currency": ON_LINES, "call": LINES}),
    ],
    ids=["contract", "promotion", "peak hours", "currency", "everything", "hostile", "once", "lines"],
)
def test_focus_1_4_accepts_what_else_there_may_be(
    args: tuple[str, ...],
    said: dict[str, str],
    project: Project,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
) -> None:
    assert not accepted(project.export(*args, **said), capsys, tmp_path)


@pytest.fixture(scope="session")
def official() -> str:
    """Find a Python that has the official validator: it needs 3.12, and pyarrow below 26."""
    named = os.environ.get(NAMED)
    found = [named] if named else [sys.executable, *(shutil.which(f"python3.{minor}") for minor in (12, 13, 14))]
    for python in filter(None, found):
        if not subprocess.run([python, "-c", "import focus_validator"], capture_output=True, check=False).returncode:
            return python
    if named:
        pytest.fail(f"{NAMED}={named} has no focus_validator")
    pytest.skip(f"no Python 3.12 with focus-validator 2.2.1 is here; {NAMED} may name one")


def failures(python: str, file: Path) -> tuple[int, list[str]]:
    """Run the official validator: how many rules failed, and which. Its exit code is 0 in any case."""
    code = "import focus_validator as v, pathlib; print(pathlib.Path(v.__file__).parent.parent)"
    home = subprocess.run([python, "-c", code], capture_output=True, text=True, check=True).stdout.strip()
    rules = "import json; print(*json.load(open('focus_validator/rules/model-1.2.0.1.json'))['ApplicabilityCriteria'])"
    listed = subprocess.run([python, "-c", rules], cwd=home, capture_output=True, text=True, check=True).stdout.split()
    criteria = ",".join(each for each in listed if each not in NOT_OURS)
    command = [python, "-m", "focus_validator.main", "--data-file", str(file), "--validate-version", "1.2"]
    command += ["--block-download", "--applicability-criteria", criteria]
    out = subprocess.run(command, cwd=home, capture_output=True, text=True, encoding="utf-8", check=True).stdout
    failed = re.findall(r"^Total: \d+ \| Pass: \d+ \| Fail: (\d+) ", out, re.MULTILINE)
    assert len(failed) == 1, out
    return int(failed[0]), re.findall(r"^\S+ (\S+): FAIL", out, re.MULTILINE)


@pytest.mark.slow
def test_focus_1_2_passes_the_official_validator(
    official: str, costcalc: Callable[..., Answer], project: Project, tmp_path: Path
) -> None:
    version = ("--profile", "focus", "--focus-version", "1.2")
    shipped = costcalc("export", "--all-options", *SCENARIOS, *version)
    assert shipped.code == 0, shipped.err
    said = {"card": EVERYTHING, "currency": "currency: EUR", "call": OTHERS, "period": "2026-06"}
    wide = project.export(*EUROS, "--focus-version", "1.2", **said)
    deal = project.export("--focus-version", "1.2", cards=DEAL, model="deal/m")
    file = tmp_path / "costs.csv"
    assert wide.code == deal.code == 0, wide.err + deal.err
    texts = [shipped.out, *(answer.out.split("\n", 1)[1] for answer in (wide, deal))]
    file.write_text("".join(texts), encoding="utf-8", newline="")
    with file.open(encoding="utf-8", newline="") as lines:
        assert len(list(csv.DictReader(lines))) > 40
    # an estimate is on no invoice; the validator asks for the number of one in every row
    assert failures(official, file) == (1, ["InvoiceId-C-005-C"])
