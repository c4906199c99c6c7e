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
        "<table><tr><th>User</th><th>Password</th></tr><tr><td>admin</td><td>{}</td></tr></table>",
        '<TABLE>\n<thead><tr>\n<th class="a">Old <b>password</b></th>\n<th>Host</th>\n</tr></thead>\n<tbody>\n<tr>\n'
        "<td>rotated</td><td>db1</td></tr>\n<tr><td><code>{}</code></td>\n<td>db2</td></tr>\n</tbody></TABLE>",
        "<tr><th>Host<th>API key (old)<tr><th>db1<td>9f8e7d6c5b4a3f2e{}",
        # On the line below a sentence.
        "The token is\n9f8e7d6c5b4a3f2e{}",
        "> The API key was\n>\n> `9f8e7d6c5b4a3f2e{}`\n",
    ],
)
def test_a_value_is_known_by_what_stands_above_it_or_beside_it(text: str) -> None:
    written = text.format("tr0ub4dor7")
    assert [written[span.start : span.end][-10:] for span, _ in credentials(written)] == ["tr0ub4dor7"]


@pytest.mark.parametrize(
    ("text", "password"),
    [
        # In code, where the table says whose it is.
        ("| user | password |\n|---|---|\n| admin | `swordfish` |", "swordfish"),
        ("Password | **Login name**\n--- | ---\n`Swordfish` | root", "Swordfish"),
        ("<tr><th>Account</th><th>Password</th></tr><tr><td>a</td><td><code>swordfish</code></td></tr>", "swordfish"),
        # With signs in it that no word has.
        ("| host | password |\n|---|---|\n| db1 | Sword!fish |", "Sword!fish"),
        ("| Passwort |\n|---|\n| schwert$fisch |", "schwert$fisch"),
        # In code below a heading.
        ("### Root password\n\n`swordfish`\n", "swordfish"),
        ("## Passwort\n\n```text\nschwertfisch\n```\n", "schwertfisch"),
    ],
)
def test_a_password_without_a_digit_is_known_where_nothing_else_would_be_written_so(text: str, password: str) -> None:
    assert [text[span.start : span.end] for span, _ in credentials(text)] == [password]


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
        "| user | password |\n|---|---|\n| admin | swordfish |\n| a | weekly |\n| b | shared |\n| c | unchanged |",
        "| user | password |\n|---|---|\n| a | `bcrypt` |\n| b | `keycloak` |\n| c | `rotated` |\n| d | `$PASSWORD` |",
        "| user | password |\n|---|---|\n| a | `certificate` |\n| b | `kubernetes` |\n| c | `terraform` |",
        "| user | password |\n|---|---|\n| a | `dynamic` |\n| b | `static` |\n| c | `nightly` |\n| d | `environment` |",
        "| user | password |\n|---|---|\n| a | `two words` |\n| b | `/etc/shadow` |\n| c |\n| d | `db-root` |",
        "| host | password |\n|---|---|\n| db1 | `swordfish` |\n\n| user | token |\n|---|---|\n| a | `swordfish` |",
        "| user | password |\n|---|---|\n| a | \"weekly\" |\n| b | 'shared' |\n| c | **shared** |\n| d | _static_ |",
        "| user | password |\n|---|---|\n| a | weekly! |\n| b | R&D |\n| c | C#/F# |\n| d | see#ops |\n| e | new?old |",
        "## Reset the password\n\n`swordfish`\n\n## Change password\n\n```\nkinit-now\n```\n",
        "## Password\n\nSwordfish\n\n## Password\n\n`kerberos`\n\n## Password\n\n`rotated-twice`\n",
        "## Token\n\n`swordfish`\n\n## Secret\n\n```\nswordfish\n```\n",
        "## Password store\n\n`swordfish`\n\nThe password\n\n`swordfish`\n",
        "<tr><th>User</th><th>Password</th></tr><tr><td>tr0ub4dor7</td><td>rotated</td></tr>",
        "<tr><th>Password</th><td>rotated</td></tr><tr><td>tr0ub4dor7</td></tr>",
        "<tr><td>Password</td></tr><tr><td>tr0ub4dor7</td></tr>",
        "<table><tr><th>Password</th></tr><tr><td>none</td></tr></table><table><tr><td>tr0ub4dor7</td></tr></table>",
        "<tr><th>Password</th></tr><tr><th>Host</th></tr><tr><td>tr0ub4dor7</td></tr>",
        "<tr><th>Age of the root password of each</th></tr><tr><td>tr0ub4dor7</td></tr>",
        "<tr><th>Password</th></tr><tr><td>PLATFORM-1234</td></tr><tr><td>see tr0ub4dor7</td>",
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
    "start",
    [
        "MIIFLTBXBgkqhkiG9w0BBQ0wSjApBgkqhkiG9w0BBQwwHAQI",  # of RSA, PBES2
        "MIIE6jAcBgoqhkiG9w0BDAEDMA4ECAMDNSwc4arlAgIIAASC",  # PKCS #12
        "MIHsMFcGCSqGSIb3DQEFDTBKMCkGCSqGSIb3DQEFDDAcBAiA",  # of P-256
        "MIGxMBwGCiqGSIb3DQEMAQMwDgQIXeUKIM06mL0CAggABIGQ",
        "MIGbMFcGCSqGSIb3DQEFDTBKMCkGCSqGSIb3DQEFDDAcBAgF",  # of Ed25519
        "MFgwHAYKKoZIhvcNAQwBAzAOBAiAENRHuzBBKgICCAAEOFhZ",
    ],
)
@pytest.mark.parametrize("begins", ["", "> ", "  key: "])
def test_an_encrypted_key_is_known_without_its_frame(start: str, begins: str) -> None:
    line = f"{start}{'Ab1+' * 4}"
    (found,) = credentials(f"So:\n\n{begins}{line}\n{begins}{line[::-1]}\n")
    assert found[1] == "a private key"
    framed = f"-----BEGIN ENCRYPTED PRIVATE KEY-----\n{line}\n-----END ENCRYPTED PRIVATE KEY-----\n"
    assert [kind for _, kind in credentials(framed)] == ["a private key"]


