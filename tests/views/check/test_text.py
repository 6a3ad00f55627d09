"""Text: one line where all is well; otherwise what moved, with every formula before and after."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from costcalc.checks import Finding, Level
from costcalc.problem import Place, Source
from costcalc.views import Detail
from tests.little import CARD, DEARER, GATE, SCENARIO, harmless, often

if TYPE_CHECKING:
    from collections.abc import Callable

    from costcalc.review import Review
    from tests.little import Little

    Write = Callable[..., str]

WHOLE = (Path(__file__).parent / "whole.txt").read_text(encoding="utf-8")
"""What DEARER does to the project: its amounts are worked out beside it."""


def rows(text: str) -> dict[str, str]:
    """Return the rows of the first table by option, blanks as one."""
    table, _, _ = text.partition("budget\n" if "budget\n" in text else "change\n")[2].partition("\n\n")
    return {line.split()[0]: " ".join(line.split()) for line in table.splitlines()}


def test_all_is_well_in_one_line(little: Little, write: Write) -> None:
    said = "Checked 1 card, 1 scenario, 3 options against ../base at 2026-11-23: nothing to report.\n"
    assert write("text", little.review()) == said
    assert write("text", little.review(base=None)) == said.replace(" against ../base", "")


def test_prices_that_rose_are_told_with_everything_that_follows(dearer: Little, write: Write) -> None:
    assert write("text", dearer.review(), detail=Detail.EXPLAINED) == WHOLE


def test_formulas_are_told_to_those_who_ask(dearer: Little, write: Write) -> None:
    before, _, _ = WHOLE.partition("How it was computed\n")
    assert write("text", dearer.review()) == f"{before}--explain adds the formulas, before and after.\n"


def titles(text: str) -> list[str]:
    """Return the first words of a report's parts."""
    return [part.partition("\n")[0] for part in text.split("\n\n")]


def finding(rule: str, level: Level, line: int, message: str, hint: str | None = "look at it") -> Finding:
    return Finding(rule, level, Place(Source("pricing/acme.yaml"), line, 9), message, hint, "acme/small")


@pytest.fixture
def found(dearer: Little) -> Review:
    """A review with findings that fail it, and with others, some of which say the same of several places."""
    result = dearer.review()
    others = (
        finding("stale-verified", Level.WARNING, 3, "the price is old"),
        finding("stale-verified", Level.WARNING, 5, "the price is old"),
        finding("stale-verified", Level.WARNING, 7, "the price is very old"),
        finding("unused-card", Level.NOTICE, 1, "nobody uses it", None),
    )
    return result._replace(findings=(*result.findings, *others))


def test_first_is_why_it_fails_then_the_money_then_what_else_there_is(found: Review, write: Write) -> None:
    assert titles(write("text", found)) == [
        "Failed: 2 findings of level error. Exit code 1: the answer is no.",
        "Why it fails",
        "chat: USD a month, at 2026-11-23",
        "  large, gift: also at 2026-04-28, its own `as_of`",
        "Still to come",
        "Findings: 4 findings in 3 entries",
        "--explain adds the formulas, before and after.",
    ]
    why, _, rest = write("text", found).partition("chat: USD a month")
    assert (why.count("error["), rest.count("error["), rest.count("warning[")) == (2, 0, 2)


def test_in_brief_only_what_fails_is_listed(found: Review, write: Write) -> None:
    text = write("text", found, detail=Detail.BRIEF)
    assert ("Why it fails" in text, "Findings" in text) == (True, False)
    assert "2 errors, 3 warnings, 1 notice" in " ".join(text.split())


def test_what_is_the_same_of_several_places_is_said_once(found: Review, write: Write) -> None:
    _, _, text = write("text", found, 200).partition("Findings: 4 findings in 3 entries\n")
    assert text.splitlines()[:3] == [
        "  pricing/acme.yaml:3:9 5:9: warning[stale-verified]: the price is old; hint: look at it",
        "  pricing/acme.yaml:7:9: warning[stale-verified]: the price is very old",
        "  pricing/acme.yaml:1:9: notice[unused-card]: nobody uses it",
    ]


