"""No build server obeys a line of what the program writes: every command, in every form, over one hostile project."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from costcalc.cli import _failed
from costcalc.exit_code import FAULT
from costcalc.formats import CheckForm, OutputFormat
from costcalc.formats.export import ExportForm
from costcalc.views.ledger import Profile
from tests import little
from tests.importers.samples import SAMPLES
from tests.obeyed import obeyed
from tools.generate import all_commands

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.conftest import Answer

    Run = Callable[..., Answer]

MARK = "mark7"
HOSTILE = f"::error::{MARK} ##[group]{MARK} ##vso[task.complete {MARK}] ###TEAMCITY[{MARK}]"
FOLDER, FILE = "::stop-commands::d", f"##vso[{MARK}] ##teamcity[x] ##[y].yaml"
OWN = re.compile(r"::(error|warning|notice) [a-zA-Z0-9=,]*(file=|title=costcalc%3A )")
"""How annotations begin, which are for GitHub to obey."""

CARD = f"""\
schema: costcalc/rate-card/v1
id: acme
title: "{HOSTILE}"
note: "{HOSTILE}"
basis: published
version: 2026-01-01
currency: USD
per: 1M tokens
models:
  small:
    title: "{HOSTILE}"
    note: "{HOSTILE}"
    rates:
      - effective: 2026-01-01
        source: "{HOSTILE}"
        note: "{HOSTILE}"
        disagreement: "{HOSTILE}"
        input: {{PRICE}}
        output: 2
"""
SCENARIO = f"""\
schema: costcalc/scenario/v1
id: chat
title: "{HOSTILE}"
description: "{HOSTILE}"
as_of: 2026-04-28
period: month
assumptions:
  queries: {{value: 1M, unit: "{HOSTILE}", why: "{HOSTILE}"}}
workload:
  - {{call: answer, requests: queries, input: 200, output: 500}}
options:
  small: {{model: acme/small}}
budgets:
  - {{option: small, max: 1 USD}}
claims:
  - {{claim: bill, printed: "$7 {HOSTILE}", of: small.total, why: "{HOSTILE}", expect: differs}}
  - {{claim: words, printed: "{HOSTILE}"}}
