from __future__ import annotations

import datetime as dt
import itertools
import subprocess
import sys
import zoneinfo
from importlib import resources
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmgen.times import (
    Clock,
    Duration,
    Moment,
    Precision,
    Written,
    apart,
    parse,
    parse_duration,
    place,
    place_until,
    spell,
    zone,
    zone_names,
)

quick = settings(max_examples=150, deadline=None, derandomize=True, database=None)

DAY = dt.date(2026, 4, 22)


def read(text: str) -> Written:
    written = parse(text)
    assert written is not None, text
    return written


def placed(*texts: str, day: dt.date = DAY, zone_name: str = "UTC", origin: int | None = None) -> tuple[Moment, ...]:
    return place([read(text) for text in texts], day=day, zone_name=zone_name, origin=origin)


def instants(*texts: str, day: dt.date = DAY, zone_name: str = "UTC", origin: int | None = None) -> list[str]:
    moments = placed(*texts, day=day, zone_name=zone_name, origin=origin)
    return [shown(moment) for moment in moments]


def shown(moment: Moment) -> str:
    return moment.instant.replace(tzinfo=None).isoformat(" ") if moment.instant else "none"


def told(written: Written) -> str:
    """Everything but the text, as one line."""
    parts = [
        "unknown" if written.unknown else None,
        "about" if written.about else None,
        written.date and f"on {written.date}",
        written.month_day and "month {} day {}".format(*written.month_day),
        written.time and f"at {written.time}",
        written.offset is not None and f"offset {written.offset / dt.timedelta(hours=1):+g}h",
        written.elapsed is not None and f"elapsed {written.elapsed / dt.timedelta(minutes=1):+g}min",
        f"to the {written.precision}",
    ]
    return " ".join(part for part in parts if part)


def length(found: Duration | None) -> str:
    """A duration as one line, in minutes."""
    assert found is not None
    minute = dt.timedelta(minutes=1)
    return f"{'about ' if found.about else ''}{found.length / minute:g} to {found.unit / minute:g}"


