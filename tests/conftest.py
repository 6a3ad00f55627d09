"""What tests share: the program run in this process, with no network and no floats near a Decimal."""

from __future__ import annotations

import decimal
import gc
import signal
import socket
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from hypothesis import HealthCheck, settings

from costcalc.cli import main
from costcalc.project.load import files, find_cards

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from costcalc.ratecard import Catalogue

ROOT = Path(__file__).parent.parent
LABORATORY = ROOT / "tests" / "lab"
LONG_CARD = 20_000
"""Characters: what only a shipped card has."""

LONG = ("test_gate_", "test_moves")
"""Of the laboratory: hundreds of checks of thirty scenarios, beside what `tests/review` holds in every run."""

# A shell starts what runs in the background with interruptions ignored, and every program that a test starts has it so.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

decimal.DefaultContext.traps[decimal.FloatOperation] = True
decimal.setcontext(decimal.DefaultContext)

# How long something takes says how busy the machine is, and nothing about the program: no deadline, and no complaint
# about slow drawing. Every run draws other examples, on build servers too (where hypothesis would choose a profile of
# its own), so that there is something left to find. What fails is kept in `.hypothesis`, comes first in the next run,
# and is printed as a line that repeats it anywhere. Tests set the number of examples and nothing else of this.
settings.register_profile(
    "costcalc",
    max_examples=60,
    deadline=None,
    derandomize=False,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("costcalc")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option with which every pull request of the laboratory is tried."""
    parser.addoption("--long", action="store_true", help="also what takes minutes: `just lab`")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark as slow what draws its examples, whatever file it is in, and all of the laboratory; leave out the long."""
    for item in items:
        if getattr(getattr(item, "obj", None), "is_hypothesis_test", False) or LABORATORY in item.path.parents:
            item.add_marker(pytest.mark.slow)
        if LABORATORY in item.path.parents and item.path.name.startswith(LONG):
            item.add_marker(pytest.mark.long)
    if not config.getoption("--long"):
        left = [item for item in items if item.get_closest_marker("long")]
        config.hook.pytest_deselected(items=left)
        gone = set(left)
        items[:] = [item for item in items if item not in gone]


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


@pytest.fixture(scope="session")
def cards() -> Catalogue:
    """The cards that come with costcalc, each read once."""
    return find_cards(root=ROOT)


@pytest.fixture(scope="session", autouse=True)
def cards_read_once() -> Iterator[None]:
    """Read each long card once, and see once that it is sound.

    Those that are shipped are read by thousands of tests, and are never changed.
    """
    read, known = files._bound, {}  # noqa: SLF001  # where every card goes through
    validate, problems = files.validate_card, {}

    def bound(record: Any, kind: str, document: Any, *more: Any) -> Any:
        if kind != "rate-card" or len(document.text) < LONG_CARD:
            return read(record, kind, document, *more)
        key = (document.source.name, document.sha256)
        if key not in known:
            card, _ = known[key] = read(record, kind, document, *more)
            problems[id(card)] = validate(card, str(card.id))
        return known[key]

    def validated(card: Any, card_id: str) -> Any:
        return problems[id(card)] if id(card) in problems and card_id == card.id else validate(card, card_id)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(files, "_bound", bound)
        patch.setattr(files, "validate_card", validated)
        yield
