"""Passwords and keys are known by what stands round them, in what people paste as in what they write."""

from __future__ import annotations

import time

import pytest

from pmgen.rules.leaks.secrets import credentials
from pmgen.rules.leaks.told_words import pattern


def test_who_speaks_of_secrets_alone_does_not_wait_for_patterns_of_values() -> None:
    said = "It was degraded: {} rotation paused, and with it\nwhat each {} needs. Nobody has told why, ${{why}}"
    counts = []
    for word in ("leader", "secret", "token"):
        pattern.cache_clear()
        assert not credentials(said.format(word, word))
        counts.append(pattern.cache_info().currsize)
    assert counts == [counts[0]] * 3


@pytest.mark.parametrize(
    "text",
    [
        # In a column of a table.
        "| user | password |\n|---|---|\n| admin | {} |",
        "User | Root password (old)\n:--- | ---:\nroot | `{}`",
        "> | **Passwort** | Host |\r\n> |:--|--|\r\n> | rotated | db1 |\r\n> | {} | db2 |\r\n",
        "So:\n\n| a | API key |\n|---|---|\n| - | - |\n| x | 9f8e7d6c5b4a3f2e{} |\n\nThen.",
        # Below a heading, and as what defines it.
        "### Password\n\n{}\n",
        "## Root password ##\n\n```\n{}\n```\n",
        "## **Passwort**\n`{}`",
        "Password\n: {}\n",
        "Root password\n\n:   `{}`\n",
        # In HTML.
        "<b>password:</b> {}",
        "<strong>Password</strong>: <code>{}</code>",
        "<tr><td>Password</td><td>{}</td></tr>",
        "<dl><dt><b>root password</b></dt>\n  <dd><code>{}</code></dd></dl>",
        # On the line below a sentence.
        "The token is\n9f8e7d6c5b4a3f2e{}",
        "> The API key was\n>\n> `9f8e7d6c5b4a3f2e{}`\n",
    ],
)
def test_a_value_is_known_by_what_stands_above_it_or_beside_it(text: str) -> None:
    written = text.format("tr0ub4dor7")
    assert [written[span.start : span.end][-10:] for span, _ in credentials(written)] == ["tr0ub4dor7"]


@pytest.mark.parametrize(
    "text",
    [
        "| user | password |\n|---|---|\n| admin | rotated |\n| root | 2026-04-22 |\n| app | see vault2 |\n| x |",
        "| user | password age |\n|---|---|\n| admin | 90days1x |",
        "| Rotate the root password | by |\n|---|---|\n| 2f1f9107c0 | on-call |",
        "| user | passwords |\n|---|---|\n| admin | tr0ub4dor7 |",
        "| password | kept in |\n|---|---|\n| PLATFORM-1234 | tr0ub4dor7 |\n| db-root-2 | db-root-2 |",
        "| Password | Kind |\n|---|---|\n| sha256 | a |\n| argon2id | b |\n| vault2 | c |\n| $DB_PASSWORD1 | d |",
        "| API key | Owner |\n|---|---|\n| billing-eu-1 | a |\n| key7 | b |\n| prod-eu-1-read-only-of-2026 | c |",
        "| token | secret |\n|---|---|\n| vault-server-2 | k8s-secret-1a |",
        "| user | password |\n\n| admin | tr0ub4dor7 |",  # no table
        "| the password | so |\n| admin | x |\n|---|---|\n| tr0ub4dor7 | x |",
        "| a | password |\n|---|---|\n| `x` | <your-password1> |\n| y | ******** |\n\ntr0ub4dor7 | tr0ub4dor7",
        "| Field | Type |\n|---|---|\n| password | varchar255 |\n| api_key | NVARCHAR128 |\n| token | string32 |",
        "<td>password</td><td>varchar255</td>, password:\n  pbkdf2-sha256\n",
        "| password | kept as |\n|---|---|\n| varchar255 | x |",
        "### Password\n\nIt was tr0ub4dor7-like and rotated.\n",
        "### Password\n\nPLATFORM-1234\n",
        "### Password rotation\n\ntr0ub4dor7x\n",
        "### How we rotated each of the passwords and the password\n\ntr0ub4dor7x\n",
        "### Secret\n\n`vault-server-2`\n\n### Token\n\nrotated-in-2026\n",
        "What we did about the password\n\ntr0ub4dor7x\n",
        "He had the root password\ntr0ub4dor7x\n",
        "### Password\n: not this one1\n",
        "Password\n: rotated\n\nToken\n: `ci-runner-01`\n\nPassword\n: 2026-04-22\n",
        "the note on the root password\n: tr0ub4dor7x",
        "<b>password:</b> rotated, <b>password:</b> $DB_PASSWORD1, <b>Password</b>: see vault1",
        "<td>Rotate the password</td><td>2f1f9107c0</td>, <td>password</td><td>PLATFORM-1234</td>",
        "<td>token</td><td>ci-runner-01</td>, <dt>secret</dt><dd>mariadb-root-2</dd>",
        "the token is\nkept in vault-2, the token was\nmariadb-root-2-in-region-1",
        "the token is\n2026-04-22T10:44:00Z\n",
        "the key is\nhttps://x.example.org/y1\n",
        "The secret is\n`/run/secrets/db1-of-the-cluster`\n",
        "The page token is\n9f8e7d6c5b4a3f2e9f8e\n",
    ],
)
def test_what_stands_there_and_is_no_value_is_let_be(text: str) -> None:
    assert credentials(text) == []


@pytest.mark.parametrize(
    "text",
    [
        *("| password " * 90_000, "|password|\n|---|\n" * 60_000, "|password|\n|---|\n" + "|a1b2c3x|\n" * 100_000),
        *("|" + "password|" * 40 + "\n|---|\n" + "|" * 900_000, "| password |\n|" + "-" * 900_000 + "x"),
        *("### password\n" * 80_000, "password\n: " * 90_000, "<td>password</td>" * 60_000, "token is\n" * 100_000),
        *("<b>password:</b> " * 60_000, "password" + " " * 900_000, "password\n" + ">" * 900_000),
    ],
)
def test_hostile_tables_and_headings_are_looked_at_in_linear_time(text: str) -> None:
    begun = time.process_time()
    credentials(text)
    assert time.process_time() - begun < 5
