"""What the words of a public document say of one that no public edition has: found, and shown where it stands."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.editions import SHOWN, everything
from tests.running import run as pmgen

DRAFT = '---\ntitle: "{title}"\ndate: 2026-04-21\nid: PM-in-{number}\nseverity: SEV1\nstatus: draft\n---\n'
PAYROLL = "Payroll data of all employees leaked"
NAMES = {
    "2026-zq-secret": PAYROLL,
    "payroll-leak": "Database outage in the night",
    "payroll-export-leaked": "Queue full",
    "queue": "Elevated error rates on checkout",
    "dns-ttl-low": "So",
    "blue-green": "So",
    "split-brain": "`vault` lost quorum after rotation",
    "Zq Plan": "決済基盤の障害による給与データ漏洩について",
    "zq-störung-7": "Vault raft leader deadlock",
    "twice-1": "So (or so) it went wrong again",
    "a9-1": "So",
    "a9-2": "It was the team's database that leaked!",
}
"""Files that are internal, and their titles."""


def put(folder: Path, body: str, front: str = "", names: Mapping[str, str] = NAMES) -> list[str]:
    """Write internal documents and a public one; the lines of that."""
    source = folder / "postmortems"
    source.mkdir(exist_ok=True)
    (folder / "pmgen.toml").write_text("")
    for number, (stem, title) in enumerate(names.items()):
        (source / f"{stem}.md").write_text(DRAFT.format(title=title, number=number))
    text = f"---\ntitle: Told\ndate: 2026-04-20\nid: PM-told\n{front}{SHOWN.strip()}\n---\n\n{body}\n"
    (source / "told.md").write_text(text)
    return text.split("\n")


def said(folder: Path, body: str, front: str = "", names: Mapping[str, str] = NAMES) -> list[tuple[str, str]]:
    """What is told of the public document: the words, and what stands at the place."""
    lines = put(folder, body, front, names)
    run = pmgen("check", "--format", "json", "--select", "PM912")
    found = []
    for each in json.loads(run.stdout):
        line = lines[each["line"] - 1]
        place = line[each["column"] - 1 : each["end_column"] - 1 if each["line"] == each["end_line"] else None]
        found.append((re.findall("names `(.*?)`", each["message"])[0], place))
    return found


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        # A title, as it is written.
        (f"It went as in {PAYROLL}.", PAYROLL),
        (f'It went as in "{PAYROLL}", once more.', PAYROLL),
        ("It went as in Payroll data of\nall employees leaked.", "Payroll data of all employees leaked"),
        ("> It went as in Payroll data of\n> all employees leaked.", "Payroll data of all employees leaked"),
        (f"See [{PAYROLL}](2026-zq-secret.md).", PAYROLL),
        ("It went as 決済基盤の障害による給与データ漏洩についてだった", "決済基盤の障害による給与データ漏洩について"),
        ("It went as in Pay\u00adroll data of all em\u200bployees leaked.", PAYROLL),
        ("As in Vault raft leader deadlock", "Vault raft leader deadlock"),
        ("It went as in Payroll data of <i>all</i><br>employees leaked.", PAYROLL),
        ("See https://wiki.example.org/x?q=Payroll+data+of+all+employees+leaked", PAYROLL),
        # As an address has it.
        ("See https://wiki.example.org/payroll-data-of-all-employees-leaked/", "payroll-data-of-all-employees-leaked"),
        ("See [it](https://w.example/Payroll_data_of_all_employees_leaked)", "Payroll_data_of_all_employees_leaked"),
        ("It was the team\u2019s database that leaked", "It was the team's database that leaked"),
        ("As PM_in_0 says", "PM_in_0"),
        # The name of a file without its ending, and without a digit.
        ("It went as in payroll-export-leaked.", "payroll-export-leaked"),
        ("It went as in `dns-ttl-low` or `blue-green`.", "dns-ttl-low"),
        ("It went as in `/blue-green.html`.", "blue-green.html"),
        # As titles have capitals, and in wide letters.
        ("## As in Payroll Data of All Employees Leaked", "Payroll Data of All Employees Leaked"),
        ("PAYROLL DATA OF ALL EMPLOYEES LEAKED!", "PAYROLL DATA OF ALL EMPLOYEES LEAKED"),
        ("It went as in ２０２６－ｚｑ－ｓｅｃｒｅｔ.", "2026-zq-secret"),
        ("It went as in Payroll-Leak.md.", "Payroll-Leak.md"),
        # Capitals are as they are written.
        ("It went as in 2026-ZQ-Secret, and so in ZQ plan.md.", "2026-ZQ-Secret"),
        ("It went as in pm-IN-0.", "pm-IN-0"),
        ("```2026-zq-secret\nSo.\n```", "2026-zq-secret"),
        # The number of a footnote is no part of the word before it.
        ("As in 2026-zq-secret[^1].\n\n[^1]: So.", "2026-zq-secret"),
    ],
)
def test_a_name_is_told_as_it_is_written_at_its_place(body: str, expected: str, tmp_path: Path) -> None:
    word, place = said(tmp_path, body)[0]
    assert word == expected
    assert expected.startswith(place) or place in body


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("It went as in PM-payroll.", ["PM-payroll"]),
        ("It went as in [PM-Payroll](https://wiki.example.org/x#pm-payroll), once more.", ["PM-Payroll"]),
        ("It went as in PM-payrolls, xPM-payroll and PM-payroll-2.", []),
        ("The PM asked payroll, and the pm of payroll-leak did.", []),
        ("It went as in PM-told, and PM-disk.", []),
    ],
)
def test_an_id_without_a_digit_is_a_name_all_the_same(body: str, expected: list[str], tmp_path: Path) -> None:
    put(tmp_path, body)
    for name, visibility in (("payroll", "internal"), ("disk", "public")):
        text = f"---\ntitle: So\ndate: 2026-04-20\nid: PM-{name}\n{SHOWN.strip()}\n---\n\nSo.\n"
        text = text.replace("visibility: public", f"visibility: {visibility}")
        (tmp_path / f"postmortems/{name}-one.md").write_text(text)
    run = pmgen("check", "--format", "json", "--select", "PM912")
    assert [re.findall("names `(.*?)`", each["message"])[0] for each in json.loads(run.stdout)] == expected
    assert ("PM912" in pmgen("build", "--audience", "public").output) is bool(expected)


@pytest.mark.parametrize(
    "body",
    [
        "Database outage in the night, once more",  # of its words only three say something
        "the payroll data of all employees leaked",  # no title
        "payroll data of all employees leaked",
        "PAYROLL data of all Employees leaked",
        "A `blue-green` deploy after the `payroll-leak` and a `split-brain`, in `/blue-green/x` and `blue-green.yaml`",
        "Payroll data of all employees leakedness",
        "xPayroll data of all employees leaked",
        "Payroll data of all\n\nemployees leaked",
        "Payroll data of all",
        "Queue full",
        "Queue full+empty, payroll_data, payroll-data-of-all, `payroll_data_of_all_employees`, PM_in, `team`",
        "Elevated error rates",
        "The payroll-leak was a split-brain",  # words with a hyphen, as people write them
        "A split-brain of the queue, with queue.py and `queue`",
        "See https://docs.example.org/split-brain and https://docs.example.org/payroll-leak/",
        "The payroll-export-leakeds and a-payroll-export-leaked-b",
        "2026-zq-secrets, a2026-zq-secret and 2026-zq-secret-2",
        "PM-in-07 and xPM-in-0",
        "The Zq Plan",
        "The Zq Planning.md and my_Zq Plan.md",
        "See [it](2026-zq-secret.md), [that](payroll-leak.md) and [those](<Zq Plan.md>)",
        "- [ ] A task\n- [x] Another one",
        "See [it](https://a.example/é-1.md)",  # in an address that is `%C3%A9-1.md`
        "See [it](https://a.example/a%209-1.md)",
    ],
)
def test_words_that_are_no_names_are_let_be(body: str, tmp_path: Path) -> None:
    assert said(tmp_path, body) == []


LINKED = {
    **NAMES,
    "2026-04-13-zq": "Database outage",
    "dns": "DNS",
    "kept": "Kept",
    "cert-expiry": "So it was",
    "queue-2": "Queue",
}


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("See [Database outage](2026-04-13-zq.md).", "Database outage"),
        ("See [the database outage of May](2026-04-13-zq.md#summary).", "the database outage of May"),
        ("See [`Database` *outage*][x].\n\n[x]: 2026-04-13-zq.md", "Database outage"),
        ("See [Database outage][x].\n\n> ::: internal\n> [x]: 2026-04-13-zq.md\n> :::", "Database outage"),
        ('See <a href="2026-04-13-zq.md">Database <b>outage</b></a>.', "Database outage"),
        ("See ![Database outage](2026-04-13-zq.md)", "Database outage"),
        ("So[^1].\n\n[^1]: See [Database outage](2026-04-13-zq.md)", "Database outage"),
        ("See [Data\u00adbase\u00a0outage](2026-04-13-zq.md).", "Data\u00adbase outage"),
        ("See [dns](dns.md).", "dns"),
        ("See [the cert expiry](cert-expiry.md).", "the cert expiry"),  # the name of its file
        ("See [payroll data](2026-zq-secret.md).", "payroll data"),  # a part of its title
        ("See [Database<br>outage](2026-04-13-zq.md).", "Database outage"),
        ("See [database outage].\n\n[Database\n  outage]: 2026-04-13-zq.md", "database outage"),
        ("See [database outage].\n\n1. - [Database outage]: 2026-04-13-zq.md", "database outage"),
        ("See [DatabaseOutage](2026-04-13-zq.md).", "DatabaseOutage"),
        ("See [the databases' outages](2026-04-13-zq.md).", "the databases' outages"),
        ("See [employee leaked](2026-zq-secret.md).", "employee leaked"),  # one of those of its title
        ("See [Ｄａｔａｂａｓｅ outage](2026-04-13-zq.md).", "Ｄａｔａｂａｓｅ outage"),
        ("See [決済基盤の障害](<Zq Plan.md>).", "決済基盤の障害"),
        # Two words of it in another order.
        ("See [data of the payroll](2026-zq-secret.md).", "data of the payroll"),
        ("See [how employees' data got out](2026-zq-secret.md).", "how employees' data got out"),
        ("See [the expiry of our cert](cert-expiry.md).", "the expiry of our cert"),
        ("See [PayrollEmployees](2026-zq-secret.md).", "PayrollEmployees"),
    ],
)
def test_the_words_of_a_link_that_is_left_out_are_no_name_of_where_it_leads(
    body: str, words: str, tmp_path: Path
) -> None:
    assert [word for word, _ in said(tmp_path, body, names=LINKED)] == [words]
    front = f"severity_reason: {json.dumps(body)}\n"
    if "[" in body and not any(each in body for each in ("internal", "^", "<br>")):
        assert [word for word, _ in said(tmp_path, "So.", front, LINKED)] == [words]
    run = pmgen("build", "--audience", "public")
    assert (run.exit_code, run.stdout.count("PM912")) == (1, 1), run.output


@pytest.mark.parametrize(
    "body",
    [
        *("[last time](2026-04-13-zq.md)", "[an outage](2026-04-13-zq.md)", "[the database](2026-04-13-zq.md)"),
        *("[the outage of the database](2026-04-13-zq.md)", "[outage](2026-04-13-zq.md)", "[2026-04-13](dns.md)"),
        *("[what the DNS did](dns.md)", "[it](dns.md)", "[expired](cert-expiry.md)", "[cert](cert-expiry.md)"),
        *("[OutageDatabase](2026-04-13-zq.md)", "[status of the database](2026-04-13-zq.md)", "[DNSs](dns.md)"),
        *("[payroll](2026-zq-secret.md)", "[the data of the day](2026-zq-secret.md)", "[leaked](2026-zq-secret.md)"),
        *("[Database outage](told.md)", "[Database outage](https://a.example/)", "[Database outage](dns.md)"),
        *("[data, and more data](2026-zq-secret.md)", "[data on that payroll day](told.md)"),
        *("[leaked over the payroll](2026-zq-secret.md)", "[expiry and a cert](queue-2.md)"),
        *("Database outage, as [it](2026-04-13-zq.md) says", "[the queue](queue-2.md)", "[障害](<Zq Plan.md>)"),
        "::: internal\n[Database outage](2026-04-13-zq.md)\n:::\n\n[it](2026-04-13-zq.md)",
        "`[Database outage](2026-04-13-zq.md)`".replace("2026-04-13-zq.md", "u.md"),
        "<!-- [Database outage](2026-04-13-zq.md) -->",
    ],
)
def test_the_words_of_a_link_that_name_nothing_are_let_be(body: str, tmp_path: Path) -> None:
    assert said(tmp_path, body, names=LINKED) == []


@pytest.mark.parametrize(
    "body", ["As in 2025-05-05-zq.html.", f"As in {PAYROLL}.", "[Payroll data leaked](2025-05-05-zq.html)"]
)
def test_a_legacy_page_is_named_as_well_whatever_is_said_beside_it(body: str, tmp_path: Path) -> None:
    put(tmp_path, body, names={})
    page = tmp_path / "postmortems/2025-05-05-zq.html"
    page.write_text("<p>So.</p>\n")
    told = f"title: {PAYROLL}\ndate: 2025-05-05\nseverity: SEV2\nstatus: published\nvisibility: public\n"
    page.with_suffix(".yml").write_text(told)
    run = pmgen("build", "--audience", "public")
    assert (run.exit_code, run.stdout.count("PM912")) == (1, 1), run.output


def test_the_words_of_a_link_are_told_at_the_link_of_theirs(tmp_path: Path) -> None:
    lines = put(
        tmp_path,
        "See [it](2026-04-13-zq.md).\n\n::: internal\n[x](dns.md)\n:::\n\nSee [Database outage](2026-04-13-zq.md?a).",
        'severity_reason: "As [it](2026-04-13-zq.md), and database outage"\n',
        LINKED,
    )
    found = json.loads(pmgen("check", "--format", "json", "--select", "PM912").stdout)
    assert [lines[each["line"] - 1] for each in found] == ["See [Database outage](2026-04-13-zq.md?a)."]
    assert found[0]["message"] == "names `Database outage`, which no public edition has: the words of a link stay"
    Path("pmgen.toml").write_text("allowed_addresses = ['database*']\n")
    assert pmgen("check", "--select", "PM912").stdout == ""


def test_a_title_that_a_public_document_has_too_is_no_name(tmp_path: Path) -> None:
    assert said(tmp_path, "So.", names={"a": "Told", "b": PAYROLL}) == []
    put(tmp_path, f"As in {PAYROLL}.", names={"b": PAYROLL})
    other = tmp_path / "postmortems/other.md"
    text = (tmp_path / "postmortems/told.md").read_text()
    other.write_text(text.replace("PM-told", "PM-other").replace("title: Told", f"title: {PAYROLL}"))
    assert "PM912" not in pmgen("check").stdout


def test_no_place_is_told_in_the_middle_of_a_word_or_where_nobody_reads_it(tmp_path: Path) -> None:
    body = "2026-zq-secrets and x2026-zq-secret.\n\nSee [it](2026-zq-secret.md).\n\nAs in 2026-zq-secret."
    lines = put(tmp_path, body, "references: [{title: It, url: 2026-zq-secret.md}]\n".replace("references", "x-a"))
    found = json.loads(pmgen("check", "--format", "json", "--select", "PM912").stdout)
    assert [lines[each["line"] - 1] for each in found] == ["As in 2026-zq-secret."]


@pytest.mark.parametrize(
    ("body", "front", "line"),
    [
        ("One.\n\nAs in 2026\\-zq&#45;secret.\n", "", "As in 2026\\-zq&#45;secret."),
        ("One\ntwo in 2026-**zq**-secret\nthree.\n", "", "two in 2026-**zq**-secret"),
        ("One.\n\n- As in 2026-<b>zq</b>-secret\n- two\n", "", "- As in 2026-<b>zq</b>-secret"),
        ("One.\n\nAs in 2026-[zq][x]-secret.\n\n[x]: https://a.example\n", "", "As in 2026-[zq][x]-secret."),
        ("One.\n\nAs in 2026\u2011zq\u2010se\u00adcret.\n", "", "As in 2026\u2011zq\u2010se\u00adcret."),
        ("One.\n\nAs in 2026-zq&#8209;se&shy;c\u200bret.\n", "", "As in 2026-zq&#8209;se&shy;c\u200bret."),
        ("As in 2026–zq–secret.\n", "", "As in 2026–zq–secret."),
        ("So.\n", 'severity_reason: "As in 2026-zq-se\u00adcret"\n', 'severity_reason: "As in'),
        ("See <https://a.example/2026%2Dzq%2Dsecret>.\n", "", "See <https://a.example/2026%2Dzq%2Dsecret>."),
        ("## 2026 zq *secret*\n\nSo.\n", "", "## 2026 zq *secret*"),
        ("So.\n", 'owner: "a"\nseverity_reason: "As in 2026\\x2dzq-secret"\n', 'severity_reason: "As in'),
        ("So.\n", "severity_reason: |\n  One.\n  As in 2026-*zq*-secret.\n", "severity_reason: |"),
        ("::: internal\nAs in 2026-**zq**-secret.\n:::\n\nAs 2026-zq-**secret**.\n", "", "As 2026-zq-**secret**."),
    ],
)
def test_what_is_written_otherwise_than_it_is_read_has_its_place(
    body: str, front: str, line: str, tmp_path: Path
) -> None:
    lines = put(tmp_path, body, front)
    found = json.loads(pmgen("check", "--format", "json", "--select", "PM912").stdout)
    assert [lines[each["line"] - 1].startswith(line) for each in found] == [True]
    assert found[0]["message"] == (
        "names `2026-zq-secret`, which no public edition has; it is written otherwise than it is read"
    )


@pytest.mark.parametrize("front", ["", "severity_reason: See [it](g.txt)\n"])
def test_a_folder_that_is_called_like_an_internal_document_is_told_to_nobody(front: str, tmp_path: Path) -> None:
    put(tmp_path, "So." if front else "See ![it](g.txt)", front)
    there = tmp_path / "postmortems"
    (there / "2026-zq-secret").mkdir()
    (there / "told.md").rename(there / "2026-zq-secret/told.md")
    (there / "2026-zq-secret/g.txt").write_text("So.")
    assert pmgen("check", "--select", "PM912").stdout == ""
    run = pmgen("build", "--audience", "public")
    assert run.exit_code == 0, run.output
    assert (tmp_path / "site/docs/post-mortems/told/g.txt").read_text() == "So."
    assert "2026-zq-secret" not in everything(tmp_path / "site")


def test_the_order_of_documents_does_not_matter(tmp_path: Path) -> None:
    stems = random.Random(1).sample([*NAMES], len(NAMES))
    first = said(tmp_path, "As in 2026-zq-secret.", names={stem: NAMES[stem] for stem in stems})
    assert first == [("2026-zq-secret", "2026-zq-secret")]


ORDINARY = {
    **dict.fromkeys(("utf-8", "us-east-1", "europe-west4-b", "postgres-15", "sha-256", "http-2"), "So"),
    **dict.fromkeys(("api-gateway", "queue-7", "full-3", "edge-cache", "edge-cache-2", "rate-limit"), "So"),
    "web-13-04-2026": "So",
    "inc-7": "So",
    "queue-2026-04-13": "So",
    "utf-8-2026-04-13": "So",
    "PM-2026-04-20": "So",
    "2026-04-20-told-2": "So",
    "zq": "Vault raft leader deadlock in April",
    "queue-9-9": "So",
    "2026-rate-limit": "Told of vault raft leader",
}


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Read as utf-8 in us-east-1 and `europe-west4-b`, with `postgres-15`, SHA-256 and http-2", []),
        ("The `api-gateway` and `edge-cache` (EDGE-CACHE-2, rate_limit, `rate-limit`) of queue-7, full-3", []),
        ("Vault raft leader deadlock in April", []),  # so a public title begins
        ("As in inc-7 and `INC-7`", ["inc-7"]),
        ("As in queue-2026-04-13", ["queue-2026-04-13"]),
        ("As in utf-8-2026-04-13", ["utf-8-2026-04-13"]),
        ("As in web-13-04-2026", ["web-13-04-2026"]),
        ("As in utf-8.md, queue-7.html and api-gateway.json", ["utf-8.md", "queue-7.html", "api-gateway.json"]),
        ("As in PM-2026-04-20-2, not in PM-2026-04-20", ["PM-2026-04-20-2"]),  # the other one is public
        ("As in PM-2026-04-20.md", ["PM-2026-04-20.md"]),
        ("As [told](told-of-vault-raft-leader.md), in told-of-vault-raft-leader.html", []),  # its own page
        ("As in queue-9-9", ["queue-9-9"]),
        ("As in 2026-rate-limit", ["2026-rate-limit"]),  # a thing has no year
    ],
)
def test_what_something_public_is_called_too_is_no_name(body: str, expected: list[str], tmp_path: Path) -> None:
    put(tmp_path, body, names=ORDINARY)
    catalogue = "{name = 'Edge Cache'}, {name = 'queue', aliases = ['api-gateway', '2026 rate limit']}"
    (tmp_path / "pmgen.toml").write_text(f"services = [{catalogue}, {{name = 'rate-limit'}}]\n")
    for name, old, new in (("told", "PM-told", "PM-2026-04-20"), ("inc-7", "PM-in-13", "PM-2026-04-20-2")):
        path = tmp_path / f"postmortems/{name}.md"
        path.write_text(path.read_text().replace(old, new))
    other = (tmp_path / "postmortems/told.md").read_text().replace("PM-2026-04-20", "PM-other").replace(body, "So.")
    (tmp_path / "postmortems/told.md").rename(tmp_path / "postmortems/told-of-vault-raft-leader.md")
    title = "Vault raft leader deadlock in April, and so in May"
    (tmp_path / "postmortems/other.md").write_text(other.replace("title: Told", f"title: {title}"))
    said = json.loads(pmgen("check", "--format", "json", "--select", "PM912").stdout)
    assert [re.findall("names `(.*?)`", each["message"])[0] for each in said] == expected
    run = pmgen("build", "--audience", "public")
    assert (run.exit_code, run.stdout.count("PM912")) == (bool(expected), len(expected)), run.output


@pytest.mark.parametrize(
    ("name", "text", "stops"),
    [
        ("notes.txt", "It went as in 2026-zq-secret.", "2026-zq-secret"),
        ("notes.csv", f"what;{PAYROLL}\n", PAYROLL),
        ("a.svg", "<svg xmlns='http://www.w3.org/2000/svg'><text>PM-in-0</text></svg>", "PM-in-0"),
        ("b.svg", f"<svg><text>{PAYROLL[:8]}<tspan>{PAYROLL[8:]}</tspan></text></svg>", PAYROLL),
        ("notes.txt", "It went as in 2026-04-20, the queue was full.", None),
        ("notes.txt", "See told.html, PM-told and PM-in.", None),
        ("notes.txt", "It went as in harmless-zq-7.", None),
        ("notes.json", r'{"as": "2026-zq\u002dsecret"}', "2026-zq-secret"),
        ("notes.json", r'{"as": "C:\user\u00e9", "2026\u002d04"}', None),
        ("notes.bin", "\0\xff2026-zq-secret", None),
    ],
)
def test_no_text_beside_a_public_document_names_an_internal_one(name: str, text: str, stops: str | None) -> None:
    put(Path(), f"See [it]({name}).", names={**NAMES, "harmless-zq-7": "Harmless"})
    Path("pmgen.toml").write_text("allowed_addresses = ['harmless-*']\n")
    Path("postmortems", name).write_text(text, "latin-1")
    run = pmgen("build", "--audience", "public")
    told = (
        f"error: `{name}` holds `{stops}`, and would be in a public edition: take it out, or allow it in the config\n"
    )
    assert (run.exit_code, run.stderr.endswith(told)) == (2 * bool(stops), bool(stops)), run.output
    assert (pmgen("build").exit_code, Path("site/docs/post-mortems", name).exists()) == (0, True)


@pytest.mark.parametrize(
    ("setting", "key"),
    [
        (f"title = '{PAYROLL}, and more'", "title"),
        ("severities = [{name = 'SEV2', label = 'x', meaning = 'As 2026-zq-secret'}]", "severities"),
        ("title = 'The queue, and told.html'", None),
    ],
)
def test_no_setting_names_an_internal_document_to_everybody(setting: str, key: str | None) -> None:
    put(Path(), "So.", names={"2026-zq-secret": PAYROLL})
    draft = Path("postmortems/2026-zq-secret.md")
    draft.write_text(draft.read_text().replace("SEV1", "SEV2"))
    Path("pmgen.toml").write_text(f"{setting}\n")
    run = pmgen("build", "--audience", "public")
    assert (run.exit_code, f"error: `{key}` names `" in run.stderr) == (2 * bool(key), bool(key)), run.output


def test_no_link_of_a_service_names_an_internal_document_to_everybody() -> None:
    put(Path(), "So.")
    links = {"queue": "https://wiki.example.org/2026-zq-secret", "dns": "https://wiki.example.org/queue"}
    services = ", ".join(f"{{name = '{name}', link = '{link}'}}" for name, link in links.items())
    Path("pmgen.toml").write_text(f"services = [{services}]\n")
    told = Path("postmortems/told.md")
    told.write_text(told.read_text().replace("services: [queue]", "services: [queue, dns]"))
    assert pmgen("build", "--audience", "public").exit_code == 0
    pages = [Path(f"site/docs/post-mortems/services/{name}.html").read_text() for name in links]
    assert [link in page for link, page in zip(links.values(), pages, strict=True)] == [False, True]
    # So it is when the document comes after the page.
    draft = Path("postmortems/2026-zq-secret.md")
    text = draft.read_text()
    draft.unlink()
    assert pmgen("build", "--audience", "public").exit_code == 0
    assert links["queue"] in Path("site/docs/post-mortems/services/queue.html").read_text()
    draft.write_text(text)
    assert pmgen("build", "--audience", "public").exit_code == 0
    assert links["queue"] not in Path("site/docs/post-mortems/services/queue.html").read_text()


@pytest.mark.parametrize(
    ("path", "ignore", "body", "expected"),
    [
        ("drafts/2026-05-01-zq.md", "drafts/*", "As in 2026-05-01-zq", ["2026-05-01-zq"]),
        ("drafts/payroll-export-leaked.md", "drafts/*", "As in `payroll-export-leaked`", ["payroll-export-leaked"]),
        ("_2026-05-01-zq.md", "", "As in 2026-05-01-ZQ.html", ["2026-05-01-ZQ.html"]),
        ("drafts/zq.md", "drafts/*", "As in zq.md and `zq`", []),  # people may mean anything else
        ("drafts/zq-leak.md", "drafts/*", "As in zq-leak.md, `zq-leak`", []),
        ("CONTRIBUTING-2.md", "CONTRIBUTING*", "See CONTRIBUTING-2.md and README.md", []),
        ("postmortem-template-large.md", "*template*", "See `postmortem-template-large`", []),
        ("runbooks/restore-from-backup.md", "runbooks/*", "See `restore-from-backup`, restore-from-backup.md", []),
        ("drafts/told.md", "drafts/*", "As in told.html, [here](told.md)", []),  # it became this one
        ("2026-05-01-zq.txt", "*.txt", "As in 2026-05-01-zq", []),
    ],
)
def test_the_name_of_a_draft_that_the_config_leaves_out_is_one(
    path: str, ignore: str, body: str, expected: list[str], tmp_path: Path
) -> None:
    put(tmp_path, body, names={})
    draft = tmp_path / "postmortems" / path
    draft.parent.mkdir(exist_ok=True)
    draft.write_text("So.")
    Path("pmgen.toml").write_text(f"ignore = ['{ignore}']\n" if ignore else "")
    said = json.loads(pmgen("check", "--format", "json", "--select", "PM912").stdout)
    assert [re.findall("names `(.*?)`", each["message"])[0] for each in said] == expected
    run = pmgen("build", "--audience", "public")
    assert (run.exit_code, run.stdout.count("PM912")) == (bool(expected), len(expected)), run.output