class TestParse:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("10:44", "at 10:44:00 to the minute"),
            ("9:05", "at 09:05:00 to the minute"),
            ("00:00", "at 00:00:00 to the minute"),
            ("10:44:05", "at 10:44:05 to the second"),
            ("10:44:05.25", "at 10:44:05.250000 to the second"),
            ("10:44:05,250", "at 10:44:05.250000 to the second"),
            ("10:44:05.123456789", "at 10:44:05.123456 to the second"),
            ("  10:44\t", "at 10:44:00 to the minute"),
            # offsets
            ("10:44Z", "at 10:44:00 offset +0h to the minute"),
            ("10:44 UTC", "at 10:44:00 offset +0h to the minute"),
            ("10:44 gmt", "at 10:44:00 offset +0h to the minute"),
            ("10:44+02:00", "at 10:44:00 offset +2h to the minute"),
            ("10:44 +0200", "at 10:44:00 offset +2h to the minute"),
            ("10:44+02", "at 10:44:00 offset +2h to the minute"),
            ("10:44 -05:00", "at 10:44:00 offset -5h to the minute"),
            ("10:44-0500", "at 10:44:00 offset -5h to the minute"),
            ("10:44:05-05:00", "at 10:44:05 offset -5h to the second"),
            ("10:44 +05:45", "at 10:44:00 offset +5.75h to the minute"),
            ("10:44 +14:00", "at 10:44:00 offset +14h to the minute"),
            # twelve hours
            ("10:18 AM", "at 10:18:00 to the minute"),
            ("10:18pm", "at 22:18:00 to the minute"),
            ("10:18\u202fPM", "at 22:18:00 to the minute"),
            ("10:18:30 p.m.", "at 22:18:30 to the second"),
            ("2pm", "at 14:00:00 to the hour"),
            ("2 PM", "at 14:00:00 to the hour"),
            ("12 a.m.", "at 00:00:00 to the hour"),
            ("~Apr 16 2pm UTC", "about month 4 day 16 at 14:00:00 offset +0h to the hour"),
            ("2026-04-22 2 pm +02:00", "on 2026-04-22 at 14:00:00 offset +2h to the hour"),
            ("12:05 am", "at 00:05:00 to the minute"),
            ("12:05 PM", "at 12:05:00 to the minute"),
            ("Apr 16 10:18 PM UTC", "month 4 day 16 at 22:18:00 offset +0h to the minute"),
            # a day and a time
            ("2026-04-22 10:44", "on 2026-04-22 at 10:44:00 to the minute"),
            ("2026-04-22 9:05", "on 2026-04-22 at 09:05:00 to the minute"),
            ("2026-04-22, 10:44", "on 2026-04-22 at 10:44:00 to the minute"),
            ("2026-04-22   10:44", "on 2026-04-22 at 10:44:00 to the minute"),
            ("2026-04-22T10:44:05", "on 2026-04-22 at 10:44:05 to the second"),
            ("2026-04-22T10:44:05Z", "on 2026-04-22 at 10:44:05 offset +0h to the second"),
            ("2026-04-22t10:44:05.5z", "on 2026-04-22 at 10:44:05.500000 offset +0h to the second"),
            ("2026-04-22T10:44-05:00", "on 2026-04-22 at 10:44:00 offset -5h to the minute"),
            ("2026-04-22 10:44:05 -0500", "on 2026-04-22 at 10:44:05 offset -5h to the second"),
            ("Apr 16 16:23:32", "month 4 day 16 at 16:23:32 to the second"),
            ("Apr  6 16:23:32", "month 4 day 6 at 16:23:32 to the second"),
            ("16 Apr 16:23", "month 4 day 16 at 16:23:00 to the minute"),
            ("April 16, 16:23", "month 4 day 16 at 16:23:00 to the minute"),
            ("SEPTEMBER 3 9:00", "month 9 day 3 at 09:00:00 to the minute"),
            ("Sept 3 9:00", "month 9 day 3 at 09:00:00 to the minute"),
            ("Feb 29 12:00", "month 2 day 29 at 12:00:00 to the minute"),
            ("Apr 16 2026 16:23", "on 2026-04-16 at 16:23:00 to the minute"),
            ("April 16, 2026, 16:23", "on 2026-04-16 at 16:23:00 to the minute"),
            ("16 April 2026 10:00", "on 2026-04-16 at 10:00:00 to the minute"),
            # a day alone
            ("2026-04-16", "on 2026-04-16 to the day"),
            ("Apr 16", "month 4 day 16 to the day"),
            ("16 may", "month 5 day 16 to the day"),
            ("16 April 2026", "on 2026-04-16 to the day"),
            ("February 29, 2024", "on 2024-02-29 to the day"),
            # since the start
            ("T+90m", "elapsed +90min to the minute"),
            ("t+90 min", "elapsed +90min to the minute"),
            ("T+2h", "elapsed +120min to the hour"),
            ("T+1h30m", "elapsed +90min to the minute"),
            ("T+1h 30m", "elapsed +90min to the minute"),
            ("T + 2h", "elapsed +120min to the hour"),
            ("T+1.5h", "elapsed +90min to the minute"),
            ("T-10m", "elapsed -10min to the minute"),
            ("T\u221210m", "elapsed -10min to the minute"),
            ("T+2d", "elapsed +2880min to the day"),
            ("T+1d 2h", "elapsed +1560min to the hour"),
            ("T+45s", "elapsed +0.75min to the second"),
            ("T+0m", "elapsed +0min to the minute"),
            ("T+0", "elapsed +0min to the second"),
            ("T0", "elapsed +0min to the second"),
            # approximate
            ("~09:00", "about at 09:00:00 to the minute"),
            ("~ 09:00", "about at 09:00:00 to the minute"),
            ("≈09:00", "about at 09:00:00 to the minute"),
            ("c. 09:00", "about at 09:00:00 to the minute"),
            ("ca. 09:00", "about at 09:00:00 to the minute"),
            ("about 09:00", "about at 09:00:00 to the minute"),
            ("Approx 09:00", "about at 09:00:00 to the minute"),
            ("around Apr 16", "about month 4 day 16 to the day"),
            ("~2026-04-16", "about on 2026-04-16 to the day"),
            ("~T+2h", "about elapsed +120min to the hour"),
            ("Apr 16 ~17:00", "about month 4 day 16 at 17:00:00 to the minute"),
            ("2026-05-17 ~13:45", "about on 2026-05-17 at 13:45:00 to the minute"),
            ("unknown", "unknown to the day"),
            ("Unknown", "unknown to the day"),
        ],
    )
    def test_understands(self, text: str, expected: str) -> None:
        assert told(read(text)) == expected

    @pytest.mark.parametrize(
        "text",
        [
            *("", " ", "~", "about", "about ", "later", "soon", "T", "T+", "10", "1044", "10h44", "644"),
            # impossible
            *("24:00", "25:00", "10:60", "10:44:60", "2026-13-45", "2026-02-29", "0000-01-01"),
            *("2026-04-31 10:44", "Feb 30", "Feb 30 10:00", "30 February 2024", "Apr 0", "Apr 31"),
            *("Foo 16", "Foo 16 10:00", "Mayo 5", "13:18 PM", "0:18 AM", "00:18 PM", "10:44 +99:00"),
            *("10:44 +15:00", "10:44 -13:00", "10:44 +02:60", "10:44 -11:04"),
            *("T+999999999d 24h", "T+9999999999d", "T+99999999999999999999999h"),
            # open to two readings
            *("10/11/2026", "10/11/2026 10:44", "10.11.2026", "10-11-2026", "09:00-10:00", "09:00-10"),
            *("10:05-10", "22:00-02:00", "2026-04-22 09:00-10:00", "9:00 AM-10:00", "09:00\u221210:00"),
            *("10:44 CET", "10:44 EST", "10:44 IST", "T+90", "T+5", "04-22", "26-04-22", "Apr 2026"),
            "April",
            # what the front matter says in another way
            *("09:00–10:00", "09:00 - 10:00", "10:44 to 11:04", "?", "tbd", "TBD", "n/a", "none"),
            *("null", "now", "~unknown", "today", "today 10:44", "yesterday", "noon", "Monday 10:44"),
            # nearly right
            *("10:4", "1:2", "010:44", "10:44:5", "10:44:05.", "10:44.5", "10:44 PM AM", "13pm", "2 p", "2pmm"),
            *("10:44 M", "10:44+2", "10:44+2:00", "10:44 + 02:00", "10:44 +02:00:00", "10:44 ZZ"),
            *("10:44UTC+2", "2026-4-2", "2026/04/22", "20260422", "2026-04-22T", "2026-04-22,"),
            *("2026-04-22Z", "2026-04-22 10", "10:44 2026", "2026-04-2210:44", "10:44 Apr 16"),
            *("Apr 16 ~", "Apr 16,", "Apr 16 26", "Apr16", "Ap 16", "Apr 116", "16 Apr 16 10:44"),
            *("Apr 16 ~ ~10:44", "2026-04-22T~10:44", "~~10:44", "about~", "~ ~ 10:44", "T+-5m"),
            *("T++5m", "T+5x", "T+5m 5m", "T+5m 1h", "T+1.5h 30m", "T+h", "T-0", "T+~2h", "T90m"),
            *("T+2h later", "TT+2h", "T+1e3h"),
            # digits and letters from elsewhere in Unicode
            *("١٠:٤٤", "１０:４４", "10：44", "ſep 3", "T+٩m", "10:44\x00", "10:44\ud800"),
            *("20202-01-16 12:00", "-2026-04-22", "+10:44"),
        ],
    )  # fmt: skip
    def test_does_not_guess(self, text: str) -> None:
        assert parse(text) is None

    def test_keeps_the_text_exactly_as_written(self) -> None:
        assert read(" ~ Apr  16, 16:23 ").text == " ~ Apr  16, 16:23 "

    @pytest.mark.parametrize(
        "text",
        [
            pytest.param("1" * 10**6, id="digits"),
            pytest.param("~ " * 10**6, id="tildes"),
            pytest.param("Apr " * 10**6, id="months"),
            pytest.param("T+" + "1h" * 10**6, id="hours"),
            pytest.param("T+1h" + " " * 10**6 + "x", id="spaces after hours"),
            pytest.param("10:44" + " " * 10**6 + "x", id="spaces after a time"),
        ],
    )
    def test_gives_up_early_on_a_huge_text(self, text: str) -> None:
        assert parse(text) is None
        assert parse_duration(text) is None

    @quick
    @given(st.text())
    def test_no_text_raises(self, text: str) -> None:
        parse(text)
        parse_duration(text)

    @quick
    @given(st.text(alphabet="0123456789:-+.,~ TtZhmsdapMAprUTC\u2212", max_size=30))
    def test_no_text_that_looks_like_a_time_raises(self, text: str) -> None:
        parse(text)
        parse_duration(text)


