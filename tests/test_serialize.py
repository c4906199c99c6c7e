from __future__ import annotations

import datetime as dt
import enum
import types
import typing
from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from pmgen import decode, document, model, serialize, times
from pmgen.keys import keys
from pmgen.model import PostMortem
from pmgen.source import Source
from pmgen.values import Value, names, replace

SEVERITIES = ("SEV1", "SEV2", "3", "off", "Sev: 5 # worst")
DAY = dt.date(2026, 4, 22)
SMALLEST = PostMortem("Vault raft leader deadlock", DAY, "SEV1", model.Status.DRAFT)

# ------------------------------------------------------------------------------- post-mortems from the annotations

TRICKY = st.sampled_from("\n\n\t  ##::--''\"\"``[]{},,&*!|>%@?=~<\\\u00a0\x85\u2028\ufeff😀é0123yn")
ANY = st.characters(exclude_categories=("Cc", "Cs"), exclude_characters="\ufffe\uffff")
TEXTS = st.text(TRICKY | ANY, max_size=40)
AWKWARD = st.sampled_from(
    [
        *("no", "null", "~", "10:44", "12:30:45.5", "644", "0x1F", "1e3", "1_000", ".inf", "=", "<<", "T+2h", "[a]"),
        *("2026-04-22", "2026-04-22 10:44", "'a'", '"', "it's", 'it\'s: "x"', "\\n", "- a", "a: b", "a:", "a #b"),
        *("#a", "---", "--- a", "...", "? a", "a\nb", "  a\n b\n\nc", "a\n---\nb", "# a\n\n- b", "a  \nb", "-- \nx"),
        *("\tx\ny", "😀: 😀"),
    ]
)
MARKDOWN = (TEXTS | AWKWARD).map(str.strip).filter(bool)
UNSEEN = " \xad\u200b\u2060\ufeff"
"""What is no part of a name at its beginning or its end."""
LINES = MARKDOWN.map(lambda text: " ".join(text.split()).strip(UNSEEN)).filter(bool)
IDS = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9._-]{0,8}", fullmatch=True)
WRITTEN = st.sampled_from(
    [
        *("10:44", "9:05:07", "~09:00", "ca. 10 May", "Apr 16 16:23:32", "2026-04-22T10:44:05+03:00", "2026-04-22"),
        *("unknown", "T+90m", "T0", "T+1h 30m", "~T+2h", "10:18 PM", "Feb 29", "23:59", "2026-04-23 00:10"),
    ]
)
DURATIONS = st.sampled_from(
    ["~2h 43m", "44 h", "0m", "1.5h", "3d 4h", "90s", "2.25 d", "1d 0h 0m 0.5s", "26 hours", "0.000001s", "999999999d"]
)
OWN = st.recursive(
    st.none() | TEXTS | AWKWARD,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS | AWKWARD, inner, max_size=3),
    max_leaves=8,
)
SPECIAL: dict[tuple[type, str], st.SearchStrategy[Any]] = {
    (PostMortem, "id"): IDS,
    (PostMortem, "severity"): st.sampled_from(SEVERITIES),
    (PostMortem, "timezone"): st.none() | st.sampled_from(["Europe/Sofia", "UTC", "America/New_York"]),
    (PostMortem, "schema"): st.none() | st.just(1),
    (model.Followup, "id"): IDS,
    (model.Related, "id"): IDS,
}


def placed(text: str) -> times.Moment:
    written = times.parse(text)
    assert written is not None
    return times.place([written], day=DAY, zone_name="UTC", origin=None)[0]


SIMPLE: dict[Any, st.SearchStrategy[Any]] = {
    str: LINES,
    model.Markdown: MARKDOWN,
    bool: st.booleans(),
    dt.date: st.dates(),
    times.Moment: WRITTEN.map(placed),
    times.Duration: DURATIONS.map(times.parse_duration),
}


