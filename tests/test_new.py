from __future__ import annotations

import datetime as dt
import errno
import os
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import example, given
from hypothesis import strategies as st

from pmgen import check
from pmgen.cli import naming, new
from pmgen.decode.texts import trimmed
from pmgen.diagnostics import Level
from pmgen.model import PostMortem, Status, each_once
from pmgen.rules.policy import Folder, Policy

DAY = dt.date(2026, 4, 22)
POLICY = Policy(today=DAY)
SMALLEST = PostMortem("Vault raft leader deadlock", DAY, "SEV3", Status.DRAFT, timezone="UTC")


def diagnose(text: str) -> list[str]:
    """What is wrong with a draft, apart from what is only an info."""
    name = "2026-04-22-a.md"
    examined = check.examine(name, text.encode(), name, POLICY, Folder(frozenset((name,)), frozenset((name,))))
    found = check.diagnose([examined], whole=True)
    return [f"{each.line}: {each.code} {each.message}" for each in found if each.level is not Level.INFO]


# ------------------------------------------------------------------------------------------------------ the draft

NAMES = st.text(st.characters(exclude_categories=("Cc", "Cs"), exclude_characters="\ufffe\uffff"), min_size=1).filter(
    lambda text: bool(trimmed(" ".join(text.split())))
)


@given(NAMES, st.lists(NAMES, max_size=3))
@example("--- 'Vault': \"down\" # again? 😀", ["no", "- a", "a: b"])
@example("# {title}", ["{service}"])
@example("\u200bqueue\xad", ["\ufeffqueue"])
@example("que\xadue", ["que\u200bue"])
def test_a_draft_checks_clean_whatever_it_is_called(title: str, names: list[str]) -> None:
    title = naming.one_line(title, "the title")
    services = each_once(naming.one_line(name, "--service") for name in names)
    post_mortem = PostMortem(title, DAY, "SEV3", Status.DRAFT, services=services, authors=services, owner=title)
    text = new.draft(post_mortem, service=title)
    assert mistakes(text) == []
    assert mistakes(uncommented(text)) == []


def mistakes(text: str) -> list[str]:
    """What is wrong with a draft, but for what its title was before anybody typed it.

    A service that is a list of names the command refuses, unless the catalogue has it, of which the rule asks nothing.
    """
    return [each for each in diagnose(text) if "and read as Windows-1252" not in each and ": PM122 " not in each]


EXAMPLES = [part for part in new.draft(SMALLEST, service="vault").split("\n\n") if part.startswith("# ")]


def uncommented(text: str) -> str:
    return re.sub("^# ", "", text, flags=re.MULTILINE)


@pytest.mark.parametrize("part", EXAMPLES, ids=lambda part: re.sub(r"\W.*", "", part[2:], flags=re.DOTALL))
def test_each_example_can_be_taken_as_it_stands(part: str) -> None:
    text = new.draft(SMALLEST, service="vault")
    assert part in text
    assert diagnose(text.replace(part, uncommented(part))) == []


def test_with_all_examples_taken_it_could_be_published() -> None:
    text = uncommented(new.draft(SMALLEST, service="vault"))
    assert diagnose(text.replace("status: draft", "status: published")) == []


def test_without_them_the_check_names_what_is_missing() -> None:
    text = new.draft(SMALLEST, service="vault").replace("status: draft", "status: published")
    assert [line.split("`")[1] for line in diagnose(text)] == [
        *("services", "summary", "impact", "detection", "timeline", "root_cause", "followups")
    ]


def test_what_is_known_has_no_example() -> None:
    post_mortem = PostMortem("Vault", DAY, "SEV3", Status.DRAFT, services=("vault",))
    text = new.draft(post_mortem, service="dns")
    assert "services: [vault]\n" in text
    assert "dns" not in text


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Vault raft leader deadlock", "vault-raft-leader-deadlock"),
        ("NFS fsid=0: DNS & Vault", "nfs-fsid-0-dns-vault"),
        ("Vault's café in Łódź", "vaults-cafe-in-lodz"),
        ("Straße № 5", "strasse-no-5"),
        ("  --- ", "incident"),
        ("Пожар", "incident"),
        ("😀", "incident"),
        ("../../etc/passwd", "etc-passwd"),
        ("word " * 20, "word-word-word-word-word-word-word-word-word-word-word-word"),
        ("x" * 80, "x" * 60),
    ],
)
def test_a_slug_is_whole_words_in_ascii(title: str, slug: str) -> None:
    assert naming.title_slug(title) == slug


@given(st.text())
def test_a_slug_can_always_stand_in_the_name_of_a_file(title: str) -> None:
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", naming.title_slug(title))
    assert len(naming.title_slug(title)) <= 60


# ---------------------------------------------------------------------------------------------------- the command


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pmgen.toml").write_text('timezone = "Europe/Sofia"\n', encoding="utf-8")
    return tmp_path


def run(*words: str) -> Result:
    return CliRunner().invoke(new.command, words)