def test_another_kind_has_its_hint_though_it_is_the_same(dearer: Little, write: Write) -> None:
    kinds = ("stale-verified", "unused-card")
    findings = tuple(finding(kind, Level.NOTICE, nth, f"it is {nth}") for kind in kinds for nth in (1, 2))
    text = write("text", dearer.review()._replace(findings=findings), 200)
    assert [line for line in text.splitlines() if "look at it" in line] == [
        "  pricing/acme.yaml:1:9: notice[stale-verified]: it is 1; hint: look at it",
        "  pricing/acme.yaml:1:9: notice[unused-card]: it is 1; hint: look at it",
    ]


def test_of_what_is_folded_nothing_is_lost(found: Review, write: Write) -> None:
    text = write("text", found, 400)
    for one in found.findings:
        (line,) = [
            line
            for line in text.splitlines()
            if line.endswith((f": {one.message}", f"; hint: {one.hint}")) and f": {one.message}" in line
        ]
        assert f"{one.place.line}:{one.place.column}" in line


def test_a_comment_folds_findings_as_a_terminal_does(found: Review, write: Write) -> None:
    page = write("markdown", found)
    assert page.count("the price is old") == 1
    assert page.count("look at it") == 1
    assert "- pricing/acme.yaml:3:9 5:9: warning&#91;stale-verified&#93;: the price is old; hint: look at it" in page


def test_in_brief_it_is_the_verdict_what_fails_and_the_tables(dearer: Little, write: Write) -> None:
    told = write("text", dearer.review(), detail=Detail.BRIEF).splitlines()
    usual = write("text", dearer.review()).splitlines()
    missing = [line for line in usual if line not in told]
    assert [line for line in told if line not in usual] == []
    assert {line.partition(":")[0] for line in missing if not line.startswith("    ")} == {
        "  small, answer.input",
        "  small, answer.output",
        "  large, answer.input",
        "  gift, answer.input",
        "--explain adds the formulas, before and after.",
    }


@pytest.mark.parametrize("width", [40, 80, 120])
def test_it_fits_its_width_and_cuts_no_number(dearer: Little, write: Write, width: int) -> None:
    text = write("text", dearer.review(), width)
    for number in ("1,100.00", "8,200.00", "+220.00, +25 %", "200,000,000"):
        assert number in text
    assert not re.search(r"[ \t]$", text, re.MULTILINE)
    widest = max(map(len, text.splitlines()))
    assert widest <= width or width == 40


def test_a_change_is_never_invisible_beside_equal_totals(little: Little, write: Write) -> None:
    # 999,996 requests of a token for 10 USD / 1M are 9.99996 USD.
    little.edit("scenarios/chat.yaml", ("queries: 1M", "queries: 999_996"), ("max: 1000 USD", "max: 10 USD"))
    little.edit("scenarios/chat.yaml", ("input: 200, output: 500", "input: 1, output: 0"))
    for side in (little.base, little.head):
        little.write("scenarios/chat.yaml", (little.head / "scenarios" / "chat.yaml").read_text(encoding="utf-8"), side)
        little.write("pricing/acme.yaml", CARD.replace("input: 0.40", "input: 10"), side)
    little.edit("pricing/acme.yaml", ("input: 10", "input: 10.00000025"))
    # 999,996 * 0.00000025 / 1,000,000 = 0.000000249999
    text = write("text", little.review(), 200)
    assert rows(text)["small"] == (
        "small 9.999960000000 9.999960249999 +0.000000249999, +0.0000025 % 0.000039750001 left of 10 USD"
    )
    assert "9.99996 → 9.999960249999 USD a month" in write("github", little.review())


def test_totals_without_a_last_digit_have_as_many_as_tell_them_apart(little: Little, write: Write) -> None:
    for side in (little.base, little.head):
        little.write("scenarios/chat.yaml", SCENARIO.replace("queries: 1M", "queries: 1M / 7"), side)
    little.edit("pricing/acme.yaml", ("input: 0.40", "input: 0.4000001"))
    # 880 / 7 = 125.714285714…; 200 * 0.0000001 / 7 = 0.000002857… more are 125.714288571…; of 1,000 the rest is left.
    # 0.00002 / 880 = 0.0000000227…
    assert rows(write("text", little.review(), 200))["small"] == (
        "small 125.714285… 125.714288… +0.000002857…, +0.0000023 % 874.2857… left of 1000 USD"
    )