offsets = st.integers(-48, 56).map(lambda quarters: dt.timedelta(minutes=15 * quarters))
month_days = st.dates(dt.date(2000, 1, 1), dt.date(2000, 12, 31)).map(lambda date: (date.month, date.day))
MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()


@st.composite
def canonical(draw: st.DrawFn) -> Written:
    """A time of any form, with its text written in one fixed way."""
    about = draw(st.booleans())
    mark = "~" if about else ""
    if draw(st.booleans()):
        minutes = draw(st.integers(-(10**6), 10**6))
        text = f"{mark}T{'-' if minutes < 0 else '+'}{abs(minutes)}m"
        return Written(text, about, Precision.MINUTE, elapsed=dt.timedelta(minutes=minutes))
    date = draw(st.none() | st.dates())
    month_day = draw(st.none() | month_days) if date is None else None
    day_text = date.isoformat() if date else f"{MONTHS[month_day[0] - 1]} {month_day[1]}" if month_day else ""
    time = draw(st.none() | st.times()) if day_text else draw(st.times())
    if time is None:
        return Written(mark + day_text, about, Precision.DAY, date, month_day)
    offset = draw(st.none() | offsets)
    zoned = time if offset is None else time.replace(tzinfo=dt.timezone(offset))
    text = f"{mark}{day_text} {zoned.isoformat()}" if day_text else f"{mark}{zoned.isoformat()}"
    return Written(text, about, Precision.SECOND, date, month_day, time, offset)


@quick
@given(canonical())
def test_what_is_rendered_is_read_back(written: Written) -> None:
    assert parse(written.text) == written


