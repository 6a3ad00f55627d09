"""`costcalc cards import`: where cards go, what is said, and which exit code it deserves."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from costcalc.importers import FORMATS, importer_named
from tests.importers.nightly import words_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Answer

DATA = Path("tests/importers/genai_prices/data.json")
BOTH = (
    '[{"id": "one", "models": [{"id": "m", "prices": {"input_mtok": 1}}]},'
    ' {"id": "two", "models": [{"id": "n", "prices": {"input_mtok": 2}}, {"id": "free", "prices": {}}]}]'
)


@pytest.fixture
def both(tmp_path: Path) -> Path:
    file = tmp_path / "both.json"
    file.write_text(BOTH, encoding="utf-8")
    return file


STEPS = {"files", "reading", "rules", "writing", "memory"}
"""Packages of what all importers share."""


def test_every_importer_is_registered_and_documented() -> None:
    packages = {path.parent.name for path in Path("costcalc/importers").glob("*/__init__.py")} - STEPS
    assert packages == set(FORMATS.values())
    assert packages <= {path.name for path in Path("tests/importers").iterdir()}
    for name in FORMATS:
        module = importer_named(name)
        assert len(module.__doc__ or "") > 500
        assert isinstance(module.FILES, tuple)
        assert module.READS
        assert callable(module.read)


def test_one_card_is_printed_and_what_it_leaves_out_is_said(costcalc: Callable[..., Answer]) -> None:
    answer = costcalc("cards", "import", "genai-prices", DATA, "--effective", "2026-01-01")
    assert answer.code == 0
    assert answer.out.startswith("# Imported by `costcalc cards import genai-prices` on 20")
    assert "\nmodels:\n  small:\n" in answer.out
    assert answer.err.splitlines()[:2] == [
        "1 card imported from tests/importers/genai_prices/data.json. Nobody has verified these prices.",
        "Left out, or decided on the way; each card lists what concerns it:",
    ]
    assert "  input_gpixels: a card has no word for it, and it is left out: acme-ai/sounds/1:x\n" in answer.err


def test_several_cards_need_a_folder(costcalc: Callable[..., Answer], both: Path, tmp_path: Path) -> None:
    for more in ([], ["-o", tmp_path / "all.yaml"]):
        answer = costcalc("cards", "import", "genai-prices", both, *more)
        assert (answer.code, answer.out) == (2, "")
        assert "error[several-cards]: 2 cards do not fit into one file" in answer.err
    answer = costcalc("cards", "import", "genai-prices", both, "-o", tmp_path / "new")
    assert (answer.code, answer.out) == (0, "")
    assert sorted(path.name for path in (tmp_path / "new").iterdir()) == ["one.yaml", "two.yaml"]


def test_files_that_exist_are_kept_and_then_nothing_is_written(
    costcalc: Callable[..., Answer], both: Path, tmp_path: Path
) -> None:
    (tmp_path / "two.yaml").write_text("mine", encoding="utf-8")
    answer = costcalc("cards", "import", "genai-prices", both, "-o", tmp_path)
    assert answer.code == 2
    assert "two.yaml:1:1: error[file-exists]" in answer.err
    assert not (tmp_path / "one.yaml").exists()
    assert (tmp_path / "two.yaml").read_text(encoding="utf-8") == "mine"
    assert costcalc("cards", "import", "genai-prices", both, "-o", tmp_path, "--force").code == 0
    assert (tmp_path / "two.yaml").read_text(encoding="utf-8").startswith("# Imported")


def test_a_folder_is_made_only_where_its_parent_exists(
    costcalc: Callable[..., Answer], both: Path, tmp_path: Path
) -> None:
    answer = costcalc("cards", "import", "genai-prices", both, "-o", tmp_path / "no" / "where")
    assert answer.code == 2
    assert "error[unwritable-file]" in answer.err
    assert not (tmp_path / "no").exists()


def test_a_file_gives_its_name_to_the_only_card(costcalc: Callable[..., Answer], both: Path, tmp_path: Path) -> None:
    target = tmp_path / "mine.yaml"
    assert costcalc("cards", "import", "genai-prices", both, "--provider", "two", "-o", target).code == 0
    written = target.read_text(encoding="utf-8")
    assert "\nid: mine\n" in written
    assert "free" in written.partition("schema:")[0]
    assert "another" not in written


def test_the_source_is_never_written_over(costcalc: Callable[..., Answer], both: Path) -> None:
    source = both.rename(both.with_name("data.yaml"))
    source.write_text("id: one\nmodels: [{id: m, prices: {input_mtok: 1}}]\n", encoding="utf-8")
    answer = costcalc("cards", "import", "genai-prices", source, "-o", source, "--force")
    assert answer.code == 2
    assert "error[output-is-input]" in answer.err


def test_nothing_that_was_asked_for_is_not_a_success(costcalc: Callable[..., Answer], both: Path) -> None:
    for asked in (["--provider", "three"], ["--model", "x*"], ["--provider", "one", "--model", "n"]):
        answer = costcalc("cards", "import", "genai-prices", both, *asked)
        assert (answer.code, answer.out) == (3, "")
        assert answer.err == f"{both} has nothing that was asked for.\n"


def test_what_was_asked_for_and_cannot_be_a_card_is_a_failure(costcalc: Callable[..., Answer], both: Path) -> None:
    answer = costcalc("cards", "import", "genai-prices", both, "--model", "free")
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith("0 cards imported from ")
    assert "there is no price that a card can hold" in answer.err


@pytest.mark.parametrize(
    ("args", "code"),
    [
        (["genai", "x.json"], "unknown-word"),
        (["genai-prices", "x.json"], "unreadable-file"),
        (["genai-prices", str(DATA), "--effective", "yesterday"], "bad-instant"),
        (["genai-prices", "LICENSE"], "bad-json"),
    ],
)
def test_problems_have_a_place_and_a_code(costcalc: Callable[..., Answer], args: list[str], code: str) -> None:
    answer = costcalc("cards", "import", *args)
    assert (answer.code, answer.out) == (2, "")
    assert f":1:1: error[{code}]: " in answer.err


def test_the_installed_package_is_a_source(costcalc: Callable[..., Answer]) -> None:
    answer = costcalc("cards", "import", "genai-prices", "installed", "--provider", "openai", "--model", "gpt-4o")
    assert answer.code == 0
    assert "\n  gpt-4o:\n" in answer.out
    assert "\n  version: 0." in answer.out


def test_without_the_package_it_is_said_how_to_get_it(
    costcalc: Callable[..., Answer], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "genai_prices", None)
    answer = costcalc("cards", "import", "genai-prices", "installed")
    assert (answer.code, answer.out) == (2, "")
    assert "error[unreadable-file]: the package genai-prices is not installed here" in answer.err
    assert "pip install genai-prices" in answer.err


def test_the_group_shows_its_commands(costcalc: Callable[..., Answer]) -> None:
    answer = costcalc("cards", "--help")
    assert answer.code == 0
    assert "  import  " in answer.out
    assert costcalc("cards", "nothing").code == 2


def test_a_file_that_no_card_can_be_called_after_is_said_so(costcalc: Callable[..., Answer], tmp_path: Path) -> None:
    (tmp_path / "p.csv").write_text("model,input\nm,1\n", encoding="utf-8")
    how = ("--columns", "model=model,input=input", "--per", "1M", "--currency", "USD")
    done = costcalc("cards", "import", "csv", tmp_path / "p.csv", *how, "-o", tmp_path / "kJPY.yaml")
    said = " ".join(done.err.split())
    assert "`kJPY` cannot be the id of a file, and the card is left out; small ASCII letters, digits and . _ -" in said
    assert "--model" not in said


def test_a_card_of_which_the_list_has_nothing_any_more_is_named(
    costcalc: Callable[..., Answer], tmp_path: Path
) -> None:
    table, into = tmp_path / "p.csv", tmp_path / "pricing"
    into.mkdir()
    words = words_of("provider=p,model=m,input=i", into)
    table.write_text("p,m,i\na,x,1\nb,y,2\n", encoding="utf-8")
    assert costcalc("cards", "import", "csv", table, *words).code == 0
    table.write_text("p,m,i\na,x,1\n", encoding="utf-8")
    said = costcalc("cards", "import", "csv", table, *words).err
    assert "the list has nothing of this card any more" in " ".join(said.split())
    assert " b\n" in said
    assert "any more" not in costcalc("cards", "import", "csv", table, *words, "--provider", "a").err


def test_a_card_of_another_currency_whose_prices_end_is_not_left_as_it_is(
    costcalc: Callable[..., Answer], tmp_path: Path
) -> None:
    table, into = tmp_path / "p.csv", tmp_path / "pricing"
    into.mkdir()
    words = ("--columns", "provider=p,model=m,input=i,currency=c", "--per", "1M", "--into", into)
    table.write_text("p,m,i,c\na,x,1,USD\na,y,2,EUR\n", encoding="utf-8")
    assert costcalc("cards", "import", "csv", table, *words).code == 0
    assert (into / "a-eur.yaml").exists()
    table.write_text("p,m,i,c\na,x,1,USD\na,y,2,USD\n", encoding="utf-8")
    said = costcalc("cards", "import", "csv", table, *words)
    assert "a-eur: " in said.err
    assert "any more, which is left as it is" not in " ".join(said.err.split())
    assert "until: " in (into / "a-eur.yaml").read_text(encoding="utf-8")
