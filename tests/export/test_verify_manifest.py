"""A manifest says what the same question gives today, or what it says is a contradiction."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import pytest

from tests.export.finance import card, manifest_of, project, scenario, unfolded, write

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.conftest import Answer

    Run = Callable[..., Answer]

MANIFEST = "out.csv.manifest.json"
PRINT = "0" * 64
CHECK = ("export", "--verify", MANIFEST)
CONTRADICTION = "out.csv: 1 contradiction between the file, its manifest and what it is made from"


@pytest.fixture
def exported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, costcalc: Run) -> Path:
    """Give an export of two months, at 2,800 each."""
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.chdir(project(tmp_path))
    assert costcalc("export", "bot.yaml", "--as-of", "2026-05-01", "--months", "2", "-o", "out.csv") == (0, "", "")
    return tmp_path / "out.csv"


def told(costcalc: Run, *words: str) -> list[str]:
    """Give what is said of the export, which is not as it was."""
    answer = costcalc(*CHECK, *words)
    assert (answer.code, answer.err) == (1, "")
    return unfolded(answer.out).splitlines()


def rewritten(file: Path, change: Callable[[Any], object]) -> None:
    """Change what the manifest says."""
    document: Any = manifest_of(file)
    change(document)
    write(file.parent, MANIFEST, json.dumps(document))


MAY, JUNE = "bot small 2026-05 USD", "bot small 2026-06 USD"
CHANGED: dict[str, tuple[Callable[[Any], object], str]] = {
    "a folder": (
        lambda said: said["inputs"]["cards"][0].update(folder="elsewhere"),
        "the card acme: folder elsewhere -> folder pricing",
    ),
    "a shipped one": (
        lambda said: said["inputs"]["cards"][0].update(folder="shipped"),
        "the card acme: folder shipped -> folder pricing",
    ),
    "a file": (
        lambda said: said["inputs"]["cards"][0].update(file="pricing/other.yaml"),
        "the card acme: file pricing/other.yaml -> file pricing/acme.yaml",
    ),
    "a card twice": (
        lambda said: said["inputs"]["cards"].append(said["inputs"]["cards"][0]),
        "the card acme: 2 times -> once",
    ),
    "a card that is not used": (
        lambda said: said["inputs"]["cards"].append(said["inputs"]["cards"][0] | {"id": "zeta"}),
        "the card zeta: pricing/acme.yaml -> not used",
    ),
    "a scenario's id": (
        lambda said: said["inputs"]["scenarios"][0].update(id="bat"),
        "the scenario bot: id bat -> id bot",
    ),
    "an instant": (
        lambda said: said["inputs"]["scenarios"][0].update(as_of="2026-05-01"),
        "the scenario bot: as_of 2026-05-01 -> as_of 2026-05-01T00:00:00Z",
    ),
    "like": (lambda said: said.update(like="small"), "`like` of the manifest: small -> none"),
    "FOCUS": (lambda said: said.update(focus_version="1.2"), "`focus_version` of the manifest: 1.2 -> none"),
    "the order of months": (
        lambda said: said["by_month"].reverse(),
        f"the order of `by_month` in the manifest: {JUNE}, {MAY} -> {MAY}, {JUNE}",
    ),
    "an assumption": (
        lambda said: said["assumptions"][0].update(value="2M"),
        "the assumption bot requests: 2M -> 1M",
    ),
    "no assumption": (lambda said: said.update(assumptions=[]), "the assumption bot requests: none -> 1M"),
    "an assumption twice": (
        lambda said: said["assumptions"].append(said["assumptions"][0]),
        "the assumption bot requests: 1M, 1M -> 1M",
    ),
    "no like": (lambda said: said.pop("like"), "`like` of the manifest: not there -> none"),
    "no models": (lambda said: said.pop("models"), "`models` of the manifest: not there -> none"),
    "no options": (lambda said: said.pop("options"), "`options` of the manifest: not there -> none"),
    "no settings": (lambda said: said.pop("settings"), "`settings` of the manifest: not there -> none"),
}


@pytest.mark.usefixtures("exported")
@pytest.mark.parametrize("what", CHANGED)
def test_what_a_manifest_says_and_no_input_explains_is_a_contradiction(
    costcalc: Run, exported: Path, what: str
) -> None:
    change, said = CHANGED[what]
    rewritten(exported, change)
    verdict, *found = told(costcalc)
    assert "contradiction" in verdict
    assert said in found
    assert not any("moved because" in line for line in found)


NOTED = {("costcalc",), ("all_options",), ("inputs", "fx", "sha256")}
"""Another version is said; that of one option all are asked for is the same question; plain rows name no rates."""


def leaves(part: Any, *path: str | int) -> Iterator[tuple[str | int, ...]]:
    """Yield where every value of a document is."""
    if not isinstance(part, dict | list):
        yield path
        return
    for key, value in part.items() if isinstance(part, dict) else enumerate(part):
        yield from leaves(value, *path, key)


def another(value: object) -> object:
    """Give another value of the same kind."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + 1
    text = "x" if value is None else str(value)
    return f"{'1' if text[0] == '0' else '0'}{text[1:]}" if len(text) == len(PRINT) else f"{text}1"