class TestPlace:
    @pytest.mark.parametrize(
        ("texts", "expected"),
        [
            pytest.param(["10:44"], ["2026-04-22 10:44:00"], id="no date: the day"),
            pytest.param(["23:50", "0:10"], ["2026-04-22 23:50:00", "2026-04-22 00:10:00"], id="no roll-over"),
            pytest.param(
                ["2026-04-23 09:00", "09:05", "unknown", "09:10"],
                ["2026-04-23 09:00:00", "2026-04-23 09:05:00", "none", "2026-04-23 09:10:00"],
                id="no date: the day of the event before it",
            ),
            pytest.param(["Apr 16", "8:00"], ["2026-04-16 00:00:00", "2026-04-16 08:00:00"], id="after a day"),
            pytest.param(
                ["2026-04-23 01:00 +03:00", "01:30"],
                ["2026-04-22 22:00:00", "2026-04-22 01:30:00"],
                id="after an offset: its day where the next one is read",
            ),
            pytest.param(["10:44-0500"], ["2026-04-22 15:44:00"], id="an offset wins"),
            pytest.param(["unknown"], ["none"], id="unknown"),
        ],
    )
    def test_carries_the_day(self, texts: list[str], expected: list[str]) -> None:
        assert instants(*texts) == expected

    @pytest.mark.parametrize(
        ("zone_name", "texts", "expected"),
        [
            # 02:30 in UTC is 22:30 of the day before in New York, and 22:30 is 00:30 of the day after in Sofia.
            ("America/New_York", ["22:00", "2026-04-23T02:30Z", "22:40"], ["02:00", "02:30", "02:40"]),
            ("Europe/Sofia", ["2026-04-21T22:30:00Z", "01:00"], ["22:30", "22:00"]),
            ("Asia/Tokyo", ["2026-04-21T22:30:00Z", "07:45"], ["22:30", "22:45"]),
            ("Asia/Tokyo", ["2026-04-22 00:10 +09:00", "00:20", "15:30 UTC"], ["15:10", "15:20", "15:30"]),
            ("America/New_York", ["22:00", "02:30 UTC", "22:40"], ["02:00", "02:30", "02:40"]),
            ("America/New_York", ["22:00", "06:30 +04:00", "02:40Z"], ["02:00", "02:30", "02:40"]),
            # A day alone is no instant: it is that day in every zone.
            ("Asia/Tokyo", ["2026-04-22", "00:30 UTC"], ["15:00", "00:30"]),
            ("America/New_York", ["2026-04-22", "23:30 +00:00"], ["04:00", "23:30"]),
            # The night in question is one without an hour; the day is the one that was written.
            ("Pacific/Apia", ["2011-12-30 12:00", "12:30"], ["22:00", "22:30"]),
        ],
    )
    def test_carries_the_day_from_one_zone_to_another(
        self, zone_name: str, texts: list[str], expected: list[str]
    ) -> None:
        assert [instant[11:16] for instant in instants(*texts, zone_name=zone_name)] == expected
        moments = placed(*texts, zone_name=zone_name)
        apart_by = [b.instant - a.instant for a, b in itertools.pairwise(moments) if a.instant and b.instant]
        assert all(abs(each) < dt.timedelta(hours=24) for each in apart_by)

    @pytest.mark.parametrize(
        ("text", "day", "expected"),
        [
            ("Dec 30 10:00", "2026-01-02", "2025-12-30 10:00:00"),
            ("Jan 2 10:00", "2025-12-30", "2026-01-02 10:00:00"),
            ("Apr 16", "2026-04-22", "2026-04-16 00:00:00"),
            ("Feb 29", "2024-03-05", "2024-02-29 00:00:00"),
            ("Feb 29", "2025-03-05", "2024-02-29 00:00:00"),
            ("Feb 29", "1901-01-01", "1904-02-29 00:00:00"),
            ("Feb 29", "1899-01-01", "1896-02-29 00:00:00"),
            ("Dec 31", "0001-01-01", "0001-12-31 00:00:00"),
            ("Jan 1", "9999-12-31", "9999-01-01 00:00:00"),
        ],
    )
    def test_a_month_and_a_day_take_the_nearest_year(self, text: str, day: str, expected: str) -> None:
        assert instants(text, day=dt.date.fromisoformat(day)) == [expected]

    def test_keeps_what_was_written(self) -> None:
        (moment,) = placed("~ 10:44", zone_name="Europe/Sofia")
        assert moment == Moment(
            text="~ 10:44",
            about=True,
            precision=Precision.MINUTE,
            instant=dt.datetime(2026, 4, 22, 7, 44, tzinfo=dt.UTC),
            local=dt.datetime(2026, 4, 22, 10, 44),
            zone="Europe/Sofia",
            clock=Clock.PLAIN,
            relative=False,
            written=read("~ 10:44"),
        )

    @pytest.mark.parametrize(
        ("text", "shown"),
        [
            ("10:44", "Europe/Sofia"),
            ("10:44 +03:00", "+03:00"),
            ("10:44 -03:30", "-03:30"),
            ("10:44 +05:45", "+05:45"),
            ("10:44 GMT", "UTC"),
            ("10:44 -00:00", "UTC"),
            ("T+5m", "Europe/Sofia"),
            ("unknown", "Europe/Sofia"),
        ],
    )
    def test_shows_the_zone_that_counts(self, text: str, shown: str) -> None:
        assert placed(text, zone_name="Europe/Sofia")[0].zone == shown

    def test_utc_stands_in_for_an_unknown_zone(self) -> None:
        (moment,) = placed("10:44", zone_name="Europe/Sophia")
        assert (moment.zone, moment.instant) == ("UTC", dt.datetime(2026, 4, 22, 10, 44, tzinfo=dt.UTC))

    @pytest.mark.parametrize(
        ("zone_name", "text", "clock", "instant"),
        [
            ("Europe/Sofia", "2026-03-29 02:59", "plain", "2026-03-29 00:59:00"),
            ("Europe/Sofia", "2026-03-29 03:30", "skipped", "2026-03-29 01:30:00"),
            ("Europe/Sofia", "2026-03-29 04:00", "plain", "2026-03-29 01:00:00"),
            ("Europe/Sofia", "2026-10-25 02:59", "plain", "2026-10-24 23:59:00"),
            ("Europe/Sofia", "2026-10-25 03:30", "repeated", "2026-10-25 00:30:00"),
            ("Europe/Sofia", "2026-10-25 04:00", "plain", "2026-10-25 02:00:00"),
            ("Europe/Sofia", "2026-03-29 03:30 +02:00", "plain", "2026-03-29 01:30:00"),
            ("Europe/Sofia", "2026-10-25 03:30Z", "plain", "2026-10-25 03:30:00"),
            ("America/New_York", "2026-03-08 02:30", "skipped", "2026-03-08 07:30:00"),
            ("America/New_York", "2026-11-01 01:30", "repeated", "2026-11-01 05:30:00"),
            ("Australia/Lord_Howe", "2026-10-04 02:15", "skipped", "2026-10-03 15:45:00"),
            ("Australia/Lord_Howe", "2026-10-04 02:30", "plain", "2026-10-03 15:30:00"),
            ("Australia/Lord_Howe", "2026-04-05 01:45", "repeated", "2026-04-04 14:45:00"),
            ("Australia/Lord_Howe", "2026-04-05 02:00", "plain", "2026-04-04 15:30:00"),
            ("Europe/Dublin", "2026-03-29 01:30", "skipped", "2026-03-29 01:30:00"),
            ("Africa/Monrovia", "1971-06-01 12:00", "plain", "1971-06-01 12:44:30"),
            ("Asia/Kathmandu", "2026-01-01 00:00", "plain", "2025-12-31 18:15:00"),
            ("Pacific/Apia", "2011-12-30 12:00", "skipped", "2011-12-30 22:00:00"),  # a day left out
            ("Europe/Sofia", "1800-01-01 12:00", "plain", "1800-01-01 10:26:44"),  # local mean time
            ("Europe/Sofia", "2199-07-01 12:00", "plain", "2199-07-01 09:00:00"),  # beyond the tables
            ("America/Sao_Paulo", "2018-11-04 00:30", "skipped", "2018-11-04 03:30:00"),
            ("America/Sao_Paulo", "2018-11-04", "plain", "2018-11-04 03:00:00"),  # nobody wrote that midnight
            ("America/Havana", "2026-11-01", "plain", "2026-11-01 04:00:00"),  # the first of two
        ],
    )
    def test_clock_changes(self, zone_name: str, text: str, clock: str, instant: str) -> None:
        (moment,) = placed(text, zone_name=zone_name)
        assert (moment.clock, shown(moment)) == (clock, instant)

    @pytest.mark.parametrize(
        ("text", "zone_name"),
        [
            ("0001-01-01 00:00", "Asia/Tokyo"),
            ("0001-01-01", "Asia/Tokyo"),
            ("0001-01-01 00:00 +00:15", "UTC"),
            ("9999-12-31 23:59", "America/New_York"),
            ("9999-12-31 23:59 -0015", "UTC"),
            ("T+999999999d", "UTC"),
            ("T-999999999d", "America/New_York"),
        ],
    )
    def test_out_of_range_has_no_instant(self, text: str, zone_name: str) -> None:
        assert instants(text, zone_name=zone_name) == ["none"]


