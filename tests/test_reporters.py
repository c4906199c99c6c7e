"""Reports of one set of diagnostics, compared byte for byte with `golden/reporters`, and what no report may do.

After a change that is meant, `python tests/test_reporters.py` writes the golden files anew.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import jsonschema
import pytest
import xmlschema
from hypothesis import given
from hypothesis import strategies as st

from pmgen import rules, values
from pmgen.diagnostics import Diagnostic, Level, Rule
from pmgen.reporters import REPORTERS, github, gitlab, junit, report, sarif, summary, text
from pmgen.reporters.order import ordered
from pmgen.reporters.visible import part, visible, width
from pmgen.source import Edit, Source, Span, apply

HERE = Path(__file__).parent
GOLDEN = HERE / "golden" / "reporters"
SCHEMAS = HERE / "schemas"

NFS = "postmortems/2026-04-14-nfs.md"
VAULT = "postmortems/2026-04-22-vault-raft-leader.md"
QUIET = "postmortems/2026-05-01-quiet.md"

TEXTS = {
    NFS: """---
title: NFS export lost
state: Resolved
timeline:
  - {at: "11:02", event: the export is gone}
  - {at: "10:44", kind: action, event: "the primary moved to block storage, and what hung on the mount was restarted"}
\t- {at: "11:04", kind: 障害が発生した, event: 終わり}
followups:
  - id: F2
    action: Watch the export
  - id: F3
    action: |
      Write down
      what was done
