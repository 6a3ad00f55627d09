"""A scenario is read however somebody has it, and is the same."""

from __future__ import annotations

import hashlib
import io
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

import costcalc
from costcalc.problem import InputError
from tools.read_yaml import yaml_texts

if TYPE_CHECKING:
    from costcalc.ratecard import Catalogue

D = Decimal
CHATBOT = Path("scenarios/chatbot.yaml")
TREES = Path("tests/trees")


def said(**more: Any) -> dict[str, Any]:
    return {
        "schema": "costcalc/scenario/v1",
        "id": "chat",
        "title": "Chat",
        "period": "month",
        "assumptions": {"queries": 1_000_000},
        "workload": [{"call": "answer", "requests": "queries", "input": 200, "output": 500}],
        "options": {"flash": {"model": "deepseek/deepseek-v4-flash"}},
    } | more


def call(**quantities: Any) -> list[dict[str, Any]]:
    return [{"call": "answer", "requests": 1_000_000, **quantities}]


def total(cards: Catalogue, scenario: Any) -> Any:
    result = costcalc.compare(scenario, cards, as_of="2026-04-28")
    assert result["flash"].estimate
    return result["flash"].estimate.value


def codes(scenario: Any) -> list[str]:
    with pytest.raises(InputError) as refused:
        costcalc.load_scenario(scenario)
    return [problem.code for problem in refused.value.problems]


def test_a_path_an_open_file_and_a_text_are_the_same() -> None:
    data = CHATBOT.read_bytes()
    ways: list[tuple[Any, str]] = [
        (str(CHATBOT), "scenarios/chatbot.yaml"),
        (CHATBOT, "scenarios/chatbot.yaml"),
        (io.BytesIO(data), "file"),
        (io.StringIO(data.decode()), "file"),
    ]
    with CHATBOT.open(encoding="utf-8") as text, CHATBOT.open("rb") as binary, CHATBOT.open("rb", buffering=0) as raw:
        ways += [(file, "scenarios/chatbot.yaml") for file in (text, binary, raw)]
        read = [(costcalc.load_scenario(way), name) for way, name in ways]
    read.append((costcalc.load_scenario(text=data.decode()), "text"))
    read.append((costcalc.load_scenario(text=data.decode(), name="mine"), "mine"))
    for scenario, name in read:
        assert scenario.file == name
        assert scenario.sha256 == hashlib.sha256(data).hexdigest()
        assert str(scenario.scenario.id.place) == f"{name}:6:5"  # type: ignore[attr-defined]  # it is a Scalar


@pytest.mark.parametrize(
    "path", [*sorted(Path("scenarios").glob("*.yaml")), *sorted(TREES.glob("formulas/scenarios/*.yaml"))], ids=str
)
def test_a_mapping_of_texts_says_what_its_file_says(path: Path) -> None:
    tree = yaml_texts(path.read_bytes())
    mine, theirs = costcalc.load_scenario(tree).scenario, costcalc.load_scenario(path).scenario
    parts = {"assumptions": {"__all__": {"between", "range"}}, "options": {"__all__": {"as_of"}}}
    elsewhere = {"as_of": True, "workload": True, "budgets": True, **parts}
    assert mine.model_dump(exclude=elsewhere) == theirs.model_dump(exclude=elsewhere)
    ends = [[one.ends and one.ends[:3] for one in each.assumptions.values()] for each in (mine, theirs)]
    assert ends[0] == ends[1]
    assert [one.formulas() for one in mine.workload] == [one.formulas() for one in theirs.workload]
    for one, other in zip((mine, *mine.options.values()), (theirs, *theirs.options.values()), strict=True):
        assert (one.as_of and one.as_of.at) == (other.as_of and other.as_of.at)


@pytest.mark.parametrize(
    ("quantity", "amount"),
    [
        (200, 28),  # 1M requests * 200 tokens * 0.14 / 1M
        (D("200.50"), D("28.07")),  # 200.5 * 0.14
        (D("2E+2"), 28),
        (D("1E-18"), D("1.4E-19")),
        (Fraction(1, 3), Fraction(14, 300)),  # 0.14 / 3
        (np.int64(200), 28),
        ("2 * 100", 28),
        ("0.2K", 28),
        ({"system": 150, "question": D("50.0")}, 28),
        (10**17, 10**17 * D("0.14")),
    ],
)
def test_quantities_of_a_mapping_are_exact(cards: Catalogue, quantity: Any, amount: Any) -> None:
    assert total(cards, costcalc.load_scenario(said(workload=call(input=quantity)))) == amount