def test_charges_that_cost_nothing_before_and_after_are_not_listed(little: Little, write: Write) -> None:
    free = SCENARIO.replace("input: 200", "input: 0")
    for side in (little.base, little.head):
        little.write("scenarios/chat.yaml", free, side)
    little.edit("pricing/acme.yaml", ("input: 0.40", "input: 0.50"), ("output: 1.60", "output: 1.70"))
    text = write("text", little.review())
    assert "small, answer.output: 1.6 → 1.7" in text
    assert "answer.input" not in text


def test_edited_history_moves_the_scenarios_own_instant(little: Little, write: Write) -> None:
    little.edit("pricing/acme.yaml", ("output: 1.60", "output: 1.70"))
    text = write("text", little.review())
    assert "\n\n  also at 2026-04-28, its own `as_of`\n" in text
    # 500 * 0.10 = 50 more, at either instant; 1,000 - 930 = 70 are left
    assert text.count("small   880.00  930.00  +50.00, +5.68 %  70.00 left of 1000 USD") == 1
    assert text.startswith("Passed: no finding of level error. Exit code 0: the answer is yes.\n")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("input: 0\n", "input: 0.10\n"), "gift 0.00 20.00 +20.00, free → paid"),
        (("input: 3\n", "input: 1\n"), "large 8,100.00 7,700.00 −400.00, −4.94 %"),
    ],
)
def test_a_row_says_how_a_cost_moved(little: Little, write: Write, change: tuple[str, str], said: str) -> None:
    little.edit("pricing/acme.yaml", change)
    assert said in rows(write("text", little.review())).values()


def test_what_becomes_free_says_so(little: Little, write: Write) -> None:
    little.edit("pricing/acme.yaml", ("input: 3\n        output: 15", "input: 0\n        output: 0"))
    assert rows(write("text", little.review()))["large"] == "large 8,100.00 0.00 −8,100.00, −100 %, paid → free"


def test_a_new_option_and_one_that_is_gone_have_nothing_to_compare(little: Little, write: Write) -> None:
    little.edit("scenarios/chat.yaml", ("  gift: {model: acme/gift}", "  tiny: {model: acme/small}"))
    text = write("text", little.review())
    assert rows(text)["tiny"] == "tiny - 880.00 new"
    assert rows(text)["gift"] == "gift 0.00 - gone"
    assert "tiny, answer.input: new: 0.4 USD / 1M tokens × 200,000,000 tokens = 80.00 (pricing/acme.yaml:14:16)" in (
        " ".join(text.split())
    )


def test_an_option_on_another_model_says_which(little: Little, write: Write) -> None:
    little.edit("scenarios/chat.yaml", ("large: {model: acme/large}", "large: {model: acme/small}"))
    text = write("text", little.review())
    assert "large: acme/large → acme/small" in text
    assert rows(text)["large"] == "large 8,100.00 880.00 −7,220.00, −89.14 %"


def test_another_period_is_said(little: Little, write: Write) -> None:
    little.edit("scenarios/chat.yaml", ("period: month", "period: 2026-10"), ("as_of: 2026-04-28\n", ""))
    little.edit("pricing/acme.yaml", ("input: 3\n", "input: 4\n"))
    text = write("text", little.review())
    assert "chat: USD in 2026-10" in text
    assert "large: a month → in 2026-10" in text


def test_a_larger_quantity_is_looked_for_where_it_is_written(little: Little, write: Write) -> None:
    little.edit("scenarios/chat.yaml", ("input: 200", "input: 300"))
    text = " ".join(write("text", little.review()).split())
    wanted = "0.4 USD / 1M tokens × 200,000,000 tokens → 300,000,000 tokens = 80.00 → 120.00 (scenarios/chat.yaml:9:46)"
    assert f"small, answer.input: {wanted}" in text


def test_a_base_without_a_price_is_no_zero_and_no_change_is_stopped_for_it(little: Little, write: Write) -> None:
    little.write("pricing/acme.yaml", CARD.replace("        input: 0.40\n", ""), little.base)
    result = little.review()
    assert (result.exit_code, [(move.option, move.difference) for move in result.moves]) == (0, [("small", None)] * 2)
    # 1,000 - 880 = 120 are left
    assert rows(write("text", result))["small"] == "small no price 880.00 no price 120.00 left of 1000 USD"
    assert "small, answer.output: new: 1.6 USD / 1M tokens" in write("text", result)