@pytest.mark.parametrize("profile", ["plain", "focus"])
def test_no_value_of_a_manifest_can_be_another_without_a_word(
    costcalc: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, profile: str
) -> None:
    rates = "rates: [{effective: 2026-01-01, from: USD, to: EUR, rate: 0.9, source: a bank}]\n"
    write(tmp_path, "fx.yaml", f"schema: costcalc/fx/v1\nid: fx\ntitle: Rates\n{rates}")
    text = scenario().replace("assumptions:", "currency: EUR\nassumptions:")
    monkeypatch.chdir(project(tmp_path, f"{text}allocate: {{team: {{search: 60%, ads: 40%}}}}\n"))
    asked = ("--as-of", "2026-05-01", "--months", "2", "--fx", "fx.yaml", "--profile", profile)
    assert costcalc("export", "bot.yaml", *asked, "-o", "out.csv") == (0, "", "")
    document: Any = manifest_of(tmp_path / "out.csv")
    passed = set()
    for path in leaves(document):
        changed = json.loads(json.dumps(document))
        part = changed
        for key in path[:-1]:
            part = part[key]
        part[path[-1]] = another(part[path[-1]])
        write(tmp_path, MANIFEST, json.dumps(changed))
        answer = costcalc(*CHECK)
        assert "moved because" not in answer.out, path
        if answer.code == 0:
            passed.add(path)
    assert passed == (NOTED if profile == "plain" else NOTED - {("inputs", "fx", "sha256")})


@pytest.mark.parametrize("key", ["all_options", "cost_totals", "by_month", "by_year", "assumptions"])
def test_a_key_that_is_gone_is_a_contradiction_unless_an_earlier_version_did_not_write_it(
    costcalc: Run, exported: Path, key: str
) -> None:
    rewritten(exported, lambda said: said.pop(key))
    assert any(line.startswith(f"`{key}` of the manifest: not there -> ") for line in told(costcalc))
    rewritten(exported, lambda said: said.update(costcalc="0.1.0"))
    said = unfolded(costcalc(*CHECK).out)
    assert "not there" not in said


def test_a_card_of_the_rows_that_the_manifest_does_not_name_is_a_contradiction(costcalc: Run, exported: Path) -> None:
    rewritten(exported, lambda said: said["inputs"]["cards"].clear())
    assert any(line.startswith("the card acme: not in the manifest -> version 2026-11-01") for line in told(costcalc))


def test_a_card_named_elsewhere_by_who_checks_is_no_contradiction(costcalc: Run, exported: Path) -> None:
    (exported.parent / "pricing").rename(exported.parent / "cards")
    answer = costcalc(*CHECK, "--pricing", "cards")
    assert (answer.code, "read elsewhere, with the same content" in unfolded(answer.out)) == (0, True)


def test_a_manifest_that_speaks_of_another_file_is_found(costcalc: Run, exported: Path) -> None:
    write(exported.parent, "decoy.csv", exported.read_text(encoding="utf-8"))
    exported.write_text(exported.read_text(encoding="utf-8").replace(",2000.00,", ",1000.00,"), encoding="utf-8")
    rewritten(exported, lambda said: said.update(file="decoy.csv"))
    assert told(costcalc)[1:] == ["`file` of the manifest: decoy.csv -> out.csv"]


def test_a_csv_that_is_called_a_workbook_is_looked_at_all_the_same(costcalc: Run, exported: Path) -> None:
    data = exported.read_bytes().replace(b",2000.00,", b",1000.00,")
    exported.write_bytes(data)
    print_of = {"format": "xlsx", "sha256": sha256(data).hexdigest(), "bytes": len(data)}
    rewritten(exported, lambda said: said.update(print_of))
    assert "the format: xlsx -> no workbook" in told(costcalc)


def test_a_key_that_stands_twice_is_refused(costcalc: Run, exported: Path) -> None:
    text = (exported.parent / MANIFEST).read_text(encoding="utf-8")
    write(exported.parent, MANIFEST, text.replace('{\n  "schema"', '{\n  "rows": 1,\n  "schema"', 1))
    answer = costcalc(*CHECK)
    assert (answer.code, answer.out) == (2, "")
    assert "error[duplicate-key]: a key stands twice in one object" in answer.err


def test_a_version_of_five_thousand_digits_is_cut(costcalc: Run, exported: Path) -> None:
    rewritten(exported, lambda said: said.update(costcalc="0." + "9" * 5_000))
    answer = costcalc(*CHECK)
    assert answer.code == 0
    assert f"written by costcalc 0.{'9' * 38}…, recomputed by " in answer.out
    assert len(answer.out) < 300


def test_the_version_of_a_card_is_no_word_of_a_row(costcalc: Run, exported: Path) -> None:
    write(exported.parent, "pricing/acme.yaml", card().replace("version: 2026-11-01", "version: v1"))
    assert costcalc("export", "bot.yaml", "--as-of", "2026-05-01", "-o", "out.csv", "--force").code == 0
    write(exported.parent, "pricing/acme.yaml", card().replace("version: 2026-11-01", "version: published"))
    # the card was `v1` and is `published`; on what its price is based is another matter
    data = exported.read_bytes()
    exported.write_bytes(data.replace(b",published,", b",v1,"))
    assert exported.read_bytes() != data
    assert any(line.endswith("basis: v1 -> published") for line in told(costcalc))


def test_lines_are_as_wide_as_other_answers(costcalc: Run, exported: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(exported.parent, "pricing/acme.yaml", card(input="3"))
    write(exported.parent, "bot.yaml", scenario(requests="2M"))
    for width in (60, 80):
        monkeypatch.setenv("COLUMNS", str(width))
        lines = costcalc(*CHECK).out.splitlines()
        assert max(map(len, lines)) <= width
        assert all(line.startswith("  ") for line in lines[1:])
