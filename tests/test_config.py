from __future__ import annotations

import json
import tomllib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmgen import config
from pmgen.config import Config, Service, Severity
from pmgen.config.places import locate, nearest
from pmgen.model import Priority
from pmgen.source import Source, Span


def problems(text: str, path: str = "pmgen.toml") -> list[str]:
    """What is wrong, as `line:column: code what-is-pointed-at: message`."""
    _, found = config.read(path, text)
    source = Source(path, text)
    shown = []
    for problem in found:
        assert isinstance(problem.at, Span)
        line, column = source.position(problem.at.start)
        pointed = text[problem.at.start : problem.at.end]
        shown.append(f"{line}:{column}: {problem.code} {pointed}: {problem.message}")
    return shown


def settings(text: str, path: str = "pmgen.toml") -> Config:
    read, found = config.read(path, text)
    assert found == []
    assert read is not None
    return read


# ---- what is fine


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("pmgen.toml", ""),
        ("pmgen.toml", "# nothing yet\n"),
        ("pmgen.toml", "\ufeff"),
        ("pyproject.toml", "[project]\nname = 'infra'\nversion = '1'\n"),
        ("pyproject.toml", "[tool.other]\ntitle = 3\n"),
        ("some/where/pyproject.toml", "tool = {}\n"),
    ],
)
def test_without_settings_the_defaults_hold(path: str, text: str) -> None:
    assert settings(text, path) == Config()


def test_the_defaults_are_those_of_the_interface() -> None:
    default = Config()
    assert (default.source, default.templates, default.site) == ("postmortems", "templates", "site")
    assert (default.path, default.timezone, default.history) == ("docs/post-mortems", "UTC", "front-matter")
    assert default.safe_types == ("Alert", "Config", "Monitor")
    assert default.due_days == {"P0": 7, "P1": 30, "P2": 90, "P3": 180}
    assert [severity.name for severity in default.severities] == ["SEV1", "SEV2", "SEV3", "SEV4"]
    assert all(severity.label and severity.meaning for severity in default.severities)


def test_due_days_has_a_default_for_each_priority() -> None:
    assert list(Config().due_days) == list(Priority)


EVERYTHING = """
title = "Incidents"
source = "incidents/"
templates = "./theme"
site = "."
path = "docs/incidents"
base_url = "https://example.org/docs/"
timezone = "Europe/Sofia"
severities = [{name = "high", label = "High", meaning = "It hurts"}, {name = "low"}]
safe_types = []
due_days = {P1 = 14}
enough = 5
history = "git"
commit_url = "https://git.example.org/infra/commit/{sha}?view=1#top"
issue_url = "https://issues.example.org/{id}"
raw_html = false
ignore = ["README.md", "drafts/**"]

[[services]]
name = "vault"
aliases = ["secrets", "vault-ha"]
owner = "platform"
link = "https://wiki.example.org/vault"

[[services]]
name = "storage"
"""


def test_every_key_can_be_set() -> None:
    assert settings(EVERYTHING) == Config(
        title="Incidents",
        source="incidents",
        templates="theme",
        site=".",
        path="docs/incidents",
        base_url="https://example.org/docs",
        timezone="Europe/Sofia",
        severities=(Severity("high", "High", "It hurts"), Severity("low", "low", "")),
        safe_types=(),
        due_days={"P0": 7, "P1": 14, "P2": 90, "P3": 180},
        enough=5,
        history="git",
        commit_url="https://git.example.org/infra/commit/{sha}?view=1#top",
        issue_url="https://issues.example.org/{id}",
        services=(
            Service("vault", ("secrets", "vault-ha"), "platform", "https://wiki.example.org/vault"),
            Service("storage"),
        ),
        raw_html=False,
        ignore=("README.md", "drafts/**"),
    )


def test_pyproject_holds_the_same_keys() -> None:
    table = EVERYTHING.replace("[[services]]", "[[tool.pmgen.services]]")
    assert settings("[tool.pmgen]\n" + table, "pyproject.toml") == settings(EVERYTHING)


def test_a_level_named_like_a_usual_one_is_the_usual_one() -> None:
    levels = settings('severities = ["SEV1", {name = "SEV2", label = "Bad"}, "page"]').severities
    usual = Config().severities
    assert levels == (usual[0], Severity("SEV2", "Bad", usual[1].meaning), Severity("page", "page", ""))


