"""A scenario of one call, written with the assumptions and calls that a test is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from costcalc.cli.settings import parse_settings
from costcalc.problem import InputError
from costcalc.project.load import load_scenario
from costcalc.scenario import Scenario, resolve
from costcalc.workload import RequestGroup, request_group, validate_quantities
from tests.inputs import scenario_yaml

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from costcalc.expr import Values

CALL = "{call: c, requests: 1, input: 1}"


@pytest.fixture
def scenario(tmp_path: Path) -> Callable[..., Scenario]:
    """Load a scenario: assumptions stand in lines 6 and on, calls after `workload:`."""

    def load(assumptions: str = "", calls: str = CALL, more: str = "") -> Scenario:
        named = "".join(f"  {line.strip()}\n" for line in assumptions.strip().splitlines())
        listed = "".join(f"- {line.strip()}\n" for line in calls.strip().splitlines())
        before = f"assumptions:\n{named}" if named else "description: none\n"
        file = tmp_path / "s.yaml"
        file.write_text(
            scenario_yaml(f"{before}workload:\n{listed}options: {{a: {{model: acme/small}}}}\n") + more,
            encoding="utf-8",
        )
        return load_scenario(file).scenario

    return load


def groups_of(scenario: Scenario) -> list[RequestGroup]:
    """Return the calls of a scenario as request groups."""
    return [request_group(call, scenario.peak_share) for call in scenario.calls]


@pytest.fixture
def values(scenario: Callable[..., Scenario]) -> Callable[..., Values]:
    """Resolve assumptions, with settings as `--set` takes them."""

    def run(assumptions: str, *settings: str) -> Values:
        written = scenario(assumptions)
        return resolve(written, parse_settings(settings, written))

    return run


@pytest.fixture
def problems(scenario: Callable[..., Scenario]) -> Callable[..., list[str]]:
    """Say what is wrong in a scenario, as FILE:LINE:COLUMN code; the file is `s` or `--set`."""

    def run(assumptions: str = "", calls: str = CALL, more: str = "", settings: Sequence[str] = ()) -> list[str]:
        def load() -> None:
            written = scenario(assumptions, calls, more)
            frame = resolve(written, parse_settings(settings, written))
            if found := [problem for group in groups_of(written) for problem in validate_quantities(group, frame)]:
                raise InputError(found)

        with pytest.raises(InputError) as refused:
            load()
        return [
            f"{p.place.source.name.rpartition('/')[2].removesuffix('.yaml')}:{p.place.line}:{p.place.column} {p.code}"
            for p in refused.value.problems
        ]

    return run
