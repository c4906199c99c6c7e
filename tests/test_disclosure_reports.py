"""What is said of a disclosure, and to whom, and what the config has to say about it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pmgen.cli import locating
from pmgen.cli.previews import looking, rebuilding
from tests.disclosing import SECRETS, run, write

FORMATS = ("text", "json", "github", "gitlab", "sarif", "junit")


@pytest.mark.parametrize("format_", FORMATS)
def test_no_reporter_prints_a_credential(tmp_path: Path, format_: str) -> None:
    # In the words of other rules, too: an unknown word, a dead link, the line of either.
    secret = SECRETS["a GitHub token"]
    path = write(tmp_path, body=f"See [this]({secret}.md) and `{secret}`.")
    path.write_text(path.read_text().replace("by: alert", f"by: {secret}"))
    _, undecodable = run(tmp_path, "check", "--format", format_)
    path.write_text(path.read_text().replace(f"by: {secret}", "by: alert"))
    status, told = run(tmp_path, "check", "--format", format_)
    assert status == 1, "the link is dead"
    assert "PM601" in told
    assert secret not in told + undecodable
    assert secret[4:] not in told + undecodable


@pytest.mark.parametrize("format_", FORMATS)
def test_no_reporter_prints_what_is_spelled_otherwise_cut_off_or_in_the_config(tmp_path: Path, format_: str) -> None:
    secret = SECRETS["a GitHub token"]
    spelled = [secret.replace("_", each) for each in ("\\_", "&#95;", "%5F")]
    long = "q" * 370
    body = "\n\n".join([*spelled, f"[a]({long}/{secret}.md)", f"[b]({spelled[2]}.md) {secret}", f"{secret} [c](x.md)"])
    write(tmp_path, body=body)
    _, told = run(tmp_path, "check", "--format", format_)
    assert "PM601" in told
    assert secret[4:16] not in told
    config = 'base_url = "https://deploy:tr0ub4dor7@example.org/"\n' + f'timezone = "{secret}"\n'
    (tmp_path / "pmgen.toml").write_text(config)
    status, told = run(tmp_path, "check", "--format", format_)
    assert (status, "PM022" in told) == (1, True), told
    assert "tr0ub4dor7@" not in told
    assert secret[4:16] not in told


@pytest.mark.parametrize("format_", FORMATS)
def test_no_reporter_prints_a_part_of_a_credential_or_what_a_damaged_one_meant(tmp_path: Path, format_: str) -> None:
    words, secret = "w" * 30, SECRETS["a GitHub token"]
    body = [
        f"![](https://img.example.org/{words}?token={secret})",
        f'{{{{< figure src="{words}" token="{secret}" >}}}}',
        "The password: h\u00c3\u00bcnter2x9 was it, and the password: horse\u00adradish77.",
        f"### {words} password=Swordfish-of-the-queue",
    ]
    write(tmp_path, body="\n\n".join(body))
    _, told = run(tmp_path, "check", "--format", format_)
    assert all(code in told for code in ("PM029", "PM502", "PM507", "PM519", "PM601"))
    assert not re.search(f"Swordf|{secret[:6]}|nter2x9|radish77", told), told


def test_who_is_named_to_everybody_is_not_named_by_an_address(tmp_path: Path) -> None:
    path = write(tmp_path)
    action = "{id: F1, action: Bound it, priority: P1, type: Alert, owner: ada@mail.test, status: done,"
    done = "done: {on: 2026-04-23, note: It is, by: pager.corp.internal}}"
    path.write_text(path.read_text().replace("followups: []", f"followups: [{action} {done}]"))
    assert "PM6" not in run(tmp_path, "check")[1]
    config = tmp_path / "pmgen.toml"
    owner = '[[services]]\nname = "queue"\nowner = "bob@mail.test"\n'
    config.write_text(f"public_people = true\n{owner}")
    told = run(tmp_path, "build", "--audience", "public")[1]
    assert "PM603 `ada@mail.test` is a mail address" in told
    assert "PM602 `pager.corp.internal` is an internal host name" in told
    assert "Ada Muster" not in told
    config.write_text(f'public_people = true\nallowed_people = ["ada@*"]\nallowed_addresses = ["pager.*"]\n{owner}')
    assert run(tmp_path, "build", "--audience", "public")[0] == 0
    site = "".join(each.read_text() for each in (tmp_path / "site").rglob("*.*") if each.is_file())
    assert ("ada@mail.test" in site, "Ada Muster" in site, "bob@mail.test" in site) == (True, True, False)


def test_the_config_allows_and_forbids_more(tmp_path: Path) -> None:
    body = "10.0.20.7, jane.roe@mail.test, Ada Muster, password=tr0ub4dor7-horse, db.acme.test"
    body += ", jane (at) mail.test, +49 30 1234567"
    write(tmp_path, body=body)
    config = tmp_path / "pmgen.toml"
    config.write_text(
        'allowed_secrets = ["tr0ub4dor7-*"]\nallowed_addresses = ["10.0.*"]\n'
        'allowed_people = ["*@mail.test", "Ada Muster", "+49 30 *"]\n'
    )
    assert "PM6" not in run(tmp_path, "check")[1]
    config.write_text(config.read_text() + 'internal_hosts = ["*.acme.test"]\n')
    assert "`db.acme.test` is an internal host name" in run(tmp_path, "check")[1]
    config.write_text('allowed_secrets = [3]\nallowed_people = "Ada"\n')
    status, told = run(tmp_path, "check")
    assert status == 1
    assert "pmgen.toml:1:20: PM022" in told
    assert "pmgen.toml:2:18: PM022" in told


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("http://intranet/y says so", "intranet"),
        ("[it](HTTPS://Intranet:8443/y#z)", "Intranet"),
        ("[it](//intranet)", "intranet"),
        ("https://on-call@wiki2/x", "wiki2"),
        ("git@wiki1:x.git.", "wiki1"),
        ("https://wiki3/", "wiki3"),
        ("On the intranet. A wiki1, and/or//both; intranet/y", None),
        ("https://intranet.example.com/ https://example.com/intranet/", None),
        ("https://wiki9/ is allowed, intranet@example.com a role at most", None),
    ],
)
def test_an_internal_host_of_one_word_is_found_in_an_address(tmp_path: Path, body: str, found: str | None) -> None:
    write(tmp_path, body=body)
    config = tmp_path / "pmgen.toml"
    config.write_text(
        'internal_hosts = ["intranet", "wiki[129]"]\nallowed_addresses = ["wiki9"]\nallowed_people = ["intranet@*"]\n'
    )
    told = run(tmp_path, "check")[1]
    assert re.findall("PM6.*", told) == (
        [f"PM602 `{found}` is an internal host name, in a public document"] if found else []
    )
    assert run(tmp_path, "build", "--audience", "public")[0] == (1 if found else 0)


def test_only_the_config_says_that_a_word_is_a_host_where_no_scheme_does(tmp_path: Path) -> None:
    write(tmp_path, body="[it](//intranet), git@wiki1:x.git.")
    assert "PM6" not in run(tmp_path, "check")[1]


def test_a_preview_for_everybody_has_nothing_internal_and_stops_where_a_build_would(tmp_path: Path) -> None:
    path = write(tmp_path, event="The canary hung", internal="true", body="Full.\n\n::: internal\nThe canary.\n:::\n")
    inside = path.with_name("2026-04-23-other.md")
    inside.write_text(path.read_text().replace("visibility: public", "visibility: internal").replace("04-22", "04-23"))
    look = looking.first(locating.search(tmp_path)[0])
    site, everybody = rebuilding.built(look).content, rebuilding.built(look, audience="public").content
    assert site is not None
    assert everybody is not None
    assert b"The canary" in (site("2026-04-22-queue.html") or b"")
    assert b"canary" not in (everybody("2026-04-22-queue.html") or b"canary")
    assert b"04-23" not in (everybody("index.html") or b"04-23")
    assert (site("2026-04-23-other.html") is None, everybody("2026-04-23-other.html")) == (False, None)
    write(tmp_path, body="The leader on 10.0.20.7 hung")
    look = looking.first(locating.search(tmp_path)[0])
    assert rebuilding.built(look).content is not None
    assert rebuilding.built(look, audience="public").content is None