@pytest.mark.parametrize(
    "text",
    [
        'title = "Störungen — 障害 🔥"',
        'title = """Post-\\\n   mortems"""',
        'site = "a/../b"',
        'path = "."',
        'source = "."',
        'source = "..a"',
        'timezone = "UTC"',
        'timezone = "America/Argentina/Ushuaia"',
        'base_url = "http://localhost:8000"',
        'base_url = "HTTPS://EXAMPLE.ORG/a/b"',
        'base_url = "https://example.org/@platform"',
        "services = []",
        "ignore = []",
        'ignore = ["**/README.md", "[a-z]*.md"]',
        "due_days = {}",
        "due_days = {P0 = 1, P3 = 3650}",
        'services = [{name = "dns", aliases = []}, {name = "dns2", aliases = ["resolver"]}]',
        'severities = ["one"]',
        'safe_types = ["Alert", "Runbook update"]',
        'internal_hosts = ["*.acme.test", "wiki[12].acme.test", "wiki"]',
        'allowed_addresses = ["10.0.*", "fe80::1", "*.acme.test"]',
        'allowed_people = ["Doe, Jane"]',
        'source = "docs"\nsite = "docs2"\npath = "."',
        'source = "."\nsite = "out"',
        'source = "docs"\nsite = "docs/site"\npath = "."',
        'commit_url = "https://example.org/{sha}/{sha}"',
    ],
)
def test_stays_quiet(text: str) -> None:
    assert problems(text) == []


# ---- what is not


def test_an_unknown_key_is_reported_and_the_rest_holds() -> None:
    text = 'title = "Incidents"\ntimezome = "Europe/Sofia"\n'
    read, (problem,) = config.read("pmgen.toml", text)
    assert read == Config(title="Incidents")
    assert problems(text) == ["2:1: PM021 timezome: unknown key `timezome`"]
    assert problem.help == "did you mean `timezone`?"


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("colour = 1", "known here: `title`, `source`, "),
        ("raw-html = true", "did you mean `raw_html`?"),
        ('[[services]]\nname = "a"\nalias = ["b"]', "did you mean `aliases`?"),
        ("[tool.pmgen]\ntitle = 'x'", "in a file of its own the keys stand at the top, without `[tool.pmgen]`"),
    ],
)
def test_an_unknown_key_comes_with_advice(text: str, advice: str) -> None:
    _, (problem,) = config.read("pmgen.toml", text)
    assert problem.code == "PM021"
    assert str(problem.help).startswith(advice)


@pytest.mark.parametrize(
    ("zone", "advice"),
    [
        ("Sofia", "did you mean `Europe/Sofia`?"),
        ("ET", "did you mean `America/New_York`?"),
        # The one that is spelled most like it is seven hours away.
        ("CEST", "an IANA name, such as `Europe/Sofia` or `UTC`"),
    ],
)
def test_a_zone_that_is_none_comes_with_the_one_that_is_meant(zone: str, advice: str) -> None:
    _, (problem,) = config.read("pmgen.toml", f'timezone = "{zone}"')
    assert problem.help == advice


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ('base_url = "https://a.b/c/index.html"', "write `https://a.b/c/`"),
        ('safe_types = "Alert"', 'write `["Alert"]`'),
        (
            '[services.queue]\nowner = "platform"',
            'write `[[services]]` in the place of `[services.queue]`, and below it `name = "queue"`',
        ),
        (
            '[services."mail queue"]\nowner = "platform"',
            'write `[[services]]` in the place of `[services."mail queue"]`, and below it `name = "mail queue"`',
        ),
        ('services = "queue"', None),
        ("ignore = true", None),
    ],
)
def test_a_value_of_another_shape_comes_with_how_to_write_it(text: str, advice: str | None) -> None:
    _, (problem,) = config.read("pmgen.toml", text)
    assert (problem.code, problem.help) == ("PM022", advice)