class TestRelative:
    def test_counts_from_the_origin(self) -> None:
        assert instants("T-10m", "Apr 21 23:55", "T+10m", "00:15", origin=1) == [
            "2026-04-21 23:45:00",
            "2026-04-21 23:55:00",
            "2026-04-22 00:05:00",
            "2026-04-22 00:15:00",
        ]

    def test_the_origin_stays_on_its_day_whatever_is_counted_back_from_it(self) -> None:
        assert instants("T-20h", "09:00", "09:30", origin=1) == [
            "2026-04-21 13:00:00",
            "2026-04-22 09:00:00",
            "2026-04-22 09:30:00",
        ]

    def test_the_origin_is_on_the_day_of_the_event_before_it(self) -> None:
        assert instants("Apr 20 08:00", "09:00", "T+1h", origin=1)[1:] == [
            "2026-04-20 09:00:00",
            "2026-04-20 10:00:00",
        ]

    def test_an_unknown_origin_stays_unknown(self) -> None:
        assert instants("Apr 20 08:00", "unknown", "T+1h", origin=1)[1:] == ["none", "none"]

    def test_what_counts_from_the_unknown_leaves_the_day_alone(self) -> None:
        assert instants("T-30h", "unknown", "T+30h", "09:00", origin=1)[3] == "2026-04-22 09:00:00"

    def test_counts_from_an_origin_with_its_own_offset(self) -> None:
        origin, later = placed("10:00 +05:30", "T+2h", zone_name="Europe/Sofia", origin=0)
        assert origin.zone == "+05:30"
        assert (later.zone, later.local) == ("Europe/Sofia", dt.datetime(2026, 4, 22, 9, 30))

    def test_counts_elapsed_time_across_a_clock_change(self) -> None:
        _, later = placed("2026-03-28 12:00", "T+1d", zone_name="Europe/Sofia", origin=0)
        assert (later.local, later.clock) == (dt.datetime(2026, 3, 29, 13, 0), Clock.PLAIN)

    @pytest.mark.parametrize(
        ("texts", "origin"),
        [(["T+90m"], None), (["T+90m", "T+0"], 1), (["T+90m"], 0)],
    )
    def test_without_an_origin_it_counts_from_the_start_of_the_day(self, texts: list[str], origin: int | None) -> None:
        moment = placed(*texts, zone_name="Europe/Sofia", origin=origin)[0]
        assert moment.local == dt.datetime(2026, 4, 22, 1, 30)
        assert (moment.relative, moment.precision) == (True, Precision.DAY)

    @pytest.mark.parametrize(
        ("texts", "origin"),
        [(["09:00", "T+90m"], None), (["T+0", "09:00", "T+90m"], 0), (["T+90m", "2026-04-23 09:00"], None)],
    )
    def test_among_times_of_day_nobody_knows_what_it_counts_from(self, texts: list[str], origin: int | None) -> None:
        moments = placed(*texts, origin=origin)
        assert [each.instant for each in moments if each.relative] == [None] * sum("T" in each for each in texts)
        assert [each.instant.hour for each in moments if each.instant] == [9]

    def test_is_no_more_exact_than_its_origin(self) -> None:
        _, later = placed("~09:00", "T+45s", origin=0)
        assert (later.about, later.precision) == (True, Precision.MINUTE)
        _, later = placed("2026-04-16", "T+45s", origin=0)
        assert (later.about, later.precision) == (False, Precision.DAY)

    def test_an_origin_out_of_range_leaves_nothing_to_count_from(self) -> None:
        assert instants("0001-01-01 00:00", "T+2h", "10:00", zone_name="Asia/Tokyo", origin=0) == [
            "none",
            "none",
            "0001-01-01 00:41:01",
        ]


