"""docs/finance.md is true: its columns, its examples for other programs, and what it says that a check prints."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb
import pytest

from tests.export.finance import COLUMNS, project, rows_of, write

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Answer

PAGE = Path(__file__).parent.parent.parent / "docs" / "finance.md"
PUBLISHED = {"flash": "142.80", "flash_published": "168.00", "turbo": "17000.00", "turbo_published": "17000.00"}


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, costcalc: Callable[..., Answer]) -> Path:
    """Give a folder with copies of our own files, in which the chatbot was exported."""
    for name in ("pricing", "scenarios"):
        shutil.copytree(name, tmp_path / name)
    monkeypatch.chdir(tmp_path)
    assert costcalc("export", "--all-options", "scenarios/chatbot.yaml", "-o", "chatbot.csv") == (0, "", "")
    return tmp_path


def test_every_column_is_explained_in_the_order_of_the_file() -> None:
    section = PAGE.read_text(encoding="utf-8").split("## The columns")[1].split("\n## ")[0]
    assert tuple(re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE)) == COLUMNS


@pytest.mark.usefixtures("folder")
def test_the_question_to_a_database_is_answered() -> None:
    *_, question = blocks("sql")
    assert [(option, str(rounded)) for option, _, rounded in duckdb.sql(question).fetchall()] == list(PUBLISHED.items())


def test_the_question_by_tag_is_answered(folder: Path, costcalc: Callable[..., Answer]) -> None:
    question, *_ = blocks("sql")
    text = (folder / "scenarios/chatbot.yaml").read_text(encoding="utf-8")
    once = "workload:\n  - {line: setup, once: true, unit_price: 500}\n"
    for old, new in (("title:", "tags: {team: support}\nchosen: flash\ntitle:"), ("workload:\n", once)):
        text = text.replace(old, new, 1)
    (folder / "tagged.yaml").write_text(text, encoding="utf-8")
    asked = ("export", "tagged.yaml", "--as-of", "2026-05-01", "--months", "2", "-o", "costs.csv")
    assert costcalc(*asked) == (0, "", "")
    # two months of 142.80, and 500 once
    found = [(team, once, str(rounded)) for team, once, rounded in duckdb.sql(question).fetchall()]
    assert found == [("support", False, "285.60"), ("support", True, "500.00")]


def test_the_question_by_who_pays_is_answered(folder: Path, costcalc: Callable[..., Answer]) -> None:
    _, question, _ = blocks("sql")
    text = (folder / "scenarios/chatbot.yaml").read_text(encoding="utf-8")
    allocated = text.replace("title:", "allocate: {team: {search: 60%, ads: 40%}}\ntitle:", 1)
    (folder / "shared.yaml").write_text(allocated, encoding="utf-8")
    assert costcalc("export", "shared.yaml", "--option", "flash", "-o", "shared.csv") == (0, "", "")
    # of 142.80
    assert [(team, str(cost)) for team, cost in duckdb.sql(question).fetchall()] == [
        ("ads", "57.12"),
        ("search", "85.68"),
    ]


@pytest.mark.usefixtures("folder")
def test_the_lines_of_python_run(capsys: pytest.CaptureFixture[str]) -> None:
    code, *_ = blocks("python")
    exec(code, {})  # noqa: S102  # an example of our own page
    printed = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert {option: Decimal(PUBLISHED[option]) for option in PUBLISHED} == {
        words[0]: Decimal(words[1]) for words in printed if words[0] in PUBLISHED
    }


def test_what_python_reads_of_a_scenario_with_all_of_it_is_what_the_page_says(
    costcalc: Callable[..., Answer], folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    walked(costcalc, folder, sessions()[:3])
    capsys.readouterr()
    _, *codes = blocks("python")
    for code in codes:
        lines, _, comments = code.partition("\n# ")
        exec(lines, {})  # noqa: S102  # an example of our own page
        printed = [line.split() for line in capsys.readouterr().out.splitlines()]
        assert printed == [line.removeprefix("# ").split() for line in f"# {comments}".splitlines()]


def test_a_bill_of_one_s_own_needs_the_columns_that_the_page_says(
    costcalc: Callable[..., Answer], tmp_path: Path
) -> None:
    section = PAGE.read_text(encoding="utf-8").split("**A file of your own**")[1].split("**Other months.**")[0]
    rows = re.findall(r"^\| (`.+?`) \| (.+?) \| ", section, re.MULTILINE)
    needed = [name.strip("`") for name, when in rows if when.startswith("always")]
    others = [name for names, when in rows if not when.startswith("always") for name in re.findall(r"`(\w+)`", names)]
    cells = {
        "ChargePeriodStart": "2026-05-01",
        "BillingCurrency": "USD",
        "EffectiveCost": "2750",
        "SkuId": "small",
        "SkuMeter": "Input Tokens",
        "ConsumedQuantity": "1100000000",
        "ConsumedUnit": "Tokens",
        "Tags": '"{""team"": ""search""}"',
    }
    assert [*needed, *others] == [*cells]
    project(tmp_path)

    def ran(*columns: str) -> Answer:
        write(tmp_path, "bill.csv", f"{','.join(columns)}\n{','.join(cells[name] for name in columns)}\n")
        may = ("--as-of", "2026-05-01", "--months", "1", "--format", "csv")
        asked = ("export", tmp_path / "bot.yaml", "--pricing", tmp_path / "pricing", *may)
        return costcalc(*asked, "--actuals", tmp_path / "bill.csv")

    for name in needed:
        refused = ran(*(other for other in cells if other != name))
        assert "error[wrong-format]" in refused.err
        assert f"needs {name}" in " ".join(refused.err.split())
    items = [rows_of(ran(*columns).out)[0] for columns in (cells, [*needed, *others[:2]])]
    # 2,000 were estimated for 1,000 million; without a quantity nobody can say by what 750 more are
    assert [(row["by_price"], row["by_quantity"], row["other"]) for row in items] == [
        ("550", "200", "0"),
        ("", "", "750"),
    ]
    assert [row["kind"] for row in rows_of(ran(*needed).out)] == ["not_billed", "not_billed", "not_estimated"]


def test_a_check_prints_what_the_page_says(costcalc: Callable[..., Answer], folder: Path) -> None:
    same, edited, dearer, _ = blocks("text")
    check = ("export", "--verify", "chatbot.csv.manifest.json")
    assert costcalc(*check) == (0, same, "")

    file, card = folder / "chatbot.csv", folder / "pricing/article-2026-04.yaml"
    written, prices = file.read_text(encoding="utf-8"), card.read_text(encoding="utf-8")
    file.write_text(written.replace(",140.00,", ",104.00,"), encoding="utf-8")
    assert without_digits(costcalc(*check).out) == edited

    file.write_text(written, encoding="utf-8")
    before, model, after = prices.partition("  deepseek-v4-flash:")
    card.write_text(before + model + after.replace("output: 0.28", "output: 0.3", 1), encoding="utf-8")
    answer = costcalc(*check)
    assert answer.code == 1
    assert without_digits(answer.out) == dearer


def test_the_parts_of_a_variance_are_what_the_page_says(costcalc: Callable[..., Answer], tmp_path: Path) -> None:
    *_, parts = blocks("text")
    project(tmp_path)
    head = "ChargePeriodStart,BillingCurrency,EffectiveCost,SkuId,SkuMeter,ConsumedQuantity,ConsumedUnit"
    write(tmp_path, "bill.csv", f"{head}\n2026-05-01,USD,2750,acme/small,input,1100000000,Tokens\n")
    may = ("--as-of", "2026-05-01", "--months", "1")
    asked = ("export", tmp_path / "bot.yaml", "--pricing", tmp_path / "pricing", *may)
    said = " ".join(costcalc(*asked, "--actuals", tmp_path / "bill.csv").out.split())
    for line in parts.splitlines():
        formula, _, result = re.split("  +", line, maxsplit=1)[1].rpartition("=")
        assert f"= {formula.strip()} ={result}" in said


def test_the_way_from_an_export_to_the_bill_prints_what_the_page_says(
    costcalc: Callable[..., Answer], folder: Path
) -> None:
    steps = sessions()[3:]
    assert len(steps) == 8
    walked(costcalc, folder, steps)


def sessions() -> list[str]:
    """Return the commands that somebody types one after the other, each with what it prints."""
    return [step for block in blocks("shell-session") for step in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]]


def walked(costcalc: Callable[..., Answer], folder: Path, steps: list[str]) -> None:
    """Run commands of the page, each of which prints what stands below it."""
    words = iter(["SCENARIO", "RAISED"])
    for step in steps:
        command, _, printed = step.partition("\n")
        name, *args = shlex.split(command)
        if name == "costcalc":
            answer = costcalc(*args)
            assert answer.err == ""
            assert re.sub(r"[0-9a-f]{12}…", lambda _: next(words), answer.out) == printed
        elif name == "cat":  # what comes from elsewhere is as the page shows it
            (folder / args[0]).write_text(printed, encoding="utf-8")
        else:
            done = subprocess.run(command, shell=True, cwd=folder, capture_output=True, text=True, check=True)  # noqa: S602  # of our own page
            assert done.stdout == printed


def without_digits(text: str) -> str:
    """Put the page's words in place of fingerprints, in the order in which they come."""
    words = iter(["CARD", "CHANGED"] if "the card" in text else ["FILE", "EDITED"])
    return re.sub(r"[0-9a-f]{64}|[0-9a-f]{12}…", lambda _: next(words, "MORE"), text)