def values(kind: Any, depth: int = 0) -> st.SearchStrategy[Any]:
    """What a key of this type may hold."""
    if kind in SIMPLE:
        return SIMPLE[kind]
    if isinstance(kind, types.UnionType) or typing.get_origin(kind) is typing.Union:
        return st.none() | values(next(part for part in typing.get_args(kind) if part is not types.NoneType), depth)
    if typing.get_origin(kind) is tuple:
        item = typing.get_args(kind)[0]
        return st.just(()) if depth > 5 else st.lists(values(item, depth + 1), max_size=2).map(tuple)
    if issubclass(kind, enum.StrEnum):
        return st.sampled_from(list(kind))
    return mappings(kind, depth)


def mappings(cls: type, depth: int = 0) -> st.SearchStrategy[Any]:
    held = {
        key.attribute: SPECIAL[at] if (at := (cls, key.name)) in SPECIAL else values(key.type, depth)
        for key in keys(cls)
    }
    if cls is PostMortem:
        held["extra"] = st.dictionaries(TEXTS.map(lambda text: "x-" + text), OWN, max_size=2)
    made = st.fixed_dictionaries(held).map(lambda chosen: cls(**chosen))
    return made.map(said_about) if cls in (model.Event, model.Window) else made


def said_about(value: Any) -> Any:
    """An `about` beside a time makes the time approximate, as decoding has it."""
    ends = ("at", "until") if isinstance(value, model.Event) else ("start", "end")
    changed = {}
    for name in ends:
        moment: times.Moment | None = getattr(value, name)
        if value.about and moment and moment.written and not moment.written.about:
            written = replace(moment.written, about=True)
            changed[name] = times.place([written], day=DAY, zone_name="UTC", origin=None)[0]
    return replace(value, **changed)


POST_MORTEMS = mappings(PostMortem)

# ------------------------------------------------------------------------------------------------------- and back


def read(text: str) -> tuple[PostMortem, str]:
    found, problems = document.read(Source("a.md", text))
    assert found is not None, (problems, text)
    post_mortem, problems = decode.decode(found.front_matter, severities=SEVERITIES, timezone="UTC")
    assert post_mortem is not None, (problems, text)
    assert not problems, text
    return post_mortem, found.body


def unplaced(value: Any) -> Any:
    """A value with its times as they are written: where they fall depends on their neighbours."""
    if isinstance(value, times.Moment):
        assert value.written
        return value.text, value.written.about
    if isinstance(value, tuple):
        return tuple(unplaced(item) for item in value)
    if not isinstance(value, Value) or isinstance(value, times.Duration):
        return value
    held = {name: unplaced(getattr(value, name)) for name in names(type(value))}
    if isinstance(value, (model.Event, model.Window)):
        del held["about"]
    return held


@given(POST_MORTEMS)
def test_what_is_written_reads_back_the_same(post_mortem: PostMortem) -> None:
    text = serialize.document(post_mortem, "")
    back, _ = read(text)
    assert unplaced(back) == unplaced(post_mortem)
    assert serialize.document(back, "") == text
    assert read(serialize.document(back, ""))[0] == back


@given(POST_MORTEMS, st.sampled_from([yaml.SafeLoader, yaml.CSafeLoader]))
def test_other_readers_of_yaml_see_texts_where_the_model_has_texts(post_mortem: PostMortem, loader: Any) -> None:
    seen = yaml.load(serialize.front_matter(post_mortem), Loader=loader)
    assert seen["title"] == post_mortem.title
    assert seen.get("tags", []) == list(post_mortem.tags)
    assert [each["at"] for each in seen.get("timeline", ())] == [event.at.text for event in post_mortem.timeline]
    assert [each["event"] for each in seen.get("timeline", ())] == [event.event for event in post_mortem.timeline]
    assert {key: value for key, value in seen.items() if key.startswith("x-")} == post_mortem.extra


