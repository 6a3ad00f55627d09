"""`--set`, `--with`, `--option` and `--top`, which commands share."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.inputs import card_yaml, scenario_yaml

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Answer

CARD = card_yaml("""\
models:
  base: {rates: [{effective: 2026-01-01, source: s, verified: 2026-04-01, input: 5, output: 5}]}
  cheap: {rates: [{effective: 2026-01-01, source: s, verified: 2026-04-01, input: 1, output: 2}]}
  words: {rates: [{effective: 2026-01-01, source: s, verified: 2026-04-01, input: 1}]}
""")
SCENARIO = scenario_yaml("""\
id: {id}
as_of: 2026-05-01
assumptions: {{n: 1M}}
tags: {{team: {team}}}
workload: [{{call: ask, requests: n, input: 100, output: 100}}]
options: {{base: {{model: acme/base}}, own: {{model: acme/cheap}}}}
baseline: base
chosen: own
""")
KEYS_SINCE = {"settings", "models", "like", "options", "all_options"}
"""What manifests did not have at first. Without its sums one that has these rows is not whole: see tests/export."""
ASK = ("price", "acme/base", "--as-of", "2026-05-01", "--requests", "1M")


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pricing").mkdir()
    (tmp_path / "pricing/acme.yaml").write_text(CARD, encoding="utf-8")
    for name, team in (("one", "support"), ("two", "sales")):
        (tmp_path / f"{name}.yaml").write_text(SCENARIO.format(id=name, team=team), encoding="utf-8")
    return tmp_path


def test_the_cheapest_alone_are_sorted_and_the_others_counted(costcalc: Callable[..., Answer]) -> None:
    answer = costcalc("compare", "one.yaml", "--top", "1", "--with", "acme/*", "--brief")
    # 100M and 100M tokens: 100 + 200, and 500 + 500
    assert answer.code == 0
    assert [line.split()[:2] for line in answer.out.splitlines()[4:6]] == [["own", "300.00"], ["base", "1,000.00"]]
    assert "Patterns name 3 models. Of 3 options, 2 are listed; not listed: 1 not priced." in answer.out


def test_programs_are_told_how_many_are_left_out(costcalc: Callable[..., Answer]) -> None:
    answer = costcalc("compare", "one.yaml", "--top", "1", "--with", "acme/*", "--format", "json")
    assert json.loads(answer.out)["ranking"] == {"top": 1, "named": 3, "left_out": {"not priced": 1}}
    assert json.loads(costcalc("compare", "one.yaml", "--format", "json").out)["ranking"] is None


def test_scenarios_end_with_what_their_chosen_options_cost_together(costcalc: Callable[..., Answer]) -> None:
    answer = costcalc("compare", "one.yaml", "two.yaml", "--set", "n=2M", "--brief")
    # 600 for each of them
    end = answer.out.partition("All scenarios together\n")[2]
    assert (
        end
        == """\
USD a month, each scenario on its chosen option or its baseline

  scenario  option     total
  one       own       600.00
  two       own       600.00
  in all            1,200.00

  tag   value     total
  team  support  600.00
  team  sales    600.00
