"""The other way round: what changes no money is nothing to report."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.lab.changes import every, with_card, with_scenario
from tests.lab.written import files_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.lab.described import Lab
    from tests.lab.repository import Repository

MAIL = "teams/ads/scenarios/mail.yaml"
ACME = "pricing/acme.yaml"


def nothing(change: Repository) -> None:
    """Hold that there is nothing to report."""
    checked, ran = change.commit().checked(), change.text()
    assert checked.code == ran.code == 0, checked
    assert checked.found["moves"] == []
    assert checked.findings == []
    assert "nothing to report" in ran.out


def of_text(name: str, edit: Callable[[str], str]) -> Callable[[Repository], None]:
    """Return an edit of a file."""

    def edited(change: Repository) -> None:
        text = (change.folder / name).read_text(encoding="utf-8")
        assert edit(text) != text
        change.write({name: edit(text)})

    return edited


def reordered(text: str) -> str:
    """Put the options of a scenario before its workload, and its tags last."""
    head, _, rest = text.partition("workload:\n")
    workload, _, options = rest.partition("options:\n")
    tags = next(line for line in head.splitlines() if line.startswith("tags:"))
    kept = head.replace(f"{tags}\n", "")
    return f"{kept}options:\n{options}workload:\n{workload}{tags}\n"


def turned(text: str) -> str:
    """Put the last model of a card first."""
    head, _, models = text.partition("models:\n")
    *others, last = models.split("    context_window")
    name = others[-1].splitlines()[-1]
    kept = "    context_window".join([*others[:-1], others[-1].removesuffix(f"{name}\n")])
    return f"{head}models:\n{name}\n    context_window{last}{kept}"


HARMLESS: dict[str, Callable[[Repository], None]] = {
    "an empty commit": lambda _: None,
    "a comment in a scenario": of_text(MAIL, lambda text: f"# counted again in November\n{text}"),
    "a comment in a card": of_text(ACME, lambda text: f"{text}# nothing new\n"),
    "a comment in the policy": of_text("costcalc.yaml", lambda text: f"# ours\n{text}"),
    "a comment in the exchange rates": of_text("pricing/fx.yaml", lambda text: f"# ours\n{text}"),
    "a scenario in another order": of_text(MAIL, reordered),
    "a card in another order": of_text(ACME, turned),
    "0.50 becomes 0.5": of_text(ACME, lambda text: text.replace("input: 0.50", "input: 0.5")),
    "1.60 becomes 1.6": of_text("pricing/beta.yaml", lambda text: text.replace("output: 1.60", "output: 1.6")),
    "2 becomes 2.00": of_text(ACME, lambda text: text.replace("input: 2\n", "input: 2.00\n")),
    "3000 becomes 3K": of_text(MAIL, lambda text: text.replace("value: 3000,", "value: 3K,")),
    "40% becomes 0.40": of_text("pricing/ours.yaml", lambda text: text.replace("discount: 40%", "discount: 0.40")),
    "a scenario in Windows lines": of_text(MAIL, lambda text: text.replace("\n", "\r\n")),
    "a card in Windows lines": of_text(ACME, lambda text: text.replace("\n", "\r\n")),
    "the policy in Windows lines": of_text("costcalc.yaml", lambda text: text.replace("\n", "\r\n")),
    "a mark at the start of a file": of_text(MAIL, lambda text: f"\ufeff{text}"),
    "no line end at the end": of_text(MAIL, lambda text: text.rstrip("\n")),
    "attributes of text": lambda change: change.write({".gitattributes": "* text=auto\n*.yaml text eol=lf\n"}),
    "a new file": lambda change: change.write({"src/main.py": "print(1)\n"}),
    "a new YAML file of others": lambda change: change.write({"docker-compose.yml": "services: {}\n"}),
    "a page": lambda change: change.write({"README.md": "# Costs\n"}),
    "a link elsewhere": lambda change: (change.folder / "latest").symlink_to("teams"),
    "a pointer of LFS": lambda change: change.write(
        {"logo.png": f"version https://git-lfs.github.com/spec/v1\noid sha256:{'0' * 64}\nsize 1\n"}
    ),
    "another title": of_text(MAIL, lambda text: text.replace("title: ads-mail", "title: Mails")),
}


@pytest.mark.parametrize("edit", HARMLESS.values(), ids=HARMLESS)
def test_a_change_that_moves_no_money_is_nothing_to_report(
    change: Repository, edit: Callable[[Repository], None]
) -> None:
    edit(change)
    nothing(change)


def test_a_base_in_windows_lines_is_the_same_base(lab: Lab, change: Repository) -> None:
    change.write({name: text.replace("\n", "\r\n") for name, text in files_of(lab).items()})
    change.commit().git("branch", "-f", "main")
    change.write(files_of(lab))
    nothing(change)


def test_a_version_that_is_raised_alone_is_nothing_to_report(lab: Lab, change: Repository) -> None:
    change.becomes(lab, with_card("acme")(lab))
    nothing(change)


def test_comments_everywhere_are_nothing_to_report(lab: Lab, change: Repository) -> None:
    every_one = every(*(with_scenario(one.id, comment="seen") for one in lab.scenarios.values()))
    change.becomes(lab, every_one(lab))
    nothing(change)


@pytest.mark.parametrize("folder", ["", "pricing", "teams/ads"])
def test_it_is_nothing_to_report_from_any_folder(change: Repository, folder: str) -> None:
    change.write({"notes.txt": "unrelated\n"})
    ran = change.commit().text(folder=folder)
    assert (ran.code, "nothing to report" in ran.out) == (0, True), ran
