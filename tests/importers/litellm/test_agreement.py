"""The imported cards against litellm's own arithmetic: random requests, equal to nine digits.

Every difference belongs to a class of agreement.md beside this. A class is a condition on the entry of the map and on
the request, and it says what litellm charges then; where no class holds the two must agree.
"""

from __future__ import annotations

import json
import random
import re
import socket
from collections import Counter
from fractions import Fraction
from importlib.metadata import version
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

from costcalc import load_cards, price
from costcalc.importers.draft import CardProvenance, ImportQuery
from costcalc.importers.litellm import installed, read
from costcalc.importers.rules.proof import proven
from costcalc.problem import InputError
from costcalc.rules.form import Unpriced

from .classes import CLASSES, REFUSED, ours
from .requests import AS_OF, Request, requests, theirs

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from costcalc.ratecard import Catalogue

pytestmark = pytest.mark.slow

RELEASE = version("litellm")
SEED = 20261123
PAGE = Path("tests/importers/litellm/agreement.md")
CLOSE = Fraction(1, 10**9)
SAMPLED = 5
"""Of so many requests one is compared, without `--long`."""


class Compared(NamedTuple):
    """What became of a request: the class of its difference, and what is wrong where it has none."""

    asked: Request
    name: str | None
    wrong: str | None


@pytest.fixture(scope="module")
def _quiet_litellm() -> Iterator[None]:
    """Import litellm with the map that it brings along, off the network, at the instant that the test asks about."""

    def refused(*_args: object, **_keys: object) -> None:
        message = "litellm opens a network connection"
        raise AssertionError(message)

    patch = pytest.MonkeyPatch()
    patch.setenv("LITELLM_LOCAL_MODEL_COST_MAP", "True")
    patch.setattr(socket.socket, "connect", refused)
    patch.setattr(socket, "create_connection", refused)
    import litellm
    from litellm.litellm_core_utils.llm_cost_calc import utils

    litellm.suppress_debug_info = True
    patch.setattr(utils, "current_billing_time", lambda: AS_OF)
    yield
    patch.undo()


@pytest.fixture(scope="module")
def cards(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    folder = tmp_path_factory.mktemp("cards")
    source = installed()
    imported = read(source, ImportQuery("2026-11-23"))
    done = proven(imported, CardProvenance("litellm", source.name, "2026-11-23", source.sha256, source.version))
    assert not [note for note in done.notes if note.why.startswith("costcalc refuses")]
    for name, text in done.cards.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return load_cards(folder)


@pytest.fixture(scope="module")
def entries() -> Mapping[str, Mapping[str, object]]:
    found: dict[str, dict[str, object]] = json.loads(installed().files[0].data)
    return found


@pytest.fixture(scope="module")
def results(
    cards: Catalogue, entries: Mapping[str, Mapping[str, object]], request: pytest.FixtureRequest, _quiet_litellm: None
) -> list[Compared]:
    rng = random.Random(SEED)  # noqa: S311  # the same requests in every run
    step = 1 if request.config.getoption("--long") else SAMPLED
    return [compared(asked, cards, entries) for asked in islice(requests(rng, entries), 0, None, step)]


def compared(asked: Request, cards: Catalogue, entries: Mapping[str, Mapping[str, object]]) -> Compared:
    there = theirs(asked)
    here = ours(asked, cards)
    for name, (holds, charged) in CLASSES.items():
        if holds(asked, entries):
            said = charged(asked, cards)
            agreed = close(there, said) and (name not in REFUSED or here is None)
            return Compared(asked, name, None if agreed else f"{name} of {asked}: {said} said, but there {there}")
    agreed = here is not None and close(there, here)
    return Compared(asked, None, None if agreed else f"{asked}: {here}, but there {float(there)}")


def close(one: Fraction, other: Fraction) -> bool:
    return abs(one - other) <= CLOSE * max(one, other)


def test_every_request_costs_the_same_or_differs_as_its_class_says(results: list[Compared]) -> None:
    wrong = [result.wrong for result in results if result.wrong]
    assert len(results) >= 5_000 // SAMPLED
    assert not wrong, f"{len(wrong)}, the first of them: {wrong[:5]}"


@pytest.mark.long
def test_the_classes_are_as_large_as_the_page_says(results: list[Compared]) -> None:
    page = PAGE.read_text(encoding="utf-8")
    (release,) = re.findall(r"litellm (\d+\.\d+\.\d+)", page)
    if release != RELEASE:
        pytest.skip(f"the page is about litellm {release}")
    rows = re.findall(r"^\| `([a-z-]+)` .*\| ([\d,]+) \|$", page, re.MULTILINE)
    counts = Counter(result.name or "same" for result in results)
    assert {name: int(count.replace(",", "")) for name, count in rows} == {
        **counts,
        "requests": len(results),
        "models": len({result.asked.key for result in results}),
    }


def test_something_of_every_model_can_be_priced(cards: Catalogue) -> None:
    priced = 0
    for file in cards:
        for name, model in file.card.models.items():
            prices = model.rates[-1].prices()
            meters = (meter for meter, price in prices if meter != "request" and not isinstance(price, Unpriced))
            meter = next(meter for meter in meters if not file.card.all_meters[meter].part_of)
            assert price(cards, f"{file.card.id}/{name}", {meter: 1000}, as_of=AS_OF).charges
            priced += 1
    assert priced > 4_000


def test_the_installed_package_is_found_without_importing_it(monkeypatch: pytest.MonkeyPatch) -> None:
    origin = installed()
    assert origin.name.startswith(f"litellm {origin.version}, ")
    assert origin.files[0].data.startswith(b"{")
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    with pytest.raises(InputError) as refused:
        installed()
    assert [problem.code for problem in refused.value.problems] == ["unreadable-file"]
