"""Files that are written: whole or not at all, never over an input, never through somebody's link, and never lost."""

from __future__ import annotations

import errno
import json
import os
import stat
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from costcalc.cli.folder import Folder
from tests.inputs import card_yaml
from tests.program import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Answer

CHATBOT = "scenarios/chatbot.yaml"


def shell(command: str, encoding: str = "utf-8", **env: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, **env}
    line = command.replace("costcalc", f"{sys.executable} -m costcalc")
    return subprocess.run(["bash", "-c", line], env=environment, capture_output=True, encoding=encoding, check=False)


def test_a_file_is_written_like_standard_output(costcalc: Callable[..., Answer], tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    assert costcalc("compare", CHATBOT, "--format", "csv", "-o", out) == (0, "", "")
    assert out.read_bytes().decode() == costcalc("compare", CHATBOT, "--format", "csv").out
    assert [path.name for path in tmp_path.iterdir()] == ["out.csv"]
    mask = os.umask(0)
    os.umask(mask)
    assert stat.S_IMODE(out.stat().st_mode) == 0o666 & ~mask


def test_a_file_that_exists_stays_unless_forced(costcalc: Callable[..., Answer], tmp_path: Path) -> None:
    out = tmp_path / "out.txt"
    out.write_text("precious")
    answer = costcalc("compare", CHATBOT, "-o", out)
    assert answer.code == 2
    assert "error[file-exists]: the file exists" in answer.err
    assert out.read_text() == "precious"
    assert costcalc("compare", CHATBOT, "-o", out, "--force").code == 0
    assert out.read_text().startswith("High-volume")


def test_an_input_is_never_written_over(costcalc: Callable[..., Answer], tmp_path: Path) -> None:
    mine, link = tmp_path / "mine.yaml", tmp_path / "link.yaml"
    text = Path(CHATBOT).read_text()
    mine.write_text(text)
    link.symlink_to(mine)
    for out in (mine, link):
        answer = costcalc("compare", mine, "-o", out, "--force")
        assert answer.code == 2
        assert "error[output-is-input]" in answer.err
    assert mine.read_text() == text


def test_a_card_that_was_read_is_never_written_over(costcalc: Callable[..., Answer], tmp_path: Path) -> None:
    card = tmp_path / "openai.yaml"
    card.write_bytes(Path("pricing/openai.yaml").read_bytes())
    answer = costcalc("price", "gpt-4o", "--input", "1", "--pricing", tmp_path, "-o", card, "--force")
    assert answer.code == 2
    assert "error[output-is-input]" in answer.err
    assert card.read_bytes() == Path("pricing/openai.yaml").read_bytes()


@pytest.mark.parametrize("out", ["no/such/folder/x.txt", "."])
def test_what_cannot_be_written_is_a_problem(costcalc: Callable[..., Answer], tmp_path: Path, out: str) -> None:
    answer = costcalc("compare", CHATBOT, "-o", f"{tmp_path}/{out}")
    assert answer.code == 2
    assert "error[unwritable-file]" in answer.err
    assert not list(tmp_path.iterdir())


def test_a_device_is_written_to_directly(costcalc: Callable[..., Answer]) -> None:
    assert costcalc("compare", CHATBOT, "-o", "/dev/null").code == 0
    answer = costcalc("compare", CHATBOT, "-o", "/dev/full")
    assert (answer.code, "no space left on device" in answer.err) == (2, True)


def test_a_failed_comparison_writes_no_file(costcalc: Callable[..., Answer], tmp_path: Path) -> None:
    assert costcalc("compare", CHATBOT, "--set", "nope=1", "-o", tmp_path / "x.txt").code == 2
    assert not list(tmp_path.iterdir())


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout with a scenario, which the program runs in, beside a folder that is none of its business."""
    checkout = tmp_path / "checkout"
    (checkout / ".git").mkdir(parents=True)
    (checkout / "s.yaml").write_text(Path(CHATBOT).read_text())
    (tmp_path / "outside").mkdir()
    monkeypatch.chdir(checkout)
    return tmp_path


WRITERS: list[tuple[str, ...]] = [
    ("compare", "s.yaml", "-o"),
    ("price", "openai/gpt-4o", "--input", "1", "-o"),
    ("export", "--all-options", "s.yaml", "--format", "csv", "-o"),
    ("export", "--all-options", "s.yaml", "--format", "xlsx", "-o"),
    ("schema", "scenario", "-o"),
    ("cards", "list", "-o"),
    ("cards", "show", "openai/gpt-4o", "-o"),
    ("check", "s.yaml", "--report", "text={}"),
    ("check", "s.yaml", "--comment-file", "{}"),
]


def written_to(words: tuple[str, ...], out: str) -> list[str]:
    """Complete a command with its output, whose ending is that of its format."""
    ending = ".xlsx" if "xlsx" in words else ".yaml" if "import" in words else ".txt"
    named = words[-1].format(f"{out}{ending}")
    return [*words[:-1], named] if named != words[-1] else [*words, f"{out}{ending}"]


def catalogue(folder: Path) -> tuple[str, ...]:
    entry = {"acme/m": {"litellm_provider": "acme", "mode": "chat", "input_cost_per_token": 1e-6}}
    (folder / "map.json").write_text(json.dumps(entry))
    return ("cards", "import", "litellm", "map.json", "-o")


def every_writer(folder: Path) -> list[tuple[str, ...]]:
    return [*WRITERS, catalogue(folder)]


def test_a_link_to_nothing_is_not_written_through(costcalc: Callable[..., Answer], place: Path) -> None:
    """`ln -s ../x.pth costs.txt`: Python would run a title of the change at its next start."""
    for words in every_writer(place / "checkout"):
        args = written_to(words, "costs")
        out = Path(args[-1].removeprefix("text="))
        out.unlink(missing_ok=True)
        out.symlink_to("../outside/x.pth")
        answer = costcalc(*args)
        assert answer.code == 2, args
        assert f"{out}:1:1: error[file-exists]: a link of this name exists, and is not followed" in answer.err
        assert not list((place / "outside").iterdir()), args
        assert out.is_symlink()


def test_with_force_a_link_is_replaced_and_what_it_leads_to_stays(costcalc: Callable[..., Answer], place: Path) -> None:
    target = place / "outside/precious"
    for words in every_writer(place / "checkout"):
        target.write_text("precious")
        args = written_to(words, "costs")
        out = Path(args[-1].removeprefix("text="))
        out.unlink(missing_ok=True)
        out.symlink_to("../outside/precious")
        assert costcalc(*args, "--force").code == 0, args
        assert target.read_text() == "precious"
        assert not out.is_symlink()
        assert out.stat().st_size > len("precious")


@pytest.mark.parametrize("way", ["out/{}", "./out/{}", "{here}/out/{}", "deeper/../out/{}", "out/inner/{}"])
def test_a_folder_that_is_a_link_of_the_checkout_is_not_gone_through(
    costcalc: Callable[..., Answer], place: Path, way: str
) -> None:
    (place / "outside/inner").mkdir()
    (place / "checkout/deeper").mkdir()
    (place / "checkout/out").symlink_to("../outside")
    for words in every_writer(place / "checkout"):
        args = written_to(words, way.format("costs", here=place / "checkout"))
        answer = costcalc(*args)
        assert answer.code == 2, args
        assert "`out` is a link, and no link of this folder is followed" in answer.err
        assert [path.name for path in (place / "outside").iterdir()] == ["inner"]
        assert not list((place / "outside/inner").iterdir())


def test_a_folder_for_cards_that_is_a_link_is_not_filled(costcalc: Callable[..., Answer], place: Path) -> None:
    words = catalogue(place / "checkout")
    for target in ("../outside", "../outside/not-there"):
        (place / "checkout/cards").unlink(missing_ok=True)
        (place / "checkout/cards").symlink_to(target)
        assert costcalc(*words, "cards").code == 2
        assert not list((place / "outside").iterdir())
    assert costcalc(*words, "new").code == 0
    assert [path.name for path in Path("new").iterdir()] == ["acme.yaml"]


def test_links_of_the_machine_are_the_users(costcalc: Callable[..., Answer], place: Path) -> None:
    (place / "link").symlink_to(place / "outside")
    assert costcalc("compare", "s.yaml", "-o", place / "link/costs.txt") == (0, "", "")
    assert costcalc("compare", "s.yaml", "-o", "../link/more.txt") == (0, "", "")
    assert sorted(path.name for path in (place / "outside").iterdir()) == ["costs.txt", "more.txt"]


CALENDAR = """\
{schema: costcalc/calendar/v1, id: own, title: Own, source: a, years: 2026, holidays: {2026-05-01: May Day}}
"""
PEAK_CARD = card_yaml("""\
id: mine
currency: EUR
models:
  m:
    rates:
      - effective: 2026-01-01
        source: x
        input: 1
        output: 2
        peak: {multiplier: 2, hours: ["01:00-04:00"], tz: Asia/Shanghai, holidays: own}
""")
FX = """\
schema: costcalc/fx/v1
id: fx
title: Exchange rates
rates:
  - {effective: 2026-01-01, from: EUR, to: USD, rate: 1.25, source: x}
"""


def test_whatever_was_read_in_a_run_is_an_input(costcalc: Callable[..., Answer], place: Path) -> None:
    """A calendar, exchange rates, a policy, a manifest: none is named as the first argument."""
    here = place / "checkout"
    (here / "pricing/calendars").mkdir(parents=True)
    (here / "pricing/calendars/own.yaml").write_text(CALENDAR)
    (here / "pricing/mine.yaml").write_text(PEAK_CARD)
    (here / "costcalc.yaml").write_text("schema: costcalc/policy/v1\n")
    (here / "fx.yaml").write_text(FX)
    scenario = (
        (here / "s.yaml").read_text().replace("\noptions:\n", "\ncurrency: USD\noptions:\n  mine: {model: mine/m}\n")
    )
    (here / "s.yaml").write_text(scenario)
    (here / "response.json").write_text('{"usage": {"prompt_tokens": 10, "completion_tokens": 5, "total_tokens": 15}}')
    assert costcalc("export", "--all-options", "s.yaml", "--fx", "fx.yaml", "-o", "rows.csv").code == 0
    files = {path: path.read_bytes() for path in here.rglob("*") if path.is_file()}
    compared = ("compare", "s.yaml", "--fx", "fx.yaml", "--force", "-o")
    for words in [
        (*compared, "s.yaml"),
        (*compared, "fx.yaml"),
        (*compared, "pricing/mine.yaml"),
        (*compared, "pricing/calendars/own.yaml"),
        (*compared, f"{here}/pricing/../fx.yaml"),
        ("export", "--all-options", "s.yaml", "--fx", "fx.yaml", "--format", "csv", "--force", "-o", "fx.yaml"),
        ("price", "openai/gpt-4o", "--usage", "response.json", "--force", "-o", "response.json"),
        ("check", ".", "--force", "--report", "text=costcalc.yaml"),
        ("check", ".", "--force", "--report", "text=pricing/calendars/own.yaml"),
        ("check", ".", "--force", "--report", "text=fx.yaml"),
        ("cards", "show", "mine/m", "--force", "-o", "pricing/mine.yaml"),
    ]:
        answer = costcalc(*words)
        assert (answer.code, "error[output-is-input]" in answer.err) == (2, True), (words, answer)
    assert {path: path.read_bytes() for path in here.rglob("*") if path.is_file()} == files


def test_what_another_run_wrote_in_the_meantime_is_not_lost(
    costcalc: Callable[..., Answer], place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both found no file of the name; the second one must not leave with 0, as if its answer were there."""
    publish = Folder.publish

    def after_another(self: Folder, made: str, name: str) -> None:
        if name == "costs.csv.manifest.json":
            Path(name).write_text("another's")
        publish(self, made, name)

    monkeypatch.setattr(Folder, "publish", after_another)
    answer = costcalc("export", "--all-options", "s.yaml", "-o", "costs.csv")
    assert (answer.code, "costs.csv.manifest.json:1:1: error[file-exists]" in answer.err) == (2, True)
    left = sorted(path.name for path in (place / "checkout").iterdir())
    assert left == [".git", "costs.csv.manifest.json", "s.yaml"]
    assert Path("costs.csv.manifest.json").read_text() == "another's"


def test_a_file_system_without_second_names_is_no_worse(
    costcalc: Callable[..., Answer], place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_names: object, **_handles: object) -> None:
        raise PermissionError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", refused)
    assert costcalc("compare", "s.yaml", "-o", "costs.txt").code == 0
    assert Path("costs.txt").read_text().startswith("High-volume")
    assert costcalc("compare", "s.yaml", "-o", "costs.txt").code == 2
    assert sorted(path.name for path in (place / "checkout").iterdir()) == [".git", "costs.txt", "s.yaml"]


def test_a_system_without_handles_of_folders_writes_by_paths(
    costcalc: Callable[..., Answer], place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("costcalc.cli.folder.BY_HANDLE", False)
    assert costcalc("export", "--all-options", "s.yaml", "-o", "costs.csv").code == 0
    assert costcalc("export", "--all-options", "s.yaml", "-o", "costs.csv").code == 2
    assert costcalc("export", "--all-options", "s.yaml", "-o", "costs.csv", "--force").code == 0
    Path("out").symlink_to("../outside")
    assert costcalc("compare", "s.yaml", "-o", "out/x.txt").code == 2
    assert not list((place / "outside").iterdir())


@pytest.mark.parametrize("second", ["a.json", "./a.json", "deeper/../a.json", "{here}/a.json"])
@pytest.mark.parametrize("force", [(), ("--force",)])
def test_two_reports_do_not_go_to_one_file(
    costcalc: Callable[..., Answer], place: Path, second: str, force: tuple[str, ...]
) -> None:
    (place / "checkout/deeper").mkdir()
    named = second.format(here=place / "checkout")
    answer = costcalc("check", "s.yaml", "--report", "json=a.json", "--report", f"sarif={named}", *force)
    assert (answer.code, "error[bad-setting]: two answers would go to this file" in answer.err) == (2, True)
    assert not Path("a.json").exists()


def test_a_pipe_that_nobody_reads_is_not_waited_for(
    costcalc: Callable[..., Answer], place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("costcalc.cli.files.PAUSE", 0)
    os.mkfifo(place / "checkout/pipe")
    answer = costcalc("compare", "s.yaml", "-o", "pipe")
    assert (answer.code, "error[unwritable-file]: nobody reads this pipe" in answer.err) == (2, True)


@pytest.mark.slow
def test_a_pipe_that_somebody_reads_gets_all_of_it(place: Path) -> None:
    os.mkfifo(place / "checkout/pipe")
    told = shell("costcalc compare s.yaml -o pipe & cat pipe; wait $!", PYTHONPATH=str(ROOT))
    assert (told.returncode, told.stdout.startswith("High-volume")) == (0, True), told
    told = shell("costcalc compare s.yaml -o >(cat) ; wait $!", PYTHONPATH=str(ROOT))
    assert (told.returncode, told.stdout.startswith("High-volume")) == (0, True), told
    told = shell("costcalc compare s.yaml -o /dev/stdout > new.txt", PYTHONPATH=str(ROOT))
    assert (told.returncode, Path("new.txt").read_text().startswith("High-volume")) == (0, True), told


def test_a_link_in_another_checkout_is_not_gone_through_either(
    costcalc: Callable[..., Answer], place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who runs elsewhere, and names a file of the checkout, writes into it: its links are the change's."""
    (place / "checkout/out").symlink_to("../outside")
    (place / "elsewhere").mkdir()
    monkeypatch.chdir(place / "elsewhere")
    for out in ("../checkout/out/b.txt", f"{place}/checkout/out/c.txt"):
        answer = costcalc("compare", "../checkout/s.yaml", "-o", out)
        assert (answer.code, "`out` is a link" in answer.err) == (2, True)
    (place / "checkout/inner/.git").mkdir(parents=True)
    monkeypatch.chdir(place / "checkout/inner")
    assert costcalc("compare", "../s.yaml", "-o", "../out/d.txt").code == 2
    assert not list((place / "outside").iterdir())


@pytest.mark.parametrize("target", ["/dev/null", "../outside"])
def test_an_export_that_replaces_a_link_has_its_manifest(
    costcalc: Callable[..., Answer], place: Path, target: str
) -> None:
    Path("costs.csv").symlink_to(target)
    Path("costs.csv.manifest.json").write_text("{}")
    assert costcalc("export", "--all-options", "s.yaml", "-o", "costs.csv", "--force").code == 0
    assert json.loads(Path("costs.csv.manifest.json").read_text())["file"] == "costs.csv"
    assert not Path("costs.csv").is_symlink()
    assert not list((place / "outside").iterdir())


@pytest.mark.slow
@pytest.mark.parametrize(
    "line",
    [
        "costcalc check s.yaml --report json=/dev/stdout > r.txt",
        "costcalc check s.yaml --report json=/dev/fd/1 > r.txt",
        "costcalc check s.yaml --force --report json=r.txt > r.txt",
        "costcalc check s.yaml --report json=/dev/stdout | cat; exit ${PIPESTATUS[0]}",
    ],
)
def test_a_report_does_not_go_where_another_is_printed(place: Path, line: str) -> None:
    del place
    told = shell(line, PYTHONPATH=str(ROOT))
    assert (told.returncode, "two answers would go to this file" in told.stderr) == (2, True), told


def test_only_ways_to_what_is_open_are_followed_below_dev(costcalc: Callable[..., Answer], place: Path) -> None:
    shared = Path("/dev/shm")  # noqa: S108  # the folder that everybody may write to is the point
    if not os.access(shared, os.W_OK):
        pytest.skip("this machine has no /dev/shm")
    link = shared / f"costcalc-test-{os.getpid()}"
    (place / "outside/precious").write_text("precious")
    link.symlink_to(place / "outside/precious")
    try:
        assert costcalc("compare", "s.yaml", "-o", link).code == 2
    finally:
        link.unlink()
    assert (place / "outside/precious").read_text() == "precious"


@pytest.mark.slow
def test_what_is_read_from_standard_input_is_an_input(place: Path) -> None:
    del place
    body = '{"usage": {"prompt_tokens": 10, "completion_tokens": 5}}'
    Path("u.json").write_text(body)
    told = shell("costcalc price openai/gpt-4o --usage - -o u.json --force < u.json", PYTHONPATH=str(ROOT))
    assert (told.returncode, "error[output-is-input]" in told.stderr) == (2, True), told
    assert Path("u.json").read_text() == body


def test_who_may_read_a_file_stays_as_it_was(costcalc: Callable[..., Answer], place: Path) -> None:
    del place
    Path("costs.txt").write_text("for two eyes only")
    Path("costs.txt").chmod(0o4700)
    assert costcalc("compare", "s.yaml", "-o", "costs.txt", "--force").code == 0
    assert stat.S_IMODE(Path("costs.txt").stat().st_mode) == 0o600


@pytest.mark.slow
@pytest.mark.parametrize("name", ["TERM", "HUP", "INT"])
def test_a_run_that_is_ended_leaves_nothing_half_done(place: Path, name: str) -> None:
    """It waits for somebody to read a pipe, with another report made and not yet in its place."""
    os.mkfifo("pipe")
    words = ["check", "s.yaml", "--report", "text=a.txt", "--report", "json=pipe"]
    code = (
        "import os, signal, sys, costcalc.cli.files as files\n"
        f"files.time.sleep = lambda _: os.kill(os.getpid(), signal.SIG{name})\n"
        f"sys.argv = ['costcalc', *{words}]\n"
        "from costcalc.cli import main\nmain()"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == {"TERM": 143, "HUP": 129, "INT": 130}[name]
    assert sorted(path.name for path in (place / "checkout").iterdir()) == [".git", "pipe", "s.yaml"]


def test_nothing_may_be_written_to_as_often_as_anybody_likes(costcalc: Callable[..., Answer], place: Path) -> None:
    del place
    assert costcalc("check", "s.yaml", "--report", "json=/dev/null", "--report", "sarif=/dev/null").code == 0


@pytest.mark.parametrize(
    ("name", "form"),
    [
        *(("a.json", "json"), ("a.MD", "markdown"), ("a.markdown", "markdown"), ("a.csv", "csv")),
        *(("a.txt", "text"), ("a.out", "text"), ("a", "text")),
    ],
)
def test_the_name_of_a_file_is_its_format(
    costcalc: Callable[..., Answer], tmp_path: Path, name: str, form: str
) -> None:
    assert costcalc("compare", CHATBOT, "-o", tmp_path / name) == (0, "", "")
    assert (tmp_path / name).read_bytes().decode() == costcalc("compare", CHATBOT, "--format", form).out


def test_a_format_that_is_asked_for_wins_over_the_name(costcalc: Callable[..., Answer], tmp_path: Path) -> None:
    assert costcalc("compare", CHATBOT, "-o", tmp_path / "a.json", "--format", "csv").code == 0
    assert (tmp_path / "a.json").read_bytes().decode() == costcalc("compare", CHATBOT, "--format", "csv").out


@pytest.mark.parametrize(
    "command",
    [
        ("compare", CHATBOT),
        ("price", "gpt-4o", "--input", "1"),
        ("cards", "list"),
        ("explain",),
        ("check",),
        ("export",),
    ],
)
@pytest.mark.parametrize("name", ["a.html", "a.PDF", "a.ods", "a.parquet"])
def test_a_name_of_another_form_is_refused_before_anything_is_read(
    costcalc: Callable[..., Answer], tmp_path: Path, command: tuple[str, ...], name: str
) -> None:
    words = (*command, CHATBOT) if command == ("export",) else command
    answer = costcalc(*words, "-o", tmp_path / name)
    assert (answer.code, answer.out, [*tmp_path.iterdir()]) == (2, "", [])
    assert f"error[bad-setting]: the name ends in {name[1:]}, and there is no such form of this answer" in answer.err
    assert "there are -o a." in answer.err
    assert costcalc("compare", CHATBOT, "-o", tmp_path / "a.xlsx").code == 2


def test_a_name_of_another_form_is_taken_where_the_format_is_named(
    costcalc: Callable[..., Answer], tmp_path: Path
) -> None:
    assert costcalc("compare", CHATBOT, "--format", "markdown", "-o", tmp_path / "a.html").code == 0


@pytest.mark.parametrize(
    ("name", "form"),
    [("a.json", "json"), ("a.md", "markdown"), ("a.sarif", "sarif"), ("a.xml", "junit"), ("a.log", "text")],
)
@pytest.mark.usefixtures("place")
def test_a_check_is_written_to_a_file_like_every_answer(costcalc: Callable[..., Answer], name: str, form: str) -> None:
    answer = costcalc("check", "s.yaml", "--as-of", "2026-04-28", "-o", name)
    assert (answer.out, answer.err) == ("", "")
    printed = costcalc("check", "s.yaml", "--as-of", "2026-04-28", "--format", form)
    assert (answer.code, Path(name).read_text(encoding="utf-8")) == (printed.code, printed.out)


@pytest.mark.usefixtures("place")
def test_a_report_goes_to_a_file_and_not_to_one_called_dash(costcalc: Callable[..., Answer]) -> None:
    answer = costcalc("check", "s.yaml", "--report", "json=-")
    assert (answer.code, answer.out, Path("-").exists()) == (2, "", False)
    assert "error[bad-setting]: `-` is no file: --format says what is printed" in answer.err


def test_that_nothing_was_checked_is_said_once(
    costcalc: Callable[..., Answer], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert costcalc("check") == (
        3,
        "Nothing was checked. Exit code 3: there is no rate card and no scenario here.\n",
        "",
    )


def test_a_workbook_is_named_like_one(costcalc: Callable[..., Answer], tmp_path: Path) -> None:
    assert costcalc("export", "--all-options", CHATBOT, "-o", tmp_path / "a.xlsx").code == 0
    assert (tmp_path / "a.xlsx").read_bytes().startswith(b"PK")


@pytest.mark.parametrize("command", [("compare", CHATBOT), ("export", CHATBOT, "--all-options"), ("schema", "fx")])
def test_a_blank_dash_is_standard_output(
    costcalc: Callable[..., Answer], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
) -> None:
    usual = costcalc(*command)
    monkeypatch.chdir(tmp_path)
    command = tuple(str(ROOT / word) if "/" in word else word for word in command)
    answer = costcalc(*command, "-o", "-")
    assert (answer.code, len(answer.out) > 0, list(tmp_path.iterdir())) == (usual.code, True, [])


def test_a_workbook_without_its_library_is_refused_where_it_was_asked_for(
    costcalc: Callable[..., Answer], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    answer = costcalc("export", "--all-options", CHATBOT, "-o", tmp_path / "a.xlsx")
    assert (answer.code, answer.out, [*tmp_path.iterdir()]) == (2, "", [])
    assert answer.err.startswith("-o:1:1: error[bad-setting]: this is written by XlsxWriter, which is not installed")
