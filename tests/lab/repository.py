"""A laboratory under git: committed once, cloned for every change, and checked."""

from __future__ import annotations

import json
import os
import subprocess
from typing import TYPE_CHECKING, Any

from tests.lab.written import files_of
from tests.program import ROOT, Ran, here
from tests.review.project import SAYS_HOW_TO_WRITE

if TYPE_CHECKING:
    from pathlib import Path

    from tests.lab.described import Lab

AS_OF = "2026-11-23"  # a Monday
REPORTS = ("markdown", "json", "github", "gitlab", "junit", "sarif")
COMMITTED = {"base": "2026-11-20T12:00:00Z", "change": "2026-11-22T12:00:00Z"}


class Repository:
    """A folder under git, with a `main` and a branch in which the work goes on."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @classmethod
    def of(cls, lab: Lab, folder: Path) -> Repository:
        """Commit a laboratory to `main`."""
        repository = cls(folder)
        folder.mkdir(parents=True)
        repository.write(files_of(lab))
        repository.git("init", "-q", "-b", "main")
        repository.commit(when="base")
        return repository

    def clone(self, folder: Path) -> Repository:
        """Return a copy of it, in which a branch has begun."""
        self.git("clone", "-q", "--local", "--no-tags", "-b", "main", ".", str(folder))
        copied = Repository(folder)
        copied.git("switch", "-q", "-c", "change")
        return copied

    def write(self, texts: dict[str, str]) -> None:
        """Put files there."""
        for name, text in texts.items():
            file = self.folder / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(text.encode())

    def becomes(self, before: Lab, after: Lab) -> Repository:
        """Commit what another laboratory has in other words, and without what it has not."""
        olds, news = files_of(before), files_of(after)
        for name in olds.keys() - news.keys():
            (self.folder / name).unlink()
        self.write({name: text for name, text in news.items() if olds.get(name) != text})
        return self.commit()

    def edit(self, name: str, *changes: tuple[str, str]) -> None:
        """Replace texts of a file, each of which must be in it once."""
        text = (self.folder / name).read_text(encoding="utf-8")
        for old, new in changes:
            assert text.count(old) == 1, (old, text)
            text = text.replace(old, new)
        self.write({name: text})

    def move(self, old: str, new: str) -> None:
        """Rename a file or a folder."""
        (self.folder / new).parent.mkdir(parents=True, exist_ok=True)
        (self.folder / old).rename(self.folder / new)

    def commit(self, when: str = "change") -> Repository:
        """Commit everything, on a fixed day."""
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", "a state of it", when=when)
        return self

    def git(self, *words: str, when: str = "change") -> str:
        """Run git here, as nobody in particular, with nobody's settings, on a fixed day."""
        env = {"PATH": os.environ["PATH"], "HOME": str(self.folder), "GIT_CONFIG_NOSYSTEM": "1"}
        for role in ("AUTHOR", "COMMITTER"):
            env |= {f"GIT_{role}_NAME": "nobody", f"GIT_{role}_EMAIL": "nobody@example.org"}
            env |= {f"GIT_{role}_DATE": COMMITTED.get(when, when)}
        done = subprocess.run(["git", *words], cwd=self.folder, env=env, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def run(self, *words: str, folder: str = "", **env: str) -> Ran:
        """Run costcalc in a folder of it."""
        usual = {name: value for name, value in os.environ.items() if name not in SAYS_HOW_TO_WRITE}
        surroundings = {**usual, "PYTHONPATH": str(ROOT), "HOME": str(self.folder), **env}
        return here(words, self.folder / folder, surroundings)

    def text(self, *words: str, base: str = "main", as_of: str = AS_OF, folder: str = "") -> Ran:
        """Run the check against a base, as people read it."""
        return self.run("check", "--as-of", as_of, "--base", base, *words, folder=folder, COLUMNS="200")

    def reports(self, *words: str, code: int) -> dict[str, str]:
        """Run the check once, and give what it wrote in every form; those that it may not write are not there."""
        files = {form: self.folder.parent / f"{self.folder.name}.{form}" for form in REPORTS}
        asked = [word for form, file in files.items() for word in ("--report", f"{form}={file}")]
        ran = self.text("--force", *asked, *words)
        assert ran.code == code, ran
        written = {form: file.read_text(encoding="utf-8") for form, file in files.items() if file.exists()}
        return {"text": ran.out, "errors": ran.err, **written}

    def checked(self, *words: str, base: str = "main", as_of: str = AS_OF, folder: str = "") -> Checked:
        """Run the check against a base, as programs read it."""
        ran = self.text("--format", "json", *words, base=base, as_of=as_of, folder=folder)
        return Checked(ran)


class Checked:
    """The JSON of a check."""

    def __init__(self, ran: Ran) -> None:
        self.ran = ran
        self.code = ran.code
        self.found: dict[str, Any] = json.loads(ran.out) if ran.out.startswith("{") else {}

    def __repr__(self) -> str:
        findings = [(one["check"], one["level"], one["about"], one["message"]) for one in self.findings]
        problems = [(one["code"], one["message"]) for one in self.found.get("problems", ())]
        return f"exit {self.code}: {findings} {problems} {self.ran.err}"

    @property
    def findings(self) -> list[dict[str, Any]]:
        """Everything that was found."""
        return list(self.found.get("findings", ()))

    @property
    def codes(self) -> set[str]:
        """What the findings and problems are called."""
        return {one["check"] for one in self.findings} | {one["code"] for one in self.found.get("problems", ())}

    @property
    def failing(self) -> set[tuple[str, str | None]]:
        """What fails it, and what that is about."""
        return {(one["check"], one["about"]) for one in self.findings if one["failing"]}

    def said(self, *words: str) -> bool:
        """Whether one finding or problem says all of these words, in its message or hint."""
        every = [*self.findings, *self.found.get("problems", ())]
        return any(all(word in f"{one['message']} {one['hint']}" for word in words) for one in every)