@pytest.mark.parametrize(
    "text",
    [
        "MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAu1SU1LfVLPHCozMxH2Mo",  # a public key
        "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE5N4b3Nj4yJ1a5nXqXo2d3s6uV9bC",
        "MIIDdzCCAl+gAwIBAgIEAgAAuTANBgkqhkiG9w0BAQUFADBaMQswCQYDVQQGEwJJ",  # a certificate
        "It begins with MIIFLTBXBgkqhkiG9w0BBQ and ends soon",
        "xMIIFLTBXBgkqhkiG9w0BBQ0wSjApBgkqhkiG9w0BBQwwHAQIAb1+Ab1+Ab1+Ab1+",
    ],
)
def test_what_is_no_key_is_none_in_base64_either(text: str) -> None:
    assert credentials(text) == []


@pytest.mark.parametrize(
    "text",
    [
        *("| password " * 45_000, "|password|\n|---|\n" * 30_000, "|password|\n|---|\n" + "|a1b2c3x|\n" * 50_000),
        *("|" + "password|" * 40 + "\n|---|\n" + "|" * 450_000, "| password |\n|" + "-" * 450_000 + "x"),
        *("### password\n" * 40_000, "password\n: " * 45_000, "<td>password</td>" * 30_000, "token is\n" * 50_000),
        *("<tr><th>password</th>" * 25_000, "<tr>" + "<th>password</th>" * 25_000 + "<tr><td>a1b2c3x</td>" * 25_000),
        *("<tr><th>password</th></tr><tr><td>x</td></tr>" * 15_000, "<th>password</th>" + "<tr><td>" * 50_000),
        *("<tr><th>password</th></tr>" + "<tr><td>" + "<b>" * 150_000, "## password\n\n`abcdefghi`\n" * 15_000),
        *("<tr><th>password</th><th>a</th><td>x</td>" * 15_000, "<tr><td>x</td><th>password</th>" * 15_000),
        *("<b>password:</b> " * 30_000, "password" + " " * 450_000, "password\n" + ">" * 450_000),
    ],
)
def test_hostile_tables_and_headings_are_looked_at_in_linear_time(text: str) -> None:
    begun = time.process_time()
    credentials(text)
    assert time.process_time() - begun < 5
