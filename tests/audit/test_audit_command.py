"""`audit`: the codes it leaves with, what it is asked for, and what it refuses."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

import pytest

from costcalc.cli.completion import SUGGESTED
from costcalc.project.glance import claims_in
from tests.conftest import ROOT

from .post import BODY, CLAIMS, written

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Answer

    Audited = Callable[..., Answer]

RIGHT = "{claim: month, printed: $1100, of: own.total"
WRONG = "{claim: post, printed: $1300, of: own.total"


def claims(*lines: str) -> str:
    return "claims:\n" + "".join(f"  - {line}\n" for line in lines)


@pytest.mark.parametrize(
    ("words", "line", "code"),
    [
        ((), WRONG + "}", 0),
        (("--strict",), WRONG + "}", 1),
        (("--strict",), WRONG + ", expect: differs}", 0),
        (("--strict",), WRONG + ", expect: [differs, wrong-price]}", 0),
        (("--strict",), WRONG + ", expect: wrong-price}", 1),  # wrong as well, which nobody expects
        (("--strict",), WRONG + ", expect: [differs, infeasible]}", 1),
        (("--strict",), RIGHT + "}", 0),
        (("--strict",), RIGHT + ", expect: differs}", 1),  # it was corrected
        ((), RIGHT + ", expect: differs}", 0),
        (("--strict",), "{claim: day, printed: one day}", 0),
    ],
)
def test_only_who_is_strict_stops_at_what_is_not_expected(
    audited: Audited, words: tuple[str, ...], line: str, code: int
) -> None:
    answer = audited(*words, claims=claims(line))
    assert (answer.code, answer.err) == (code, "")


def test_nothing_is_checked_without_a_claim(audited: Audited) -> None:
    answer = audited(claims="")
    assert (answer.code, answer.err) == (3, "")
    assert "It has no claims: nothing was checked." in answer.out
    assert audited(claims=claims("{claim: ratio, of: own.total / 2}")).code == 3  # a figure is judged by nobody


def test_one_of_several_with_claims_is_enough(audited: Audited, costcalc: Audited, tmp_path: Path) -> None:
    written(tmp_path, "").rename(tmp_path / "none.yaml")
    text = (tmp_path / "none.yaml").read_text(encoding="utf-8").replace("id: post", "id: none")
    (tmp_path / "none.yaml").write_text(text, encoding="utf-8")
    assert audited().code == 0
    answer = costcalc("audit", "none.yaml", "post.yaml", "--pricing", "pricing", "--format", "json")
    assert answer.code == 0
    found = json.loads(answer.out)
    assert found["schema"] == "costcalc/audits/v1"
    assert [len(one["claims"]) for one in found["audits"]] == [0, 9]


def test_a_claim_is_shown_alone_and_judged_beside_the_others(audited: Audited, document: Callable[..., Any]) -> None:
    (post,) = document("--claim", "post")["claims"]
    assert post["relation"] == "inconsistent"  # with `month`, which is not shown
    assert post["looks_like"][0]["text"] == "it follows from `input`, as printed"
    names = [one["claim"] for one in document("--claim", "share", "--claim", "day")["claims"]]
    assert names == ["day", "share"]
    assert audited("--claim", "month").code == 0
    assert audited("--claim", "month", "--strict").code == 1  # another one is wrong
    assert audited("--claim", "input", "--strict").code == 1


def test_a_claim_that_there_is_not_is_refused_with_the_one_that_was_meant(audited: Audited) -> None:
    answer = audited("--claim", "mont")
    assert (answer.code, answer.out) == (2, "")
    assert "error[unknown-name]: there is no claim `mont`" in answer.err
    assert "did you mean `month`?" in answer.err
    assert "no scenario has claims" in audited("--claim", "month", claims="").err


def test_a_claim_of_an_option_without_a_price_has_no_answer(audited: Audited) -> None:
    line = "{claim: early, printed: $1, of: published.total"
    answer = audited("--as-of", "2025-01-01", "--strict", claims=claims(line + "}"))
    assert answer.code == 2
    assert "not-in-force" in answer.err
    assert "not-checkable" in answer.out
    known = audited("--as-of", "2025-01-01", "--strict", claims=claims(line + ", expect: not-checkable}"))
    assert (known.code, known.err) == (0, "")
    other = audited("--as-of", "2025-01-01", "--strict", claims=claims(RIGHT + "}"))
    assert (other.code, other.err) == (0, "")


def test_an_assumption_that_is_set_is_said_and_counts(audited: Audited, document: Callable[..., Any]) -> None:
    # 1M × 600 × 0.5 ÷ 1M + 1,000 = 1,300
    found = {one["claim"]: one for one in document("--set", "prompt=600")["claims"]}
    assert (found["post"]["relation"], found["post"]["recomputed"]) == ("agrees", "1300")
    assert (found["post"]["unmet"], found["input"]["relation"]) == (["inconsistent"], "agrees")
    assert "With --set: prompt = 600" in audited("--set", "prompt=600").out


def test_a_row_is_a_claim(audited: Audited) -> None:
    rows = {row["claim"]: row for row in csv.DictReader(io.StringIO(audited("--format", "csv").out))}
    assert list(rows) == ["day", "month", "post", "input", "share", "both", "more", "never", "ratio"]
    post = rows["post"]
    assert (post["value"], post["recomputed"], post["published"]) == ("1300", "1100", "1200")
    assert post["would_need"].endswith("prompt = 600 (599 to 601)")
    assert (post["tags"], post["expect"], post["unexpected"]) == ("wrong-price", "inconsistent", "no")
    assert (rows["share"]["expect"], rows["share"]["unmet"]) == ("agrees; wrong-price", "agrees")
    assert (rows["never"]["low"], rows["never"]["high"], rows["never"]["recomputed"]) == ("0", "200", "")
    assert (rows["ratio"]["relation"], rows["ratio"]["recomputed"]) == ("", "10")
    assert rows["day"]["source"] == "post.yaml:13:13"


def test_an_answer_goes_to_a_file_once(audited: Audited, tmp_path: Path) -> None:
    assert audited("-o", "audit.json").code == 0
    assert json.loads((tmp_path / "audit.json").read_text(encoding="utf-8"))["schema"] == "costcalc/audit/v1"
    assert audited("-o", "audit.json").code == 2
    assert audited("-o", "audit.json", "--force").code == 0


def test_claims_complete_themselves() -> None:
    assert "--claim" in SUGGESTED
    assert claims_in(f"{BODY}{CLAIMS}")[:3] == ["day", "month", "post"]
    assert claims_in("claims:\n  - claim: s26\n    printed: x\n  - {claim: 'b', of: 1}\n") == ["s26", "b"]
    shipped = (ROOT / "scenarios/deepseek-v4-claims.yaml").read_text(encoding="utf-8")
    assert len(claims_in(shipped)) == shipped.count("claim: ")
