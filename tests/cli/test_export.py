"""`costcalc export`: a file with its manifest, both or neither, and the same bytes everywhere."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.export.finance import card, manifest_of, project, rows_of, scenario, write
from tests.program import elsewhere

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Answer

CHATBOT = "scenarios/chatbot.yaml"
PROGRAM = [sys.executable, "-m", "costcalc"]
ROOT = Path(__file__).parent.parent.parent


def shell(command: str, cwd: Path = ROOT, **env: str) -> subprocess.CompletedProcess[bytes]:
    """Run a line of a shell in which `costcalc` is the program."""
    line = command.replace("costcalc", " ".join(PROGRAM), 1)
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **env}
    return subprocess.run(["bash", "-c", line], cwd=cwd, env=environment, capture_output=True, check=False)


def names(folder: Path) -> set[str]:
    """List everything in a folder, hidden files too."""
    return {path.name for path in folder.iterdir()}


def test_a_file_has_its_manifest_beside_it_and_the_bytes_of_standard_output(
    costcalc: Callable[..., Answer], tmp_path: Path
) -> None:
    out = tmp_path / "costs.csv"
    assert costcalc("export", "--all-options", CHATBOT, "-o", out) == (0, "", "")
    assert out.read_bytes().decode() == costcalc("export", "--all-options", CHATBOT).out
    assert names(tmp_path) == {"costs.csv", "costs.csv.manifest.json"}
    mask = os.umask(0)
    os.umask(mask)
    assert {stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()} == {0o666 & ~mask}


def test_several_scenarios_are_one_file_in_the_order_given(costcalc: Callable[..., Answer]) -> None:
    rows = rows_of(costcalc("export", "--all-options", "scenarios/coding-assistant.yaml", CHATBOT).out)
    assert list(dict.fromkeys(row["scenario"] for row in rows)) == ["coding-assistant", "chatbot"]


def test_the_instant_can_be_given(costcalc: Callable[..., Answer]) -> None:
    # 200M at 0.22 and 500M at 0.66, right after the rise
    rows = rows_of(costcalc("export", "--all-options", CHATBOT, "--as-of", "2026-08-16T16:00Z").out)
    assert [row["amount"] for row in rows if row["option"] == "flash_published"] == ["44", "330"]
    assert {row["period_start"] for row in rows} == {"2026-08-16T16:00:00Z"}


@pytest.mark.parametrize(("option", "form"), [("--format", "csv"), ("--format", "xlsx"), ("--profile", "focus")])
def test_what_has_no_price_refuses_all_of_it(
    costcalc: Callable[..., Answer], tmp_path: Path, option: str, form: str
) -> None:
    out = tmp_path / ("out.xlsx" if form == "xlsx" else "out.csv")
    asked = (CHATBOT, "scenarios/document-analysis.yaml", "--all-options", "--as-of", "2026-04-01")
    answer = costcalc("export", *asked, option, form, "-o", out)
    assert (answer.code, answer.out) == (2, "")
    assert "error[not-in-force]: deepseek/deepseek-v4-flash has no price at 2026-04-01" in answer.err
    assert "scenarios/document-analysis.yaml" in answer.err
    assert not names(tmp_path)


def test_what_has_no_price_prints_no_row(costcalc: Callable[..., Answer]) -> None:
    assert costcalc("export", "--all-options", CHATBOT, "--as-of", "2026-04-20", "--months", "3")[:2] == (2, "")


@pytest.mark.parametrize("existing", ["costs.csv", "costs.csv.manifest.json"])
def test_what_exists_stays_unless_forced(costcalc: Callable[..., Answer], tmp_path: Path, existing: str) -> None:
    (tmp_path / existing).write_text("precious")
    answer = costcalc("export", "--all-options", CHATBOT, "-o", tmp_path / "costs.csv")
    assert answer.code == 2
    assert f"{existing}:1:1: error[file-exists]: the file exists" in answer.err
    assert names(tmp_path) == {existing}
    assert (tmp_path / existing).read_text() == "precious"
    assert costcalc("export", "--all-options", CHATBOT, "-o", tmp_path / "costs.csv", "--force") == (0, "", "")
    assert manifest_of(tmp_path / "costs.csv")["bytes"] == (tmp_path / "costs.csv").stat().st_size


def test_a_manifest_that_cannot_be_written_leaves_no_file_without_one(
    costcalc: Callable[..., Answer], tmp_path: Path
) -> None:
    (tmp_path / "costs.csv.manifest.json").mkdir()
    answer = costcalc("export", "--all-options", CHATBOT, "-o", tmp_path / "costs.csv", "--force")
    assert "error[unwritable-file]: this is a folder" in answer.err
    assert names(tmp_path) == {"costs.csv.manifest.json"}
    # a name that is long enough without the manifest's ending
    answer = costcalc("export", "--all-options", CHATBOT, "-o", tmp_path / f"{'x' * 240}.csv")
    assert (answer.code, "file name too long" in answer.err) == (2, True)
    assert names(tmp_path) == {"costs.csv.manifest.json"}


@pytest.mark.slow
@pytest.mark.parametrize("blocks", [1, 4])
def test_a_full_disk_leaves_what_was_there(tmp_path: Path, blocks: int) -> None:
    shutil.copytree("scenarios", tmp_path / "scenarios")
    folder = tmp_path / "out"
    folder.mkdir()
    for name in ("costs.csv", "costs.csv.manifest.json"):
        (folder / name).write_text(f"the old {name}")
    # No file may grow beyond so many KiB, as if the disk were full: the first is too large, or the first fits no more.
    done = shell(f"ulimit -f {blocks}; costcalc export --all-options {CHATBOT} -o out/costs.csv --force", tmp_path)
    assert (done.returncode, b"error[unwritable-file]: the file cannot be written: file too large" in done.stderr) == (
        2,
        True,
    )
    assert {path.name: path.read_text() for path in folder.iterdir()} == {
        "costs.csv": "the old costs.csv",
        "costs.csv.manifest.json": "the old costs.csv.manifest.json",
    }


@pytest.mark.slow
def test_a_device_that_is_full_is_no_answer(costcalc: Callable[..., Answer]) -> None:
    answer = costcalc("export", "--all-options", CHATBOT, "-o", "/dev/full")
    assert (answer.code, "no space left on device" in answer.err) == (2, True)
    done = shell(f"costcalc export --all-options {CHATBOT} > /dev/full")
    assert (done.returncode, b"No space left on device" in done.stderr) == (2, True)


def test_a_device_has_no_manifest(costcalc: Callable[..., Answer]) -> None:
    assert costcalc("export", "--all-options", CHATBOT, "-o", "/dev/null").code == 0
    assert not Path("/dev/null.manifest.json").exists()


@pytest.mark.slow
@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_reader_that_leaves_hears_no_complaint(tmp_path: Path, unbuffered: str) -> None:
    line = "costcalc export bot.yaml --months 120 | head -n 1; exit ${PIPESTATUS[0]}"
    done = shell(line, project(tmp_path), PYTHONUNBUFFERED=unbuffered)
    assert (done.returncode, done.stderr, done.stdout.count(b"\n")) == (141, b"", 1)


@pytest.mark.slow
def test_a_standard_output_that_is_closed_is_no_answer() -> None:
    assert shell(f"costcalc export --all-options {CHATBOT} >&-").returncode == 2


@pytest.mark.parametrize("out", ["no/such/folder.csv", "."])
def test_what_cannot_be_written_is_a_problem(costcalc: Callable[..., Answer], tmp_path: Path, out: str) -> None:
    answer = costcalc("export", "--all-options", CHATBOT, "-o", f"{tmp_path}/{out}")
    assert (answer.code, "error[unwritable-file]" in answer.err) == (2, True)
    assert not names(tmp_path)


@pytest.mark.parametrize("read", ["bot.yaml", "pricing/acme.yaml", "fx.yaml", "link.csv"])
def test_what_was_read_is_never_written_over(
    costcalc: Callable[..., Answer], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, read: str
) -> None:
    monkeypatch.chdir(project(tmp_path))
    rates = "rates: [{effective: 2026-01-01, from: EUR, to: USD, rate: 1.1, source: a bank}]\n"
    write(tmp_path, "fx.yaml", f"schema: costcalc/fx/v1\nid: fx\ntitle: Rates\n{rates}")
    (tmp_path / "link.csv").symlink_to("bot.yaml")
    before = {path: path.read_bytes() for path in tmp_path.rglob("*.yaml")}
    answer = costcalc("export", "bot.yaml", "--fx", "fx.yaml", "--format", "csv", "-o", read, "--force")
    assert (answer.code, "error[output-is-input]" in answer.err) == (2, True)
    assert {path: path.read_bytes() for path in tmp_path.rglob("*.yaml")} == before
    assert not list(tmp_path.rglob("*.manifest.json"))


@pytest.mark.parametrize(
    ("args", "said"),
    [
        ((), "error[bad-setting]: there is no scenario to export"),
        ((CHATBOT, "--months", "0"), "'--months'"),
        ((CHATBOT, "--months", "121"), "'--months'"),
        ((CHATBOT, "--as-of", "yesterday"), "error[bad-instant]"),
        ((CHATBOT, "--focus-version", "1.4"), "the profile is plain, which is not FOCUS"),
        ((CHATBOT, "--profile", "focus", "--focus-version", "9"), "'--focus-version'"),
        ((CHATBOT, "--profile", "focus", "--format", "xlsx"), "focus is a profile of CSV files"),
        ((CHATBOT, "--profile", "excel", "--format", "xlsx"), "excel is a profile of CSV files"),
        ((CHATBOT, "--format", "xlsx"), "this is no text, and needs a file"),
        ((CHATBOT, "--format", "csv", "-o", "costs.XLSX"), "the name ends in .XLSX, and the format is csv"),
        ((CHATBOT, "--format", "xlsx", "-o", "costs.csv"), "the name ends in .csv, and the format is xlsx"),
        ((CHATBOT, "--format", "csv", "-o", "costs.html"), "the name ends in .html, and there is no such form"),
        ((CHATBOT, "-o", "costs.dat"), "the name ends in .dat, which says nothing of what the file is"),
        ((CHATBOT, "-o", "costs.csv.bak"), "there are -o costs.csv.csv, -o costs.csv.xlsx; or say it with --format"),
        ((CHATBOT, "--profile", "focus", "-o", "costs.xlsx"), "focus is a profile of CSV files, and not of xlsx"),
        (
            (CHATBOT, CHATBOT, "--all-options"),
            "error[duplicate-scenario]: the scenario `chatbot` is also in scenarios/chatbot.yaml",
        ),
        ((CHATBOT, "--option", "flash", "--as-of", "2199-12-31", "--months", "2"), "the months go on after 2199"),
        (("nowhere.yaml", "nor-here.yaml"), "nor-here.yaml:1:1: error[unreadable-file]"),
    ],
)
def test_what_cannot_be_meant_is_refused(costcalc: Callable[..., Answer], args: tuple[str, ...], said: str) -> None:
    answer = costcalc("export", *args)
    assert (answer.code, answer.out) == (2, "")
    assert said in answer.err


@pytest.mark.parametrize(
    ("name", "form", "is_workbook"),
    [
        ("costs.csv", None, False),
        ("costs.CSV", None, False),
        ("costs.xlsx", None, True),
        ("costs", None, False),
        ("costs.dat", "csv", False),
        ("costs.dat", "xlsx", True),
        ("costs.xlsx", "xlsx", True),
    ],
)
def test_the_ending_of_a_file_decides_what_it_is(
    costcalc: Callable[..., Answer], tmp_path: Path, name: str, form: str | None, *, is_workbook: bool
) -> None:
    asked = ("--format", form) if form else ()
    assert costcalc("export", CHATBOT, "--option", "flash", *asked, "-o", tmp_path / name) == (0, "", "")
    assert (tmp_path / name).read_bytes().startswith(b"PK") == is_workbook
    assert manifest_of(tmp_path / name)["format"] == ("xlsx" if is_workbook else "csv")


OPTIONS = ["", "--months 2", "--profile excel", "--profile focus", "--format xlsx"]


@pytest.fixture(scope="module")
def elsewhere_exported(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Other time zones, locales, hash seeds, and folders in which the same paths lead to the same files."""
    folders = []
    zones = product(["UTC", "Asia/Shanghai", "America/St_Johns"], ["C", "C.UTF-8"])
    for seed, (zone, locale) in enumerate(zones):
        folder = project(
            tmp_path_factory.mktemp(f"{seed}-in-another-place"),
            scenario(as_of="2026-07-01"),
            card(input="0.123457"),
        )
        env = {"TZ": zone, "LC_ALL": locale, "PYTHONHASHSEED": str(seed), "COLUMNS": str(60 + seed)}
        commands = []
        for nth, options in enumerate(OPTIONS):
            (folder / str(nth)).mkdir()
            commands.append(["export", "bot.yaml", *options.split(), "-o", exported_name(nth)])
        assert elsewhere(commands, folder, **env) == [(0, b"")] * len(OPTIONS)
        folders.append(folder)
    return folders


def exported_name(nth: int) -> str:
    return f"{nth}/costs.{'xlsx' if 'xlsx' in OPTIONS[nth] else 'csv'}"


@pytest.mark.slow
@pytest.mark.parametrize("options", OPTIONS)
def test_surroundings_do_not_change_a_byte(elsewhere_exported: list[Path], options: str) -> None:
    files = [folder / exported_name(OPTIONS.index(options)) for folder in elsewhere_exported]
    assert len({file.read_bytes() + file.with_name(f"{file.name}.manifest.json").read_bytes() for file in files}) == 1
    assert len(files) == 6


@pytest.mark.slow
def test_an_encoding_does_not_change_a_file(tmp_path: Path) -> None:
    folder = project(tmp_path, card_text=card().replace("a page", "ценник"))
    for encoding in ("ascii", "utf-8"):
        assert shell(f"costcalc export bot.yaml -o {encoding}.csv", folder, PYTHONIOENCODING=encoding).returncode == 0
    assert (folder / "ascii.csv").read_bytes() == (folder / "utf-8.csv").read_bytes()
    assert "ценник" in (folder / "ascii.csv").read_text(encoding="utf-8")
