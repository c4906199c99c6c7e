"""`history = "git"`: the page of an incident tells what the repository knows of its document."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.running import pmgen
from tests.test_build import document, put
from tests.test_git import run


def test_commits_stand_on_the_page_and_a_cut_history_says_so(tmp_path: Path) -> None:
    origin = tmp_path / "origin"
    put(origin, **{"2026-04-22-vault": document("Vault down", "2026-04-22")})
    (origin / "pmgen.toml").write_text('history = "git"\ncommit_url = "https://git.example.org/commit/{sha}"\n')
    run(origin, "init")
    run(origin, "add", "-A")
    run(origin, "commit", "-m", "Write up the outage <at last>", day="2026-04-23")
    put(origin, **{"2026-04-22-vault": document("Vault was down", "2026-04-22")})
    run(origin, "commit", "-am", "Say it in the past tense", day="2026-04-25")
    built = pmgen(origin, "build")
    assert built.returncode == 0, built.stderr
    page = (origin / "site/docs/post-mortems/2026-04-22-vault.html").read_text()
    assert page.index("Say it in the past tense") < page.index("Write up the outage &lt;at last&gt;")
    assert 'href="https://git.example.org/commit/' in page
    assert "shallow" not in page

    put(origin, **{"2026-04-22-vault": document("Vault was down for two hours", "2026-04-22")})
    run(origin, "commit", "-am", "Say how long", day="2026-04-26")
    page = cloned(origin, tmp_path, depth=2)
    assert "Say how long" in page
    assert "The oldest may be missing: the site was built from a shallow clone" in page
    # The clone has it, and cannot tell what it changed.
    assert "Say it in the past tense" not in page
    page = cloned(origin, tmp_path, depth=1)
    assert "Changes to the document may be missing: the site was built from a shallow clone" in page
    assert "Say how long" not in page


def cloned(origin: Path, folder: Path, *, depth: int) -> str:
    """The page of the incident, built from a clone of so many commits."""
    clone = folder / str(depth)
    run(folder, "clone", "--depth", str(depth), origin.as_uri(), clone.name)
    built = pmgen(clone, "build")
    assert built.returncode == 0, built.stderr
    return (clone / "site/docs/post-mortems/2026-04-22-vault.html").read_text()


def test_without_a_repository_it_is_an_error_and_not_a_guess(tmp_path: Path) -> None:
    put(tmp_path, **{"2026-04-22-vault": document("Vault down", "2026-04-22")})
    (tmp_path / "pmgen.toml").write_text('history = "git"\n')
    built = pmgen(tmp_path, "build")
    assert built.returncode == 2
    assert "no git repository" in built.stderr


@pytest.mark.parametrize(("source", "called"), [("postmortems", "team/postmortems"), (".", "team")])
def test_the_history_of_a_repository_that_knows_nothing_of_the_project_is_not_read(
    source: str, called: str, tmp_path: Path
) -> None:
    run(tmp_path, "init", "-q")
    project = tmp_path / "team"
    put(project, **{"2026-04-22-vault": document("Vault down", "2026-04-22")})
    (project / "pmgen.toml").write_text(f'source = "{source}"\nhistory = "git"\n')
    run(tmp_path, "commit", "--allow-empty", "-m", "Begin")
    built = pmgen(project, "build")
    why = f"the git repository here is `..`, which does not know `{called}`; "
    assert built.returncode == 2
    assert built.stderr.startswith(f'error: `history = "git"` in the config, and {why}'), built.stderr
    run(tmp_path, "add", "team/pmgen.toml")
    assert pmgen(project, "build").returncode == 0