def test_a_gate_stops_what_cannot_be_compared_with_a_base_without_a_price(little: Little, write: Write) -> None:
    little.write("pricing/acme.yaml", CARD.replace("        input: 0.40\n", ""), little.base)
    little.write("costcalc.yaml", GATE, little.base, little.head)
    result = little.review()
    assert (result.exit_code, {one.check for one in result.failing}) == (1, {"gate"})
    assert "chat/small cannot be compared, and the gate is 200 USD" in " ".join(write("text", result).split())


def test_a_change_without_a_price_is_no_answer(little: Little, write: Write) -> None:
    little.write("pricing/acme.yaml", CARD.replace("        input: 0.40\n", ""))
    result = little.review()
    assert (result.exit_code, result.moves) == (2, ())
    assert {problem.code for problem in result.problems} == {"no-price"}
    assert write("text", result).startswith("No answer: 1 problem.")


def test_other_currencies_are_not_subtracted(little: Little, write: Write) -> None:
    little.edit("pricing/acme.yaml", ("currency: USD", "currency: EUR"))
    little.edit("scenarios/chat.yaml", ("1000 USD", "1000 EUR"))
    little.write("scenarios/chat.yaml", SCENARIO.partition("budgets:")[0], little.base)
    assert rows(write("text", little.review()))["large"].startswith("large 8,100.00 USD 8,100.00 another currency")


def test_findings_without_a_move_say_that_no_cost_moves(little: Little, write: Write) -> None:
    little.write("costcalc.yaml", "schema: costcalc/policy/v1\nfail_on: notice\n")
    text = write("text", little.review())
    assert "\nNo cost moves.\n" in text
    assert "warning[policy-changed]" in text


def test_without_an_answer_no_cost_is_printed(dearer: Little, write: Write) -> None:
    dearer.edit("scenarios/chat.yaml", ("model: acme/large", "model: acme/huge"))
    assert write("text", dearer.review()) == "No answer: 1 problem. Exit code 2: no difference is shown.\n"


def test_nothing_checked_is_said(little: Little, write: Write) -> None:
    little.remove("pricing")
    little.remove("scenarios")
    result = little.review(base=None)
    assert result.exit_code == 3
    assert write("text", result) == ("Nothing was checked. Exit code 3: there is no rate card and no scenario here.\n")


def test_of_very_many_moves_the_largest_are_shown(dearer: Little, write: Write) -> None:
    text = write("text", often(dearer.review(), 60), detail=Detail.EXPLAINED)
    assert "…and 80 smaller moves: the JSON report has all of them." in text
    assert "…and the formulas of 160 smaller moves: the JSON report has all of them." in text
    _, _, tables = text.partition("What moves several options")
    # 60 of the largest, 220 USD, and 40 of the next, 100 USD
    assert (tables.count("+220.00, +25 %"), tables.count("+100.00, +1.23 %"), tables.count("free → paid")) == (
        60,
        40,
        0,
    )


def test_nothing_in_it_is_obeyed(hostile: Review, write: Write) -> None:
    harmless(write("text", hostile))
    harmless(write("text", hostile._replace(findings=(), moves=(), upcoming=())))


def test_a_terminal_that_knows_only_ascii_can_read_it(dearer: Little) -> None:
    env = {"PATH": os.environ["PATH"], "LC_ALL": "C", "NO_COLOR": "1", "PYTHONIOENCODING": "ascii", "HOME": "/nowhere"}
    command = [sys.executable, "-m", "costcalc", "check", "--base", "../base", "--as-of", "2026-11-23"]
    done = subprocess.run(command, cwd=dearer.head, env=env, capture_output=True, check=False)
    assert done.returncode == 1
    text = done.stdout.decode("ascii")
    assert "+20.00, free -> paid" in text
    assert "\x1b" not in text
    assert "\\u" not in text
    assert max(map(len, text.splitlines())) <= 82  # an arrow has become two characters


def test_the_prices_of_this_test_are_the_dearer_ones() -> None:
    for old, _ in DEARER:
        assert CARD.count(old) == 1