def test_how_to_write_tables_is_said_as_a_file_for_all_tools_has_it() -> None:
    text = '[tool.pmgen.services.queue]\nowner = "platform"'
    _, (problem,) = config.read("pyproject.toml", text)
    told = "write `[[tool.pmgen.services]]` in the place of `[tool.pmgen.services.queue]`"
    assert (problem.help or "").startswith(told)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("title = 3", "1:9: PM022 3: `title` is a number, not a text"),
        ('title = " "', '1:9: PM022 " ": `title` is empty'),
        (r'title = "a\u001b[2J"', r'1:9: PM022 "a\u001b[2J": `title` has a control character, U+001B, in it'),
        ('source = "/srv/incidents"', '1:10: PM022 "/srv/incidents": `source` is an absolute path'),
        ("site = 'C:/site'", "1:8: PM022 'C:/site': `site` is an absolute path"),
        ("site = 'a\\b'", "1:8: PM022 'a\\b': `site` has a `\\` in it"),
        ('path = "a/../../b"', '1:8: PM022 "a/../../b": `path` leads out of its folder'),
        ('templates = ".."', '1:13: PM022 "..": `templates` leads out of its folder'),
        ('ignore = ["a", "../b"]', '1:16: PM022 "../b": an item of `ignore` leads out of its folder'),
        ("ignore = [1]", "1:11: PM022 1: an item of `ignore` is a number, not a text"),
        ('base_url = "example.org"', '1:12: PM022 "example.org": `base_url` is not the address of a website'),
        ('base_url = "ftp://a"', '1:12: PM022 "ftp://a": `base_url` is not the address of a website'),
        ('base_url = "http://"', '1:12: PM022 "http://": `base_url` is not the address of a website'),
        ('base_url = "http://a?b"', '1:12: PM022 "http://a?b": `base_url` has a query or a fragment'),
        (
            'base_url = "https://a.b/c/index.html"',
            '1:12: PM022 "https://a.b/c/index.html": `base_url` is the address of a page',
        ),
        (
            'base_url = "https://ci:pass@example.org"',
            '1:12: PM022 "https://ci:pass@example.org": `base_url` has a user name or a password in it',
        ),
        (
            'commit_url = "https://ci@example.org/{sha}"',
            '1:14: PM022 "https://ci@example.org/{sha}": `commit_url` has a user name or a password in it',
        ),
        ('timezone = "Europe/Sofa"', '1:12: PM022 "Europe/Sofa": unknown time zone `Europe/Sofa`'),
        ('timezone = "../../etc/passwd"', '1:12: PM022 "../../etc/passwd": unknown time zone `../../etc/passwd`'),
        ('history = "svn"', '1:11: PM022 "svn": `history` is `svn`'),
        ('raw_html = "no"', '1:12: PM022 "no": `raw_html` is a text, not `true` or `false`'),
        ("safe_types = true", "1:14: PM022 true: `safe_types` is `true`, not a list of texts"),
        (
            'safe_types = ["Alert", "Alert, Config"]',
            '1:24: PM022 "Alert, Config": an item of `safe_types`, `Alert, Config`, is more than one kind of work',
        ),
        (
            'severities = ["high, low"]',
            '1:15: PM022 "high, low": an item of `severities`, `high, low`, is more than one level',
        ),
        (
            'allowed_addresses = ["10.0.0.1 10.0.0.2"]',
            '1:22: PM022 "10.0.0.1 10.0.0.2": an item of `allowed_addresses`, `10.0.0.1 10.0.0.2`, is more than one '
            "address",
        ),
        (
            'internal_hosts = ["a.corp, b.corp"]',
            '1:19: PM022 "a.corp, b.corp": an item of `internal_hosts`, `a.corp, b.corp`, is more than one host',
        ),
        (
            'internal_hosts = [".acme.test"]',
            '1:19: PM022 ".acme.test": an item of `internal_hosts`, `.acme.test`, is not the name of a host',
        ),
        (
            'internal_hosts = ["https://wiki.acme.test/"]',
            '1:19: PM022 "https://wiki.acme.test/": an item of `internal_hosts`, `https://wiki.acme.test/`, is not the '
            "name of a host",
        ),
        ("severities = []", "1:14: PM022 []: `severities` is empty"),
        ("severities = [2026-01-01]", "1:15: PM022 2026-01-01: an item of `severities` is a date, not a table"),
        ('severities = ["P1", "p-1"]', '1:21: PM022 "p-1": severity `p-1` is there twice, the first time as `P1`'),
        ('severities = [{label = "x"}]', '1:15: PM022 {label = "x"}: an item of `severities` has no `name`'),
        ("due_days = [7]", "1:12: PM022 [7]: `due_days` is a list, not a table of days by priority"),
        ("due_days = {P1 = 0}", "1:18: PM022 0: `P1` is not a number from 1 to 3650"),
        ("due_days = {P1 = 0xffffffff}", "1:18: PM022 0xffffffff: `P1` is not a number from 1 to 3650"),
        ("due_days = {P1 = true}", "1:18: PM022 true: `P1` is `true`, not a whole number of days"),
        ("due_days.P1 = 1.5", "1:15: PM022 1.5: `P1` is `1.5`, not a whole number of days"),
        ("[due_days]\nP4 = 1", "2:1: PM022 P4: unknown priority `P4`"),
        ("enough = 0", "1:10: PM022 0: `enough` is not a number from 1 to 1000"),
        ("enough = true", "1:10: PM022 true: `enough` is `true`, not a whole number"),
        ("enough = 8.0", "1:10: PM022 8.0: `enough` is `8.0`, not a whole number"),
        ("enough = inf", "1:10: PM022 inf: `enough` is `inf`, not a whole number"),
        ("enough = 2.5", "1:10: PM022 2.5: `enough` is `2.5`, not a whole number"),
        ('commit_url = "https://a/b"', '1:14: PM022 "https://a/b": `commit_url` has no `{sha}` in it'),
        ('commit_url = "git@a:{sha}"', '1:14: PM022 "git@a:{sha}": `commit_url` is not the address of a website'),
        (
            'issue_url = "https://a/{key}/{id}"',
            '1:13: PM022 "https://a/{key}/{id}": `issue_url` has a `{` that is not of `{id}`',
        ),
        ('services = ["vault"]', '1:13: PM022 "vault": an item of `services` is a text, not a table'),
        (
            'services = [{name = "a", link = "javascript:alert(1)"}]',
            '1:33: PM022 "javascript:alert(1)": `link` is not the address of a website',
        ),
        ('[[services]]\nowner = "platform"', "1:3: PM022 services: an item of `services` has no `name`"),
        (
            '[[services]]\nname = "a"\n[[services]]\nname = "b"\naliases = ["c", "A"]',
            '5:17: PM022 "A": `A` is there twice among the names and aliases of services',
        ),
    ],
)
def test_a_value_that_cannot_be(text: str, expected: str) -> None:
    assert problems(text) == [expected]
    assert config.read("pmgen.toml", text)[0] is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            'path = "."\nsite = "postmortems"',
            "1:8: the site would be written to `postmortems`, over `source`, `postmortems`",
        ),
        ('site = "postmortems"', "1:8: the site would be written to `postmortems/docs/post-mortems`, among the post-"),
        ('source = "."\nsite = "."', "2:8: the site would be written to `docs/post-mortems`, among the post-mortems"),
        ('source = "a"\nsite = "."\npath = "a/b"', "3:8: the site would be written to `a/b`, among the post-mortems"),
        ('site = "."\npath = "."', "2:8: the site would be written to `.`, over `source`, `postmortems`"),
        ('source = "site/docs/post-mortems/in"', "1:10: the site would be written to `site/docs/post-mortems`, over"),
        ('templates = "site/docs/post-mortems"', "1:13: the site would be written to `site/docs/post-mortems`, over"),
    ],
)
def test_the_site_is_not_written_over_what_it_is_made_of(text: str, expected: str) -> None:
    read, (problem,) = config.read("pmgen.toml", text)
    assert isinstance(problem.at, Span)
    line, column = Source("pmgen.toml", text).position(problem.at.start)
    assert read is None
    assert f"{line}:{column}: {problem.message}".startswith(expected)


