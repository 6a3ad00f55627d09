"""Time zones by name, from the tables of the `tzdata` package and never from the machine's own.

The same card must give the same answer on every machine; theirs are of many ages.
"""

from __future__ import annotations

import re
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from costcalc.shown import cut
from costcalc.source import rejected

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import tzinfo

_NAME = re.compile(r"[A-Za-z]+(/[A-Za-z0-9_+-]+){1,2}", re.ASCII)


def zone_named(name: str) -> tzinfo:
    """Return a time zone such as Asia/Shanghai.

    Args:
        name: As the IANA database has it.

    Raises:
        PydanticCustomError: where there is none of this name.
    """
    hint = 'write UTC, an offset such as "+08:00", or a name such as Asia/Shanghai'
    file = resources.files("tzdata").joinpath("zoneinfo", *name.split("/"))
    if not _NAME.fullmatch(name) or not file.is_file():
        raise rejected("unknown-zone", f"there is no time zone `{cut(name)}`", hint)
    return _zone(str(name))


class _Zone(ZoneInfo):
    """A zone that can be pickled, which one from a table cannot: it is read again where it is needed."""

    def __reduce__(self) -> tuple[Callable[[str], tzinfo], tuple[str]]:
        return _zone, (self.key,)


@cache
def _zone(name: str) -> tzinfo:
    with resources.files("tzdata").joinpath("zoneinfo", *name.split("/")).open("rb") as table:
        return _Zone.from_file(table, key=name)
