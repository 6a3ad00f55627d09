"""Check 12: commands in logs, names that are no text, large trees, and numbers that are nearly a limit."""

from __future__ import annotations

import os
import re
import tempfile
from typing import TYPE_CHECKING

import pytest

from tests.lab.changes import appended, with_call, with_file, with_policy
from tests.lab.described import Call, Option, Scenario
from tests.lab.repository import AS_OF, Repository
from tests.lab.written import files_of
from tests.program import ROOT

if TYPE_CHECKING:
    from tests.lab.described import Lab

COMMANDS = (
    "##vso[task.setvariable variable=a]b",
    "##VSO[task.complete]",
    "##[error]no",
    "##teamcity[buildStatus status='SUCCESS']",
)


@pytest.mark.parametrize("command", COMMANDS, ids=["Azure", "Azure in capitals", "Azure, short", "TeamCity"])
def test_the_message_of_a_gate_is_no_command_of_a_log(lab: Lab, change: Repository, command: str) -> None:
    main = with_policy(("{increase_percent: 25%}", f'{{increase_percent: 25%, message: "{command}"}}'))(lab)
    change.becomes(lab, main)
    change.git("branch", "-f", "main")
    found = change.becomes(main, with_call("ads-mail", requests="6000")(main)).reports(code=1)
    start, _, rest = command.partition("[")
    assert [form for form, text in found.items() if f"{start}[" in text] == []
    assert rest[:10] in found["text"]


def test_a_name_of_a_file_is_no_command_of_a_log(change: Repository) -> None:
    name = "teams/ads/scenarios/##vso[task.complete result=Succeeded].yaml"
    change.write({name: "schema: costcalc/scenario/v1\nid: [\n"})
    ran = change.commit().text()
    assert ran.code == 2
    assert "##vso[" not in ran.out + ran.err


def test_a_source_is_no_command_of_a_log(lab: Lab, change: Repository) -> None:
    changed = appended("acme/small", AS_OF, "1.4", source='"##vso[task.complete] ##teamcity[x]"')(lab)
    ran = change.becomes(lab, changed).text("--explain")
    assert ran.code == 1
    assert not [command for command in COMMANDS if command[: command.index("[") + 1] in ran.out]


def test_a_mail_address_is_no_link_in_markdown(lab: Lab, change: Repository) -> None:
    import cmarkgfm
    from cmarkgfm.cmark import Options

    source = '"Ask boss@example.org, @everyone, <!-- x --> or ![x](https://example.org/x.png)"'
    changed = appended("acme/small", AS_OF, "1.4", source=source)(lab)
    ran = change.becomes(lab, changed).text("--format", "markdown", "--explain")
    html = cmarkgfm.github_flavored_markdown_to_html(ran.out, options=Options.CMARK_OPT_UNSAFE)
    assert "mailto:" not in html
    assert "<img" not in html
    assert "example.org/x.png" not in {part.partition('"')[0] for part in html.split('href="')[1:]}
    assert "@everyone" not in re.sub("<code>.*?</code>", "", html)  # in code it calls nobody


@pytest.mark.slow
def test_a_tree_of_many_files_ends_soon(change: Repository) -> None:
    for folder in range(60):
        (change.folder / f"many/{folder}").mkdir(parents=True)
        for file in range(2000):
            (change.folder / f"many/{folder}/{file}.txt").touch()
    ran = change.run("check", ".", "--as-of", AS_OF)
    assert ran.code == 2, ran
    assert "too-many" in ran.err


def test_a_name_that_is_no_text_makes_no_manifest_that_cannot_be_read(lab: Lab, change: Repository) -> None:
    text = files_of(lab)["teams/ads/scenarios/chat.yaml"]
    name = os.fsdecode(b"teams/ads/scenarios/caf\xe9.yaml")
    (change.folder / name).write_bytes(text.encode())
    ran = change.run("export", name, "--as-of", AS_OF, "--option", "small", "-o", "out.csv")
    if ran.code == 0:
        manifest = (change.folder / "out.csv.manifest.json").read_bytes()
        manifest.decode("utf-8")
        verified = change.run("export", "--verify", "out.csv.manifest.json")
        assert verified.code == 0, verified
    else:
        assert ran.code == 2, ran
        assert not (change.folder / "out.csv").exists()


