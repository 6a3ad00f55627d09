"""The month that forecasts and exports count up."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from costcalc.comparison.month import month_settings
from costcalc.expr import parse
from costcalc.instant import parse_instant
from costcalc.problem import Place, Source
from costcalc.project.load import load_scenario
from costcalc.scenario import resolve
from tests.inputs import scenario_yaml

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from costcalc.expr import Frame, Setting
    from costcalc.scenario import Scenario

    Write = Callable[[str], Scenario]

GROWING = "month: 3\n  asked: 100 * month"


@pytest.fixture
def written(tmp_path: Path) -> Write:
    """Return what writes the assumptions of a scenario, and reads it."""

    def write(assumptions: str) -> Scenario:
        file = tmp_path / "s.yaml"
        body = f"assumptions:\n  {assumptions}\nworkload: [{{line: x, unit_price: 1}}]\n"
        file.write_text(scenario_yaml(body), encoding="utf-8")
        return load_scenario(file).scenario

    return write


def counted(scenario: Scenario, start: str, origin: str, settings: dict[str, Setting] | None = None) -> Frame:
    return resolve(scenario, month_settings(scenario, settings, parse_instant(start), parse_instant(origin)))


@pytest.mark.parametrize(
    ("start", "month"),
    [
        ("2026-05-01", 3),
        ("2026-05-31T23:59:59Z", 3),
        ("2026-06-01", 4),
        ("2027-01-15", 11),
        ("2028-05-01", 27),
        ("2026-03-01", 1),
        ("2025-12-01", -2),
    ],
)
def test_the_written_value_is_of_the_month_of_the_origin(written: Write, start: str, month: int) -> None:
    frame = counted(written(GROWING), start, "2026-05-10T12:00Z")
    assert (frame["month"], frame["asked"]) == (month, 100 * month)


def test_what_is_set_is_of_the_month_of_the_origin_too(written: Write) -> None:
    scenario = written(f"base: 5\n  {GROWING}")
    assert counted(scenario, "2026-07-01", "2026-05-10", {"month": 10})["month"] == 12
    assert counted(scenario, "2026-07-01", "2026-05-10", {"month": "base * 2"})["asked"] == 1200
    frame = counted(scenario, "2026-07-01", "2026-05-10", {"month": parse("base", Place(Source("set"), 1, 1))})
    assert frame["month"] == 7
    assert counted(scenario, "2026-07-01", "2026-05-10", {"base": 6})["month"] == 5


def test_a_value_that_is_a_formula_is_counted_up_as_one(written: Write) -> None:
    scenario = written("begun: 2\n  month: begun + 1")
    frame = counted(scenario, "2026-07-01", "2026-05-10")
    assert frame["month"] == 5
    node, _ = frame.made("month")
    assert [str(leaf.place) for leaf in node.leaves() if leaf.place] == [
        f"{scenario.id.place.source.name}:7:10",
        f"{scenario.id.place.source.name}:7:18",
    ]


def test_nothing_is_counted_where_there_is_nothing_to_count(written: Write) -> None:
    for text in ("asked: 100", "month: {unit: months}"):
        scenario = written(text)
        asked = (parse_instant("2026-07-01"), parse_instant("2026-05-10"))
        assert month_settings(scenario, None, *asked) == {}
        assert month_settings(scenario, {"other": 1}, *asked) == {"other": 1}
    scenario = written(GROWING)
    same = parse_instant("2026-05-10")
    assert month_settings(scenario, None, same, same) == {}
    assert month_settings(scenario, {"month": 9}, same, same) == {"month": 9}
