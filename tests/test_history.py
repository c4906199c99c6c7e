"""`history = "git"`: the page of an incident tells what the repository knows of its document."""

from __future__ import annotations

from pathlib import Path

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

    run(tmp_path, "clone", "--depth", "1", origin.as_uri(), "clone")
    assert pmgen(tmp_path / "clone", "build").returncode == 0
    page = (tmp_path / "clone/site/docs/post-mortems/2026-04-22-vault.html").read_text()
    assert "Write up the outage" not in page
    assert "The oldest may be missing: the site was built from a shallow clone" in page


def test_without_a_repository_it_is_an_error_and_not_a_guess(tmp_path: Path) -> None:
    put(tmp_path, **{"2026-04-22-vault": document("Vault down", "2026-04-22")})
    (tmp_path / "pmgen.toml").write_text('history = "git"\n')
    built = pmgen(tmp_path, "build")
    assert built.returncode == 2
    assert "no git repository" in built.stderr
