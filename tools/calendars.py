"""Write a calendar of public holidays, up to the last decreed year: `python -m tools.calendars cn 2026`.

The days come from the PyPI library `holidays`, which whoever runs this installs by hand; costcalc reads only the file.
Run it again when the next year is decreed, for China usually in November, and the library has it.
"""

from __future__ import annotations

import re
import sys
from importlib.metadata import version
from pathlib import Path

from holidays import country_holidays
from holidays.countries.china import ChinaStaticHolidays

FOLDER = Path(__file__).parent.parent / "pricing" / "calendars"
FIRST_YEAR = 2025  # the first price that looks into a calendar is of 2026
HEAD = """\
# Written by `python -m tools.calendars cn {last}`; edit nothing here, run it again when the next year is decreed.
#
# The days off that the State Council decreed, days in lieu included. The Saturdays and Sundays on which people work
# instead need no entry: a window of weekdays leaves weekends out anyway.
# Beyond the decreed years no day is a holiday: the next decree comes in autumn, and a budget for the next year is made
# before. What that costs is never too low, as a holiday only takes hours from a peak; and it is flagged,
# `calendar-assumed`.
schema: costcalc/calendar/v1
id: cn
title: Public holidays in mainland China
source: "PyPI holidays {version}, China"
years: {first}-{last}
beyond: no_holidays
holidays:
"""


def china(last: int) -> str:
    """Write the calendar of mainland China, for years of which the library has the decree and need not guess."""
    years = range(FIRST_YEAR, last + 1)
    if not years or set(years) - set(ChinaStaticHolidays.special_public_holidays):
        raise SystemExit(f"not a year from {FIRST_YEAR} on whose decree the library knows: {last}")
    head = HEAD.format(first=FIRST_YEAR, last=last, version=version("holidays"))
    days = sorted(country_holidays("CN", years=years, language="en_US").items())
    return head + "".join(f"  {day}: {_iso(name)}\n" for day, name in days if day.year in years)


def _iso(name: str) -> str:
    """Write the dates in a name as the rest of the file does: 02/14/2026 becomes 2026-02-14."""
    return re.sub(r"(\d\d)/(\d\d)/(\d{4})", r"\3-\1-\2", name)


CALENDARS = {"cn": china}


def main() -> None:
    """Write pricing/calendars/NAME.yaml."""
    match sys.argv[1:]:
        case [name, last] if name in CALENDARS and last.isdecimal():
            FOLDER.mkdir(exist_ok=True)
            (FOLDER / f"{name}.yaml").write_text(CALENDARS[name](int(last)), encoding="utf-8")
        case _:
            raise SystemExit(f"usage: python -m tools.calendars {{{','.join(CALENDARS)}}} LAST_YEAR")


if __name__ == "__main__":
    main()
