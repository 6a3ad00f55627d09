"""What tests share: the program run in this process, with no network and no floats near a Decimal."""

from __future__ import annotations

import decimal
import gc
import socket
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest
from hypothesis import HealthCheck, settings

from costcalc.cli import main
from costcalc.load import find_cards

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from costcalc.ratecard import Catalogue

ROOT = Path(__file__).parent.parent

decimal.DefaultContext.traps[decimal.FloatOperation] = True
decimal.setcontext(decimal.DefaultContext)

# How long something takes says how busy the machine is, and nothing about the program: no deadline, and no complaint
# about slow drawing. Every run draws other examples, on build servers too (where hypothesis would choose a profile of
# its own), so that there is something left to find. What fails is kept in `.hypothesis`, comes first in the next run,
# and is printed as a line that repeats it anywhere. Tests set the number of examples and nothing else of this.
settings.register_profile(
    "costcalc", deadline=None, derandomize=False, print_blob=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("costcalc")


class Answer(NamedTuple):
    """What a run of the program gave."""

    code: int
    out: str
    err: str


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_args: object, **_keys: object) -> None:
        message = "costcalc opens no network connection"
        raise AssertionError(message)

    monkeypatch.setattr(socket.socket, "connect", refused)
    monkeypatch.setattr(socket, "create_connection", refused)


@pytest.fixture(autouse=True)
def _usual_surroundings(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Stand in the repository's folder, before a plain terminal of 80 columns; leave no trace of a run."""
    monkeypatch.chdir(ROOT)
    for name in ("COLUMNS", "NO_COLOR", "FORCE_COLOR", "GITHUB_ACTIONS"):
        monkeypatch.delenv(name, raising=False)
    yield
    gc.enable()  # the program turns it off for its one short run
    gc.unfreeze()


@pytest.fixture
def costcalc(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., Answer]:
    """Run the program in this process: `costcalc("compare", path)`."""

    def run(*args: str | Path) -> Answer:
        monkeypatch.setattr(sys, "argv", ["costcalc", *map(str, args)])
        with pytest.raises(SystemExit) as left:
            main()
        return Answer(int(left.value.code or 0), *capsys.readouterr())

    return run


@pytest.fixture
def cards() -> Catalogue:
    """The cards that come with costcalc."""
    return find_cards()