---
""",
    VAULT: "# Vault was down\n",
}

RULES = (
    Rule("PM001", "no-front-matter", Level.ERROR, "A document has no front matter.\n\nNothing is known of it."),
    Rule(
        "PM401",
        "followup-without-owner",
        Level.WARNING,
        "An open follow-up has no owner.\n\nIt is done by nobody.\n\nBad:\n\n```yaml\n- id: F1\n```",
    ),
)


def diagnostic(
    path: str,
    code: str,
    name: str,
    level: Level,
    message: str,
    pointed: str,
    help: str | None = None,
    becomes: str | None = None,
) -> Diagnostic:
    """A diagnostic at the first place where a text stands in the file."""
    source = Source(path, TEXTS[path])
    start = source.text.index(pointed)
    line, column = source.position(start)
    end_line, end_column = source.position(start + len(pointed))
    edits = () if becomes is None else (Edit(Span(start, start + len(pointed)), becomes),)
    where = (line, column, end_line, end_column, source.line_text(line))
    return Diagnostic(path, code, name, level, message, help, *where, edits)


FOUND = [
    diagnostic(VAULT, "PM001", "no-front-matter", Level.ERROR, "no front matter", "", "begin the file with `---`"),
    diagnostic(
        NFS,
        "PM401",
        "followup-without-owner",
        Level.WARNING,
        "open follow-up `F3` has no owner",
        "F3",
        "name who sees to it: a person, a team or a role, but not two of them: what belongs to two is done by none",
    ),
    diagnostic(NFS, "PM401", "followup-without-owner", Level.WARNING, "open follow-up `F2` has no owner", "F2"),
    diagnostic(
        NFS, "PM104", "spelling", Level.WARNING, "`Resolved` is spelled `resolved`", "Resolved", becomes="resolved"
    ),
    diagnostic(
        NFS,
        "PM303",
        "event-out-of-order",
        Level.ERROR,
        "`10:44` is before the event above it",
        '"10:44"',
        "is the date missing?",
    ),
    diagnostic(NFS, "PM302", "long-event", Level.INFO, "the event has 66 characters", "was restarted"),
    diagnostic(NFS, "PM006", "tab", Level.ERROR, "a tab, where YAML wants spaces", "\t", "indent with spaces"),
    diagnostic(NFS, "PM103", "unknown-word", Level.ERROR, "unknown kind `障害が発生した`", "障害が発生した"),
    diagnostic(
        NFS, "PM406", "vague-action", Level.INFO, "the action says [nothing](much): 100%", "|\n      Write down\n"
    ),
]

FILES = [NFS, QUIET, VAULT]


def told(format_: str, found: Iterable[Diagnostic] = FOUND, *, colour: bool = False, width: int = 80) -> str:
    return "".join(report(format_, list(found), files=FILES, rules=RULES, colour=colour, width=width))


def golden() -> Iterator[tuple[str, str]]:
    """Every golden file by name, as it would be now."""
    yield "report.txt", told("text")
    yield "report-narrow.txt", told("text", width=50)
    yield "report.json", told("json")
    yield "report.github", told("github")
    yield "report.gitlab.json", told("gitlab")
    yield "report.sarif", "".join(sarif.report(FOUND, rules=RULES, version="1.2.3"))
    yield "report.junit.xml", told("junit")


@pytest.mark.parametrize(("name", "now"), [pytest.param(*each, id=each[0]) for each in golden()])
def test_report_is_the_golden_one(name: str, now: str) -> None:
    assert now == (GOLDEN / name).read_bytes().decode()


def test_every_golden_file_is_compared() -> None:
    assert {name for name, _ in golden()} == {path.name for path in GOLDEN.iterdir()}


@pytest.mark.parametrize("format_", REPORTERS)
def test_the_order_of_diagnostics_does_not_matter(format_: str) -> None:
    assert told(format_, FOUND[::-1]) == told(format_)


def test_order_is_by_path_line_column_and_code() -> None:
    a = values.replace(FOUND[0], path="a", line=2, column=1, code="PM002")
    changes: list[dict[str, Any]] = [
        {"line": 1, "column": 9},
        {"code": "PM001"},
        {},
        {"column": 2},
        {"line": 10},
        {"path": "b"},
    ]
    expected = [values.replace(a, **change) for change in changes]
    assert ordered(expected[::-1]) == expected


# ---- text


def paragraph(line: str, column: int, end_column: int, *, width: int = 80, end_line: int = 7) -> list[str]:
    """What is shown below the first line: the line of the file, and what stands under it."""
    found = Diagnostic("a.md", "PM000", "x", Level.ERROR, "m", None, 7, column, end_line, end_column, line)
    (piece,) = text.report([found], width=width)
    return piece.split("\n")[2:4]


def marked(line: str, column: int, end_column: int, *, width: int = 80) -> str:
    """The text that stands right above the carets, by the columns of a terminal."""
    shown, under = paragraph(line, column, end_column, width=width)
    cells: list[str] = []
    for char in shown:
        if unicodedata.combining(char):
            cells[-1] += char
        else:
            cells += [char, ""][: 1 + (unicodedata.east_asian_width(char) in "WF")]
    return "".join(cells[under.index("^") : under.rindex("^") + 1])


@pytest.mark.parametrize(
    ("line", "pointed"),
    [
        ("title: x", "title"),
        ("title: x", "x"),
        ("- {kind: 障害, event: 終わり}", "event"),
        ("- {kind: 障害, event: 終わり}", "終わり"),
        ("cafe\u0301 and the\u0301: x", "the\u0301"),
        ("\tkey:\tvalue", "key"),
        ("\tkey:\tvalue", "value"),
        ("ab\tkey", "key"),
        ("🔥🔥 fire", "fire"),
    ],
)
def test_caret_stands_under_what_is_meant(line: str, pointed: str) -> None:
    start = line.index(pointed) + 1
    assert marked(line, start, start + len(pointed)) == pointed


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("a\x1b[2Jb", "a␛[2Jb"),
        ("a\x00\x07\x7fb", "a␀␇␡b"),
        ("a\x9b31mb", "a<U+009B>31mb"),
        ("txt.\u202egnp.exe", "txt.<U+202E>gnp.exe"),
        ("a\u2066b\u2069\u200fc", "a<U+2066>b<U+2069><U+200F>c"),
        ("a\u2028b\x85c", "a<U+2028>b<U+0085>c"),
        ("a\ud800b\ufeffc\uffffd", "a<U+D800>b<U+FEFF>c<U+FFFF>d"),
        ("👩\u200d🚒 é ⚠\ufe0f", "👩\u200d🚒 é ⚠\ufe0f"),
    ],
)
def test_what_a_terminal_would_obey_is_written_out(line: str, shown: str) -> None:
    assert paragraph(line, 1, 2)[0] == f"7 | {shown}"
    assert visible(line) == shown


def test_the_letters_of_a_hangul_syllable_share_a_cell() -> None:
    assert width("\u1112\u1161\u11ab") == width("한") == 2


def test_caret_counts_what_is_written_out() -> None:
    assert marked("\x9b\u202eend", 3, 6) == "end"
    assert marked("x\x1by", 2, 3) == "␛"


@pytest.mark.parametrize(
    ("column", "end_column", "expected"),
    [
        (1, 1, ["7 |", "  | ^ error"]),
        (5, 9, ["7 |", "  | ^ error"]),
    ],
)
def test_an_empty_line_has_a_caret_too(column: int, end_column: int, expected: list[str]) -> None:
    assert paragraph("", column, end_column) == expected


def test_a_caret_behind_a_line_that_just_fits_fits_too() -> None:
    line = "x" * (40 - len("7 | ^ error"))
    assert paragraph(line, len(line) + 1, len(line) + 1, width=40) == [f"7 | {line}", f"  | {' ' * len(line)}^ error"]


def test_tabs_end_at_tab_stops() -> None:
    assert paragraph("ab\tkey", 4, 7) == ["7 | ab  key", "  |     ^^^ error"]


def test_a_place_behind_the_last_character_has_a_caret() -> None:
    assert paragraph("abc", 4, 4) == ["7 | abc", "  |    ^ error"]


def test_a_span_over_several_lines_is_marked_to_the_end_of_the_first() -> None:
    assert paragraph("  text: |  ", 3, 2, end_line=9) == ["7 |   text: |", "  |   ^^^^^^^ error"]


@pytest.mark.parametrize(
    ("pointed", "shown"),
    [
        ("AAA", "AAA bbb ccc ddd eee fff ggg …"),
        ("eee", "AAA bbb ccc ddd eee fff ggg …"),
        ("jjj", "…hh iii jjj kkk lll mmm nnn …"),
        ("zzz", "… ttt uuu vvv www xxx yyy zzz"),
    ],
)
def test_a_long_line_is_cut_round_what_is_meant(pointed: str, shown: str) -> None:
    line = "AAA bbb ccc ddd eee fff ggg hhh iii jjj kkk lll mmm nnn ooo ppp qqq rrr sss ttt uuu vvv www xxx yyy zzz"
    start = line.index(pointed) + 1
    assert paragraph(line, start, start + 3, width=40)[0] == f"7 | {shown}"
    assert marked(line, start, start + 3, width=40) == pointed


def test_the_first_line_is_whole_however_narrow_the_terminal() -> None:
    found = values.replace(FOUND[0], message="word " * 40)
    assert next(text.report([found], width=20)).split("\n")[0].endswith("word " * 40)


@pytest.mark.parametrize(
    ("help", "shown"),
    [
        (
            "an offset says which: `03:30 +03:00` or `03:30 +02:00`",
            ["an offset says which:", "`03:30 +03:00` or", "`03:30 +02:00`"],
        ),
        ("write (`a b c`) and see what comes of it", ["write (`a b c`) and see what", "comes of it"]),
        ("`one two three four five six seven`, and so on", ["`one two three four five six", "seven`, and so on"]),
        ("a lone ` goes on as any other word does", ["a lone ` goes on as any other", "word does"]),
    ],
)
def test_what_is_in_backticks_is_on_one_line_if_it_fits(help: str, shown: list[str]) -> None:
    told = next(text.report([values.replace(FOUND[0], help=help, edits=())], width=40)).rstrip("\n").split("\n")
    assert [line.partition("help:")[2].strip() or line.strip() for line in told[4:]] == shown


lines = st.text(
    st.sampled_from("ab \t障\u0301\u202e\x1b👩\u200d") | st.characters(exclude_characters="\r\n"), max_size=200
)


@given(lines, st.integers(0, 210), st.integers(0, 210), st.integers(20, 90))
def test_a_part_fits_and_its_place_is_in_it(line: str, start: int, end: int, room: int) -> None:
    shown = part(line, start, end, room)
    assert width(shown.text) <= room
    assert 0 <= shown.start <= room
    assert shown.start + shown.width <= width(shown.text)


@given(lines, st.integers(1, 210), st.integers(0, 30), st.integers(1, 10**6), st.text(), st.text(), st.booleans())
def test_nothing_reaches_the_terminal_but_text(
    line: str, column: int, length: int, number: int, message: str, path: str, colour: bool
) -> None:
    found = Diagnostic(path, "PM000", "x", Level.INFO, message, message, number, column, number, column + length, line)
    (piece,) = text.report([found], colour=colour)
    plain = re.sub(r"\x1b\[(0|1|2|1;3\d)m", "", piece) if colour else piece
    bad = [c for c in plain.replace("\n", "") if unicodedata.category(c) in ("Cc", "Cf", "Cs", "Zl", "Zp")]
    assert set(bad) <= {"\u200c", "\u200d"}
    assert all(width(each) <= 80 for each in plain.split("\n")[2:4])


def test_a_line_without_end_takes_no_time() -> None:
    line = "x" * 4_000_000
    assert len(paragraph(line, 2_000_000, 3_000_000)[0]) == 80 - len("^ error")


def test_colours_are_added_and_nothing_else() -> None:
    coloured = told("text", colour=True)
    assert re.sub(r"\x1b\[[\d;]+m", "", coloured) == told("text")
    first = coloured.split("\n")[0]
    assert first == (
        "\x1b[1mpostmortems/2026-04-14-nfs.md\x1b[0m:\x1b[2m3:8:\x1b[0m "
        "\x1b[1;33mPM104\x1b[0m `Resolved` is spelled `resolved`"
    )


def test_nothing_found_is_no_text() -> None:
    assert told("text", []) == ""


@pytest.mark.parametrize(
    ("found", "files", "expected"),
    [
        (FOUND, 2, "4 errors, 3 warnings, 2 info in 2 files (1 fixable with `--fix`)"),
        (FOUND, 6, "4 errors, 3 warnings, 2 info in 2 of 6 files (1 fixable with `--fix`)"),
        (FOUND[:1], 1, "1 error in 1 file"),
        (FOUND[1:3], 3, "2 warnings in 1 of 3 files"),
        (FOUND[:1], 0, "1 error"),
        ([], 6, "6 files, nothing to report"),
        ([], 1, "1 file, nothing to report"),
    ],
)
def test_summary(found: list[Diagnostic], files: int, expected: str) -> None:
    assert summary(found, files) == expected


def test_summary_has_the_colour_of_the_worst() -> None:
    assert summary(FOUND[:2], 2, colour=True) == "\x1b[1;31m1 error, 1 warning\x1b[0m in 2 files"


# ---- json


def test_json_has_the_documented_keys_in_their_order() -> None:
    keys = "code name level message help path line column end_line end_column fixable".split()
    assert all(list(each) == keys for each in json.loads(told("json")))


def test_json_is_ascii_and_says_the_same() -> None:
    assert told("json").isascii()
    assert json.loads(told("json"))[4]["message"] == "unknown kind `障害が発生した`"


@pytest.mark.parametrize("format_", ["json", "gitlab"])
def test_nothing_found_is_an_empty_list(format_: str) -> None:
    assert told(format_, []) == "[]\n"


# ---- github


def commands(log: str) -> list[tuple[str, dict[str, str], str]]:
    """What the runner would take for commands: name, properties and data, unescaped as it does it."""
    found = []
    for line in re.split(r"\r\n|\r|\n", log):
        if match := re.match(r"\s*::([a-z-]+)(?: (.*?))?::(.*)", line):
            pairs = [pair.partition("=") for pair in (match[2] or "").split(",") if pair]
            found.append((match[1], {key: unescaped(value) for key, _, value in pairs}, unescaped(match[3])))
        elif match := re.search(r"##\[(.*?)\]", line):
            found.append((match[1], {}, ""))
    return found


def unescaped(value: str) -> str:
    for code, char in (("%3A", ":"), ("%2C", ","), ("%0D", "\r"), ("%0A", "\n"), ("%25", "%")):
        value = value.replace(code, char)
    return value


awkward = st.lists(
    st.sampled_from(["::error::", "##[error]", "\n", "\r", "%0A", "%25", ":", ",", "=", " ", "x", "障"])
).map("".join)


@given(awkward, awkward, awkward | st.none())
def test_no_text_becomes_a_command(path: str, message: str, help: str | None) -> None:
    found = values.replace(FOUND[3], path=path, message=message, help=help)
    (_, properties, data), group, end = commands("".join(github.report([found])))
    assert properties["file"] == visible(path)
    assert data == "\n".join(visible(text) for text in (message, help) if text)
    assert (group[0], end[0]) == ("group", "endgroup")


def test_the_worst_ten_of_each_kind_are_annotations_and_the_list_has_all() -> None:
    many = [values.replace(FOUND[0], level=level, line=line, end_line=line) for line in range(1, 14) for level in Level]
    log = "".join(github.report(many))
    names = [name for name, _, _ in commands(log)]
    assert names == ["error"] * 10 + ["warning"] * 10 + ["notice"] * 10 + ["group", "endgroup"]
    assert "::group::pmgen: 13 errors, 13 warnings, 13 info\n" in log
    group = log.partition("::group::")[2].splitlines()[1:-1]
    assert len(group) == 39
    assert group[0] == f"error {VAULT}:1:1: PM001 no front matter"


def test_columns_are_given_within_a_line_only() -> None:
    several = values.replace(FOUND[0], end_line=2)
    assert commands("".join(github.report([several])))[0][1] == {
        "file": VAULT,
        "line": "1",
        "endLine": "2",
        "title": "PM001 no-front-matter",
    }


def test_nothing_found_is_no_group() -> None:
    assert told("github", []) == ""


@pytest.mark.parametrize("name", REPORTERS)
def test_every_format_tells_what_to_do(name: str) -> None:
    told_of = "".join(told(name).split()).replace("\\u2026", "…")
    for each in FOUND:
        assert each.help is None or "".join(each.help.split()) in told_of.replace('\\"', '"'), each


# ---- gitlab


def fingerprints(found: list[Diagnostic]) -> list[str]:
    return [each["fingerprint"] for each in json.loads("".join(gitlab.report(found)))]


def test_gitlab_report_is_valid() -> None:
    jsonschema.validate(json.loads(told("gitlab")), json.loads((SCHEMAS / "gitlab-code-quality.json").read_text()))


def test_fingerprints_are_unique_even_where_messages_repeat() -> None:
    twice = [FOUND[2], values.replace(FOUND[2], line=40)]
    assert len(set(fingerprints([*twice, *FOUND[3:]]))) == len(FOUND) - 1


def test_a_fingerprint_stays_when_the_line_moves() -> None:
    moved = [values.replace(each, line=each.line + 7, end_line=each.end_line + 7) for each in FOUND]
    assert fingerprints(moved) == fingerprints(FOUND)


# ---- sarif


@pytest.fixture(scope="module")
def sarif_schema() -> jsonschema.Draft4Validator:
    return jsonschema.Draft4Validator(json.loads((SCHEMAS / "sarif-2.1.0.json").read_text()))


@pytest.mark.parametrize("found", [FOUND, []])
def test_sarif_report_is_valid(sarif_schema: jsonschema.Draft4Validator, found: list[Diagnostic]) -> None:
    sarif_schema.validate(json.loads("".join(sarif.report(found, rules=rules.RULES))))


def test_sarif_refers_to_rules_by_number_and_leaves_the_number_out_of_what_it_was_not_given() -> None:
    results = json.loads(told("sarif"))["runs"][0]["results"]
    numbers = {each["ruleId"]: each.get("ruleIndex") for each in results}
    assert (numbers["PM001"], numbers["PM401"], numbers["PM104"]) == (0, 1, None)


def test_sarif_fixes_are_the_edits() -> None:
    (result,) = json.loads("".join(sarif.report([FOUND[3]], rules=RULES)))["runs"][0]["results"]
    ((replacement,),) = (change["replacements"] for fix in result["fixes"] for change in fix["artifactChanges"])
    region = replacement["deletedRegion"]
    span = Span(region["charOffset"], region["charOffset"] + region["charLength"])
    assert apply(TEXTS[NFS], [Edit(span, replacement["insertedContent"]["text"])]) == TEXTS[NFS].replace(
        "Resolved", "resolved"
    )


def test_sarif_addresses_are_escaped() -> None:
    found = values.replace(FOUND[0], path="postmortems/2026 störung#1:50%.md")
    (result,) = json.loads("".join(sarif.report([found], rules=RULES)))["runs"][0]["results"]
    location = result["locations"][0]["physicalLocation"]["artifactLocation"]
    assert location["uri"] == "postmortems/2026%20st%C3%B6rung%231%3A50%25.md"


# ---- junit


@pytest.fixture(scope="module")
def junit_schema() -> xmlschema.XMLSchema:
    return xmlschema.XMLSchema(SCHEMAS / "junit-10.xsd")


@pytest.mark.parametrize("found", [FOUND, []])
def test_junit_report_is_valid(junit_schema: xmlschema.XMLSchema, found: list[Diagnostic]) -> None:
    junit_schema.validate(told("junit", found))


def cases(found: list[Diagnostic], **options: Any) -> dict[str, list[str]]:
    """The children of each test, by the name of the test."""
    root = ElementTree.fromstring("".join(junit.report(found, **options)))
    return {case.attrib["name"]: [child.tag for child in case] for case in root.iter("testcase")}


def test_each_file_is_a_test_and_fails_if_it_has_an_error() -> None:
    assert cases(FOUND, files=FILES) == {NFS: ["failure", "system-out"], QUIET: [], VAULT: ["failure"]}


def test_warnings_fail_no_test_unless_asked() -> None:
    assert cases(FOUND[1:3], files=[NFS]) == {NFS: ["system-out"]}
    assert cases(FOUND[1:3], files=[NFS], fails=Level.WARNING) == {NFS: ["failure"]}


def test_a_file_that_was_not_listed_is_a_test_as_well() -> None:
    config = values.replace(FOUND[0], path="pmgen.toml")
    assert cases([config], files=[QUIET]) == {"pmgen.toml": ["failure"], QUIET: []}


@given(st.text(min_size=1), st.text())
def test_any_text_gives_xml(path: str, message: str) -> None:
    found = [values.replace(each, path=path, message=message, help=message) for each in FOUND[:2]]
    assert cases(found, files=[]) == {visible(path): ["failure", "system-out"]}


@pytest.mark.parametrize("format_", REPORTERS)
def test_every_format_survives_a_name_that_is_no_text(format_: str) -> None:
    found = values.replace(FOUND[0], path="postmortems/\udcff.md", message="\ud800")
    told(format_, [found]).encode()


def test_every_format_of_the_interface_is_there() -> None:
    assert list(REPORTERS) == ["text", "json", "github", "gitlab", "sarif", "junit"]


if __name__ == "__main__":
    GOLDEN.mkdir(parents=True, exist_ok=True)
    for name, now in golden():
        (GOLDEN / name).write_bytes(now.encode())