@given(OWN)
@example("")
@example("a\n")
@example("a\n\n\n")
@example("\n a")
@example("\n")
@example("a\n ")
@example("a\r\nb")
@example(["a", ["b", ["c\nd"]], {"e": {"f": []}}])
@example({"k" * 2000: {"k": ["a\nb"]}})
@example([{}, [], [[]], {"": ""}])
def test_an_authors_own_values_keep_every_character(own: object) -> None:
    post_mortem = replace(SMALLEST, id=f"PM-{DAY}", extra={"x-own": own, "x-next": "a"})
    assert read(serialize.document(post_mortem, ""))[0] == post_mortem


PRINTABLE = st.text(st.characters(exclude_categories=("Cc", "Cs"), exclude_characters="\ufffe\uffff"), min_size=1)


@given(PRINTABLE.map(lambda text: " ".join(text.split()).strip(UNSEEN)).filter(bool))
@example("-- --- -- 'Vault': \"down\" # again? 😀")
@example("Vault: the leader")
@example("'")
@example("'\"\\")
def test_a_title_may_be_anything_printable(title: str) -> None:
    assert read(serialize.document(replace(SMALLEST, title=title), "A body."))[0].title == title


@given(st.lists(st.sampled_from(["---", "--- ", "-----", "", "  ", "    code", "## A", "a: b", "...", "A line."])))
def test_a_body_survives_with_its_lines_of_dashes(lines: list[str]) -> None:
    body = "\n".join(lines)
    _, back = read(serialize.document(SMALLEST, body))
    while lines and not lines[0].strip():
        del lines[0]
    kept = "\n".join(lines).rstrip()
    assert back == (f"\n{kept}\n" if kept else "")


# -------------------------------------------------------------------------------------------------------- by eye


def front(**changes: Any) -> str:
    """The YAML of a small post-mortem, without the four keys that all have."""
    text = serialize.front_matter(replace(SMALLEST, **changes))
    return text.partition("status: draft\n")[2].lstrip("\n")


def test_the_smallest_file() -> None:
    assert serialize.document(SMALLEST, "\n\nThe leader hung.\n\n") == (
        "---\ntitle: Vault raft leader deadlock\ndate: 2026-04-22\nseverity: SEV1\nstatus: draft\n---\n\n"
        "The leader hung.\n"
    )


def test_defaults_are_left_out() -> None:
    event = model.Event(placed("10:44"), model.Markdown("It hung"))
    assert front(id="PM-2026-04-22", timeline=(event,)) == "timeline:\n  - {at: '10:44', event: It hung}\n"


def test_no_followups_is_not_the_same_as_saying_nothing_of_them() -> None:
    assert front(followups=None) == ""
    assert front(followups=()) == "followups: []\n"


def test_keys_are_told_in_the_order_in_which_people_tell_them() -> None:
    event = model.Event(
        placed("10:44"), model.Markdown("It hung"), until=placed("11:04"), kind=model.Kind.STARTED, source="the log"
    )
    window = model.Window(placed("10:44"), placed("11:04"), services=("vault", "dns"))
    assert front(timeline=(event,), impact=model.Impact(windows=(window,))) == (
        "impact:\n"
        "  windows:\n"
        "    - start: '10:44'\n"
        "      end: '11:04'\n"
        "      services: [vault, dns]\n"
        "\n"
        "timeline:\n"
        "  - {at: '10:44', until: '11:04', kind: started, event: It hung, source: the log}\n"
    )


@pytest.mark.parametrize(
    ("about", "at", "until", "said"),
    [
        (True, "10:44", None, True),
        (True, "~10:44", None, False),
        (True, "~10:44", "11:00", True),
        (True, "~10:44", "~11:00", False),
        (False, "10:44", "~11:00", False),
        (True, "unknown", None, True),
    ],
)
def test_about_is_said_once(about: bool, at: str, until: str | None, said: bool) -> None:
    event = model.Event(placed(at), model.Markdown("It hung"), until=placed(until) if until else None, about=about)
    assert ("about: true" in front(timeline=(said_about(event),))) is said


