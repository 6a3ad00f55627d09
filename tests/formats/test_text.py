"""Text fits its width, never cuts a number, and shows the working or leaves it out."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.inputs import card_yaml, contract_yaml

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Answer

SCENARIOS = sorted(Path("scenarios").glob("*.yaml"))


@pytest.mark.parametrize("detail", ["--brief", "--explain", None])
@pytest.mark.parametrize("columns", [60, 80, 100, 120])
@pytest.mark.parametrize("scenario", ["chatbot", "chatbot-short-post", "coding-assistant", "document-analysis"])
def test_no_line_is_wider_than_the_terminal(
    costcalc: Callable[..., Answer], monkeypatch: pytest.MonkeyPatch, scenario: str, columns: int, detail: str | None
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    answer = costcalc("compare", f"scenarios/{scenario}.yaml", *filter(None, [detail]))
    assert answer.code == 0
    assert max(map(len, answer.out.splitlines())) <= columns
    assert not re.search(r"[ \t]$", answer.out, re.MULTILINE)


@pytest.mark.parametrize("columns", ["0", "1", "20", "x", "99999999999999999999", ""])
def test_a_strange_width_loses_no_number(
    costcalc: Callable[..., Answer], monkeypatch: pytest.MonkeyPatch, columns: str
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    out = costcalc("compare", "scenarios/chatbot.yaml", "--explain").out
    for number in ("17,000.00", "142.80", "204,000.00", "500,000,000", "15,000.00"):
        assert number in out


def test_the_working_shows_formula_numbers_result_and_places(costcalc: Callable[..., Answer]) -> None:
    out = costcalc("compare", "scenarios/chatbot.yaml", "--explain").out
    assert "queries * prompt_tokens * price.input / 1M" in out
    assert "= 1_000_000 * 200 * 0.014 / 1_000_000 = 2.8" in out
    assert "1 - flash.total / turbo.total" in out
    assert re.search(r"pricing/article-2026-04\.yaml:\d+:16", out)
    assert "−99.16 %, 119× cheaper" in out
    assert "Cheapest: flash_published (deepseek/deepseek-v4-flash), 168.00 USD a month." in out


def test_the_answer_comes_first_and_fits_a_screen(costcalc: Callable[..., Answer]) -> None:
    lines = costcalc("compare", "scenarios/chatbot.yaml").out.splitlines()
    assert len(lines) <= 60
    first = [next(nth for nth, line in enumerate(lines) if line.startswith(word)) for word in ("Cheapest", "How it")]
    assert first == sorted(first)
    assert first[0] < 15
    assert lines[-1].startswith("--explain adds ")


def test_brief_is_the_table_the_cheapest_and_the_flags(costcalc: Callable[..., Answer]) -> None:
    assert costcalc("compare", "scenarios/chatbot.yaml", "--brief").out.splitlines() == [
        "High-volume customer chatbot",
        "scenarios/chatbot.yaml: USD a month, at the prices of 2026-04-28T12:00:00Z",
        "",
        "  option               total  per request    per year  against turbo",
        "  turbo *          17,000.00    0.0170000  204,000.00  baseline",
        "  flash *             142.80    0.0001428    1,713.60  −99.16 %, 119× cheaper",
        "  turbo_published  17,000.00    0.0170000  204,000.00  ±0 %",
        "  flash_published     168.00    0.0001680    2,016.00  −99.01 %, 101× cheaper",
        "",
        "Cheapest: flash_published (deepseek/deepseek-v4-flash), 168.00 USD a month.",
        "* cannot be the cheapest: see the flags.",
        "",
        "Flags",
        "  claimed-price (turbo, flash): article-2026-04 lists what somebody printed;",
        "    no vendor sells at it",
    ]


def test_what_explain_adds_is_left_out_otherwise(costcalc: Callable[..., Answer]) -> None:
    usual, explained = (costcalc("compare", "scenarios/chatbot.yaml", *more).out for more in ((), ("--explain",)))
    for heading in ("Assumptions", "What makes the difference to turbo", "Charges", "Prices"):
        assert f"\n{heading}\n" in explained
        assert f"\n{heading}\n" not in usual
    assert "Disagreement: " in explained
    assert "answer.input + answer.output = 2.8 + 140 = 142.8" in usual


def test_brief_and_explain_contradict_each_other(costcalc: Callable[..., Answer]) -> None:
    answer = costcalc("compare", "scenarios/chatbot.yaml", "--brief", "--explain")
    assert answer.code == 2
    assert "--brief:1:1: error[bad-setting]" in answer.err


def test_old_prices_are_said_always(
    costcalc: Callable[..., Answer], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    price = ("price", "openai/gpt-4o", "--input", "1K", "--as-of", "2027-03-01", "--brief")
    # the shipped card says 2026-10-26, which is 126 days before
    assert (
        "Prices not checked for more than 60 days: pricing/openai.yaml (2026-10-26, 126\ndays earlier)."
        in costcalc(*price).out
    )
    Path("costcalc.yaml").write_text("schema: costcalc/policy/v1\nstale_after_days: 126\n", encoding="utf-8")
    assert "not checked" not in costcalc(*price).out
    Path("costcalc.yaml").write_text("schema: costcalc/policy/v1\nstale_after_days: 125\n", encoding="utf-8")
    assert "not checked for more than 125 days" in costcalc(*price).out


def test_the_age_of_prices_is_that_of_the_vendor_s_card_and_counted_in_days(
    costcalc: Callable[..., Answer], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    pricing = tmp_path / "cards"
    pricing.mkdir()
    rate = 'rates: [{effective: 2026-01-01, verified: 2026-04-01, source: "https://a.example", input: 3, output: 4}]'
    (pricing / "acme.yaml").write_text(card_yaml(f"models:\n  a: {{{rate}}}\n"), encoding="utf-8")
    terms = "contract: [{effective: 2026-01-01, source: contract 1, discount: 10%}]\n"
    (pricing / "deal.yaml").write_text(contract_yaml(terms), encoding="utf-8")

    def said(as_of: str) -> str:
        words = ("price", "deal/a", "--input", "1K", "--pricing", "cards", "--as-of", as_of, "--brief")
        return " ".join(costcalc(*words).out.split())

    # 30 days of April and 30 of May are 60
    assert "not checked" not in said("2026-05-31T23:59:59Z")
    assert "for more than 60 days: cards/acme.yaml (2026-04-01, 61 days earlier)." in said("2026-06-01")
    Path("costcalc.yaml").write_text("schema: costcalc/policy/v1\nstale_after_days: 1\n", encoding="utf-8")
    assert "for more than 1 day: cards/acme.yaml (2026-04-01, 2 days earlier)." in said("2026-04-03")


def test_a_policy_that_cannot_be_read_is_no_reason_to_give_no_answer(
    costcalc: Callable[..., Answer], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    price = ("price", "openai/gpt-4o", "--input", "1K", "--as-of", "2027-03-01", "--brief")
    for text in ("schema: costcalc/policy/v1\nnonsense: 1\n", "bad: [", "schema: costcalc/scenario/v1\n"):
        Path("costcalc.yaml").write_text(text, encoding="utf-8")
        answer = costcalc(*price)
        assert (answer.code, answer.err) == (0, "")
        assert "not checked for more than 60 days" in answer.out
        assert costcalc("check").code == 2


def test_a_baseline_without_a_price_is_no_column(costcalc: Callable[..., Answer], tmp_path: Path) -> None:
    text = Path("scenarios/chatbot.yaml").read_text(encoding="utf-8")
    file = tmp_path / "s.yaml"
    file.write_text(text.replace("baseline: turbo\n", "baseline: flash_published\n"), encoding="utf-8")
    out = costcalc("compare", file, "--as-of", "2024-08-01").out  # before DeepSeek's price
    assert "flash_published  not priced" in out
    assert "against" not in out


def test_a_long_name_is_broken_at_its_signs_and_no_line_is_too_wide(
    costcalc: Callable[..., Answer], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    name = "kimi_with_a_very_long_option_name_for_the_second_region"
    text = Path("scenarios/chatbot.yaml").read_text(encoding="utf-8").replace("flash_published", name)
    file = tmp_path / "s.yaml"
    file.write_text(text, encoding="utf-8")
    monkeypatch.setenv("COLUMNS", "60")
    brief, explained = (costcalc("compare", file, detail).out.splitlines() for detail in ("--brief", "--explain"))
    assert max(map(len, [*brief, *explained])) <= 60
    assert {"  for_the_second_region", name} <= set(brief)  # of a table, and of a sentence


def test_with_nothing_priced_there_is_no_table(costcalc: Callable[..., Answer], tmp_path: Path) -> None:
    text = Path("scenarios/chatbot.yaml").read_text(encoding="utf-8")
    file = tmp_path / "s.yaml"
    file.write_text(text.replace("output: answer_tokens", "output: answer_tokens\n    image: 1"), encoding="utf-8")
    answer = costcalc("compare", file)
    assert answer.code == 2
    assert "total" not in answer.out
    assert "Cheapest" not in answer.out
    assert "\nNot priced\n" in answer.out


def test_an_override_is_said(costcalc: Callable[..., Answer]) -> None:
    out = costcalc("compare", "scenarios/chatbot.yaml", "--set", "queries=2M", "--brief").out
    assert "With --set: queries = 2_000_000" in out


def test_colours_are_for_terminals_and_obey_no_color(
    costcalc: Callable[..., Answer], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    compare = ("compare", "scenarios/chatbot.yaml", "--brief")
    plain = costcalc(*compare).out
    assert "\x1b" not in plain
    monkeypatch.setenv("FORCE_COLOR", "1")
    coloured = costcalc(*compare).out
    assert "\x1b[" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == plain
    costcalc(*compare, "-o", tmp_path / "out.txt")
    assert (tmp_path / "out.txt").read_text(encoding="utf-8") == plain
    monkeypatch.setenv("NO_COLOR", "1")
    assert costcalc(*compare).out == plain


def test_markup_in_a_title_is_only_text(costcalc: Callable[..., Answer], tmp_path: Path) -> None:
    title = "a[/]b [red]c[/red] :smile: [link=file:///etc/passwd]d[/link] x\\\\"
    text = Path("scenarios/chatbot.yaml").read_text(encoding="utf-8")
    hostile = tmp_path / "hostile.yaml"
    hostile.write_text(text.replace("title: High-volume customer chatbot", f'title: "{title}"'), encoding="utf-8")
    first = costcalc("compare", hostile, "--brief").out.splitlines()[0]
    assert first == title.replace("\\\\", "\\")