@pytest.mark.parametrize(
    ("text", "advice"), [("enough = 8.0", "write `8`"), ("due_days.P1 = 30.0", "write `30`"), ("enough = 8.5", None)]
)
def test_a_whole_number_with_a_fraction_of_nothing_is_told_what_to_write(text: str, advice: str | None) -> None:
    assert [each.help for each in config.read("pmgen.toml", text)[1]] == [advice]


def test_everything_is_found_in_one_run_and_told_in_the_order_of_the_lines() -> None:
    text = '[[tool.pmgen.services]]\nname = 1\n[tool.pmgen]\nhistory = 2\ntitel = "x"\nbase_url = ""\n'
    assert problems(text, "pyproject.toml") == [
        "2:8: PM022 1: `name` is a number, not a text",
        "4:11: PM022 2: `history` is a number, not a text",
        "5:1: PM021 titel: unknown key `titel`",
        '6:12: PM022 "": `base_url` is empty',
    ]


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("[tool.pmgen]\n", True),
        ('[ tool . "pmgen" ]\ntitle = "x"\n', True),
        ('[tool]\npmgen = {title = "x"}\n', True),
        ('tool.pmgen.title = "x"\n', True),
        ('tool = {pmgen = {title = "x"}}\n', True),
        ('"tool" . pmgen = {title = "x"}\n', True),
        ("[[tool.pmgen.services]]\nname = 'a'\n", True),
        ("[tool.pmgen]\ntitle = x\n", True),
        ('[project]\nname = "infra"\ndependencies = ["pmgen"]\n', False),
        ("# [tool.pmgen] is in the folder above\n[project]\nname = 'infra'\n", False),
        ("[tool.pmgen-theme]\ncolour = 'red'\n", False),
        ("tool = 'pmgen'\n", False),
        ('[dependency-groups]\ndev = ["pmgen"]\n[tool.ruff]\nline-length = 120\n', False),
    ],
)
def test_a_pyproject_has_settings_where_toml_says_so(text: str, held: bool) -> None:
    assert config.is_held(text) is held