class TestUntil:
    @pytest.mark.parametrize(
        ("until", "expected"),
        [
            ("11:04", "2026-04-23 11:04:00"),
            ("01:00", "2026-04-23 01:00:00"),
            ("11:04 +02:00", "2026-04-23 09:04:00"),
            ("Apr 24 09:00", "2026-04-24 09:00:00"),
            ("2026-04-25", "2026-04-25 00:00:00"),
            ("T+2h", "2026-04-22 10:00:00"),
        ],
    )
    def test_is_on_the_day_of_its_own_start(self, until: str, expected: str) -> None:
        start, after = placed("2026-04-22 08:00", "2026-04-23 10:44", origin=0)
        moment = place_until(read(until), after, day=DAY, zone_name="UTC", origin=start)
        assert shown(moment) == expected

    def test_is_on_the_day_of_its_start_where_it_is_read(self) -> None:
        (after,) = placed("2026-04-23T02:30Z", zone_name="America/New_York")
        moment = place_until(read("22:40"), after, day=DAY, zone_name="America/New_York")
        assert shown(moment) == "2026-04-23 02:40:00"

    def test_after_an_unknown_start_is_on_the_day(self) -> None:
        moment = place_until(read("11:04"), placed("unknown")[0], day=DAY, zone_name="UTC")
        assert moment.instant == dt.datetime(2026, 4, 22, 11, 4, tzinfo=dt.UTC)

    def test_unknown_stays_unknown(self) -> None:
        moment = place_until(read("unknown"), placed("10:44")[0], day=DAY, zone_name="UTC")
        assert (moment.instant, moment.local) == (None, None)

    def test_counts_from_the_unknown_to_the_unknown(self) -> None:
        (origin,) = placed("unknown", origin=0)
        moment = place_until(read("T+2h"), origin, day=DAY, zone_name="UTC", origin=origin)
        assert (moment.instant, moment.local) == (None, None)

    @pytest.mark.parametrize("start", ["T+0", "T+5m"])
    def test_counts_from_the_start_of_the_day_where_the_origin_has_no_time(self, start: str) -> None:
        after, origin = placed(start, "T0", origin=0)
        moment = place_until(read("T+2h"), after, day=DAY, zone_name="UTC", origin=origin)
        assert moment.local == dt.datetime(2026, 4, 22, 2, 0)

    def test_counts_from_nothing_among_times_of_day(self) -> None:
        after, origin = placed("09:00", "T0")
        moment = place_until(read("T+2h"), after, day=DAY, zone_name="UTC", origin=origin)
        assert moment.instant is None

    def test_has_no_instant_where_the_origin_is_out_of_range(self) -> None:
        (origin,) = placed("0001-01-01 00:00", zone_name="Asia/Tokyo")
        moment = place_until(read("T+2h"), origin, day=DAY, zone_name="Asia/Tokyo", origin=origin)
        assert moment.instant is None


extremes = ["unknown", "T0", "T+999999999d", "T-999999999d", "0001-01-01", "9999-12-31 23:59"]
any_written = canonical() | st.sampled_from(extremes).map(read)


@quick
@given(st.data(), st.lists(any_written, min_size=1, max_size=5), st.dates())
def test_placing_never_raises_and_instants_are_in_utc(
    data: st.DataObject, written: list[Written], day: dt.date
) -> None:
    zone_name = data.draw(st.sampled_from(zone_names()))
    origin = data.draw(st.none() | st.integers(0, len(written) - 1))
    moments = place(written, day=day, zone_name=zone_name, origin=origin)
    ends = [place_until(item, moments[0], day=day, zone_name=zone_name, origin=moments[-1]) for item in written]
    assert [moment.text for moment in moments] == [item.text for item in written]
    assert {moment.instant.tzinfo for moment in (*moments, *ends) if moment.instant} <= {dt.UTC}
    assert all(moment.local.tzinfo is None for moment in (*moments, *ends) if moment.local)
    apart(moments[0], ends[-1])


@quick
@given(st.lists(any_written, max_size=6), st.times(), st.dates(), st.sampled_from(["UTC", "Europe/Sofia"]))
def test_a_time_without_a_date_is_on_the_day_of_the_last_one_placed(
    before: list[Written], time: dt.time, day: dt.date, zone_name: str
) -> None:
    last = Written(str(time), False, Precision.SECOND, time=time)
    *earlier, moment = place([*before, last], day=day, zone_name=zone_name, origin=None)
    days = [day, *(day_in(zone_name, each) for each in earlier if each.local)]
    assert moment.local == dt.datetime.combine(days[-1], time)


def day_in(zone_name: str, moment: Moment) -> dt.date:
    """The day of a moment in a zone; as it was written where the calendar of that zone ends before it."""
    assert moment.local
    written, tz = moment.written, zone(zone_name)
    if moment.zone == zone_name or moment.instant is None or (written and not written.time and not moment.relative):
        return moment.local.date()
    try:
        return moment.instant.astimezone(tz).date()
    except OverflowError:
        return moment.local.date()


