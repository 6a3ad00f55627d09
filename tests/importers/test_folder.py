"""One bad file of a folder takes none of the others with it, in every format that reads a folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from costcalc.importers.draft import ImportQuery
from costcalc.importers.run import import_cards
from costcalc.problem import InputError
from tests.importers.samples import SAMPLES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from costcalc.importers.run import Import
    from tests.conftest import Answer

OF_ONE_CARD = ("langfuse", "azure-retail", "aws-price-list")
"""Formats in which a card is made of all files."""

GENAI = "id: acme\nmodels:\n  - {id: m, prices: {input_mtok: 1}}\n"
TOML = "[cost]\ninput = 1\noutput = 2\n"
PLANTED = "sk-Se3cret-0123"

GOOD = {
    "genai-prices": ("acme.yml", GENAI),
    "models.dev": ("providers/acme/models/m.toml", TOML),
    **{form: (SAMPLES[form].path.name, SAMPLES[form].path) for form in ("llm-prices", "portkey", *OF_ONE_CARD)},
}
"""Of each format that reads a folder, a file of it by its name there."""


def fill(folder: Path, form: str) -> Path:
    """Write a good file of a format, and return where it is."""
    name, content = GOOD[form]
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content if isinstance(content, str) else content.read_text(encoding="utf-8"), encoding="utf-8")
    return path


def spoil(good: Path) -> list[Path]:
    """Put beside a good file others of its kind: a link that leads nowhere, no text, no tree, and another shape."""
    bad = [good.with_name(f"bad-{nth}{good.suffix}") for nth in range(5)]
    bad[0].symlink_to(good.with_name("nothing"))
    bad[1].write_bytes(b"\xff\xfe\x00")
    bad[2].write_text(f"{{{PLANTED}", encoding="utf-8")
    bad[3].write_text(f'["{PLANTED}", 1]', encoding="utf-8")
    bad[4].write_text(f'{{"{PLANTED}": ', encoding="utf-8")
    return bad


def imported(form: str, folder: Path) -> Import:
    return import_cards(form, str(folder), ImportQuery("2026-01-01"), day="2026-11-23")


@pytest.mark.parametrize("form", GOOD)
def test_each_bad_file_is_named_and_the_others_are_read(tmp_path: Path, form: str) -> None:
    good = fill(tmp_path, form)
    alone = imported(form, tmp_path)
    bad = spoil(good)
    found = imported(form, tmp_path)
    assert found.cards.keys() == alone.cards.keys()
    lost = [(note.model, note.why) for note in found.notes if note not in alone.notes]
    for path in bad:
        (why,) = [why for name, why in lost if path.stem in name]
        assert why.endswith(", and it is left out")
    assert PLANTED not in str(found)


@pytest.mark.parametrize("form", GOOD)
def test_where_all_are_bad_it_is_refused(tmp_path: Path, form: str) -> None:
    good = fill(tmp_path, form)
    bad = spoil(good)
    good.unlink()
    with pytest.raises(InputError) as refused:
        imported(form, tmp_path)
    places = [str(problem.place) for problem in refused.value.problems]
    assert [any(path.name in place for place in places) for path in bad] == [True] * len(bad)


@pytest.mark.parametrize("form", OF_ONE_CARD)
def test_a_card_in_a_folder_is_left_alone_where_a_page_of_its_list_is_lost(
    tmp_path: Path, form: str, costcalc: Callable[..., Answer]
) -> None:
    """A model of the lost page would look as if it were gone, and one with prices on both as if it had lost some."""
    source = tmp_path / "list"
    source.mkdir()
    good = fill(source, form)
    (tmp_path / "pricing").mkdir()
    again = ("cards", "import", form, source, "--into", tmp_path / "pricing", "--effective", "2026-01-01")
    assert costcalc(*again).code == 0
    cards = {path.name: path.read_bytes() for path in (tmp_path / "pricing").iterdir()}
    spoil(good)
    partial = costcalc(*again)
    assert (partial.code, "a file or a page of the list was not read" in partial.err) == (2, True)
    assert {path.name: path.read_bytes() for path in (tmp_path / "pricing").iterdir()} == cards
    assert costcalc(*again, "--same-list").code == 0
