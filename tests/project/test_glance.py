"""Names at a glance: what is usually written is found, soon, and nothing else is."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from costcalc.project import glance
from costcalc.project.glance import Glance, names_under
from costcalc.project.load import find_cards, load_scenario
from tests.conftest import ROOT
from tests.inputs import card_yaml, contract_yaml

if TYPE_CHECKING:
    from pathlib import Path

RATES = "    rates: [{effective: 2026-01-01, source: a page, input: 1}]\n"
SMALL = card_yaml(f"models:\n  small:\n{RATES}  'big':\n{RATES}")


@pytest.fixture
def cards(tmp_path: Path) -> Path:
    (tmp_path / "acme.yaml").write_text(SMALL, encoding="utf-8")
    (tmp_path / "deal.yaml").write_text(
        contract_yaml("contract: [{effective: 2026-01-01, source: a paper, discount: 10%}]\n"), encoding="utf-8"
    )
    other = card_yaml(f"id: globex\nmodels:\n  small:\n{RATES}  vendor/large:\n{RATES}")
    (tmp_path / "globex.yaml").write_text(other, encoding="utf-8")
    return tmp_path


def test_all_shipped_models_are_seen_as_they_are_read() -> None:
    read = [f"{file.card.id}/{name}" for file in find_cards(root=ROOT) for name in file.card.models]
    assert list(Glance().models("")) == read


@pytest.mark.parametrize("path", sorted((ROOT / "scenarios").glob("*.yaml")), ids=lambda path: path.stem)
def test_all_assumptions_and_options_are_seen_as_they_are_read(path: Path) -> None:
    scenario = load_scenario(path).scenario
    text = Glance().text(path)
    assert names_under(text, "assumptions") == list(scenario.assumptions)
    assert names_under(text, "options") == list(scenario.options)


@pytest.mark.parametrize(
    ("begin", "found"),
    [
        ("", ["acme/small", "acme/big", "deal/small", "deal/big", "globex/small", "globex/vendor/large"]),
        ("acme/", ["acme/small", "acme/big"]),
        ("deal/s", ["deal/small"]),
        ("small", []),  # which card has it would have to be said
        ("v", ["vendor/large"]),
        ("vendor/", ["vendor/large"]),
        ("globex/v", ["globex/vendor/large"]),
        ("z", []),
    ],
)
def test_models_are_found_by_how_their_names_begin(cards: Path, begin: str, found: list[str]) -> None:
    assert list(Glance([cards]).models(begin)) == found


def test_a_card_that_cannot_have_the_model_is_not_looked_at(cards: Path) -> None:
    os.truncate(cards / "globex.yaml", 0)
    seen = Glance([cards])
    assert list(seen.models("acme/s")) == ["acme/small"]
    assert seen._files == glance.MOST_FILES - 1  # noqa: SLF001


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("assumptions:\n  a: 1\n  b: {value: 2, unit: x}\n  # c: 3\n\n  d:\n    value: 4\noptions:\n  e: 1\n", "a b d"),
        ("assumptions: # chosen\n    a: 1\n    'b': 2\n    \"c\" : 3\n", "a b c"),
        ("assumptions:\r\n  a: 1\r\n  b: 2\r\nworkload:\r\n  c: 1\r\n", "a b"),
        (
            "assumptions: {a: 1, b: {value: 2, why: x}, 'c': [1, {d: 1}],\n  e: 'f: 1, g', h: 1 # i: 1\n}\nj: 1\n",
            "a b c e h",
        ),
        ("assumptions:\n  a: |\n    b: 1\n  c: 1", "a c"),
        ("assumptions: 1\n  a: 1\n", ""),
        ("assumptions:\nworkload:\n  - call: a\n", ""),
        ("  assumptions:\n    a: 1\n", ""),
        ("assumptions: {a: 1", "a"),
        ("assumptions:", ""),
        ("assumptions:\n  a b: 1\n  $(reboot): 1\n  `c`: 1\n  d\x1b[31m: 1\n  e\u202e: 1\n  ü: 1\n  f: 1\n", "f"),
        ("assumptions:\n  a;b: 1\n  'c d': 1\n  --e: 1\n  *f: 1\n  g|h: 1\n  i&: 1\n", ""),
    ],
)
def test_keys_are_seen_as_they_are_usually_written(text: str, found: str) -> None:
    assert names_under(text, "assumptions") == found.split()


@pytest.mark.parametrize(
    ("services", "found"),
    [
        ("services: {batch: {multiplier: 0.5}, priority: {input: 1}}", ["batch", "priority"]),
        ("services:\n          batch: {multiplier: 0.5}\n          flex:\n            input: 1", ["batch", "flex"]),
        ("note: no services", []),
    ],
)
def test_services_are_those_of_the_model(tmp_path: Path, services: str, found: list[str]) -> None:
    def model(name: str, more: str) -> str:
        rate = f"      - effective: 2026-01-01\n        source: a page\n        input: 2\n        {more}\n"
        return f"  {name}:\n    rates:\n{rate}"

    text = card_yaml(f"models:\n{model('a', services)}{model('b', 'services: {other: {multiplier: 1}}')}")
    (tmp_path / "acme.yaml").write_text(text, encoding="utf-8")
    deal = contract_yaml("contract: [{effective: 2026-01-01, source: a paper, discount: 10%}]\n")
    (tmp_path / "deal.yaml").write_text(deal, encoding="utf-8")
    assert find_cards([tmp_path]).file("acme")
    for named in ("acme/a", "deal/a"):
        assert list(Glance([tmp_path]).terms_of(named, "services")) == found
    assert list(Glance([tmp_path]).terms_of("b", "services")) == ["other"] * 2  # the contract's, too


def test_only_what_says_that_it_is_a_card_is_one(tmp_path: Path) -> None:
    (tmp_path / "values.yaml").write_text(f"models:\n  secret:\n{RATES}", encoding="utf-8")
    (tmp_path / "$(reboot).yaml").write_text(SMALL, encoding="utf-8")
    (tmp_path / "CARD.YAML").write_text(SMALL, encoding="utf-8")
    assert list(Glance([tmp_path]).models("")) == []


def test_what_is_no_file_of_ours_has_no_names(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.yaml")  # nobody writes to it, and nobody waits
    (tmp_path / "folder.yaml").mkdir()
    (tmp_path / "nothing.yaml").symlink_to("nowhere")
    (tmp_path / "zero.yaml").symlink_to("/dev/zero")
    (tmp_path / "utf16.yaml").write_bytes(SMALL.encode("utf-16"))
    (tmp_path / "bytes.yaml").write_bytes(SMALL.encode() + b"\xff")
    (tmp_path / "large.yaml").write_bytes(SMALL.encode() + b"#" * glance.LARGEST)
    (tmp_path / "acme.yaml").write_text(SMALL, encoding="utf-8")
    assert list(Glance([tmp_path]).models("")) == ["acme/small", "acme/big"]
    assert Glance([tmp_path / "nowhere"]).cards == {}
    assert Glance().text("a\0b") == ""


def test_a_look_ends_after_so_many_files_bytes_and_seconds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for nth in range(9):
        (tmp_path / f"card{nth}.yaml").write_text(SMALL.replace("acme", f"card{nth}"), encoding="utf-8")

    def looked_at(seen: Glance) -> int:
        return len(list(seen.models(""))) // 2

    assert looked_at(Glance([tmp_path])) == 9
    seconds = iter([0, *range(99)])
    monkeypatch.setattr(glance, "PATIENCE", 4.5)
    assert looked_at(Glance([tmp_path], lambda: next(seconds))) == 5
    monkeypatch.setattr(glance, "MOST_FILES", 3)
    late = Glance([tmp_path])
    assert looked_at(late) == 3
    assert list(late.models("big")) == []  # whether another card has it, too, nobody has seen
    monkeypatch.setattr(glance, "MOST_BYTES", 2 * len(SMALL) + 20)
    assert looked_at(Glance([tmp_path])) == 2
    monkeypatch.setattr(glance, "MOST_ENTRIES", 1)
    assert len(Glance([tmp_path]).cards) == 1


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    [
        "models:\n  a:\n" + "".join(f"{' ' * nth}services:\n" for nth in range(3, 2_000)),
        "models:\n  a:\n    services: {" + "a" * 4_000_000,
        "models:\n  a:\n    services: {" + f"{'a' * 100}{' ' * 1_000}" * 3_000,
        "models:\n" + "  a:\n" * 800_000,
        "models: {" + "a: {" * 800_000,
        "models:\n" * 400_000,
        "models:" + " " * 4_000_000,
        "models:\n  " + "'" * 4_000_000,
    ],
    ids=range(8),
)
def test_what_is_made_to_take_long_does_not(tmp_path: Path, text: str) -> None:
    """A square of the length would be hours, and the run would never end."""
    (tmp_path / "acme.yaml").write_text(f"schema: costcalc/rate-card/v1\n{text}"[: glance.LARGEST], encoding="utf-8")
    assert len(list(Glance([tmp_path]).models(""))) <= glance.MOST_NAMES
    assert len(list(Glance([tmp_path]).terms_of("acme/a", "services"))) <= glance.MOST_NAMES
