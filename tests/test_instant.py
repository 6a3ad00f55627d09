"""Which texts are instants; what a date means; how instants are written."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from costcalc.instant import as_instant, date_hint, instant_text, parse_instant, short_instant

EXPECTED = "expected a date such as 2026-04-28 or an instant such as 2026-04-28T12:00:00Z"
NO_ZONE = "an instant needs its time zone: end it with Z for UTC"
NO_SUCH = "there is no such day or time"
NO_YEAR = "the year must lie between 1990 and 2199"
BEIJING = timezone(timedelta(hours=8))


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("2026-04-28", "2026-04-28T00:00:00Z"),
        ("2024-02-29", "2024-02-29T00:00:00Z"),
        ("1990-01-01", "1990-01-01T00:00:00Z"),
        ("2199-12-31", "2199-12-31T00:00:00Z"),
        ("2026-04-28T12:00:00Z", "2026-04-28T12:00:00Z"),
        ("2026-04-28T12:15Z", "2026-04-28T12:15:00Z"),
        ("2026-04-28T23:59:59Z", "2026-04-28T23:59:59Z"),
        ("2026-04-28T12:00:00+00:00", "2026-04-28T12:00:00Z"),
        ("2026-04-28T12:00:00-00:00", "2026-04-28T12:00:00Z"),
        ("2026-08-17T00:00+08:00", "2026-08-16T16:00:00Z"),  # midnight in Beijing
        ("2026-04-28T20:30:00-05:00", "2026-04-29T01:30:00Z"),
        ("2026-04-28T02:00:00+05:45", "2026-04-27T20:15:00Z"),
        ("2026-01-01T00:00:00+14:00", "2025-12-31T10:00:00Z"),
        ("2026-12-31T23:00:00-12:00", "2027-01-01T11:00:00Z"),
    ],
)
def test_an_instant_is_read_and_brought_to_utc(text: str, instant: str) -> None:
    moment = parse_instant(text)
    assert instant_text(moment) == instant
    assert moment.tzinfo is UTC
    assert parse_instant(instant) == moment


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("2026-02-30", NO_SUCH),
        ("2026-02-29", NO_SUCH),
        ("2026-13-01", NO_SUCH),
        ("2026-00-10", NO_SUCH),
        ("2026-04-31T12:00:00Z", NO_SUCH),
        ("2026-04-28T24:00:00Z", NO_SUCH),
        ("2026-04-28T12:60:00Z", NO_SUCH),
        ("2026-04-28T12:00:60Z", NO_SUCH),
        ("2026-04-28T12:00:00+24:00", NO_SUCH),
        ("2026-04-28T12:00:00+05:75", NO_SUCH),
        ("2026-04-28T12:00:00-00:60", NO_SUCH),
        ("2026-04-28T12:00:00", NO_ZONE),
        ("2026-04-28T12:00", NO_ZONE),
        ("1989-12-31", NO_YEAR),
        ("2200-01-01", NO_YEAR),
        ("0000-01-01", NO_YEAR),
        ("9999-12-31T23:59:59Z", NO_YEAR),
        ("20260424", EXPECTED),
        ("2026-W17-5", EXPECTED),
        ("2026-4-28", EXPECTED),
        ("2026-04", EXPECTED),
        ("2026", EXPECTED),
        ("28.04.2026", EXPECTED),
        ("2026/04/28", EXPECTED),
        ("2026-04-28 12:00:00Z", EXPECTED),
        ("2026-04-28t12:00:00z", EXPECTED),
        ("2026-04-28T12Z", EXPECTED),
        ("2026-04-28Z", EXPECTED),
        ("2026-04-28T12:00:00.5Z", EXPECTED),
        ("2026-04-28T12:00:00+0800", EXPECTED),
        ("2026-04-28T12:00:00+08", EXPECTED),
        ("2026-04-28T12:00:00 UTC", EXPECTED),
        ("12026-04-28", EXPECTED),
        ("-2026-04-28", EXPECTED),
        (" 2026-04-28", EXPECTED),
        ("2026-04-28\n", EXPECTED),
        ("२०२६-०४-२८", EXPECTED),  # digits, but not ours
        ("２０２６-04-28", EXPECTED),
        ("1745452800", EXPECTED),
        ("today", EXPECTED),
        ("", EXPECTED),
    ],
)
def test_what_is_no_instant_is_refused_with_what_is_expected(text: str, message: str) -> None:
    with pytest.raises(ValueError, match=r"^[a-z]") as refused:
        parse_instant(text)
    assert str(refused.value) == message


@pytest.mark.parametrize(
    ("moment", "instant"),
    [
        (datetime(2026, 4, 28, 12, tzinfo=UTC), "2026-04-28T12:00:00Z"),
        (datetime(2026, 8, 17, tzinfo=BEIJING), "2026-08-16T16:00:00Z"),
        (date(2026, 4, 28), "2026-04-28T00:00:00Z"),
        ("2026-04-28", "2026-04-28T00:00:00Z"),
        ("2026-04-28T12:00+02:00", "2026-04-28T10:00:00Z"),
    ],
)
def test_python_code_may_give_a_datetime_a_date_or_a_text(moment: datetime | date | str, instant: str) -> None:
    assert instant_text(as_instant(moment)) == instant
    assert as_instant(moment).tzinfo is UTC


def test_a_datetime_without_a_time_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="as_of needs a time zone"):
        as_instant(datetime(2026, 4, 28))  # noqa: DTZ001


@pytest.mark.parametrize(
    ("moment", "kind"), [(1745452800, "int"), (1745452800.5, "float"), (None, "NoneType"), (True, "bool")]
)
def test_what_is_no_moment_is_refused(moment: object, kind: str) -> None:
    with pytest.raises(TypeError, match=f"as_of must be a datetime, a date or ISO text, not {kind}"):
        as_instant(moment)


@pytest.mark.parametrize(
    ("moment", "short"),
    [
        (datetime(2026, 4, 28, tzinfo=UTC), "2026-04-28"),
        (datetime(2026, 4, 28, 12, tzinfo=UTC), "2026-04-28T12:00:00Z"),
        (datetime(2026, 4, 28, 0, 0, 1, tzinfo=UTC), "2026-04-28T00:00:01Z"),
        (datetime(2026, 4, 28, tzinfo=BEIJING), "2026-04-27T16:00:00Z"),
        (datetime(2026, 4, 28, 8, tzinfo=BEIJING), "2026-04-28"),
    ],
)
def test_the_first_moment_of_a_day_is_shown_as_the_day(moment: datetime, short: str) -> None:
    assert short_instant(moment) == short


def test_instants_sort_as_their_texts_do() -> None:
    moments = [parse_instant(text) for text in ("2026-04-28", "2026-04-28T00:00:01Z", "2026-10-01", "1999-12-31")]
    assert [instant_text(moment) for moment in sorted(moments)] == sorted(map(instant_text, moments))


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("23.11.2026", "write 2026-11-23"),
        ("1.5.2026", "write 2026-05-01"),
        ("23-11-2026", "write 2026-11-23"),
        ("2026-5-1", "write 2026-05-01"),
        ("2026/05/01", "write 2026-05-01"),
        ("20260501", "write 2026-05-01"),
        ("11/23/2026", "write 2026-11-23"),
        ("05/06/2026", "write 2026-05-06 or 2026-06-05"),
        ("05/05/2026", "write 2026-05-05"),
        ("31.02.2026", None),
        ("2026-05-01", None),
        ("2026-02-30", None),
        ("yesterday", None),
    ],
)
def test_a_day_that_is_written_otherwise_is_written_out(text: str, hint: str | None) -> None:
    assert date_hint(text) == hint