"""

PLAIN = {"pricing/acme.yaml": little.CARD, "scenarios/chat.yaml": little.SCENARIO, "costcalc.yaml": little.GATE}
IN_PLACE = (
    (r"(:\s+)\S.*$", rf'\1"{HOSTILE}"'),
    (r"^(\s*(?:- )?)[\w-]+:", rf'\1"{HOSTILE}":'),
    (r"\{[^}]*\}", f'{{"{HOSTILE}": 1}}'),
    (r": [\w/]+\}", f': "{HOSTILE}"}}'),
)
"""What is replaced in a line: its value, its key, and what stands in braces."""

IN_ITS_PLACE = {"litellm-proxy": "azure/small-eu", "new-api": '"vip"', "csv": "a remark"}
"""Of a source that is no JSON, or has no prose: the text that is hostile."""

QUOTES_NOTHING = {"litellm-proxy"}
PROSE = {"name", "title", "doc", "source", "price_comments", "productName", "titanModel"}
ENTRY = {"id", "litellm_provider", "pricing", "pricing_config", "meterName"}
"""Keys of which one stands in each entry of a list."""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project in which every text and every name of a file is a command to some build server."""
    base = tmp_path / "base"
    for side, price in ((base, "1"), (tmp_path, "3")):
        for name, text in (
            ("pricing/acme.yaml", CARD.replace("{PRICE}", price)),
            (f"scenarios/{FILE}", SCENARIO),
            (f"{FOLDER}/{FILE}", SCENARIO),
            (f"{FOLDER}/broken {FILE}", f'{SCENARIO}"{HOSTILE}": 1\n'),
            (f"{FOLDER}/acme.yaml", CARD.replace("{PRICE}", price).replace('title: "', f'title: "{price} ')),
        ):
            (side / name).parent.mkdir(parents=True, exist_ok=True)
            (side / name).write_text(text, encoding="utf-8")
    (tmp_path / "usage.json").write_text(json.dumps({"usage": {"prompt_tokens": 1, HOSTILE: 2}}), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def harmless(answer: Answer, written: str = "", *, said: bool = True) -> None:
    """See that nothing that was printed or written is obeyed, and, mostly, that the hostile text is in it."""
    everything = answer.out + answer.err + written
    ours = [line for line in answer.out.split("\n") if OWN.match(line)]
    assert [line for line in obeyed(everything) if line not in ours] == []
    assert [line for line in ours if obeyed(line.lstrip(":"))] == []
    if said:
        assert MARK in everything


SCENARIOS = f"{FOLDER}/{FILE}"
AT = ("--as-of", "2026-04-28")
FORMS: dict[str, tuple[str, ...]] = {
    "compare": ("compare", SCENARIOS, f"{FOLDER}/broken {FILE}"),
    "price": ("price", "acme/small", "--input", "5", *AT, "--pricing", FOLDER, "--explain"),
    "forecast": ("forecast", SCENARIOS, *AT, "--months", "2", "--explain"),
    "audit": ("audit", SCENARIOS, *AT, "--explain"),
    "solve": ("solve", SCENARIOS, "--for", "queries", "--target", "total = 100", "--explain"),
    "cards list": ("cards", "list", *AT, "--pricing", FOLDER),
    "cards show": ("cards", "show", "acme/small", *AT, "--pricing", FOLDER),
    "cards sources": ("cards", "sources", "acme/small", *AT, "--pricing", FOLDER, "--explain"),
    "cards diff": ("cards", "diff", f"base/{FOLDER}/acme.yaml", f"{FOLDER}/acme.yaml"),
}
ELSEWHERE = {"check", "export", "cards import", "init", "schema", "explain", "cards"}
"""Commands that have forms of their own, below, or none; one that says what is in the package; a group."""


def test_every_command_is_tried() -> None:
    assert set(FORMS) | ELSEWHERE == set(all_commands())


@pytest.mark.parametrize("form", list(OutputFormat))
@pytest.mark.parametrize("command", FORMS)
def test_no_answer_is_obeyed(
    project: Path, costcalc: Run, monkeypatch: pytest.MonkeyPatch, command: str, form: OutputFormat
) -> None:
    del project
    harmless(costcalc(*FORMS[command], "--format", form))
    monkeypatch.setenv("FORCE_COLOR", "1")
    harmless(costcalc(*FORMS[command], "--format", form))


@pytest.mark.parametrize("form", list(OutputFormat))
def test_no_comparison_is_obeyed(project: Path, costcalc: Run, form: OutputFormat) -> None:
    answer = costcalc("compare", SCENARIOS, "--set", "queries=2M", "--format", form)
    harmless(answer)
    assert answer.code == 1  # its budget is broken
    costcalc("compare", SCENARIOS, "--format", form, "-o", "out")
    assert obeyed((project / "out").read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("report", list(CheckForm))
def test_no_report_is_obeyed(project: Path, costcalc: Run, report: CheckForm) -> None:
    words = ("--base", "./base", "--as-of", "2026-11-23", "--format", report, "--report", f"{report}=out")
    answer = costcalc("check", "pricing", "scenarios", *words)
    assert answer.code in {0, 1}
    harmless(answer, "" if report is CheckForm.GITHUB else (project / "out").read_text(encoding="utf-8"))
    harmless(costcalc("check", FOLDER, "--format", report))


def test_no_comment_is_obeyed(project: Path, costcalc: Run) -> None:
    answer = costcalc("check", "--base", "./base", "--as-of", "2026-11-23", "--comment-file", "out")
    harmless(answer, (project / "out").read_text(encoding="utf-8"))


@pytest.mark.slow
@pytest.mark.parametrize("name", list(PLAIN))
def test_no_line_of_a_file_is_obeyed_whatever_is_in_its_place(
    tmp_path: Path, costcalc: Run, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """Every value and every key of a card, a scenario and a policy in turn is a command: most are then refused."""
    lines = PLAIN[name].splitlines()
    for nth, line in enumerate(lines):
        for new in {re.sub(pattern, made, line) for pattern, made in IN_PLACE} - {line}:
            for side in ("base", "head"):
                for file, text in PLAIN.items():
                    (tmp_path / side / file).parent.mkdir(parents=True, exist_ok=True)
                    (tmp_path / side / file).write_text(text, encoding="utf-8")
            changed = "\n".join([*lines[:nth], new, *lines[nth + 1 :], ""])
            (tmp_path / "head" / name).write_text(changed, encoding="utf-8")
            monkeypatch.chdir(tmp_path / "head")
            for words in (("--format", "text"), ("--format", "markdown"), ("--format", "json")):
                answer = costcalc("check", "--base", "../base", "--as-of", "2026-11-23", *words)
                assert answer.code != FAULT
                harmless(answer, said=False)


@pytest.mark.parametrize("profile", list(Profile))
def test_no_export_and_no_manifest_is_obeyed(project: Path, costcalc: Run, profile: Profile) -> None:
    assert ExportForm.CSV in set(ExportForm)  # a workbook is no text
    harmless(costcalc("export", SCENARIOS, "--profile", profile))
    out = f"##vso[{MARK}].csv"
    costcalc("export", SCENARIOS, "--profile", profile, "-o", out)
    written = [(project / name).read_text(encoding="utf-8") for name in (out, f"{out}.manifest.json")]
    for text in written:
        assert MARK in text
        assert obeyed(text.removeprefix("\ufeff")) == []
    assert json.loads(written[1])["file"] == out
    for form in ("text", "json", "markdown"):
        harmless(costcalc("export", "--verify", f"{out}.manifest.json", "--format", form))
    if profile is not Profile.EXCEL:
        text = written[0].replace("acme/small", HOSTILE)
        (project / "bill.csv").write_text(text, encoding="utf-8")
        months = ("export", SCENARIOS, "--as-of", "2026-04-01", "--months", "1")
        for form in ("text", "json", "markdown", "csv"):
            harmless(costcalc(*months, "--actuals", "bill.csv", "--format", form))
    (project / "pricing/acme.yaml").write_text(CARD.replace("{PRICE}", "9"), encoding="utf-8")
    for form in ("text", "json", "markdown"):
        harmless(costcalc("export", "--verify", f"{out}.manifest.json", "--format", form), said=False)


def spoilt(value: Any) -> Any:
    """Make what is prose in a list of prices, and a key that nobody knows, commands to build servers."""
    if isinstance(value, list):
        return [spoilt(item) for item in value]
    if not isinstance(value, dict):
        return value
    made = {key: HOSTILE if key in PROSE and isinstance(item, str) else spoilt(item) for key, item in value.items()}
    return made | {HOSTILE: 1} if ENTRY & set(value) else made


@pytest.mark.parametrize("form", SAMPLES)
def test_no_import_is_obeyed(project: Path, costcalc: Run, form: str) -> None:
    source = project / f"{FOLDER}.json"
    text = SAMPLES[form].path.read_text(encoding="utf-8")
    word = IN_ITS_PLACE.get(form)
    made = text.replace(word, f'"{HOSTILE}"') if word else json.dumps(spoilt(json.loads(text)))
    source.write_text(made, encoding="utf-8")
    (project / "cards").mkdir()
    said = SAMPLES[form].options
    answer = costcalc("cards", "import", form, source.name, "-o", "cards", *said)
    assert answer.code == 0, answer.err
    cards = [path.read_text(encoding="utf-8") for path in (project / "cards").iterdir()]
    assert cards
    harmless(answer, "".join(cards), said=form not in QUOTES_NOTHING)
    assert any(MARK in card for card in cards) is (form not in QUOTES_NOTHING)
    harmless(costcalc("cards", "import", form, source.name, *said), said=False)


@pytest.mark.parametrize("kind", ["scenario", "card", "contract"])
def test_nothing_that_is_begun_is_obeyed(project: Path, costcalc: Run, kind: str) -> None:
    said = {
        "scenario": ("--model", "acme/small"),
        "card": ("--id", "new", "--source", HOSTILE),
        "contract": ("--card", "acme", "--source", HOSTILE),
    }
    out = f"{FOLDER}/new.yaml"
    words = ("init", kind, *said[kind], "--pricing", FOLDER, *AT)
    answer = costcalc(*words, "-o", out)
    assert answer.code == 0, answer.err
    harmless(answer, (project / out).read_text(encoding="utf-8"), said=kind != "scenario")
    (project / out).unlink()
    harmless(costcalc(*words, "-o", "-"), said=kind != "scenario")


def test_no_schema_is_obeyed(costcalc: Run) -> None:
    assert obeyed(costcalc("schema", "scenario").out) == []


def misuses() -> Iterator[tuple[str, ...]]:
    yield (HOSTILE,)
    yield "compare", HOSTILE, "--nope"
    yield "compare", HOSTILE
    yield "compare", SCENARIOS, "--format", HOSTILE
    yield "compare", SCENARIOS, "--set", HOSTILE
    yield "compare", SCENARIOS, "--with", HOSTILE
    yield "compare", SCENARIOS, "--as-of", HOSTILE
    yield "compare", SCENARIOS, "--pricing", HOSTILE
    yield "compare", SCENARIOS, "--fx", HOSTILE
    yield "audit", HOSTILE
    yield "audit", SCENARIOS, "--claim", HOSTILE
    yield "compare", SCENARIOS, "-o", f"{HOSTILE}/x"
    yield "price", HOSTILE, "--input", "1"
    yield "price", "acme/small", "--input", HOSTILE
    yield "price", "acme/small", "--meter", HOSTILE
    yield "price", "acme/small", "--usage", "usage.json"
    yield "check", HOSTILE
    yield "check", "--base", HOSTILE
    yield "check", "--report", HOSTILE
    yield "check", "--report", f"{HOSTILE}=x"
    yield "export", SCENARIOS, "--format", "csv", "-o", f"{HOSTILE}.xlsx"
    yield "export", "--verify", HOSTILE
    yield "cards", "list", HOSTILE
    yield "cards", "show", HOSTILE
    yield "cards", "sources", HOSTILE
    yield "cards", "sources", "acme/small", "--from", HOSTILE
    yield "cards", "sources", "acme/small", "--from", f"litellm={HOSTILE}"
    yield "cards", "diff", HOSTILE, HOSTILE
    yield "cards", "import", HOSTILE, "x"
    yield "cards", "import", "litellm", HOSTILE
    yield "init", HOSTILE
    yield "init", "--model", HOSTILE
    yield "init", "--id", HOSTILE
    yield "init", "--requests", HOSTILE
    yield "init", "-o", HOSTILE
    yield "init", "contract", "--card", HOSTILE
    yield "init", "policy", "--id", HOSTILE
    yield "schema", HOSTILE
    yield "schema", "scenario", "--pricing", HOSTILE


@pytest.mark.parametrize("words", list(misuses()), ids=" ".join)
def test_no_refusal_is_obeyed(project: Path, costcalc: Run, words: tuple[str, ...]) -> None:
    del project
    answer = costcalc(*words)
    assert answer.code == 2
    harmless(answer, said=False)
    if "--format" not in words and words[0] in {"compare", "price", "cards"}:
        harmless(costcalc(*words, "--format", "json"), said=False)


def test_no_fault_is_obeyed(capsys: pytest.CaptureFixture[str]) -> None:
    assert _failed(ValueError(f"x\n{HOSTILE}")) == 70
    assert obeyed(capsys.readouterr().err) == []
