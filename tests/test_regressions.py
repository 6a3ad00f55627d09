"""What reviews found once, and must not come back. Each test names the wrong answer that was given."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import costcalc as package
from costcalc.comparison import compare
from costcalc.expr import Figure, Frame, Name, Quotient, Scoped, define, number
from costcalc.problem import InputError
from costcalc.project.load import load_cards, load_scenario
from tests.inputs import card_yaml, scenario_yaml

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Answer

CARD = card_yaml("""\
id: {id}
models:
  {model}:
    rates: [{{effective: 2026-01-01, source: s, {more}input: 2, cache_read: input, output: 4}}]
""")
SCENARIO = scenario_yaml("""\
as_of: 2026-04-28
assumptions: {assumptions}
workload:
  - {call}
options: {{one: {{model: x/m}}}}
""")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "x.yaml").write_text(CARD.format(id="x", model="m", more=""), encoding="utf-8")
    return tmp_path


def written(folder: Path, call: str, assumptions: str = "{n: 1}") -> Path:
    (folder / "scenarios").mkdir(exist_ok=True)
    path = folder / "scenarios" / "s.yaml"
    path.write_text(SCENARIO.format(call=call, assumptions=assumptions), encoding="utf-8")
    return path


def test_cached_tokens_of_an_empty_prompt_are_not_billed() -> None:
    with pytest.raises(InputError, match="is more than the `input` it is part of"):
        package.price(load_cards(), "openai/gpt-4o", {"input": 0, "cache_read": 2000}, as_of="2026-04-28")


def test_a_part_named_like_an_assumption_keeps_its_own_name(folder: Path) -> None:
    call = "{call: c, requests: n, input: {system: 300, requests: 4}, output: system}"
    file = load_scenario(written(folder, call, "{n: 10, system: 1800}"))
    (outcome,) = compare(file, load_cards(folder), as_of="2026-04-28").outcomes
    assert outcome.estimate
    prompt, answer = outcome.estimate.charges
    assert prompt.figure.formula == "n * (input.system + input.requests) * price.input / 1M"
    assert answer.figure.formula == "n * system * price.output / 1M"


def test_an_assumption_may_be_called_like_a_price(folder: Path) -> None:
    call = "{call: c, requests: 1, input: input_price}"
    file = load_scenario(written(folder, call, "{input_price: 7}"))
    (outcome,) = compare(file, load_cards(folder), as_of="2026-04-28").outcomes
    assert outcome.estimate
    assert outcome.estimate.charges[0].figure.formula == "input_price * price.input / 1M"


def test_a_quantity_without_an_end_has_its_fraction_beside_it(costcalc: Callable[..., Answer], folder: Path) -> None:
    path = written(folder, "{call: c, requests: 1M/3, input: 100}")
    charge = json.loads(costcalc("compare", path, "--pricing", folder, "--format", "json").out)["options"][0][
        "charges"
    ][0]
    assert (charge["quantity"], charge["quantity_exact"]) == ("33333333.3333333", "100000000/3")
    assert (charge["amount"], charge["amount_exact"]) == ("66.6666666666667", "200/3")


def test_a_finished_figure_keeps_its_value_among_other_names() -> None:
    frame = Frame.resolved(define({"n": number(10)}), {"a": {"n": number(1000)}})
    ratio = Figure(Quotient(Scoped("a.n", Name("n"), "a"), Scoped("b.n", Name("n"), "b")), frame)
    assert (ratio.value, ratio.substituted(), ratio.formula) == (100, "1000 / 10", "a.n / b.n")


def test_an_added_model_may_begin_with_a_digit(costcalc: Callable[..., Answer], folder: Path) -> None:
    (folder / "1card.yaml").write_text(CARD.format(id="1card", model="4o", more=""), encoding="utf-8")
    path = written(folder, "{call: c, requests: n, input: 1}")
    args = ("compare", path, "--pricing", folder, "--with", "1card/4o", "--with", "4o", "--with", "1card/4*")
    options = json.loads(costcalc(*args, "--format", "json").out)["options"]
    assert [option["id"] for option in options] == ["one", "model_1card_4o"]  # however it is named


def test_one_price_that_nobody_checked_is_what_the_report_says(costcalc: Callable[..., Answer], folder: Path) -> None:
    text = CARD.format(id="x", model="m", more="verified: 2026-02-01, ")
    second = "  other: {rates: [{effective: 2026-01-01, source: s, input: 1}]}\n"
    (folder / "x.yaml").write_text(text + second, encoding="utf-8")
    path = written(folder, "{call: c, requests: n, input: 1}")
    assert "2026-02-01, 86 days earlier" in costcalc("compare", path, "--pricing", folder, "--brief").out
    both = costcalc("compare", path, "--pricing", folder, "--brief", "--with", "x/other").out
    assert "never" in both
    assert "2026-02-01" not in both


def test_billed_as_is_among_the_sources(folder: Path) -> None:
    bill = package.price(load_cards(folder), "x/m", {"input": 5, "cache_read": 3}, as_of="2026-04-28")
    line = (folder / "x.yaml").read_text(encoding="utf-8").splitlines()[9]
    where = [source.rpartition("x.yaml:")[2] for source in bill.charges[1].sources()]
    assert where[:2] == [f"10:{line.index('2, cache') + 1}", f"10:{line.index('input, output') + 1}"]


def test_a_disagreement_about_a_price_is_shown(costcalc: Callable[..., Answer]) -> None:
    args = ("price", "deepseek/deepseek-v4-pro", "--input", "1", "--as-of", "2026-04-25")
    assert "Disagreement: Start of the 75% promotion" in " ".join(costcalc(*args, "--explain").out.split())
    charge = json.loads(costcalc(*args, "--format", "json").out)["charges"][0]
    assert charge["confidence"] == "medium"
    assert charge["disagreement"].startswith("Start of the 75% promotion")


def test_a_large_local_card_is_found(
    costcalc: Callable[..., Answer], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "pricing").mkdir()
    card = "# a long licence\n" * 70_000 + CARD.format(id="big", model="whale", more="")
    (tmp_path / "pricing" / "big.yaml").write_text(card, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    for name in ("big/whale", "whale"):
        assert costcalc("price", name, "--input", "1M", "--as-of", "2026-04-28", "--brief").code == 0


def test_a_local_card_without_its_schema_line_says_so_when_named(
    costcalc: Callable[..., Answer], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "pricing").mkdir()
    card = CARD.format(id="mine", model="m", more="").partition("\n")[2]
    (tmp_path / "pricing" / "mine.yaml").write_text(card, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    answer = costcalc("price", "mine/m", "--input", "1", "--as-of", "2026-04-28")
    assert answer.err.startswith("pricing/mine.yaml:1:1: error[missing-schema]")


@pytest.mark.parametrize("title", ["::error file=a::boo", "  ::add-mask::x", "##[error]x"])
def test_no_line_is_a_command_to_a_build_server(costcalc: Callable[..., Answer], folder: Path, title: str) -> None:
    path = written(folder, "{call: c, requests: n, input: 1}")
    text = path.read_text(encoding="utf-8").replace("title: A scenario", f'title: "{title}"')
    path.write_text(text, encoding="utf-8")
    for form in ("text", "markdown", "csv", "json"):
        out = costcalc("compare", path, "--pricing", folder, "--format", form).out
        assert not any(line.lstrip().startswith(("::", "##[")) for line in out.splitlines())
    text_report = costcalc("compare", path, "--pricing", folder).out
    assert "##[" not in text_report


@pytest.mark.parametrize(
    "usage",
    [
        {"prompt_tokens": 1000, "completion_tokens": "500"},
        {"prompt_tokens": [200], "completion_tokens": 1},
        {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": [2]},
        {"input_tokens": 1000, "output_tokens": 500, "speed": "fast", "cache_read_input_tokens": 0},
        {"prompt_tokens": 1000, "prompt_cache_hit_tokens": 900, "prompt_tokens_details": {"cached_tokens": 800}},
    ],
)
def test_a_usage_that_would_be_priced_too_low_is_refused(
    costcalc: Callable[..., Answer], tmp_path: Path, usage: dict[str, object]
) -> None:
    (tmp_path / "u.json").write_text(json.dumps(usage), encoding="utf-8")
    answer = costcalc("price", "openai/gpt-4o", "--usage", tmp_path / "u.json", "--as-of", "2026-04-28")
    assert (answer.code, answer.out) == (2, "")


def test_the_tier_beside_openais_usage_counts(costcalc: Callable[..., Answer], tmp_path: Path) -> None:
    body = {"service_tier": "priority", "usage": {"prompt_tokens": 2095, "completion_tokens": 503}}
    (tmp_path / "u.json").write_text(json.dumps(body), encoding="utf-8")
    args = ("price", "openai/gpt-4o", "--usage", tmp_path / "u.json", "--as-of", "2026-04-28", "--format", "json")
    # 2,095 × 4.25 + 503 × 17 = 8,903.75 + 8,551, / 1M
    assert json.loads(costcalc(*args, "--service", "priority").out)["total"] == "0.01745475"
    answer = costcalc(*args)
    assert answer.code == 2
    assert "`service_tier` is `priority`" in answer.err


def test_deepseeks_own_word_for_cached_tokens_counts(costcalc: Callable[..., Answer], tmp_path: Path) -> None:
    body = {
        "prompt_tokens": 1000,
        "completion_tokens": 10,
        "prompt_cache_hit_tokens": 900,
        "prompt_cache_miss_tokens": 100,
    }
    (tmp_path / "u.json").write_text(json.dumps(body), encoding="utf-8")
    args = ("price", "deepseek/deepseek-v4-flash", "--usage", tmp_path / "u.json", "--as-of", "2026-04-28")
    # 100 × 0.14 + 900 × 0.0028 + 10 × 0.28, per million
    assert json.loads(costcalc(*args, "--format", "json").out)["total"] == "0.00001932"


def test_one_text_is_no_list_of_texts(folder: Path) -> None:
    file = load_scenario(written(folder, "{call: c, requests: n, input: 1}"))
    with pytest.raises(TypeError, match="settings must be a mapping"):
        compare(file, load_cards(folder), as_of="2026-04-28", settings="n=5")


def test_everything_wrong_with_a_scenario_and_its_models_is_said_in_one_run(
    costcalc: Callable[..., Answer], folder: Path
) -> None:
    path = written(folder, "{call: c, requests: n, input: 1}", "{n: 1, a: 1 / 0, b: 2 / (3 - 3), d: a + 1}")
    answer = costcalc("compare", path, "--pricing", folder, "--with", "x/nothing")
    said = [line.partition("error[")[2].partition("]")[0] for line in answer.err.splitlines() if "error[" in line]
    assert sorted(said) == ["undefined", "unknown-model"]
    assert answer.err.count("= also at: ") == 1  # the other one that divides by zero