@quick
@given(
    st.sampled_from(["America/New_York", "Europe/Sofia", "Asia/Tokyo", "Asia/Kathmandu", "Pacific/Kiritimati", "UTC"]),
    st.datetimes(dt.datetime(2026, 1, 1), dt.datetime(2026, 3, 1)),
    offsets,
    st.integers(0, 1439),
)
def test_how_the_time_before_is_written_does_not_move_one_without_a_date(
    zone_name: str, local: dt.datetime, offset: dt.timedelta, minute: int
) -> None:
    bare = f"{minute // 60:02}:{minute % 60:02}"
    (plain,) = placed(f"{local:%Y-%m-%d %H:%M}", zone_name=zone_name)
    assert plain.instant
    elsewhere = plain.instant.astimezone(dt.timezone(offset))
    before, after = placed(f"{elsewhere.isoformat(timespec='minutes')}", bare, zone_name=zone_name)
    assert before.instant == plain.instant
    assert after == placed(plain.text, bare, zone_name=zone_name)[1]


class TestApart:
    @pytest.mark.parametrize(
        ("a", "b", "origin", "expected"),
        [
            ("09:00", "09:25", None, "25 to 1"),
            ("09:25", "09:00", None, "-25 to 1"),
            ("09:00:10", "09:25:40", None, "25.5 to 0.0166667"),
            ("09:00:10", "09:25", None, "24.8333 to 1"),
            ("~09:00", "09:25", None, "about 25 to 1"),
            ("09:00 +02:00", "09:00 UTC", None, "120 to 1"),
            # a day alone is counted from its noon, in days
            ("Apr 16", "Apr 18 04:52", None, "about 2880 to 1440"),
            ("Apr 16", "Apr 18 23:59", None, "about 2880 to 1440"),
            ("Apr 16", "Apr 19 00:01", None, "about 4320 to 1440"),
            ("Apr 16 12:01", "Apr 15", None, "about -1440 to 1440"),
            ("Apr 16 00:00", "Apr 15", None, "about -1440 to 1440"),
            ("Apr 16", "Apr 18", None, "about 2880 to 1440"),
            # from a start that is known
            ("09:00", "T+90m", 0, "90 to 1"),
            ("09:00", "T+2h", 0, "120 to 60"),
            ("09:00", "T+2d", 0, "about 2880 to 1440"),
            ("~09:00", "T+90m", 0, "about 90 to 1"),
            # from a start that is not
            ("T0", "T+90m", 0, "90 to 1"),
            ("T+1h", "T+1h 45s", None, "0.75 to 60"),
            ("T+1d", "T+2d", None, "1440 to 1440"),
            ("T0", "~T+90m", 0, "about 90 to 1"),
            ("T+30h", "Apr 21", None, "about -2880 to 1440"),
            ("Apr 16", "T+90m", 0, "about 90 to 1440"),
        ],
    )
    def test_is_as_exact_as_its_ends(self, a: str, b: str, origin: int | None, expected: str) -> None:
        assert length(apart(*placed(a, b, origin=origin))) == expected

    def test_two_relative_moments_do_not_depend_on_their_origin(self) -> None:
        _, a, b = placed("~Apr 16", "T+30m", "T+45m", origin=0)
        assert length(apart(a, b)) == "15 to 1"

    def test_the_origin_itself_is_as_far_from_others_as_they_say(self) -> None:
        _, zero, later = placed("unknown", "T+0", "T+90m", origin=0)
        assert (length(apart(zero, later)), length(apart(later, zero))) == ("90 to 1", "-90 to 1")

    def test_two_relative_moments_are_apart_even_if_their_origin_is_unknown(self) -> None:
        start, a, b, far = placed("unknown", "T+5m", "~T+65m", "T-999999999d", origin=0)
        assert length(apart(a, b)) == "about 60 to 1"
        assert apart(start, a) is None
        assert apart(far, placed("T+999999999d")[0]) is None

    def test_counts_what_elapsed_across_a_clock_change(self) -> None:
        ends = placed("2026-03-29 02:00", "2026-03-29 05:00", zone_name="Europe/Sofia")
        assert length(apart(*ends)) == "120 to 1"

    @pytest.mark.parametrize(
        ("a", "b"),
        [("unknown", "9:00"), ("9:00", "unknown"), ("T+999999999d", "9:00"), ("Apr 22", "9:00"), ("9:00", "Apr 22")],
    )
    def test_needs_both_ends(self, a: str, b: str) -> None:
        assert apart(*placed(a, b)) is None


