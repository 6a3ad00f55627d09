"""A key that stands twice, or NaN, costs the value that nobody can know, and not the file: it has its line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from costcalc.importers import importer_named
from costcalc.importers.draft import ImportQuery
from costcalc.importers.files.origin import File, Origin
from costcalc.importers.files.parse import parse_json
from costcalc.importers.files.spoilt import Spoilt
from costcalc.problem import InputError, Place
from tests.importers.test_neighbours import FORMS, numbers, proxy

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.conftest import Answer

MAP = """{
 "good": {"litellm_provider": "a", "mode": "chat", "input_cost_per_token": 1e-6, "output_cost_per_token": 2e-6},
 "part": {"litellm_provider": "a", "mode": "chat", "input_cost_per_token": 1e-6, "output_cost_per_token": 2e-6,
   "output_cost_per_token": 3e-6},
 "none": {"litellm_provider": "a", "mode": "chat", "input_cost_per_token": NaN, "output_cost_per_token": 2e-6},
 "same": {"litellm_provider": "a", "litellm_provider": "a", "input_cost_per_token": 1e-6},
 "both": {"litellm_provider": "a", "mode": "chat", "input_cost_per_token": 1e-6},
 "both": {"litellm_provider": "a", "mode": "chat", "input_cost_per_token": 5e-6}
}"""


def file(text: str) -> File:
    return File("a.json", text.encode(), Place.start_of("a.json"))


def test_the_rest_of_a_map_is_imported_and_what_is_lost_is_named_with_its_line(
    costcalc: Callable[..., Answer], tmp_path: Path
) -> None:
    (tmp_path / "map.json").write_text(MAP, encoding="utf-8")
    done = costcalc("cards", "import", "litellm", tmp_path / "map.json", "-o", tmp_path / "a.yaml")
    card = (tmp_path / "a.yaml").read_text(encoding="utf-8")
    assert done.code == 0
    assert all(f"\n  {name}:\n" in card for name in ("good", "none", "part", "same"))
    assert "\n  both:\n" not in card
    assert "output_cost_per_token: in line 4 it stands twice with other values, and neither is taken" in done.err
    assert "input_cost_per_token: in line 5 it is no number, so nothing is priced by it: a/none" in done.err
    assert "in line 8 it stands twice" in done.err
    assert f"{tmp_path / 'map.json'}:8" in done.err


def test_lines_are_those_of_the_last_time_that_a_key_stands() -> None:
    given = file('{"a": {"x": "}\\"\\n:{", "b": 1,\n"b": [NaN,\n-Infinity]},\n"c": 1, "c": 1,\n "c"\n:2}')
    tree = parse_json(given)
    assert isinstance(tree["a"]["b"], Spoilt)
    assert {(each.key, each.line) for each in given.spoilt} == {("b", 2), ("NaN", 2), ("-Infinity", 3), ("c", 5)}


def test_where_nothing_else_is_left_the_problem_has_its_line(costcalc: Callable[..., Answer], tmp_path: Path) -> None:
    (tmp_path / "m.json").write_text('{"data": [],\n\n"data": [{"id": "m", "pricing": {"prompt": "1"}}]}', "utf-8")
    done = costcalc("cards", "import", "openrouter", tmp_path / "m.json")
    assert done.code == 2
    assert f"{tmp_path / 'm.json'}:3:1: error[duplicate-key]: `data` stands twice in one object" in done.err


def keys(tree: Any) -> Iterator[dict[str, Any]]:
    """Yield each object of a tree."""
    for inner in tree.values() if isinstance(tree, dict) else tree if isinstance(tree, list) else ():
        yield from keys(inner)
    if isinstance(tree, dict):
        yield tree


@pytest.mark.parametrize("shape", [shape for shape in FORMS if shape is not proxy])
@pytest.mark.parametrize("other", ['"x"', "NaN", "{}", "[7]", "7"])
def test_whatever_key_stands_twice_no_number_comes_of_it(shape: Any, other: str) -> None:
    usual = set(numbers(imported(shape, json.dumps(shape({}, {})))))
    for nth in range(len(list(keys(shape({}, {}))))):
        for key in list(keys(shape({}, {})))[nth]:
            tree = shape({}, {})
            list(keys(tree))[nth]["twice"] = "other"
            text = json.dumps(tree).replace('"twice": "other"', f"{json.dumps(key)}: {other}")
            try:
                found = set(numbers(imported(shape, text)))
            except InputError:
                continue
            assert found <= usual, (key, text)


def imported(shape: Any, text: str) -> Any:
    return importer_named(FORMS[shape]).read(Origin("a.json", [file(text)], "0" * 64), ImportQuery("2026-01-01"))
