"""Text that tries to be more than text: in a real browser it stays text, and so it does in every other file."""

from __future__ import annotations

import csv
import io
import json
import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import icalendar
import pytest

from tests.running import pmgen
from tests.test_build import written

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Dialog, Request

PAYLOADS = [
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "</title></textarea></style></noscript><script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "' autofocus onfocus=alert(1) x='",
    "<svg/onload=alert(1)><animate onbegin=alert(1) attributeName=x>",
    "<iframe srcdoc='<script>parent.alert(1)</script>'></iframe>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>",
    "[x](javascript:alert(1)) [y](<java\tscript:alert(1)>) [z](data:text/html,<script>alert(1)</script>)",
    "<a href='&#106;avascript:alert(1)'>x</a><a href='//evil.invalid'>y</a><form action=//evil.invalid><button>",
    "![x](http://evil.invalid/a.png) <img src=//evil.invalid/b.png srcset='//evil.invalid/c.png 2x'>",
    "<style>@import '//evil.invalid/a.css';*{background:url(//evil.invalid/b)}</style><link href=//e.invalid>",
    "<meta http-equiv=refresh content='0;url=//evil.invalid'><base href=//evil.invalid/>",
    "{{ 7*7 }}{% raw %}${alert(1)}<!--#exec cmd=id --><?php echo 1 ?>",
    "]]><!--><script>alert(1)</script>--><!ENTITY x SYSTEM 'file:///etc/passwd'>&x;",
    "=HYPERLINK(\"http://evil.invalid\";\"x\")",
    "BEGIN:VEVENT\nATTACH:http://evil.invalid\nEND:VEVENT",
    "␛]8;;http://evil.invalid␇x␛[2J \u202egnp.exe \u2028\u2029",
    "__proto__ constructor \\u003cscript\\u003e \\\"+alert(1)+\\\"",
]  # fmt: skip
RESOLVED = "all => all.map(a => new URL(a.getAttribute('href') ?? a.action, location).href)"
CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def hostile(number: int, payload: str) -> str:
    """A document that holds a payload wherever it may hold text."""
    text = f"{payload} {number}"
    front: dict[str, object] = {
        "title": text,
        "date": "2026-04-14",
        "severity": "SEV2",
        "severity_reason": text,
        "status": "draft",
        "id": f"PM-{number}",
        "owner": text,
        "authors": [text],
        "services": [text],
        "tags": [text],
        "summary": {"broke": text, "delayed": text, "fixed": text},
        "impact": {
            "description": text,
            "users": text,
            "scope": text,
            "figures": [{"label": text, "value": text, "unit": text}],
        },
        "detection": {"by": "alert", "description": text, "gaps": [{"gap": text, "impact": text, "fix": text}]},
        "timeline": [
            {"at": "10:44", "kind": "started", "event": text, "source": text},
            {"at": "10:54", "kind": "resolved", "event": text},
        ],
        "root_cause": {"description": text, "chain": [{"text": text, "then": [text]}], "trigger": text},
        "contributing_factors": [text],
        "followups": [{"id": "F1", "action": text, "priority": "P1", "type": "Alert", "owner": text, "details": text}],
        "lessons": {"went_well": [text], "went_wrong": [text], "lucky": [text], "learned": [text]},
        "references": [{"title": text, "url": "https://example.org/?q=" + re.sub(r"\W", "%22", payload)}],
        "revisions": [{"date": "2026-04-15", "note": text}],
        "x-own": text,
        # What is no file is an error; here it shall come as far as it can.
        "lint": {"ignore": [{"rule": rule, "reason": text} for rule in ("PM504", "PM506")]},
    }
    keys = "\n".join(f"{key}: {json.dumps(value)}" for key, value in front.items())
    blocks = [
        f"## {text}",
        payload,
        f"> {payload}",
        f"| {payload} |\n|-|\n| x |",
        f"```{payload.split()[0]}\n{payload}\n```",
        f"[^1]\n\n[^1]: {text}",
    ]
    return f"---\n{keys}\n---\n\n" + "\n\n".join(blocks) + "\n"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    source = folder / "postmortems"
    source.mkdir()
    for number, payload in enumerate(PAYLOADS):
        (source / f"d{number}.md").write_text(hostile(number, payload), encoding="utf-8")
    (source / "x").write_bytes(b"")
    (source / "a'b&c onload=alert(1).md").write_text(hostile(99, "a name") + "![x](<p'q&r.svg>)\n")
    (source / "p'q&r.svg").write_text(
        "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'><script>alert(1)</script>"
        "<image href='http://evil.invalid/a.png'/></svg>"
    )
    config = {"title": "</title><script>alert(1)</script>\"'", "base_url": "https://example.org/\"'<x>"}
    lines = [f"{key} = {json.dumps(value)}" for key, value in config.items()]
    lines += [
        "[[severities]]",
        'name = "SEV2"',
        f"label = {json.dumps(PAYLOADS[3])}",
        f"meaning = {json.dumps(PAYLOADS[0])}",
    ]
    (folder / "pmgen.toml").write_text("\n".join(lines))
    assert tomllib.loads("\n".join(lines))
    run = pmgen(folder, "build", "--verbose")
    if "base_url" in run.stdout:
        (folder / "pmgen.toml").write_text("\n".join(line for line in lines if not line.startswith("base_url")))
        run = pmgen(folder, "build", "--verbose")
    assert run.returncode == 0, run.stdout[-3000:] + run.stderr[-3000:]
    assert not CONTROLS.search(run.stdout + run.stderr)
    return folder


