"""Several answers at once: each by its own size, all on one bill."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Answer

    Run = Callable[..., Answer]


def usage(prompt: int, answer: int = 10, **more: Any) -> dict[str, Any]:
    return {"usage": {"prompt_tokens": prompt, "completion_tokens": answer}, **more}


def lines(*answers: dict[str, Any]) -> str:
    return "".join(f"{json.dumps(answer)}\n" for answer in answers)


def test_each_is_priced_by_its_own_size(price: Run) -> None:
    answer = price(lines(usage(150_000), usage(250_000), usage(150_000)), "--format", "json")
    found = json.loads(answer.out)
    # 2 × (150,000 × 1 + 10 × 4) + 250,000 × 2 + 10 × 6 = 300,080 + 500,060, / 1M
    assert (found["total"], found["answers"]) == ("0.80014", 3)
    quantities = {charge["key"]: charge["quantity"] for charge in found["charges"]}
    assert quantities == {
        "answer_1.input": "300000",
        "answer_1.output": "20",
        "answer_2.input": "250000",
        "answer_2.output": "10",
    }


def test_a_list_and_lines_and_several_files_are_the_same(price: Run, tmp_path: Path) -> None:
    answers = (usage(1000), usage(2000))
    out = price(lines(*answers)).out
    assert (
        price(json.dumps(answers)).out
        == price(json.dumps(answers[0]) + " " + json.dumps(answers[1], indent=1)).out
        == out
    )
    (tmp_path / "second.json").write_text(json.dumps(answers[1]), encoding="utf-8")
    assert price(json.dumps(answers[0]), "--usage", str(tmp_path / "second.json")).out == out


def test_each_is_priced_as_it_was_served(price: Run) -> None:
    line = {"custom_id": "a", "response": {"status_code": 200, "body": usage(1000, 10, service_tier="default")}}
    fast = {"usage": {"input_tokens": 1000, "output_tokens": 10, "speed": "fast", "service_tier": "standard"}}
    answer = price(lines(line, fast, usage(1000)), "--format", "json")
    # (1,000 + 40) × 0.5 + 5,000 + 200 + 1,040 = 520 + 5,200 + 1,040, / 1M
    assert json.loads(answer.out)["total"] == "0.00676"
    assert "priced as served: batch, fast" in price(lines(line, fast, usage(1000))).out
    refused = price(lines(line, fast, usage(1000)), "--service", "batch")
    assert (refused.code, refused.out) == (2, "")
    assert "u.json:2:" in refused.err


def test_a_request_of_a_batch_that_failed_is_no_answer(price: Run) -> None:
    good = {"custom_id": "a", "response": {"status_code": 200, "body": usage(1000)}, "error": None}
    bad = {"custom_id": "b", "response": None, "error": {"code": "batch_expired"}}
    expired = {"custom_id": "c", "result": {"type": "expired"}}
    assert json.loads(price(lines(good, bad, expired), "--format", "json").out)["answers"] == 1
    assert "error[no-usage]" in price(lines(bad, expired)).err


def test_many_charges_are_told_by_meter_and_price(price: Run) -> None:
    out = price(lines(*(usage(1000 + nth) for nth in range(50)), usage(250_000))).out
    table = [line.split() for line in out.splitlines() if line.startswith(("  input", "  output"))]
    # 50 × 1,000 + 0 + 1 + … + 49 = 50,000 + 1,225 at 1; 250,000 at 2; 500 at 4 and 10 at 6
    assert sorted(row[1].partition(".")[0] for row in table) == ["10", "250,000", "500", "51,225"]
    assert len(out.splitlines()) < 20


def test_what_some_of_them_say_that_they_cost_is_held_against_these(price: Run) -> None:
    stating = {"usage": {"prompt_tokens": 1000, "completion_tokens": 10, "cost": 0.002}}
    found = json.loads(price(lines(stating, usage(1000), stating), "--format", "json").out)
    # 3 × 1,040 / 1M; two of them say 0.002 each, and cost 2 × 0.00104
    assert found["total"] == "0.00312"
    assert (found["stated"]["amount"], found["stated"]["difference"]) == ("0.004", "0.00192")
    assert "2 of 3 answers say" in price(lines(stating, usage(1000), stating)).out


@pytest.mark.parametrize(
    "name",
    ["m", "m-alias", "vendor/m", "models/m", "m-2026-03-03", "m-20260303", "us.anthropic.m-v1:0", "m-alias@20260303"],
)
def test_a_model_goes_by_its_names_and_dated_snapshots(price: Run, name: str) -> None:
    assert price(lines(usage(1000, model=name))).code == 0


@pytest.mark.parametrize("name", ["n", "m-2026-02-02", "m-mini", "acme/mm", "m-pre-05-06", "m:free", "m-0613", "m@001"])
def test_an_answer_of_another_model_is_refused(price: Run, name: str) -> None:
    answer = price(lines(usage(1000), usage(1000, model=name)))
    assert (answer.code, answer.out) == (2, "")
    assert "u.json:2:" in answer.err
    known = name == "m-2026-02-02"
    who = f"`{name}` gave this answer" if known else "`model` names a model that no card has"
    assert f"{who}, and acme/m is priced" in answer.err


def test_what_is_no_name_of_a_model_is_not_quoted(price: Run) -> None:
    answer = price(lines(usage(1000, model="my password is hunter2")))
    assert answer.code == 2
    assert "hunter2" not in answer.err


def test_a_meter_beside_an_answer_is_not_counted_twice(price: Run) -> None:
    answer = {"output": [{"type": "web_search_call"}], "usage": {"input_tokens": 1, "output_tokens": 1}}
    assert "no price for `web_search`" in price(lines(answer)).err
    assert price(lines(answer), "--meter", "web_search=0").code == 0
    assert "error[usage-and-more]" in price(lines(usage(5)), "--meter", "reasoning=1", "--input", "5").err
    cached = {"usage": {"prompt_tokens": 9, "completion_tokens": 1, "prompt_tokens_details": {"cached_tokens": 5}}}
    assert "error[usage-and-more]" in price(lines(cached), "--meter", "cache_read=5").err
    assert "error[usage-and-more]" in price(lines(usage(5), usage(6)), "--meter", "reasoning=1").err
    assert "error[usage-and-more]" in price(lines(usage(5), cached), "--meter", "cache_read=0").err
    assert price(lines(answer, answer), "--meter", "web_search=0").code == 0


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("[", "bad-json"),
        ("[]", "no-usage"),
        ('[{"usage": {"prompt_tokens": 1}}', "bad-json"),
        ('[{"usage": {"prompt_tokens": 1}} {"usage": {"prompt_tokens": 1}}]', "bad-json"),
        ('[{"usage": {"prompt_tokens": 1}},]', "bad-json"),
        ('{"usage": {"prompt_tokens": 1}},', "bad-json"),
        ('{"usage": {"prompt_tokens": 1}}\nx', "bad-json"),
        ('{"usage": {"prompt_tokens": 1}}\n7', "no-usage"),
        ("[[[]]]", "no-usage"),
        ("\n" * 10, "bad-json"),
        ('{"usage": {"prompt_tokens": 1}}\n' * 10_001, "too-many"),
        (f'{{"a": "{"x" * 4_300_000}", "usage": {{"prompt_tokens": 1}}}} {{}}', "file-too-large"),
        ("".join(f'{{"usage": {{"prompt_tokens": {nth}}}}}\n' for nth in range(1, 2600)), "too-many"),
    ],
    ids=range(13),
)
def test_what_is_no_list_of_answers_is_refused(price: Run, text: str, code: str) -> None:
    answer = price(text)
    assert (answer.code, answer.out) == (2, "")
    assert f"error[{code}]" in answer.err
    assert len(answer.err) < 1000
