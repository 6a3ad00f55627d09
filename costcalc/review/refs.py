"""Which commit a revision is: its name is looked up as a full ref, so that no ref of a change can take its place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from costcalc.shown import cut
from costcalc.spelling import some_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from costcalc.problem import InputError
    from costcalc.review.repository import Repository

_REVISION = re.compile(r"(?P<name>.*?)(?P<steps>(?:[~^][0-9]*|\^\{[^}]*\}|@\{[^}]*\})*)")
_COMMIT = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")
_HEX = re.compile(r"[0-9a-f]{4,64}")
_OWN = re.compile(r"[A-Z_]*HEAD")
"""What git keeps for itself beside the refs: HEAD, FETCH_HEAD, ORIG_HEAD."""

_PLACES = ("refs/{}", "refs/tags/{}", "refs/heads/{}", "refs/remotes/{}", "refs/remotes/{}/HEAD")
"""Where git looks for a name, one after the other; the first that is there is what it takes."""

REMOTE = "origin"
_FETCH = "fetch the whole history (in CI, fetch-depth: 0), or compare with the revision itself: --base-tip"


def commit_of(repository: Repository, base: str) -> str:
    """Return the commit that a revision names: a ref, HEAD or a commit, with steps back from it.

    Args:
        repository: Where it is looked up.
        base: What the user wrote: `origin/main`, `v1.2`, `HEAD~2`, `1a2b3c4d`.

    Raises:
        InputError: where it names none, or more than one.
    """
    if base.startswith("-"):
        raise repository.refused("a revision does not begin with a dash")
    match = _REVISION.fullmatch(base)
    if not match:
        raise repository.refused("git does not know this revision")
    name, steps = match["name"], match["steps"]
    found = repository.answer(
        "rev-parse", "--verify", "--quiet", "--end-of-options", f"{_whole_name(repository, name)}{steps}^{{commit}}"
    )
    commit = (found or b"").decode().strip()
    if not _COMMIT.fullmatch(commit):
        raise repository.refused("git does not know this revision")
    return commit


def _whole_name(repository: Repository, name: str) -> str:
    """Return what git takes for a name and nothing else."""
    places = [place.format(name) for place in _PLACES]
    known = _refs(repository, places)
    if name in {"", "@"}:
        return name
    if name.startswith("refs/"):
        if name not in _refs(repository, [name]):
            raise repository.refused("git does not know this revision")
        return name
    if _OWN.fullmatch(name) or _is_commit(repository, name, known):
        known = [*known, name]
    if len(known) > 1:
        raise _ambiguous(repository, known)
    of_remote = next((each for each in _remotes(repository) if f"{name}/".startswith(f"{each}/")), None)
    if not known:
        raise repository.refused("git does not know this revision", _how_to_fetch(name, of_remote))
    if of_remote and not known[0].startswith(f"refs/remotes/{of_remote}/"):
        why = f"`{cut(name)}` is a name of the remote `{cut(of_remote)}`, which has no such branch here"
        raise repository.refused(why, f"fetch it first; what is meant by {cut(known[0], 200)} is written so")
    return known[0]


def _how_to_fetch(name: str, remote: str | None) -> str | None:
    """Return what brings a branch of a remote, which a clone of another one has not got; None for another name."""
    if remote is None or name == remote:
        return None
    branch = name.removeprefix(f"{remote}/")
    refs = f"+refs/heads/{branch}:refs/remotes/{remote}/{branch}"
    return f"fetch it first: git fetch {cut(remote)} {cut(refs, 200)} (in CI, fetch-depth: 0)"


def _is_commit(repository: Repository, name: str, known: Sequence[str]) -> bool:
    """Whether a name can be the beginning of a commit; where no ref is called so, git says whether it is one."""
    return bool(_HEX.fullmatch(name) and (not known or repository.answer("rev-parse", f"--disambiguate={name}")))


def _ambiguous(repository: Repository, known: Sequence[str]) -> InputError:
    why = f"this is more than one revision: {some_of([cut(each, 200) for each in known])}"
    return repository.refused(why, "write which of them is meant; a commit with all of its digits")


def _refs(repository: Repository, names: Sequence[str]) -> list[str]:
    told = repository.answer("for-each-ref", "--format=%(refname)", *names) or b""
    there = set(told.decode("utf-8", "surrogateescape").splitlines())
    return [name for name in names if name in there]


def _remotes(repository: Repository) -> list[str]:
    told = repository.answer("remote") or b""
    return [REMOTE, *told.decode("utf-8", "surrogateescape").splitlines()]


def merge_base(repository: Repository, tip: str) -> str:
    """Return the commit that a change began at: the last that both a revision and HEAD have in their past.

    Args:
        repository: Where.
        tip: The commit of the revision.

    Raises:
        InputError: where there is none, or more than one.
    """
    found = (repository.answer("merge-base", "--all", tip, "HEAD") or b"").decode().split()
    if not found:
        raise repository.refused("it has no commit in common with HEAD, as far as git has them here", _FETCH)
    if len(found) > 1:
        why = f"it has {len(found)} last commits in common with HEAD, which were merged both ways"
        raise repository.refused(why, "merge it into the change, or compare with the revision itself: --base-tip")
    return found[0]