def test_tool_pmgen_that_is_no_table() -> None:
    assert problems("[tool]\npmgen = 3", "pyproject.toml") == ["2:9: PM022 3: `pmgen` is not a table"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("title = Post-mortems", "1:9: PM020 P: no value, or none that TOML knows"),
        ("title =\n", "1:7: PM020 =: no value, or none that TOML knows"),
        ("ignore = [1,\n\n", "1:12: PM020 ,: a list that is never closed with `]`"),
        ("ignore = [\n", "1:10: PM020 [: a list that is never closed with `]`"),
        ('title = "x\nsite = "y"\n', "1:10: PM020 x: a quote that is never closed"),
        ("site = 'a'\n  site = 'b' # again\n", "2:3: PM020 site = 'b' # again: a key that is there before"),
        ("[due_days]\n[due_days]\n", "2:1: PM020 [due_days]: a table that is there before"),
        ("title 'a'", "1:7: PM020 ': a key without `=`"),
        ("a = 1 b = 2", "1:7: PM020 b: something behind a value that is no part of it"),
        ("\ufeffa = x", "1:5: PM020 x: no value, or none that TOML knows"),
        ("a = 1\r\nb = 2\r\nc = x", "3:5: PM020 x: no value, or none that TOML knows"),
        ("a = 'b", "1:6: PM020 b: a quote that is never closed"),
        ('a = "\\q"', "1:6: PM020 \\: a `\\` that means nothing in double quotes"),
        ("a = " + "[" * 5000, "1:1: PM020 : lists or tables nested too deep"),
        ("a = " + "9" * 5000, "1:1: PM020 : a number that is too long to be read"),
    ],
)
def test_what_is_not_toml(text: str, expected: str) -> None:
    assert problems(text) == [expected]


@pytest.mark.parametrize(
    ("text", "help"),
    [
        ("title = Post-mortems", "put quotes round a text"),
        ("title = Offices", "put quotes round a text"),
        ("raw_html = True", "write `true`"),
        ("raw_html = no # none", "write `false`"),
        ("title = “Ours”", 'the quotes of TOML are straight: `"`'),
        ('ignore = ["a.md",\n', "put the `]` behind its last item"),
        ('ignore = ["a.md" "b.md"]', "is a comma missing?"),
    ],
)
def test_what_to_do_about_what_is_not_toml(text: str, help: str) -> None:
    assert [each.help for each in config.read("pmgen.toml", text)[1]] == [help]


# ---- places


def scalars(value: Any, route: tuple[str | int, ...] = ()) -> list[tuple[tuple[str | int, ...], Any]]:
    if isinstance(value, dict):
        return [each for key, item in value.items() for each in scalars(item, (*route, key))]
    if isinstance(value, list):
        return [each for index, item in enumerate(value) for each in scalars(item, (*route, index))]
    return [(route, value)]