class TestZone:
    @pytest.mark.parametrize(
        "name",
        [
            *("", ".", "..", "../zones", "Europe/../Europe/Sofia", "Europe//Sofia", "Europe/Sofia/"),
            *("/Europe/Sofia", "/etc/localtime", "Europe\\Sofia", "Europe", "Europe/sofia", "EET DST"),
            *("UTC+2", "+02:00", "zones", "__init__.py", "Europe/Sofia\x00", "tzdata.zi"),
            "Europe/Sofia\n",
        ],
    )
    def test_only_names_in_the_list(self, name: str) -> None:
        assert zone(name) is None

    def test_every_name_in_the_list_has_rules(self) -> None:
        names = zone_names()
        assert {"UTC", "Europe/Sofia", "America/Argentina/Buenos_Aires", "Etc/GMT+5"} <= set(names)
        assert [name for name in names if zone(name) is None] == []

    def test_has_its_name_as_its_key(self) -> None:
        assert str(zone("Europe/Sofia")) == "Europe/Sofia"

    def test_does_not_ask_the_system(self, tmp_path: Path) -> None:
        tokyo = resources.files("tzdata").joinpath("zoneinfo", "Asia", "Tokyo").read_bytes()
        (tmp_path / "Europe").mkdir()
        (tmp_path / "Europe" / "Sofia").write_bytes(tokyo)
        before = zoneinfo.TZPATH
        zone.cache_clear()
        try:
            zoneinfo.reset_tzpath([tmp_path])
            assert instants("12:00", zone_name="Europe/Sofia") == ["2026-04-22 09:00:00"]
        finally:
            zoneinfo.reset_tzpath(before)

    def test_times_in_utc_load_no_zone_rules(self) -> None:
        program = (
            "import datetime as dt, sys; from pmgen.times import parse, place; "
            "place([parse('10:44')], day=dt.date(2026, 4, 22), zone_name='UTC', origin=None); "
            "print({'zoneinfo', 'importlib.resources', 'tzdata'} & set(sys.modules))"
        )
        done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
        assert done.stdout == "set()\n"


class TestParseDuration:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("~2h 43m", "about 163 to 1"),
            ("~44h", "about 2640 to 60"),
            ("26 hours", "1560 to 60"),
            ("2h43m", "163 to 1"),
            ("2 h 43 min", "163 to 1"),
            ("2H 43M", "163 to 1"),
            ("1d 3h", "1620 to 60"),
            ("90 minutes", "90 to 1"),
            ("1 hour 30 minutes", "90 to 1"),
            ("1 hour, 30 minutes", "90 to 1"),
            ("1 hour and 30 minutes", "90 to 1"),
            ("1 day 45 mins", "1485 to 1"),
            ("45s", "0.75 to 0.0166667"),
            ("1h 30s", "60.5 to 0.0166667"),
            ("1.5h", "90 to 6"),
            ("1.25 hours", "75 to 0.6"),
            ("1h 2.5m", "62.5 to 0.1"),
            ("0.5d", "720 to 144"),
            ("about 2 hours", "about 120 to 60"),
            ("approx. 10 min", "about 10 to 1"),
            ("0 min", "0 to 1"),
        ],
    )
    def test_understands(self, text: str, expected: str) -> None:
        assert length(parse_duration(text)) == expected

    @pytest.mark.parametrize(
        "text",
        [
            *("", "~", "44", "0", "2:43", "02:43:00", "h", "2x", "2 fortnights", "2h 43", "43m 2h"),
            *("2h 2h", "2h 3 hours", "-2h", "\u22122h", "+2h", "2-3h", "20-22h", "1.5h 30m", "1,5h"),
            *(".5h", "1.h", "1e3h", "PT2H43M", "2h 43m ago", "~47h (ongoing)", "2h and", "and 2h"),
            *("2h,", "2h,43m", "about", "unknown", "N/A", "٢h", "9999999999h", "999999999d 999999999h"),
            "999999999d 24h",
        ],
    )  # fmt: skip
    def test_does_not_guess(self, text: str) -> None:
        assert parse_duration(text) is None


class TestSpell:
    @pytest.mark.parametrize(
        ("length", "expected"),
        [
            (dt.timedelta(0), "0 min"),
            (dt.timedelta(milliseconds=400), "0 min"),
            (dt.timedelta(milliseconds=-400), "0 min"),
            (dt.timedelta(seconds=45), "45 s"),
            (dt.timedelta(minutes=5), "5 min"),
            (dt.timedelta(minutes=5, seconds=30), "5 min 30 s"),
            (dt.timedelta(minutes=59, seconds=59, milliseconds=600), "1 h"),
            (dt.timedelta(hours=2, minutes=43), "2 h 43 min"),
            (dt.timedelta(hours=2, minutes=43, seconds=29, milliseconds=900), "2 h 43 min"),
            (dt.timedelta(hours=2, minutes=43, seconds=30), "2 h 44 min"),
            (dt.timedelta(hours=44), "44 h"),
            (dt.timedelta(hours=47, minutes=59, seconds=29), "47 h 59 min"),
            (dt.timedelta(hours=47, minutes=59, seconds=30), "2 d"),
            (dt.timedelta(hours=48, minutes=29), "2 d"),
            (dt.timedelta(hours=76, minutes=10), "3 d 4 h"),
            (dt.timedelta(days=2, hours=23, minutes=30), "3 d"),
            (-dt.timedelta(hours=2, minutes=43), "\u22122 h 43 min"),
            (dt.timedelta.max, "1000000000 d"),
            (dt.timedelta.min, "\u2212999999999 d"),
        ],
    )
    def test_writes_two_units_at_most(self, length: dt.timedelta, expected: str) -> None:
        assert spell(length) == expected

    @quick
    @given(
        st.builds(dt.timedelta, seconds=st.integers(0, 3599))
        | st.builds(dt.timedelta, minutes=st.integers(60, 2879))
        | st.builds(dt.timedelta, hours=st.integers(48, 10**6))
    )
    def test_is_read_back(self, length: dt.timedelta) -> None:
        found = parse_duration(spell(length))
        assert found is not None
        assert found.length == length
