"""`costcalc cards diff`: what changed, loudly where it is the past, and the code to leave with."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from tests.cli.cards.conftest import ACME, no_floats, rows, write

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Answer

    Run = Callable[..., Answer]


@pytest.mark.parametrize(("new", "code"), [(ACME, 0), (ACME.replace("input: 2", "input: 1"), 1)])
def test_exit_code_says_whether_anything_changed(costcalc: Run, new: str, code: int) -> None:
    write("new/acme.yaml", new)
    assert costcalc("cards", "diff", "cards", "new").code == 0
    answer = costcalc("cards", "diff", "cards", "new", "--exit-code")
    assert (answer.code, "Nothing changed." in answer.out) == (code, not code)


def test_a_rewritten_past_is_said_loudly_and_a_new_price_calmly(costcalc: Run) -> None:
    edited = ACME.replace("        input: 2\n", "        input: 1.5\n").replace("page 1", "page 9")
    appended = edited.replace("  old:", "      - {effective: 2027-06-01, source: x, input: 2.4, output: 8}\n  old:")
    write("new/acme.yaml", appended)
    out = costcalc("cards", "diff", "cards", "new").out
    assert out.startswith("From cards to new\n1 appended rate, 1 noted rate, 1 edited rate.\n")
    assert "THE PAST WAS REWRITTEN\n  acme/small, rate of 2026-03-01T09:00:00Z: EDITED" in out
    assert "acme: the content changed, its version 1 did not" in out
    # 1.5 / 2 - 1 and 2.4 / 3 - 1
    assert re.search(r"^  input +2\.00 +1\.50 +−25 %$", out, re.MULTILINE)
    assert re.search(r"^  input +3\.00 +2\.40 +−20 %$", out, re.MULTILINE)
    assert re.search(r"^  cache_read +0\.50 +-$", out, re.MULTILINE)
    assert "source: page 9 (was page 1)" in out
    assert "page 9" not in costcalc("cards", "diff", "cards", "new", "--brief").out


def test_a_card_is_compared_with_its_like_in_a_folder(costcalc: Run) -> None:
    write("cards/other.yaml", ACME.replace("id: acme", "id: other"))
    write("new.d/acme.yaml", ACME.replace("title: Acme API", "title: Acme"))
    for sides in (("cards", "new.d/acme.yaml"), ("cards/acme.yaml", "new.d")):
        out = costcalc("cards", "diff", *sides).out
        assert "acme: title: Acme (was Acme API)" in out
        assert "other" not in out


def test_another_currency_is_said_loudly(costcalc: Run) -> None:
    new = ACME.replace("USD", "EUR").replace("version: 1", "version: 2").replace("    aliases: [tiny]\n", "")
    write("new/acme.yaml", new)
    out = costcalc("cards", "diff", "cards", "new").out
    assert "acme: THE CURRENCY IS ANOTHER, so every price means another amount" in out
    assert "acme: version: 2 (was 1)" in out
    assert "aliases: no longer tiny" in out
    assert "did not" not in out


def test_another_pricing_unit_is_written_beside_the_prices(costcalc: Run) -> None:
    write("new/acme.yaml", ACME.replace("per: 1M", "per: 1K"))
    out = " ".join(costcalc("cards", "diff", "cards", "new").out.split())
    assert "1.00 (card: per 1M tokens) 1.00 (card: per 1K tokens) +99,900 %" in out


def test_the_problems_of_both_sides_are_said_at_once(costcalc: Run) -> None:
    for side in ("one", "two"):
        write(f"{side}/acme.yaml", "schema: costcalc/rate-card/v1\n")
    answer = costcalc("cards", "diff", "one", "two", "--exit-code")
    assert (answer.code, answer.out) == (2, "")
    assert {"one/acme.yaml:1:1", "two/acme.yaml:1:1"} <= {line.split(": ")[0] for line in answer.err.splitlines()}


def test_a_difference_for_programs_and_spreadsheets(costcalc: Run) -> None:
    write(
        "new/acme.yaml", ACME.replace("input: 2\n", "input: 3\n").replace("  old:", "  older:").replace("128K", "200K")
    )
    found = json.loads(costcalc("cards", "diff", "cards", "new", "--format", "json").out)
    assert (found["schema"], found["same"], found["rewrites_the_past"]) == ("costcalc/cards-diff/v1", False, True)
    (card,) = found["cards_changed"]
    assert [model["model"] for model in (*card["models_added"], *card["models_removed"])] == ["older", "old"]
    (rate,) = card["models_changed"][0]["rates"]
    assert (rate["kind"], rate["prices"][0]["change"], rate["prices"][0]["place"]) == (
        "edited",
        "0.5",
        "new/acme.yaml:23:16",
    )
    assert no_floats(found)
    listed = rows(costcalc("cards", "diff", "cards", "new", "--format", "csv").out)
    assert [(row["model"], row["kind"], row["what"], row["old"], row["new"], row["change"]) for row in listed] == [
        ("older", "added", "model", "", "", ""),
        ("old", "removed", "model", "", "", ""),
        ("small", "changed", "context window", "128K", "200K", ""),
        ("small", "edited", "input", "2.00", "3.00", "0.5"),
    ]


def test_cards_that_are_new_or_gone(costcalc: Run) -> None:
    write("new/other.yaml", ACME.replace("id: acme", "id: other"))
    write("new/third.yaml", ACME.replace("id: acme", "id: third"))
    out = costcalc("cards", "diff", "cards", "new").out
    listed = rows(costcalc("cards", "diff", "cards", "new", "--format", "csv").out)
    assert [(row["card"], row["kind"]) for row in listed] == [
        ("other", "added"),
        ("third", "added"),
        ("acme", "removed"),
    ]
    assert "2 new cards, 1 removed card." in out
    assert "  other: new, 2 models\n" in out
    assert "  acme: removed\n" in out
