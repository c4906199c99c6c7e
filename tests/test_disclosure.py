"""What no public document may tell is found, placed, and stops a public edition; what it may tell stops nothing."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from pmgen.cli import locating
from pmgen.cli.previews import looking, rebuilding
from pmgen.rules import disclosure
from tests.disclosing import SECRETS, run, write
from tests.running import pmgen


@pytest.mark.parametrize(
    ("code", "body"),
    [
        ("PM601", "It used password=tr0ub4dor7-horse"),
        ("PM601", "It used pass\u00adword=tr0ub4dor7-horse"),
        ("PM601", "It used &shy;pass&#8203;word=tr0ub4dor7\u2011horse"),
        ("PM601", "```\nexport DB_PASSWORD=\\\n  swordfish\n```"),
        ("PM601", "> mysql -u root \\\n>   -ptr0ub4dor7 \\\n>   shop"),
        ("PM602", "The leader on 10.0.20.7 hung"),
        ("PM602", "The leader on 10.\u200b0.20.\u20607 hung"),
        ("PM602", "The leader on vault\u20112.prod.in\u00adternal hung"),
        ("PM603", "Reported by jane.roe\u200b@mail.te\u00adst"),
        ("PM603", "Call +49 30 \u202a123456\u202c78"),
        ("PM603", "Ada Mus\u00adter saw it"),
        ("PM602", "The leader on vault-2.prod.internal hung"),
        ("PM602", "The leader on fd12:3456::7 hung"),
        ("PM603", "Reported by jane.roe@mail.test"),
        ("PM603", "Ada Muster saw it"),
        ("PM603", "The pager went to Jane M. Doe, who slept"),
        ("PM603", "**Sergei Ivanov** restarted it"),
        ("PM603", "Then Jane Doe restarted it"),
        ("PM603", "Jan Muster restarted it"),
        ("PM603", "The lead, Jan Muster, was paged"),
        ("PM603", "At 10:44 Jan Muster restarted it"),
        ("PM603", "- 2026-04-22 10:44 - Jan Muster restarted it"),
        ("PM603", "It was told by Jan van Dyke, at once"),
        ("PM603", "| who |\n|---|\n| Jan Muster |"),
        ("PM603", "- Jan-Erik Muster"),
        ("PM601", SECRETS["a GitHub token"].replace("_", "\\_")),
        ("PM601", SECRETS["a GitHub token"].replace("_", "&#95;")),
        ("PM602", "The leader on 10\\.0\\.20\\.7 hung"),
        ("PM602", "The leader on 10.0&#46;20.7 hung"),
        ("PM602", "The leader on db01\\.corp\\.local hung"),
        ("PM602", "The leader on 100.64.3.4 hung"),
        ("PM602", "The leader on ip-10-20-30-40 hung"),
        ("PM602", "See http://api.prod.svc:8080/x"),
        ("PM602", "The leader:10.0.20.7 hung"),
        ("PM602", "From 10.0.20.7-10.0.20.9 on"),
        ("PM602", "The leader on FD12:3456::7 hung"),
        ("PM602", "All of fd00::/8 hung"),
        ("PM602", "The leader on [::ffff:10.0.20.7]:80 hung"),
        ("PM602", "See tcp:db.corp.internal"),
        ("PM602", "See _ldap._tcp.corp.internal"),
        ("PM602", "See *.corp.internal"),
        ("PM602", "See vault.service.consul"),
        ("PM602", "The leader on 10.0.**20**.7 hung"),
        ("PM602", "The leader on 10.0.<b>20</b>.7 hung"),
        ("PM602", "The leader on db01.**corp**.internal hung"),
        ("PM602", "The leader on 10[.]0[.]20[.]7 hung"),
        ("PM602", "All of 10.0.20.x hung"),
        ("PM602", "All of *192.168.1.x* hung"),
        ("PM602", "All of 10.20.x.x hung"),
        ("PM602", "See http://vault-2:8200/ui"),
        ("PM602", "See [it](https://wiki/incidents)"),
        ("PM602", "It asked `postgres://app@db/queue`."),
        ("PM602", "It asked git+ssh://git@gitlab/infra"),
        ("PM602", "Then `ssh -p 2222 root@vault-2`"),
        ("PM602", "It asked http://app:tr0ub@dor7@db/ again"),
        ("PM602", "`<!-- 10.0.20.7 -->`"),
        ("PM602", "It was on `\\\\files\\backups` then"),
        ("PM602", "It was on \\\\\\\\files\\\\backups$ then"),
        ("PM602", "Then `ssh db01`"),
        ("PM602", "Then `ssh -i key -t web-03 uptime`"),
        ("PM602", "Then `scp -r dump.sql vault:/tmp`"),
        ("PM602", "`ping -c 3 node2` was lost"),
        ("PM602", "It asked db01:5432 again"),
        ("PM602", "It asked db.acme.private again"),
        ("PM602", "All of 10.0.20.10-20 hung"),
        ("PM602", "See http://10.1/ui"),
        ("PM602", "See http://167776519/ui"),
        ("PM602", "See http://app@0x0a.0.20.7:80/ui"),
        ("PM602", "The leader on ::ffff:a00:1407 hung"),
        ("PM602", "The leader on [0:0:0:0:0:FFFF:0a00:1407]:80 hung"),
        ("PM602", "`Host: vault` was asked for"),
        ("PM602", "```http\nGET /x HTTP/1.1\nHost: vault\n```"),
        ("PM602", "`curl -H 'Host: vault' https://x.example.org`"),
        ("PM602", "```yaml\nhost: db01\n```"),
        ("PM602", "(DESCRIPTION=(ADDRESS=(HOST=db01)(PORT=1)))"),
        ("PM602", "`jdbc:oracle:thin:@db01:1521:XE`"),
        ("PM602", "`jdbc:oracle:thin:app/x@//oracle:1/XE`"),
        ("PM602", "`jdbc:sqlserver://sql;database=x`"),
        ("PM602", "`mongodb://a.example.org,mongo-b:1,mongo-c/shop`"),
        ("PM602", "Version 2 ran on 10.0.20.7"),
        ("PM602", "After the new version, 10.0.20.7 hung"),
        ("PM602", "It had firmware 10.2.3.4 and 10.0.20.7 hung"),
        ("PM602", "The version 10.0.20.7:8080 answered with"),
        ("PM602", "Of version 10.2.3.4 and 10.2.3.5, 10.0.20.7 hung"),
        ("PM602", "Versions 10.2.3.4, 10.2.3.5/24 hung"),
        ("PM602", "After version 10.2.3.4: 10.2.3.5 hung"),
        ("PM602", "Release 10.0.20.7 first"),
        ("PM602", "<!--> 10.0.20.7 -->"),
        ("PM602", "<!-- x --> 10.0.20.7 <!-- y -->"),
        ("PM602", "<xmp>\n\n<!-- 10.0.20.7 -->\n\n</xmp>"),
        ("PM602", "Nobody could ssh to root@vault-2!"),
        ("PM602", "See http://vault-2—it hung"),
        ("PM602", "```console\nroot@vault-2:~# vault status\n```"),
        ("PM602", "See http://vault\\_2:8200"),
        ("PM603", "Ask jane.roe[at]mail[.]test"),
        ("PM603", "Ask jane.roe\\@mail.test"),
        ("PM603", "Ask [her](mailto:jane.roe@mail.test)"),
        ("PM603", "Ask jane.roe (at) mail.test"),
        ("PM603", "Ask jane.roe(at)mail(dot)test"),
        ("PM603", "Ask jane dot roe at mail dot test"),
        ("PM603", "Ask jane.roe AT mail DOT co.test"),
        ("PM603", "Call +49 30 1234567"),
        ("PM603", "Call +44 (0)20 7946-0123."),
        ("PM603", "Call +1 555 010 1234 or +15550101234"),
        ("PM603", "Call +34 612 345 678"),
        ("PM603", "Call +491701234567 then"),
        ("PM603", "Call (555) 010-1234"),
        ("PM603", "| Phone | x |\n|---|---|\n\n**Tel.:** 030 1234567"),
        ("PM603", "Mobile: 0170/1234567"),
        ("PM603", "| Who | What |\n|---|---|\n| Doe, Jane | IC |"),
        ("PM603", "- Doe, Jane M. (on call)\n- nobody"),
        ("PM603", "On call: Doe, Jane"),
        ("PM603", "It was found by Doe, Jane on that day"),
        ("PM603", "The pager went to Doe, Jane M."),
        ("PM603", "Call +4930123456 then"),
        ("PM603", "Ask [her](mailto:jane.roe%40mail.test)"),
        ("PM603", "It was José\nvan Dyke who saw it"),
        ("PM603", "Then Wei Muster restarted it"),
        ("PM603", "Then Ngozi Muster restarted it"),
        ("PM603", "Then Łukasz Muster restarted it"),
        ("PM603", "Then Søren Muster restarted it"),
        ("PM603", "Затем Дмитрий Примеров перезапустил его"),
        ("PM603", "Then Dr. Muster restarted it"),
        ("PM603", "Dann hat es Frau Muster-Xu neu gestartet"),
        ("PM603", "Incident commander: Xu Muster"),
        ("PM603", "**Scribe:** Xu van Muster, since 10:00"),
        ("PM603", "| Role | Who |\n|---|---|\n| Incident commander | Xu Muster |"),
        ("PM603", "Co-authored-by: Xu Muster"),
        ("PM603", "It was over. IC: Xu Muster. Nobody slept"),
    ],
)
def test_a_disclosure_warns_inside_and_stops_a_public_edition(tmp_path: Path, code: str, body: str) -> None:
    write(tmp_path, body=body)
    status, told = run(tmp_path, "build", "--no-cache")
    assert (status, code in told) == (0, True), told
    status, told = run(tmp_path, "build", "--audience", "public", "--site", "everybody", "--no-cache")
    assert (status, code in told) == (1, True), told
    assert not (tmp_path / "everybody").exists()


@pytest.mark.parametrize(
    ("owner", "body", "told"),
    [
        ("Ludwig van Muster", "Then Ludwig van Muster slept", "`Ludwig van Muster` is a person"),
        ("Ada McMuster", "Then Ada McMuster slept", "`Ada McMuster` is a person"),
        ("Xu O'Muster <xu@mail.test>", "Then Xu O'Muster slept", "`Xu O'Muster` is a person"),
        ("Xu Muster (SRE)", "Then Xu Muster slept", "`Xu Muster` is a person"),
        ("@xmuster", "The pager went to @xmuster.", "`@xmuster` is the handle of a person"),
        ("@xmuster", "The pager went to x@xmuster.test and @xmuster2", None),
        ("@on-call", "The pager went to @on-call", None),
        ("@storage-team", "The pager went to @storage-team", None),
        ("Platform Team", "The Platform Team slept", None),
        ("Site Reliability Engineering", "Site Reliability Engineering slept", None),
        ("Xu SRE", "Xu SRE slept", None),
        ("Muster, Wei", "Then Muster, Wei slept", "`Muster, Wei` is a person"),
        ("Payments, Checkout", "Then Payments, Checkout slept", None),
        ("Red Hat", "Red Hat slept", None),
    ],
)
def test_who_owns_a_document_is_known_in_its_prose(tmp_path: Path, owner: str, body: str, told: str | None) -> None:
    path = write(tmp_path, body=body)
    path.write_text(path.read_text().replace("authors:", f'owner: "{owner}"\nauthors:'))
    (tmp_path / "pmgen.toml").write_text('allowed_people = ["*@xmuster.test"]\n')
    _, said = run(tmp_path, "check")
    assert told in said if told else "PM603" not in said, said


def test_a_document_cannot_let_itself_out(tmp_path: Path) -> None:
    path = write(tmp_path, body="The leader on 10.0.20.7 hung")
    lint = 'lint: {ignore: [{rule: PM602, reason: "It is gone."}]}\n'
    path.write_text(path.read_text().replace("authors:", f"{lint}authors:"))
    assert run(tmp_path, "check", "--strict") == (0, "1 file, nothing to report\n")
    status, told = run(tmp_path, "build", "--audience", "public")
    assert (status, "PM602" in told) == (1, True), told
    assert rebuilding.built(looking.first(locating.search(tmp_path)[0]), audience="public").content is None
    (tmp_path / "pmgen.toml").write_text('allowed_addresses = ["10.0.20.7"]\n')
    assert run(tmp_path, "build", "--audience", "public")[0] == 0


def test_what_is_escaped_is_found_where_it_is_written(tmp_path: Path) -> None:
    write(tmp_path, body="One &amp; two\n\nThe leader on 10\\.0&#46;20.7 hung")
    told = run(tmp_path, "check")[1]
    assert ":20:15: PM602 `10.0.20.7` is a private address" in told, told
    assert told.splitlines()[3].count("^") == len("10\\.0&#46;20.7"), told


@pytest.mark.parametrize(
    ("event", "places"),
    [
        ("The leader on 10.0.20.7 hung, and jane.roe@mail.test", ["10.0.20.7", "jane.roe@mail.test"]),
        ("It's that 10.0.20.7 hung", ["10.0.20.7"]),
        ("110.0.20.7 is none, 10.0.20.7 is one", ["10.0.20.7"]),
        ("The leader on 10&#46;0.20.7 hung", ["10&#46;0.20.7"]),
        ("It was Jane Roe, as Jane Roe said", ["Jane Roe"]),
    ],
)
def test_of_a_value_the_words_are_pointed_at(tmp_path: Path, event: str, places: list[str]) -> None:
    path = write(tmp_path, event=event)
    lines = path.read_text().split("\n")
    found = json.loads(pmgen(tmp_path, "check", "--select", "PM6", "--format", "json").stdout)
    assert [lines[each["line"] - 1][each["column"] - 1 : each["end_column"] - 1] for each in found] == places


def test_the_place_is_one_that_everybody_reads(tmp_path: Path) -> None:
    hidden = "::: internal\nThe leader on 10.0.20.7 hung.\n:::\n\n<!--\n10.0.20.7\n-->\n\n"
    path = write(tmp_path, body=f"{hidden}It was 10.0.20.7.\n\nAnd 10.0.20.7.")
    line = path.read_text().split("\n").index("It was 10.0.20.7.") + 1
    assert re.findall(r":(\d+:\d+): PM602", run(tmp_path, "check")[1]) == [f"{line}:8"]


def test_the_name_of_a_document_is_public_too(tmp_path: Path) -> None:
    path = write(tmp_path)
    path = path.rename(path.with_name("2026-04-22-vault.prod.internal.md"))
    status, told = run(tmp_path, "build", "--audience", "public")
    assert (status, ":1:1: PM602 `2026-04-22-vault.prod.internal` is" in told) == (1, True), told
    assert "in the name of a public document" in told
    path.rename(path.with_name("2026-04-22-10.0.20.7.md"))
    assert "PM602 `10.0.20.7` is a private address, in the name" in run(tmp_path, "check")[1]


def test_an_event_with_a_private_address_is_found_unless_it_is_internal(tmp_path: Path) -> None:
    write(tmp_path, event="10.0.20.7 hung")
    assert "PM602" in run(tmp_path, "check")[1]
    write(tmp_path, event="10.0.20.7 hung", internal="true")
    assert "PM602" not in run(tmp_path, "check")[1]


@pytest.mark.parametrize(
    "body",
    [
        "::: internal\n10.0.20.7 and jane.roe@mail.test\n:::",
        "127.0.0.1, 192.0.2.7, 8.8.8.8, version 10.0.20.7.1, 1.2.3, v10.2.3.4",
        "Version 10.2.3.4, version: 10.2.3.4, **Version** `10.2.3.4`, ver. 10.2.3.4",
        "versión 10.2.3.4, バージョン 10.2.3.4",
        "firmware 10.2.3.4, build 10.0.190.1, version=10.2.3.4, version 10.2.3.4 to 10.2.3.5",
        "versions 10.2.3.4 or 10.2.3.5",
        "version 10.2.3.4 and 10.2.3.5, versions 10.2.3.4, 10.2.3.5 and `10.2.4.0`",
        "versions `10.2.3.4`, `10.2.3.5`, and `10.2.3.6` to 10.3.0.0",
        "Version 10.2.3.4 und 10.2.3.5, versión 10.2.3.4 y 10.2.3.5, version 10.2.3.4 et 10.2.3.5",
        "status.example.org, vault.local-storage.example.org, file.tar.gz",
        "10.0.x, version 8.1.2.x, 127.0.0.x, 10.0.20.xyz, v10.0.20.x, 10.0.19041.x, **8**.8.8.8, a<br>b, [at] x",
        "/etc/rc.local, rc.local, .env.local, threading.local(), 10.0.20.7-rc1, std::a.local, hashicorp.consul",
        "getty@tty1.service, backup@db.timer, sre@acme.test, platform@acme.test, on-call@acme.test",
        "http://localhost:8200/ui, https://example/x, http://host:8080, http://<host>/x, http://$HOST/x, https://exam…",
        "s3://backups/x, docker://nginx, unix://run/x, file:///etc/x, https://, http://8.8.8.8, https://app@example.org/x",
        "ssh to @platform, ssh by actions/checkout@v4, `ssh root@localhost`, 10.x.x.x, 192.168.x.x",
        "ssh keys, ssh2, ssh ed25519, ssh to all, scp a file: it failed, rsync https://x.example.org/ y",
        "http://1.1/, http://8.8.8.8/, http://134744072/, http://127.1/, http://0/, http://999.1/, http://08.1/",
        "::ffff:808:808, ::ffff:7f00:1, ::ffff:1, std::ffff:a00:1, http://2026/, the host: a1, Host: Hetzner",
        "- Host: production\n- Host: shared\n\nhost: localhost, host: utf8, http://a.example.org,then",
        "mongodb://a.example.org,b.example.org/x, git://a.example.org,then, `host: string`s, x://10.1.2.3.4.5/",
        "It failed!!! Internal errors, so: !!! warning, ??? internals, `!!! internal`, [!internals], why???",
        "```\n!!! internal\n```\n\n> [!NOTE]\n> internal\n\n[![x](https://a.example/x)](https://a.example/)",
        "The 👩\u200d🔧 of the\u00adory, a co\u00adlon:\u200b8080, day\u2011to\u2011day, 1.2\u200b.3, می\u200cخواهم",
        "See the host a \\\n\nand b, `x=\\`, a=\\\nb, http://a.example.org/x \\\n  y",
        "ping v2, C:\\\\a\\\\bc",
        r"`\\d+\\w`, `\\bfoo\\b`, `\\x1b\\x5b`, `[\\x00-\\x7F]`, `\\server\share`, `\\.\pipe\one`",
        "10.0.20.7-1x, user.home, self.private",
        "step2:10, 10:8080, redis7:latest, v1:8080, Q3:2026, app:8080, https://example.org/x1:8080, PM-2026-04-22:443",
        "root@db7, foo@v2, support@acme.test, someone@example.org, git@git.acme.test:infra/x.git",
        "It grew by +1 073 741 824 bytes, +12 345 000 000, +12.5 %, +02:00, +2026-04-22 10:44, UTC+1 10 000 000",
        "Call +1 800 010 1234",
        "It grew by +4930123456, +4930123456 bytes, +3600000000, +2930123456, x+4930123456",
        "Written in Fortran, Pascal and C; by Monday, Jane on call was asked; from Fortran, Pascal and others",
        "With Kafka, Jane said that all would go on; by Anna, Jane; sent to Paris, Texas.",
        "1+491701234567, +10 20 30 40 50 60 70, +2147483648, +1234567890123, f(555) 010-1234, +4.15.0-2048",
        "tel: 2026-04-22 10:44, phone: none, telemetry: 12, headphone: 1234567, microphone: 12345678",
        "phone: 10:44:00 to 11:04:00",
        "We looked at the dot on a page, it points at a dot product, at x dot products",
        "sre (at) acme dot test, a (at) noon",
        "In the queue, Jane restarted it. After Redis, Jane restarted it\n- Vault, Grace",
        "Author: Red Hat\n\nAuthors: New Relic\n\nAuthor: Muster Software GmbH",
        "Jan Release, Jan Feb Mar, 5 Jan Grafana, 2026 Jan Outage, since Jan Postgres, In Jan Kubernetes, late Jan Run",
        "the Jan Kafka upgrade, end of Jan Grafana, Dec/Jan Sales, Dec, Jan Sales, Nov–Jan Load, Jan 5, Jan. Billing",
        "| Jan | Feb |\n|---|---|\n| Jan Patch | Jan |\n\nJan to Mar, Jan Monday, Jan restarted, JAN MUSTER, San Jan",
        "as of Jan Vault was sealed, by Jan Kafka is gone, most of Jan Traffic, for Jan Data, to Jan Costs",
        "2025, Jan Muster, 22-Jan Muster, 5. Jan Muster, 31st Jan Muster, Dec., Jan Muster, January – Jan Muster",
        "Per Region quotas, Roman Numerals, Jan Release, Felix Agent, San Jose Data, Thomas Cluster",
        "| IC | Start Time |\n|---|---|\n| on-call | 10:00 |\n\nIC: Platform Team, author: on-call, Note: Xu Muster",
        "Dr. rer. nat., Mr robot, MR Queue, Herr der Lage, Frau am Telefon, Wei restarted, Ping Federate",
        "Red Hat, Google Cloud, Grace Period, JANE DOE, Jane restarted, jane doe, Mark Done, x/Jane Doe",
    ],
)
def test_what_everybody_may_read_stops_nothing(tmp_path: Path, body: str) -> None:
    write(tmp_path, body=body)
    status, told = run(tmp_path, "check")
    assert (status, "PM6" in told) == (0, False), told


SHOWN = "Full <!-- of what\n\nnobody sent --> <b hidden>it</b> was: ![the queue](https://example.org/queue.png)"
"""A comment and an element that do not hide what they were to hide, and an image on another host."""


@pytest.mark.parametrize(
    "block", ["::: internal\n{}\n:::", "- One\n\n  ::: internal\n  {}\n  :::", "> ::: internal\n> {}\n> :::"]
)
def test_nothing_is_said_of_what_a_public_edition_is_without_anyway(tmp_path: Path, block: str) -> None:
    margin = block.partition("{}")[0].rpartition("\n")[2]
    path = write(tmp_path, body=block.format(SHOWN.replace("\n", f"\n{margin}")))
    for command in (("check",), ("build", "--audience", "public", "--no-cache")):
        status, told = run(tmp_path, *command)
        assert (status, [code for code in ("PM507", "PM605", "PM607") if code in told]) == (0, []), told
    path.write_text(path.read_text().replace("visibility: public", "visibility: internal"))
    assert all(code in run(tmp_path, "check")[1] for code in ("PM507", "PM605", "PM607")), "those inside see it"


@pytest.mark.parametrize(
    "body",
    [
        f"::: internal\nA note.\n:::\n\n{SHOWN}",
        f"{SHOWN}\n\n::: internal\nA note.\n:::",
        f"::: internal\n{SHOWN}",
        f"::: internal\n{SHOWN}\n:::\n\n:::",
        f"::: intern\n{SHOWN}\n:::",
        f"::: internal\nA note.\n\n:::\n{SHOWN}\n:::",
    ],
)
def test_what_a_public_edition_may_have_is_named_beside_internal_blocks(tmp_path: Path, body: str) -> None:
    write(tmp_path, body=body)
    told = run(tmp_path, "check")[1]
    assert [code for code in ("PM507", "PM605", "PM607") if code in told] == ["PM507", "PM605", "PM607"], told


def test_it_is_placed_in_the_document_as_written(tmp_path: Path) -> None:
    path = write(tmp_path, body="::: internal\nA note.\n:::\n\nIt was.\n\nSo <b hidden>it</b> was.")
    line = path.read_text().split("\n").index("So <b hidden>it</b> was.") + 1
    assert f":{line}:7: PM607" in run(tmp_path, "check")[1]


def test_an_internal_event_stops_no_public_edition(tmp_path: Path) -> None:
    write(tmp_path, event="It filled <!-- with what? --> <span hidden>with it</span>")
    assert run(tmp_path, "build", "--audience", "public", "--no-cache")[0] == 1
    write(tmp_path, event="It filled <!-- with what? --> <span hidden>with it</span>", internal="true")
    status, told = run(tmp_path, "build", "--audience", "public", "--no-cache")
    assert (status, "PM605" in told, "PM607" in told) == (0, False, False), told


def test_an_internal_document_may_name_its_network(tmp_path: Path) -> None:
    write(tmp_path, visibility="internal", body="10.0.20.7 and jane.roe@mail.test, Ada Muster")
    assert "PM6" not in run(tmp_path, "check")[1]


def test_every_rule_of_disclosure_blocks() -> None:
    assert [rule.code for rule in disclosure.RULES] == ["PM601", "PM602", "PM603"]