@pytest.mark.parametrize("as_of", ["2026-04-28", date(2026, 4, 28), datetime(2026, 4, 28, tzinfo=UTC)])
def test_dates_of_a_mapping(as_of: Any) -> None:
    moment = costcalc.load_scenario(said(as_of=as_of)).scenario.as_of
    assert moment
    assert moment.at == datetime(2026, 4, 28, tzinfo=UTC)


def test_tuples_are_lists_and_texts_stay_texts(cards: Catalogue) -> None:
    scenario = costcalc.load_scenario(said(title='1.5 "true": # null', workload=tuple(call(input=200))))
    assert scenario.scenario.title == '1.5 "true": # null'
    assert total(cards, scenario) == 28


def test_a_mapping_has_places_and_a_sum() -> None:
    scenario = costcalc.load_scenario(said())
    again, other = costcalc.load_scenario(said()), costcalc.load_scenario(said(title="Another"))
    assert scenario.file == "mapping"
    assert scenario.sha256 == again.sha256 != other.sha256
    assert costcalc.load_scenario(said(), name="mine").file == "mine"
    with pytest.raises(InputError) as refused:
        costcalc.load_scenario(said(workload=call(input="2k")))
    (problem,) = refused.value.problems
    # Seven keys, of which one has a line below it; the third value of the call is in its fourth line.
    assert str(problem.place) == "mapping:11:13"
    assert problem.place.excerpt() == '   11 |     input: "2k"\n                    ^'


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"id": None}, "empty-value"),
        ({"title": True}, "wrong-type"),
        ({"titel": "Chat"}, "unknown-key"),
        ({"workload": call(input=D("1E+999999"))}, "bad-number"),
        ({"workload": call(input="a\nb")}, "bad-formula"),
        ({"workload": []}, "empty-list"),
        ({"title": "a\x1b[31m"}, "hidden-character"),
        ({"title": "a\u202e"}, "hidden-character"),
        ({"title": "\ud800"}, "not-utf-8"),
        ({"title": "a" * 10_000}, "text-too-long"),
        ({"title": "a" * 2**20}, "file-too-large"),
        ({"a" * 101: 1}, "bad-key"),
        ({"<<": {}}, "unknown-key"),
        ({"as_of": datetime(2026, 4, 28)}, "bad-instant"),  # noqa: DTZ001  # which is the mistake
        ({"schema": "costcalc/fx/v1"}, "wrong-schema"),
        ({"options": {f"o{nth}": {"model": "a/b", "x": [1] * 9_999} for nth in range(6)}}, "too-many-values"),
        ({"title": "gpt\u3164mini"}, "hidden-character"),
        ({"title": "I ❤\ufe0f it"}, "hidden-character"),
    ],
)
def test_a_mapping_is_refused_like_a_file(more: dict[str, Any], code: str) -> None:
    assert code in codes(said(**more))


def test_what_has_itself_in_it_comes_to_an_end() -> None:
    endless: dict[str, Any] = said()
    endless["options"] = endless
    assert codes(endless) == ["too-deep"]
    wide: dict[str, Any] = said()
    wide["options"] = [wide, wide, wide]
    assert codes(wide)[0] in {"too-deep", "file-too-large"}


def test_an_open_file_is_read_no_further_than_a_scenario_is_long() -> None:
    class Endless:
        given = 0

        def read(self, size: int) -> bytes:
            Endless.given += size
            return b"x" * size

    assert codes(Endless()) == ["file-too-large"]
    assert Endless.given <= 2**20 + 1


def test_an_open_file_that_cannot_be_read(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_bytes(b"schema: costcalc/scenario/v1\ntitle: \xff\n")
    with file.open(encoding="utf-8") as text, file.open("rb") as binary:
        assert codes(text) == codes(binary) == ["not-utf-8"]

    class Broken:
        name = "broken"

        def read(self, size: int) -> bytes:
            raise OSError(5, f"no {size} bytes are there")

    assert codes(Broken()) == ["unreadable-file"]