def written(project: Path) -> list[str]:
    return sorted(path.relative_to(project).as_posix() for path in project.rglob("*.md"))


@pytest.mark.usefixtures("project")
def test_it_prints_the_path_and_says_on_stderr_what_is_next() -> None:
    result = run("Vault", "down", "--date", "2026-04-22")
    assert (result.exit_code, result.stdout) == (0, "postmortems/2026-04-22-vault-down.md\n")
    assert result.stderr.startswith("next: ")
    assert "SEV3 for now" in result.stderr
    assert "SEV" not in run("Vault", "up", "--date", "2026-04-22", "--severity", "sev 1").stderr


def test_the_file_says_what_the_options_say(project: Path) -> None:
    run(
        *("Vault:\n down", "--date", "2026-04-22", "--severity", "sev-1", "--service", "vault", "--service", "dns: 2"),
        *("--author", "on-call", "--owner", "platform", "--timezone", "Europe/Berlin", "--id", "PM-42"),
    )
    text = (project / "postmortems/2026-04-22-vault-down.md").read_bytes().decode()
    assert text.startswith(
        "---\ntitle: 'Vault: down'\ndate: 2026-04-22\nseverity: SEV1\nstatus: draft\nid: PM-42\n"
        "timezone: Europe/Berlin\nservices: [vault, 'dns: 2']\nauthors: [on-call]\nowner: platform\n\n## "
    )
    assert text.endswith("---\n\n" + new.BODY)


def test_the_day_is_todays_where_none_is_named(project: Path) -> None:
    before = dt.datetime.now(dt.UTC).date()
    run("Vault down", "--timezone", "UTC")
    after = dt.datetime.now(dt.UTC).date()
    assert written(project)[0] in {f"postmortems/{day}-vault-down.md" for day in (before, after)}


def test_a_second_incident_of_the_day_says_which_it_is(project: Path) -> None:
    for title in ("One", "Two", "Three"):
        run(title, "--date", "2026-04-22")
    run("One", "--date", "2026-04-23")
    ids = [re.findall("^id: (.*)", (project / name).read_text(), re.MULTILINE) for name in written(project)]
    assert dict(zip(written(project), ids, strict=True)) == {
        "postmortems/2026-04-22-one.md": [],
        "postmortems/2026-04-22-three.md": ["PM-2026-04-22-3"],
        "postmortems/2026-04-22-two.md": ["PM-2026-04-22-2"],
        "postmortems/2026-04-23-one.md": [],
    }


def test_an_id_may_be_taken_by_a_file_of_any_name(project: Path) -> None:
    (project / "postmortems/old").mkdir(parents=True)
    (project / "postmortems/old/vault.md").write_text("---\nid: pm-2026-04-22\ndate: 2026-04-21\n---\n")
    (project / "postmortems/2026-04-22-broken.md").write_text("---\ntitle: [\n# 2026-04-22\n---\n")
    assert "id: PM-2026-04-22-2\n" in run("One", "--date", "2026-04-22", "--stdout").stdout
    (project / "postmortems/old/vault.md").unlink()
    assert "id: PM-2026-04-22-2\n" in run("One", "--date", "2026-04-22", "--stdout").stdout
    (project / "postmortems/2026-04-22-broken.md").unlink()
    assert "id:" not in run("One", "--date", "2026-04-22", "--stdout").stdout.partition("##")[0]


def test_a_file_that_is_there_is_never_overwritten(project: Path) -> None:
    run("One", "--date", "2026-04-22")
    path = project / "postmortems/2026-04-22-one.md"
    path.write_text("mine")
    result = run("One", "--date", "2026-04-22")
    assert result.exit_code == 2
    assert "already there" in result.stderr
    assert path.read_text() == "mine"


def test_nor_is_one_that_no_site_would_show(project: Path) -> None:
    (project / "pmgen.toml").write_text('ignore = ["*-one.md"]\n')
    (project / "postmortems").mkdir()
    path = project / "postmortems/2026-04-22-one.md"
    path.write_text("mine")
    assert run("One", "--date", "2026-04-22").exit_code == 2
    assert path.read_text() == "mine"


def test_nor_is_one_that_would_have_the_same_page(project: Path) -> None:
    (project / "postmortems/2026").mkdir(parents=True)
    (project / "postmortems/2026/2026-04-22-ONE.md").write_text("")
    assert run("One", "--date", "2026-04-22").exit_code == 2
    assert written(project) == ["postmortems/2026/2026-04-22-ONE.md"]