"""
    )


def test_their_sum_is_in_the_document_of_comparisons(costcalc: Callable[..., Answer]) -> None:
    document = json.loads(costcalc("compare", "one.yaml", "two.yaml", "--format", "json").out)
    assert (document["sum"]["total"], document["sum"]["total_formula"]) == ("600", "one.own.total + two.own.total")
    assert [(one["tag"], one["value"], one["total"]) for one in document["sum"]["tags"]] == [
        ("team", "support", "300"),
        ("team", "sales", "300"),
    ]
    assert "sum" not in json.loads(costcalc("compare", "one.yaml", "--format", "json").out)


def test_an_export_has_the_options_that_are_asked_for_and_its_manifest_says_so(costcalc: Callable[..., Answer]) -> None:
    asked = ("--set", "n=2M", "--with", "acme/ch*", "--option", "own")
    assert costcalc("export", "one.yaml", *asked, "-o", "c.csv") == (0, "", "")
    rows = list(csv.DictReader(io.StringIO(Path("c.csv").read_text(encoding="utf-8"), newline="")))
    assert [(row["option"], row["amount"]) for row in rows] == [("own", "200"), ("own", "400")]
    said = json.loads(Path("c.csv.manifest.json").read_text(encoding="utf-8"))
    assert (said["settings"], said["models"], said["like"], said["options"]) == (["n=2M"], ["acme/ch*"], None, ["own"])
    verified = costcalc("export", "--verify", "c.csv.manifest.json")
    assert (verified.code, verified.out) == (0, "c.csv: 2 rows, all as they were\n")


def test_a_manifest_of_before_is_of_everything(costcalc: Callable[..., Answer]) -> None:
    assert costcalc("export", "one.yaml", "--all-options", "-o", "c.csv").code == 0
    file = Path("c.csv.manifest.json")
    said = json.loads(file.read_text(encoding="utf-8"))
    kept = {key: value for key, value in said.items() if key not in KEYS_SINCE}
    file.write_text(json.dumps(kept | {"costcalc": "0.1.0"}), encoding="utf-8")
    assert costcalc("export", "--verify", file).out.startswith("c.csv: 4 rows, all as they were\n")


@pytest.mark.parametrize("words", [("--set", "n=1"), ("--with", "acme/base"), ("--option", "own"), ("--like", "own")])
def test_a_manifest_says_itself_what_was_asked_for(costcalc: Callable[..., Answer], words: tuple[str, ...]) -> None:
    answer = costcalc("export", "--verify", "c.csv.manifest.json", *words)
    assert (answer.code, "a manifest says itself what was exported" in answer.err) == (2, True)


@pytest.mark.parametrize("command", ["compare", "forecast", "export"])
def test_like_is_of_what_is_added(costcalc: Callable[..., Answer], command: str) -> None:
    answer = costcalc(command, "one.yaml", "--like", "own")
    assert (answer.code, answer.out) == (2, "")
    assert "--like:1:1: error[bad-setting]: `--like` is of what `--with` adds, and nothing is added" in answer.err
    assert "  = hint: say which model: --with CARD/MODEL" in answer.err
    assert costcalc(command, "one.yaml", "--like", "own", "--with", "acme/base").code == 0


def test_a_price_takes_formulas_over_what_is_set(costcalc: Callable[..., Answer]) -> None:
    answer = costcalc(
        *ASK, "--input", "chunks * size + 200", "--output", "500", "--set", "chunks=4", "--set", "size=chunks*50"
    )
    # 4 * 200 + 200 = 1,000 tokens, a million times, at 5 per 1M; and 500 at 5
    assert answer.code == 0
    assert "7,500.00 USD" in answer.out
    assert "input           chunks * size + 200 = 4 * 200 + 200 = 1_000" in answer.out


def test_the_formulas_of_a_price_are_in_its_document(costcalc: Callable[..., Answer]) -> None:
    document = json.loads(costcalc(*ASK, "--input", "k*2", "--output", "1", "--set", "k=3", "--format", "json").out)
    assert document["schema"] == "costcalc/price/v1"
    (given,) = document["given"]
    assert (given["name"], given["value"], given["value_formula"]) == ("input", "6", "k * 2")


def test_the_same_requests_are_priced_on_other_models_beside_the_first(costcalc: Callable[..., Answer]) -> None:
    answer = costcalc(*ASK, "--input", "100", "--output", "100", "--with", "acme/*", "--brief")
    assert answer.code == 0
    assert (
        answer.out
        == """\
The same requests on several models
USD, at the prices of 2026-05-01

  model          total  against acme/base
  acme/base   1,000.00
  acme/cheap    300.00  −70 %, 3.33× cheaper