def test_a_wide_item_is_written_below_its_dash() -> None:
    action = model.Markdown(
        "Alert when a raft leader stops advancing, and when nobody is active while all of them are up"
    )
    done = model.Done(on=DAY, commits=("2f1f9107", "1234567"))
    assert front(followups=(model.Followup("F1", action, done=done),)) == (
        "followups:\n"
        "  - id: F1\n"
        f"    action: {action}\n"
        "    done:\n"
        "      on: 2026-04-22\n"
        "      commits: [2f1f9107, '1234567']\n"
    )


def test_what_has_a_short_form_is_written_in_it() -> None:
    markdown = model.Markdown
    chain = model.Cause(markdown("The leader hung"), (model.Cause(markdown("No election")),))
    assert front(
        summary=model.Summary(text=markdown("The leader hung.")),
        root_cause=model.RootCause(chain=(chain,)),
        contributing_factors=(model.Factor(markdown("NFS")), model.Factor(markdown("Audit log"), internal=True)),
        lessons=model.Lessons(learned=(markdown("Probe a leader by asking it something."),)),
    ) == (
        "summary: The leader hung.\n"
        "\n"
        "root_cause:\n"
        "  chain: {text: The leader hung, then: No election}\n"
        "\n"
        "contributing_factors:\n"
        "  - NFS\n"
        "  - {text: Audit log, internal: true}\n"
        "\n"
        "lessons:\n"
        "  - Probe a leader by asking it something.\n"
    )


def test_several_lines_are_a_block() -> None:
    description = model.Markdown("Logins failed:\n\n- everywhere\n  - and again")
    assert front(impact=model.Impact(description=description, users=model.Markdown("57,405")), owner="me") == (
        "owner: me\n"
        "\n"
        "impact:\n"
        "  description: |-\n"
        "    Logins failed:\n"
        "\n"
        "    - everywhere\n"
        "      - and again\n"
        "  users: '57,405'\n"
    )


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("platform", "platform"),
        ("503 again", "503 again"),
        ("2f1f9107", "2f1f9107"),
        ("~3 GB", "~3 GB"),
        ("https://example.org/a", "https://example.org/a"),
        ("a, [b] {c}", "a, [b] {c}"),
        ("C# and F#", "C# and F#"),
        ("no", "'no'"),
        ("2e19107", "'2e19107'"),
        ("a: b", "'a: b'"),
        ("a #b", "'a #b'"),
        ("- a", "'- a'"),
        ("it's: so", '"it\'s: so"'),
        ('`it\'s` "so"', "'`it''s` \"so\"'"),
        ("a\u2028b", '"a\\u2028b"'),
    ],
)
def test_quotes_only_where_a_reader_needs_them(text: str, written: str) -> None:
    assert front(owner=text) == f"owner: {written}\n"


@pytest.mark.parametrize(
    ("written", "again"),
    [("~2h 43m", "~2h 43m"), ("163m", "2h 43m"), ("44 h", "44h"), ("1.5h", "1.5h"), ("50h", "2d 2h"), ("0s", "0s")],
)
def test_durations_keep_their_exactness(written: str, again: str) -> None:
    assert front(duration=times.parse_duration(written)) == f"duration: {again}\n"


def test_comments_stand_below_the_keys() -> None:
    text = serialize.document(SMALLEST, "", comments="# services: [vault]\n")
    assert text.endswith("status: draft\n\n# services: [vault]\n---\n")
    assert read(text)[0].title == SMALLEST.title


@pytest.mark.parametrize("name", ["“vault”", "„vault“", "‘vault’", "“vault", "vault”"])
def test_typographic_quotes_are_written_so_that_nobody_takes_them_for_quotes_of_yaml(name: str) -> None:
    found, _ = read(serialize.document(replace(SMALLEST, owner=name, services=(name,)), ""))
    assert (found.owner, found.services) == (name, (name,))