def test_stdout_writes_no_file(project: Path) -> None:
    result = run("One", "--date", "2026-04-22", "--stdout")
    assert diagnose(result.stdout) == []
    assert written(project) == []


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["  "], "the title is empty"),
        (["\xad \u200b"], "the title is empty"),
        (["a\x1b[31mb"], "the title holds a control character, U+001B"),
        (["a\x00b"], "the title holds a control character, U+0000"),
        (["a\udcffb"], "the title is not UTF-8"),
        (["a\ufffeb"], "U+FFFE"),
        (["a", "--severity", "SEV9"], "`severity` cannot be `SEV9`; one of"),
        (["a", "--timezone", "Europe/Sofa"], "did you mean `Europe/Sofia`?"),
        (["a", "--id", "PM 1"], "`PM 1` cannot be an id"),
        (["a", "--date", "2999-01-01"], "still to come"),
        (["a", "--date", "2026-02-30"], "2026-02-30"),
        (["a", "--owner", ""], "`--owner` is empty"),
        ([], "TITLE"),
    ],
)
def test_what_no_document_may_hold_is_refused(project: Path, words: list[str], says: str) -> None:
    result = run(*words)
    assert result.exit_code == 2
    assert says in result.stderr
    assert result.stdout == ""
    assert not (project / "postmortems").exists()


def test_a_service_is_named_once(project: Path) -> None:
    words = [word for name in ("nfs", "vault", "NFS") for word in ("--service", name)]
    assert "\nservices: [nfs, vault]\n" in run("a", "--date", "2026-04-22", *words, "--stdout").stdout


@pytest.mark.parametrize("written", ["vault,dns", "vault, dns", "vault; dns"])
def test_two_services_in_one_word_are_none(project: Path, written: str) -> None:
    refused = run("a", "--date", "2026-04-22", "--service", written)
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert f"`{written}` is more than one service; name each by itself" in refused.stderr
    (project / "pmgen.toml").write_text(f'services = [{{name = "{written}"}}]\n')
    assert run("a", "--date", "2026-04-22", "--service", written).exit_code == 0


def test_a_service_outside_of_the_catalogue_is_refused(project: Path) -> None:
    (project / "pmgen.toml").write_text('services = [{name = "vault", aliases = ["secrets"]}]\n')
    assert "did you mean `vault`?" in run("a", "--date", "2026-04-22", "--service", "vualt").stderr
    assert run("a", "--date", "2026-04-22", "--service", "secrets").exit_code == 0
    assert "# services: [vault]" in run("b", "--date", "2026-04-22", "--stdout").stdout


@pytest.mark.parametrize(("levels", "chosen"), [(["low"], "low"), (["high", "low"], "high"), (list("abcde"), "d")])
def test_the_severity_is_the_last_but_one_of_the_houses_own(project: Path, levels: list[str], chosen: str) -> None:
    (project / "pmgen.toml").write_text(f"severities = {levels}\n")
    assert f"\nseverity: {chosen}\n" in run("a", "--date", "2026-04-22", "--stdout").stdout


def test_the_path_leads_from_where_it_was_called(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (project / "deep/er").mkdir(parents=True)
    monkeypatch.chdir(project / "deep/er")
    path = run("One", "--date", "2026-04-22").stdout.strip()
    assert path == "../../postmortems/2026-04-22-one.md"
    assert Path(path).is_file()


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written_is_said_so(project: Path) -> None:
    (project / "postmortems").mkdir(mode=0o500)
    result = run("One", "--date", "2026-04-22")
    assert result.exit_code == 2
    assert "cannot be written" in result.stderr


def test_a_file_system_that_can_only_be_read_is_said_so(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.EROFS, "Read-only file system")

    for change in ("write_bytes", "unlink"):
        monkeypatch.setattr(Path, change, refuse)
    result = run("One", "--date", "2026-04-22")
    assert isinstance(result.exception, SystemExit)
    assert (result.exit_code, result.stderr) == (
        2,
        "error: `postmortems/2026-04-22-one.md` cannot be written: read-only file system\n",
    )


def test_a_file_in_the_place_of_the_source_folder_is_said_so(project: Path) -> None:
    (project / "postmortems").write_text("")
    result = run("One", "--date", "2026-04-22")
    assert result.exit_code == 2
    assert "cannot be made" in result.stderr


def test_titles_without_a_latin_letter_are_numbered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    day = ["--date", "2026-04-22"]
    found = [run(title, *day).stdout for title in ("Отказ", "障害", "🔥", "Incident")]
    stem = "postmortems/2026-04-22-incident"
    assert found == [f"{stem}.md\n", f"{stem}-2.md\n", f"{stem}-3.md\n", ""]
    assert written(tmp_path) == [f"{stem}-2.md", f"{stem}-3.md", f"{stem}.md"]


@pytest.mark.parametrize("title", ["Отказ", "障害"])
def test_a_name_that_says_nothing_of_the_title_is_told_before_it_is_for_good(
    title: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    told = run(title, "--date", "2026-04-22").stderr
    assert "its name is `2026-04-22-incident`, as the title has no Latin letter: that of its page, for good\n" in told


@pytest.mark.parametrize("title", ["Incident", "Vault 障害", "Ångström", "504"])
def test_a_name_that_is_that_of_the_title_needs_no_words(
    title: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert "for good" not in run(title, "--date", "2026-04-22").stderr