@pytest.mark.browser
def test_a_browser_runs_nothing_asks_for_nothing_and_complains_of_nothing(project: Path, browser: Browser) -> None:
    site = project / "site/docs/post-mortems"
    heard: list[str] = []
    context = browser.new_context()
    page = context.new_page()

    def dismiss(dialog: Dialog) -> None:
        heard.append(f"dialog: {page.url}")
        dialog.dismiss()

    page.on("dialog", dismiss)
    page.on("console", lambda message: heard.append(f"console: {page.url}: {message.text}"))
    page.on("pageerror", lambda error: heard.append(f"error: {page.url}: {error}"))

    def note(request: Request) -> None:
        if not request.url.startswith(site.as_uri()):
            heard.append(f"request: {request.url}")

    page.on("request", note)
    for path in sorted(site.rglob("*.html")):
        page.goto(path.as_uri())
        links = page.eval_on_selector_all("a[href], area[href], form", RESOLVED)
        heard += [f"{path.name}: {url}" for url in links if not re.match(r"(https?|mailto|file):", url)]
        heard += [
            f"{path.name}: {url}" for url in links if url.startswith("file:") and not url.startswith(site.as_uri())
        ]
        page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
    page.goto((site / "index.html").as_uri())
    if (field := page.query_selector("input[type=search]")) is not None:
        field.fill("script alert evil")
        page.evaluate("new Promise(requestAnimationFrame)")
    context.close()
    assert heard == []


def test_no_page_holds_a_control_character(project: Path) -> None:
    found = [path for path, data in written(project).items() if re.search(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", data)]
    assert [path for path in found if not path.endswith(".png")] == []


def test_programs_read_the_text_back_as_text(project: Path) -> None:
    files = written(project)
    for path, data in files.items():
        if path.endswith(".json"):
            json.loads(data)
        elif path.endswith(".xml"):
            ET.fromstring(data)
            assert b"<!ENTITY" not in data
    rows = list(csv.reader(io.StringIO(files["docs/post-mortems/followups.csv"].decode("utf-8-sig"))))
    assert {len(row) for row in rows} == {len(rows[0])}
    assert [cell for row in rows for cell in row if cell[:1] in {"=", "+", "-", "@", "\t", "\r"}] == []
    calendar = icalendar.Calendar.from_ical(files["docs/post-mortems/followups.ics"])
    assert {each.name for each in calendar.walk()} <= {"VCALENDAR", "VTODO", "VEVENT"}
    assert not [each for each in calendar.walk() if "ATTACH" in each]


def test_what_a_terminal_would_obey_is_an_error_in_a_document(tmp_path: Path) -> None:
    (tmp_path / "pmgen.toml").write_text("")
    (tmp_path / "postmortems").mkdir()
    (tmp_path / "postmortems/a.md").write_text(hostile(1, "\x1b]8;;http://evil.invalid\x07x\x1b[2J \x9b31m"))
    for words in (("check",), ("check", "--format", "github"), ("build", "--verbose")):
        run = pmgen(tmp_path, *words)
        assert run.returncode == 1
        assert "PM004" in run.stdout
        assert not CONTROLS.search(run.stdout + run.stderr)


@pytest.mark.parametrize("format_", ["text", "json", "github", "gitlab", "sarif", "junit"])
def test_no_report_holds_what_a_terminal_would_obey(project: Path, format_: str) -> None:
    run = pmgen(project, "check", "--format", format_, "--strict")
    assert not CONTROLS.search(run.stdout + run.stderr)
    if format_ == "github":
        command = r"::(notice|warning|error) file=|::group::pmgen: |::endgroup::$|(info|warning|error) postmortems/"
        assert [line for line in run.stdout.rstrip("\n").split("\n") if not re.match(command, line)] == []
    elif format_ == "junit":
        ET.fromstring(run.stdout)
    elif format_ != "text":
        json.loads(run.stdout)


@pytest.mark.parametrize(
    "words",
    [
        ("new", "\x1b[2J title \x07\u202e"),
        ("check", "no\x1b[2Jthing.md"),
        ("rules", "\x1b[2J"),
        ("\x1b[2Jcommand",),
        ("build", "--base-url", "\x1b[2J"),
        ("verify", "\x1b[2J"),
        ("verify", "http://\x1b[2J/"),
        ("check", "--select", "\x1b[2J"),
        ("followups", "list", "--service", "\x1b[2J"),
        ("import", "\x1b[2J.md"),
    ],
    ids=lambda words: words[0].strip("\x1b[2J"),
)
def test_no_command_repeats_what_a_terminal_would_obey(tmp_path: Path, words: tuple[str, ...]) -> None:
    (tmp_path / "pmgen.toml").write_text("")
    (tmp_path / "postmortems").mkdir()
    run = pmgen(tmp_path, *words)
    assert "Traceback" not in run.stderr
    assert not CONTROLS.search(run.stdout + run.stderr), ascii(run.stdout + run.stderr)