def test_a_name_that_is_no_text_is_shown_in_every_form_or_refused(lab: Lab, change: Repository) -> None:
    text = files_of(lab)["teams/support/scenarios/chat.yaml"].replace("support-chat", "support-cafe")
    (change.folder / os.fsdecode(b"teams/support/scenarios/caf\xe9.yaml")).write_bytes(text.encode())
    code = change.commit().checked().code
    assert code in {0, 2}
    for shown in change.reports(code=code).values():
        assert shown.encode("utf-8").decode("utf-8") == shown


def test_a_correction_needs_a_source(lab: Lab, change: Repository) -> None:
    corrected = appended("acme/large", "2026-01-01", "1.01", corrects="a slip", source="")(lab)
    checked = change.becomes(lab, corrected).checked()
    assert checked.code in {1, 2}, checked
    assert {"missing-source", "missing-key"} & checked.codes, checked


def test_a_folder_of_cards_that_the_base_has_not_is_said_once(lab: Lab, change: Repository) -> None:
    change.write(
        {name.replace("pricing/", "prices/"): text for name, text in files_of(lab).items() if "pricing/" in name}
    )
    checked = change.commit().checked("--pricing", "prices")
    assert checked.code == 2, checked
    assert checked.ran.err.count("error[") == 1, checked.ran.err
    assert "prices" in checked.ran.err


@pytest.mark.parametrize(
    ("words", "code"), [((), 1), (("--pricing", "prices"), 2), (("teams/none.yaml",), 2), (("--base-tip",), 1)]
)
def test_no_temporary_path_is_in_any_output(lab: Lab, change: Repository, words: tuple[str, ...], code: int) -> None:
    change.becomes(lab, appended("acme/small", AS_OF, "1.4")(lab))
    first, second = (change.reports(*words, code=code) for _ in range(2))
    assert first == second
    for text in first.values():
        assert tempfile.gettempdir() not in text.replace(str(change.folder.parent), "HERE")


def test_a_little_more_than_the_gate_is_not_shown_as_the_gate(lab: Lab, change: Repository) -> None:
    # 3,000,000 of requests a day become 3,750,000.3: 25.00001 % more
    main = with_call("ads-mail", requests="10000000")(lab)
    change.becomes(lab, main)
    change.git("branch", "-f", "main")
    checked = change.becomes(main, with_call("ads-mail", requests="12500001")(main)).checked()
    (gate, *_) = [one for one in checked.findings if one["check"] == "gate" and one["about"] == "ads-mail/small"]
    assert "25.00001 %" in gate["message"], gate


def test_exactly_the_gate_passes(lab: Lab, change: Repository) -> None:
    assert change.becomes(lab, with_call("ads-mail", requests="3750")(lab)).checked().code == 0


def test_a_gate_says_what_the_policy_wants_said(lab: Lab, change: Repository) -> None:
    main = with_policy(("{increase_percent: 25%}", "{increase_percent: 25%, message: ask finops in room 12}"))(lab)
    change.becomes(lab, main)
    change.git("branch", "-f", "main")
    checked = change.becomes(main, with_call("ads-mail", requests="6000")(main)).checked()
    assert checked.said("ask finops in room 12"), checked
    assert "ask finops in room 12" in change.text().out


def test_three_hundred_options_fit_a_comment(lab: Lab, change: Repository) -> None:
    name = "ä" * 60
    models = {f"option_{n}": Option("acme/small") for n in range(150)}
    for n in (1, 2):
        call = Call("ask", "1000", 1000, 125)
        one = Scenario(f"many-{n}", "month", (call,), models, {"team": name}, "option_0", title=name)
        change.write({f"teams/ads/scenarios/many-{n}.yaml": files_of(with_file("x.yaml", one)(lab))["x.yaml"]})
    change.commit().git("branch", "-f", "main")
    change.becomes(lab, appended("acme/small", AS_OF, "1.4")(lab))
    ran = change.text("--format", "markdown")
    assert ran.code == 1
    assert len(ran.out.encode()) < 65_536
    assert ran.out.count("<details>") == ran.out.count("</details>")
    first = "\n".join(ran.out.removeprefix("<!-- costcalc check -->").strip().splitlines()[:3])
    assert "ail" in first  # Failed, or the verdict in other words
    assert ROOT.name not in first.splitlines()[0]