def assert_places(text: str) -> None:
    """Each value of a text is found where it stands: what stands there reads as that value, and as nothing else."""
    places = locate(text)
    for route, value in scalars(tomllib.loads(text.removeprefix("\ufeff"))):
        place = places[route]
        assert tomllib.loads(f"x = {text[place.value.start : place.value.end]}")["x"] == value
        if isinstance(route[-1], str):
            assert text[place.key.start : place.key.end].strip("\"'") == route[-1]


@pytest.mark.parametrize(
    "text",
    [
        "a = 1\nb.c = 2\n'd.e'.f = 3\n\"g\" . h = 4",
        "# a = 0\na = '# b = 1' # c = 2\n",
        'a = """\n[b]\nc = 1 "" """""\nd = 2',
        "a = '''\n[b]\nc = ''1'''''\nd = 2",
        '[a]\nb = "]"\n[a.c]\nd = "[x]"\n[[e]]\nf = 1\n[[e]]\nf = 2\n[e.g]\nh = 3\n[[e.i]]\nj = 4\n',
        "a = [1, [2, 3], # [4,\n  {b = 5, c.d = [6]},\n]\n",
        "a = {b = {c = 1}, 'd' = \"}\"}\n",
        "a = 1979-05-27 07:32:00\nb = 1979-05-27T07:32:00.5-07:00\nc = [ 1.5e3, +inf, 0x_f ]\n".replace("_", ""),
        "\ufeffa = 1\r\n[b]\r\nc = 2\r\n",
        'a = "\\"" # "\nb = "\\\\"\nc = 1',
    ],
)
def test_values_are_found_where_they_stand(text: str) -> None:
    assert_places(text)


names = st.sampled_from(["a", "b-c", "d_e", "7", '"f.g"', "'# h'", '"[i]"'])
values = st.recursive(
    st.one_of(
        st.integers().map(str),
        st.sampled_from(["true", "1.5", "1979-05-27 07:32:00", "''", '"#"', "'''\n[x]\ny = 1'''", '"""\n"a" # """']),
        st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=8).map(
            lambda text: json.dumps(text, ensure_ascii=False)
        ),
    ),
    lambda inner: (
        st.lists(inner, max_size=3).map(lambda items: "[" + ", # ]\n".join([*items, "]"]))
        | st.dictionaries(names, inner, max_size=3).map(
            lambda table: "{" + ", ".join(f"{key} = {value}" for key, value in table.items()) + "}"
        )
    ),
    max_leaves=6,
)


@given(st.lists(st.tuples(names, st.dictionaries(names, values, max_size=4)), max_size=4), st.data())
def test_values_are_found_wherever_they_stand(tables: list[tuple[str, dict[str, str]]], data: st.DataObject) -> None:
    text = ""
    for number, (name, pairs) in enumerate(tables):
        text += data.draw(st.sampled_from([f"[t{number}.{name}]", f"[[t.{name}]]", f"[ t{number} . {name} ] # [u]"]))
        text += "\n" + "".join(f"  {key} = {value} # = \n" for key, value in pairs.items())
    assert_places(text)


def test_what_is_not_there_is_pointed_at_by_its_nearest_parent() -> None:
    text = "[a]\nb = [{c = 1}]\n"
    places = locate(text)
    pointed = [nearest(places, route) for route in (("a", "x"), ("a", "b", 0, "x"), ("a", "b", 5), ("x",))]
    assert [text[span.start : span.end] for span in pointed] == ["a", "{c = 1}", "b", ""]


@given(st.text() | st.text("ab.=[]{}\"'#\\,\n\r\t1", max_size=40))
def test_reading_never_raises(text: str) -> None:
    locate(text)
    for path in ("pmgen.toml", "pyproject.toml"):
        read, found = config.read(path, text)
        assert read is not None or found
        for problem in found:
            assert isinstance(problem.at, Span)
            assert 0 <= problem.at.start <= problem.at.end <= len(text)


keys_and_values = st.dictionaries(
    st.sampled_from(Config.__struct_fields__) | st.text("abc .[#=", min_size=1, max_size=4).map(json.dumps),
    values,
    max_size=6,
)


@given(keys_and_values)
def test_any_value_for_any_key_gives_settings_or_a_problem(table: dict[str, str]) -> None:
    text = "".join(f"{key} = {value}\n" for key, value in table.items())
    read, found = config.read("pmgen.toml", text)
    assert (read is None) == any(problem.code != "PM021" for problem in found)
