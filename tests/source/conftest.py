"""Both parsers of PyYAML read the same language, so every test of the reader runs with each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import yaml
from pydantic import create_model

from costcalc.problem import InputError, Problem, Source
from costcalc.source import FileRecord, Mapping, bind, read_tree, reader

if TYPE_CHECKING:
    from collections.abc import Callable

VALUES = 1_000


@pytest.fixture(params=["CSafeLoader", "SafeLoader"])
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Read with libyaml, then with the pure parser."""
    name = str(request.param)
    monkeypatch.setattr(reader, "PARSER", getattr(yaml, name))
    return name


@pytest.fixture
def read(parser: str) -> Callable[[str], tuple[Mapping, list[Problem]]]:
    """Read a text that is expected to have an end."""
    assert parser

    def run(text: str) -> tuple[Mapping, list[Problem]]:
        return read_tree(text, Source("f.yaml", text), VALUES)

    return run


@pytest.fixture
def problems(read: Callable[[str], tuple[Mapping, list[Problem]]]) -> Callable[[str], list[Problem]]:
    """Give all that is wrong in a text, whether or not it stopped the reading."""

    def run(text: str) -> list[Problem]:
        try:
            return read(text)[1]
        except InputError as error:
            return list(error.problems)

    return run


@pytest.fixture
def value() -> Callable[[Any, str], Any]:
    """Read `v: WRITTEN` as a kind of value."""

    def run(kind: Any, written: str) -> Any:
        text = f"v: {written}\n"
        probe = create_model("Probe", __base__=FileRecord, v=(kind, ...))
        node, found = read_tree(text, Source("f.yaml", text), VALUES)
        return vars(bind(probe, node, found))["v"]

    return run


@pytest.fixture
def problem(value: Callable[[Any, str], Any]) -> Callable[[Any, str], Problem]:
    """Give the one problem of a value that is refused."""

    def run(kind: Any, written: str) -> Problem:
        with pytest.raises(InputError) as refused:
            value(kind, written)
        (found,) = refused.value.problems
        return found

    return run