Cheapest: acme/cheap, 300.00 USD.
Not listed: 1 model of patterns without a price.
"""
    )


def test_a_model_that_is_named_itself_and_has_no_price_leaves_with_2(costcalc: Callable[..., Answer]) -> None:
    words = ("--input", "100", "--output", "100", "--with", "acme/words", "--with", "acme/cheap")
    answer = costcalc(*ASK, *words, "--format", "json")
    document = json.loads(answer.out)
    assert (answer.code, document["schema"]) == (2, "costcalc/prices/v1")
    assert [one["model"] for one in document["prices"]] == ["acme/base", "acme/cheap"]
    assert [(one["model"], one["code"]) for one in document["not_priced"]] == [("acme/words", "no-price")]
    assert document["cheapest"] == ["acme/cheap"]


@pytest.mark.parametrize("name", ["cheap", "acme/cheap"])
def test_some_of_several_models_alone_beside_the_first(costcalc: Callable[..., Answer], name: str) -> None:
    words = ("--input", "100", "--output", "100", "--with", "acme/words", "--with", "acme/cheap", "--option", name)
    answer = costcalc(*ASK, *words, "--format", "json")
    assert answer.code == 0
    assert [one["model"] for one in json.loads(answer.out)["prices"]] == ["acme/base", "acme/cheap"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--input", "a*2"), "--input:1:1: error[unknown-name]: nothing is called `a`"),
        (("--input", "chunk*2", "--set", "chunks=4"), "did you mean `chunks`?"),
        (("--input", "2", "--set", "chunks=4"), "`chunks` is set, and no number names it"),
        (("--input", "n/0", "--set", "n=4"), "error[undefined]"),
        (("--input", "n", "--set", "n=-4"), "input must be a number of 0 or more"),
        (("--input", "a", "--set", "a=b*1", "--set", "b=a*1"), "error[assumption-cycle]"),
        (("--input", "A*2", "--set", "A=2"), "--set:1:1: error[bad-name]: `A` is no name"),
        (("--input", "1", "--option", "gpt"), "there is no model `gpt` here"),
    ],
)
def test_what_a_price_cannot_be_made_of(costcalc: Callable[..., Answer], words: tuple[str, ...], said: str) -> None:
    answer = costcalc(*ASK, *words, "--output", "1")
    assert (answer.code, answer.out) == (2, "")
    assert said in answer.err


def test_prices_in_several_currencies_have_no_cheapest(costcalc: Callable[..., Answer], project: Path) -> None:
    yuan = card_yaml(
        "id: yuan\ncurrency: CNY\nmodels:\n  far: {rates: [{effective: 2026-01-01, source: s, input: 1, output: 1}]}\n"
    )
    (project / "pricing/yuan.yaml").write_text(yuan, encoding="utf-8")
    answer = costcalc(*ASK, "--input", "100", "--output", "100", "--with", "yuan/far", "--explain")
    assert answer.code == 0
    assert "At the prices of 2026-05-01" in answer.out
    assert "Cheapest: none; the prices are in several currencies." in answer.out
    assert "yuan/far 200.00 CNY" in " ".join(answer.out.split())  # 100M and 100M tokens at 1, held against nothing
    document = json.loads(
        costcalc(*ASK, "--input", "100", "--output", "100", "--with", "yuan/far", "--format", "json").out
    )
    assert (document["currency"], document["cheapest"]) == (None, [])


def test_more_models_than_can_be_read_are_ranked_and_not_listed(costcalc: Callable[..., Answer], project: Path) -> None:
    rates = "{rates: [{effective: 2026-01-01, source: s, input: 7, output: %d}]}"
    models = "".join(f"  m{nth}: {rates % nth}\n" for nth in range(201))
    (project / "pricing/many.yaml").write_text(card_yaml(f"id: many\nmodels:\n{models}"), encoding="utf-8")
    refused = costcalc("compare", "one.yaml", "--with", "many/*")
    assert (refused.code, refused.out) == (2, "")
    assert "`many/*` names 201 models with a price; 200 are the most at once" in refused.err
    assert "--top 10" in refused.err
    answer = costcalc("compare", "one.yaml", "--with", "many/*", "--top", "2", "--option", "m0", "--format", "json")
    # 700 USD with nothing for what is written, and 100 for each more; `own` costs 300, and is not asked for
    document = json.loads(answer.out)
    totals = {one["id"]: one["total"] for one in document["options"]}
    assert totals == {"m0": "700", "m1": "800", "base": "1000"}
    assert document["ranking"]["left_out"] == {"dearer": 199}
    beside = costcalc(*ASK, "--input", "100", "--output", "100", "--with", "many/*")
    assert "these are 202 models, and 200 are the most at once" in beside.err
