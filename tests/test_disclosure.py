"""What a document should not tell is found, stops a public edition, and is never printed."""

from __future__ import annotations

import json
import random
import re
import subprocess
import sys
from pathlib import Path

import pytest

from pmgen import markdown
from pmgen.cli import locating
from pmgen.cli.previews import looking, rebuilding
from pmgen.rules import disclosure
from pmgen.rules.leaks.secrets import credentials
from tests.running import pmgen

# Put together here, so that nobody who looks for credentials finds any in this file.
_LETTERS = "aB3dE5gH1jK7mN9pQ2sT4vW6yZ8bC0dF3hJ5kL7n"
SECRETS = {
    "an AWS access key": "AKIA" + "QYLPMN5HHHFPZAM2",
    "a GitHub token": "ghp" + "_" + _LETTERS[:36],
    "a GitLab token": "glpat" + "-" + _LETTERS[:20],
    "a Slack token": "xox" + "b-123456789012-123456789012-" + _LETTERS[:24],
    "a Stripe key": "sk" + "_live_" + _LETTERS[:24],
    "a private key": "-----BEGIN " + "RSA PRIVATE KEY-----",
    "a Vault token": "hvs" + "." + _LETTERS[:28],
    "a Google key": "AIza" + _LETTERS[:35],
    "an age key": "AGE-SECRET-" + "KEY-1" + "QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L" * 2,
    "an Anthropic key": "sk-" + "ant-api03-" + _LETTERS,
    "an OpenAI key": "sk-" + "proj-" + _LETTERS,
    "a Hugging Face token": "hf" + "_" + _LETTERS[:34],
    "a DigitalOcean token": "dop" + "_v1_" + "9f8e7d6c5b4a3f2e" * 4,
    "a secret of a webhook": "whsec" + "_" + _LETTERS[:32],
    "a token of a webhook": "https://discord.com/api/webhooks/123456789012345678/" + _LETTERS + _LETTERS[:28],
    "a Google token": "ya29" + "." + _LETTERS,
    "a Google secret": "GOCSPX" + "-" + _LETTERS[:28],
    "a Shopify token": "shpat" + "_" + "9f8e7d6c5b4a3f2e" * 2,
    "a Grafana token": "glsa" + "_" + _LETTERS[:32] + "_9f8e7d6c",
    "a Docker token": "dckr" + "_pat_" + _LETTERS[:27],
    "an Atlassian token": "ATATT3" + "xFfGF0" + _LETTERS * 4,
    "a Tailscale key": "tskey" + "-auth-kABCDEF1CNTRL-" + _LETTERS[:32],
    "a signature in an address": "https://x.example.org/b?sv=2024&sig=" + _LETTERS + "%2Bx%3D",
    "a Sentry token": "sntryu" + "_" + "9f8e7d6c5b4a3f2e" * 4,
    "a SonarQube token": "squ" + "_" + "9f8e7d6c" * 5,
    "a Netlify token": "nfp" + "_" + _LETTERS[:36],
    "a Notion token": "ntn" + "_" + "12345678901" + _LETTERS[:35],
    "a PlanetScale token": "pscale" + "_oauth_" + _LETTERS,
    "a Figma token": "figd" + "_" + _LETTERS,
    "a Supabase token": "sbp" + "_" + "9f8e7d6c" * 5,
    "a Groq key": "gsk" + "_" + _LETTERS + _LETTERS[:12],
    "a Replicate token": "r8" + "_" + _LETTERS[:37],
    "a CircleCI token": "CCIPAT" + "_" + _LETTERS[:22] + "_" + "9f8e7d6c" * 5,
    "a Buildkite token": "bkua" + "_" + "9f8e7d6c" * 5,
    "a 1Password token": "ops" + "_eyJ" + _LETTERS * 3,
    "a Fly.io token": "fm2" + "_" + _LETTERS * 3,
    "a Brevo key": "xkeysib" + "-" + "9f8e7d6c5b4a3f2e" * 4 + "-" + _LETTERS[:16],
    "a Pulumi token": "pul" + "-" + "9f8e7d6c" * 5,
    "a HubSpot token": "pat" + "-eu1-" + "9f8e7d6c-5b4a-3f2e-9f8e-7d6c5b4a3f2e",
    "a Heroku key": "HRKU" + "-AA" + _LETTERS + _LETTERS[:18],
    "a Doppler token": "dp" + ".pt." + _LETTERS + "x1y",
    "a Dynatrace token": "dt0c01" + "." + "ABCDEFGH12345678ABCDEFGH" + "." + "ABCDEFGH12345678" * 4,
    "a Terraform token": "atlasv1" + "." + _LETTERS + _LETTERS[:27],
    "an OpenShift token": "sha256" + "~" + _LETTERS + "x1y",
    "a secret of Azure": "a1B8" + "Q~" + _LETTERS[:34],
    "a Bitbucket password": "ATBB" + _LETTERS[:32],
    "an npm token": "//registry.example.org/:_auth" + "Token=npm_" + _LETTERS[:36],
}
FORMATS = ("text", "json", "github", "gitlab", "sarif", "junit")
DOCUMENT = """---
title: The queue was full
date: 2026-04-22
severity: SEV1
status: published
visibility: {visibility}
timezone: UTC
services: [queue]
summary: The queue was full.
impact: {{description: Nothing moved., data_loss: none}}
detection: {{by: alert}}
timeline: [{{at: "09:00", kind: started, event: "{event}", internal: {internal}}}]
root_cause: {{description: No limit.}}
followups: []
authors: [Ada Muster]
---

{body}
"""

_LINES = (
    *("::: internal", ":::", "Hidden", "  Hidden", "> Hidden", "Hidden | x", "    Hidden") * 2,
    *("  ::: internal", "  :::", "> ::: internal", "> :::", "- ::: internal", "::: Internal", "    ::: internal"),
    *(
        "::::",
        "::::: internal",
        "\t:::",
        "",
        "",
        "Shown",
        "```",
        "~~~",
        "```\tx",
        "`",
        "- item",
        "- - x",
        "1. x",
        "> q",
    ),
    *("<details>", "</details>", "<!--", "-->", "<p>", "<script>", "</script>", "<pre>", "</pre>", "<![CDATA[", "<?x"),
    *("| a | b |", "|---|---|", "[^1]: note", "text[^1]", "# h", "===", "* * *", "[a]: /x", "    code"),
)


def write(
    folder: Path, *, visibility: str = "public", event: str = "It filled", internal: str = "false", body: str = "Full."
) -> Path:
    (folder / "postmortems").mkdir(exist_ok=True)
    path = folder / "postmortems" / "2026-04-22-queue.md"
    path.write_text(DOCUMENT.format(visibility=visibility, event=event, internal=internal, body=body))
    return path


def run(folder: Path, *arguments: str) -> tuple[int, str]:
    done = pmgen(folder, *arguments)
    return done.returncode, done.stdout + done.stderr


@pytest.mark.parametrize("kind", SECRETS)
def test_a_credential_is_known_by_its_form(kind: str) -> None:
    secret = SECRETS[kind]
    text = f"First line\nIt used {secret} here\n"
    found = [(text[span.start : span.end], named) for span, named in credentials(text)]
    assert [named for _, named in found] == [kind]
    assert found[0][0] in secret


@pytest.mark.parametrize(
    "text",
    [
        "password=tr0ub4dor7-horse",
        'api_key: "9f8e7d6c5b4a3f2e"',
        "https://deploy:tr0ub4dor7@git.example.org/infra",
        "VAULT_TOKEN=s3cr3t-w0rds-here",
        "Authorization: Bearer " + _LETTERS[:32],
        '"authorization": "Basic ' + _LETTERS[:20] + '"',
        "curl -s -u admin:tr0ub4dor7 https://git.example.org",
        "mysqldump -u root -ptr0ub4dor7 shop",
        "sshpass -p 'tr0ub4dor7' ssh db",
        "npm" + "_" + _LETTERS[:36],
        "DB_PASS=tr0ub4dor7-horse",
        "MYSQL_PWD=tr0ub4dor7-horse",
        "LDAP_BIND_PW=tr0ub4dor7-horse",
        "passphrase: tr0ub4dor7-horse",
        "SECRET_KEY=tr0ub4dor7-horse",
        "secret_key_base: 9f8e7d6c5b4a3f2e",
        "private_key: " + _LETTERS,
        "backup --password tr0ub4dor7 --all",
        "<password>tr0ub4dor7-horse</password>",
        "password => 'tr0ub4dor7-horse'",
        "**Password:** tr0ub4dor7-horse",
        "**Password**: `tr0ub4dor7-horse`",
        "postgres://app:p%40ssw0rd9@db.example.org/x",
        "redis://:tr0ub4dor7@cache:6379",
        "curl -u admin:tr0ub4dor7$xyz https://git.example.org",
        "| what | value |\n|---|---|\n| DB password | `tr0ub4dor7-horse` |",
        "| **Password** | **tr0ub4dor7** | for all |",
        "| api_key | 9f8e7d6c5b4a3f2e |",
        "password:\n  tr0ub4dor7-horse\n",
        "password: |\r\n  tr0ub4dor7-horse\r\n",
        "The password:\n\n```text\ntr0ub4dor7-horse\n```\n",
        "redis-cli -h cache -a tr0ub4dor7 ping",
        "docker login -u ci -p tr0ub4dor7 registry.example.org",
        "ldapsearch -D cn=app -w tr0ub4dor7",
        "git clone https://" + _LETTERS + "@git.example.org/infra",
        "JWT_SECRET=mariadb-root-2",
        "secret: hunter2x9",
        "password: horse-battery-9",
        "token: " + _LETTERS[:20],
        "password=hunter2",
        "pw: tr0ub4d",
        "DB_PASSWORD=swordfish",
        "docker run -e MYSQL_ROOT_PASSWORD=Swordfish db",
        'password="swordfish"',
        '"password": "Swordfish"',
        "password=correct-horse-battery-staple",
        "Server=db;User Id=sa;Pwd=Swordfish;",
        "postgres://app:swordfish@db.example.org/x",
        "http://app:sw@rdfish@db/",
        "http://app:tr0ub@dor7:x@[::1]/",
        "mysql -u root -pswordfish shop",
        "curl -u admin:swordfish https://git.example.org",
        "sshpass -p swordfish ssh db",
        "redis-cli -a swordfish ping",
        "ldapsearch -D cn=app -w swordfish",
        "docker login -u ci -p swordfish registry.example.org",
        "CREATE USER app IDENTIFIED BY 'swordfish'",
        "alter user app identified with x by 'swordfish'",
        "ALTER ROLE app PASSWORD 'swordfish'",
        "The root password was `tr0ub4dor7`",
        "The password `hunter2` was known",
        "Its password was set to Tr0ub4dor7!",
        "requirepass tr0ub4dor7",
        "Unseal Key 1: " + _LETTERS + "1a2=",
        "**Unseal key (3):** `" + _LETTERS + "1a2=`",
        "Root Token: " + "s." + _LETTERS[:24],
        "kubeadm join --token " + "abcdef" + ".0123456789abcdef",
        "root:$6$salt$" + _LETTERS * 2 + ":19000:0:99999:7:::",
        "$2y$10$" + _LETTERS + _LETTERS[:13],
        "Set-Cookie: a=b; session=" + _LETTERS,
        "Authorization: ApiKey " + _LETTERS,
        "https://x.example.org/b?X-Amz-Expires=1&X-Amz-Signature=" + "9f8e7d6c5b4a3f2e" * 4,
        "the API key: 9f8e7d6c5b4a3f2e",
        "username: admin\npassword: swordfish",
        "**Login:** `admin`\n**Password:** swordfish",
        "Username: admin, password: swordfish",
        "login: admin / password: swordfish",
        "password: swordfish\nuser: admin",
        "[client]\nuser = app\npassword = swordfish",
        "psql 'host=db user=app password=swordfish'",
        "machine git.example.org login app password=swordfish",
        "wget --password=swordfish https://x.example.org",
        "```yaml\ndb:\n  password: swordfish\n```",
        "host: db1\npassword: swordfish  # since May\nport: 3306",
        "It was deployed with `db_password: swordfish` in it",
        'password: "correct horse battery staple"',
        "The password was 'correct horse battery staple'",
        "The password was `swordfish`",
        "xox" + "e-1-" + _LETTERS + _LETTERS,
        "tls.key: LS0tLS1CRUdJTi" + "BQUklWQVRFIEtFWS0tLS0tCk1JSUU=",
        "client-key-data: LS0tLS1CRUdJTi" + "BSU0EgUFJJVkFURSBLRVktLS0tLQpNSUlF",
        '{"auths": {"registry.example.org": {"auth": "ZGVwbG95OnRyMHViNGRvcjc="}}}',
        "It sent `bearer " + _LETTERS + "`",
        "echo 'root:swordfish' | sudo chpasswd",
        "smbclient -U 'app%swordfish' //files.example.org/x",
        "htpasswd -bB users app swordfish",
        "The API token was `9f8e7d6c5b4a3f2e`",
        "The access key is '9f8e7d6c5b4a3f2e'",
        "Its secret was set to `" + _LETTERS + "`",
        "machine git.example.org login app password swordfish",
        "machine git.example.org\n  login app\n  password swordfish",
        "password: 123456",
        "DB_PASSWORD=48291377",
        "passcode: 482913",
        "PresharedKey = " + _LETTERS + "x1y=",
        "username/password: admin/swordfish",
        "The login/password was `admin / swordfish`",
        "Passwort: tr0ub4dor7",
        "Kennwort: `Hunter2!`",
        "contraseña: tr0ub4dor7",
        "Mot de passe\u00a0: tr0ub4dor7",
        "MDP=tr0ub4dor7",
        "senha: tr0ub4dor7",
        "Hasło: tr0ub4dor7",
        "Пароль: tr0ub4dor7",
        "密码：tr0ub4dor7",
        "パスワード: tr0ub4dor7",
        "Das Passwort war `Schwertfisch`",
        "benutzer=app; Username: app\nPasswort: Schwertfisch",
        "db_pass=tr0ub4dor7, user=app pass=tr0ub4dor7",
        "Password (root): tr0ub4dor7",
        "password for deploy@db: tr0ub4dor7",
        "password → tr0ub4dor7",
        "root password tr0ub4dor7",
        "password - tr0ub4dor7",
        "The password – `hunter2x9`",
        "credentials: admin/tr0ub4dor7",
        "**Credentials:** admin / swordfish",
        "default creds (grafana:tr0ub4dor7)",
        "credentials are admin/swordfish",
        "The credentials were root/swordfish.\nNobody knew.",
        "credentials are admin/Swordfish on all hosts",
        "credentials are admin/sword-fish1 on all hosts",
        "credentials: admin/team-only7",
        "credentials: admin/swordfish on all hosts",
        "grant all on shop to app identified by 'swordfish'",
        "secret key: 9f8e7d6c5b4a3f2e9f8e7d6c",
        "pass: tr0ub4dor7",
        "user: app, pass: swordfish",
        "User: app\nPass: swordfish",
        "`wget --http-user app --http-password swordfish`",
        "wget --http-password swordfish https://x.example.org",
        "wget --http-user app --http-password swordfish",
        "$ fetch-it --http-password swordfish\nDone",
        "root@db01:~# backup --password 'swordfish'",
        "wget https://x.example.org \\\n  --http-password swordfish\n",
        "It ran `connect db1 password hunter2` by hand",
        "```\nhostname edge\npassword hunter2\n```",
        "enable password hunter2",
        "enable password 7 0822455D0A16",
        "ENV DB_PASSWORD hunter2",
        "default login app password hunter2",
        "echo swordfish | sudo -S systemctl restart x",
        "echo 'swordfish' | docker login -u ci --password-stdin registry.example.org",
        "useradd -m -p swordfish app",
        "usermod -p tr0ub4dor7 app",
        "we logged in as root with password hunter2 and looked around",
        "They connected to db1 using the password swordfish7, as ever",
        "Man kam mit dem Passwort geheim123 hinein",
        "On s'est connecté avec le mot de passe hunter22 ce jour-là",
        "It was still the root password hunter22.",
        "login admin / swordfish1",
        "Login: `root` / `swordfish1`",
        "http -a admin:hunter2 GET example.org/x",
        "https --verbose -a admin:hunter2 example.org/x",
        "We found that the password was hunter2",
        "The password is\nXy7tr0ub4dor and so on",
        "The password was\nhunter2.",
        "The password was:\n\n```\nSword7Fish\n```",
        "Das Passwort ist:\n\n> `Sword7Fish`",
        "> the password\n> was `tr0ub4dor7`",
        "On every host the root password\r\n  is Sword7Fish",
        "The password was hunter2.",
        "The password was hunter2, which everybody knew",
        "The root password is swordfish7 on all hosts",
        "password: it is not; but the passphrase was set to dragon99!\nThen",
        "Das Passwort war geheim1.",
        "`-u admin:hunter2`",
        "It was called with -u admin:hunter2 for a week",
        "backup --user admin:hunter2 --all",
        "fetch-it -u app:tr0ub4dor7",
        "fetch-it -u root:swordfish --all",
        "backup --user=root:hunter2",
        "ab -A x -u 'root:Sword-Fish!' http://x.example.org",
        "docker exec -u root:Sword-Fish! x",
        "docker run x\nfetch-it -u root:swordfish",
        "pw: horse-battery-9",
        "pw=db-master-2",
        "pwd: db-master-x9k2",
    ],
)
def test_a_value_behind_the_name_of_a_credential_is_one(text: str) -> None:
    assert credentials(text)


@pytest.mark.parametrize(
    "text",
    [
        "the token: see the runbook",
        "password=$DB_PASSWORD",
        "password: ${secrets.password1}",
        "token=<your-token-1>",
        "secret: /run/secrets/db1",
        "api_key=xxxxxxxx1",
        "password: example-1234",
        "commit 2f1f9107c0ffee2f1f9107c0ffee2f1f9107c0ff",
        "sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        "https://git.example.org:8443/infra@2f1f9107",
        "secretName: registry-credentials",
        "password=${DB_PASSWORD1:-none}",
        "postgres://app:$PASSWORD1@db.example.org, postgres://app:%(password1)s@db, postgres://app:%PASSWORD1%@db",
        "postgres://app:{{password1}}@db.example.org",
        "token: process.env.TOKEN1",
        "token = getToken2(user)",
        "secret: 2026-04-22T10:44",
        "bypass: datacenter1, pwd=/srv/app1data, --token-ttl 30minutes1",
        "secret: mariadb-root-2",
        "existingSecret: mariadb-root-2, token: ci-runner-01",
        "| Secret | Namespace1 |\n|---|---|\n| token | mariadb-root-2 |",
        "| Rotate the password | 2f1f9107c0 |\n| Password | PLATFORM-1234 |\n| password | new since 2026-04-22 |",
        "token:\n  vault-server-2\n",
        "secret:\n  name: x1\n\npassword:\n  secretKeyRef1:\n    name: db",
        "Reset the password:\n\n1. log in to db1\n2. set it",
        "https://sa-terraform-production-01@git.example.org, ssh://git@git.example.org",
        "redis-cli -a $REDIS_PASSWORD1 ping, docker login -p <token-1>, mysql -p<password1>",
        "docker run --name login -p 8080:8080/tcp x1, podman run login -p 127.0.0.1:8080:8080a, mysql -p3306:3306/tcp",
        "backup --password $PASSWORD1, <password>${PASSWORD1}</password>",
        'password: required, password="required", "password": "cannot be blank", "password": "is required"',
        "connect(user=user, password=dbpw); password=args.secret; password=null, PASSWORD=true",
        "user=root password=incorrect, passwd=wrong, MYSQL_ALLOW_EMPTY_PASSWORD=yes, DB_PASSWORD=${DB_PASSWORD:-none}",
        "postgres://user:password@host/db, postgres://USER:PASS@host/db, http://grafana:3000?to=jane@corp.test",
        "docker://nginx:latest@sha256:9f86d081, docker://nginx:1.25-alpine@sha256:9f86d081, tcp://db:5432@primary",
        'curl -u "$USER:$PASS" https://x.example.org, curl -u user:password https://x.example.org',
        "vault login -path=github, docker run --name login -p 8080:80",
        "IDENTIFIED BY 'password', PASSWORD '***'",
        "The password is SHA256-hashed, the password was Base64-encoded, the password is 12-characters long",
        "The password `db-root-2` is in Vault, the password is in `vault01`, the password is in 1Password",
        "Unseal Key 1: <redacted>, Cookie: session=<redacted>, requirepass $REDIS_PASSWORD1",
        "api key: see vault1, access key rotation, password: 1password",
        "username: admin\npassword: rotated",
        "The password: swordfish and others; what is a password: something",
        "- Password: quarterly\n- Severity: high",
        "user: string;\npassword: Credential;\nuser: text;\n  password: Optional;",
        "The user changed password yesterday, the password of `grafana`, the password was `rotated`",
        "connect(user=app, password=dbpw), connect(user=app,\n    password=dbpw)",
        'password: "was never told to anybody", password: "must contain eight characters"',
        "host: db1\npassword: see the runbook\nport: 3306",
        "Passwort: siehe Tresor2, contraseña: véase bóveda-2, mot de passe : voir coffre2, 密码：$PASSWORD1",
        "npm_config_cache_directory_of_the_runner, hf_transformers_offline_mode_1, sq_" + "9f8e7d6c" * 5,
        "pat-na1-is-a-region, api-ABCDEFGH, xai-operations-dashboard-of-the-platform-team, v1.25.3_" + "9f8e7d6c" * 5,
        "client-certificate-data: LS0tLS1CRUdJTi" + "BDRVJUSUZJQ0FURS0tLS0tCk1JSUQ=",
        "bearer of the message, bearer authentication-is-required, echo 'root:$PASSWORD' | chpasswd",
        "htpasswd -b users app $PASSWORD1, htpasswd -c users app",
        '"NextToken": "9f8e7d6c5b4a3f2e", nextPageToken=9f8e7d6c5b4a3f2e, "LockToken":"9f8e7d6c-0000"',
        "list --next-page-token 9f8e7d6c5b4a3f2e, request --idempotency-token 91adc45q",
        "arn:aws:secretsmanager:eu-west-1:123456789012:secret:queue-db-a1B2c3",
        '"encryptionKey": "arn:aws:kms:eu-west-1:123456789012:alias/queue1"',
        "It used " + "AKIA" + "IOSFODNN7EXAMPLE, the token of `vault-server-2-in-region-1`, the token `db01`",
        "The machine that app used to login had a password set, pwd: 123456, password: 12, password: 00000 times",
        '{"auth": "oauth2AuthorizationCode", "auth": "kerberos5"}',
        "user/password: see vault/db1, username/password: wrong/missing, login/password is asked/required",
        "bypass=datacenter1, pass: test_login2, pass=$PASSWORD1, password for db1: see vault1",
        "the password db-root-2, the password 2f1f9107c0ffee2, password v1beta12",
        "password - 2nd-attempt1, password policy1",
        "credentials: secret/mysql57, credentials: vault/db-root-2, credentials: team/kv2/x1y2z3a4",
        "Credentials: user/password",
        "credentials are rotated/revoked, credentials: root/password, credentials: root/private/x",
        "credentials: see https://x.example.org/y1",
        "pass: 12m30s, pass: testcase42, pass: 9f8e7d6c5b",
        "pass: test_a1b2c3d4, user: app, pass: $PASSWORD, compass: tr0ub4dor7",
        "with --password instead of that, use --http-password prompts, `--password` swordfish, --password $PASSWORD -x",
        "They had passed --http-password swordfish\nand the job failed for want of a --password option",
        "Run it with `--http-password` and the --http-password explicitly",
        "# When to pass --password explicitly",
        "- wget --http-password prompt\n- curl --http-password FILE",
        "The password policy\npassword policy\npassword auth2",
        "It asked for a password hunter2 times, and the user changed password hunters",
        "`passwd deploy2`, `reset password deploy2`, `set-password deploy2`, `password sha256`, `password` hunter2",
        "passwd deploy2",
        "password db-replica-2\npassword $DB_PASSWORD1\npassword abc12",
        "creds: s3/bucket1a, credentials: vault/team1b and creds: kv/app2c",
        "credentials are admin/team-only",
        "credentials are admin/owner-managed.",
        "the credentials were root/shared between teams",
        "credentials are admin/operator scoped",
        "credentials are deploy/staging ones",
        "credentials (admin/readonly) were rotated",
        "Credentials: admin/service accounts only",
        "creds are guest/limited",
        "the fault was identified by 'team-a'",
        "it was identified by \"kubectl describe\", and root cause identified by 'strace'",
        "secret key: see the runbook, secret key: rotated",
        "echo $PASSWORD | sudo -S x, echo done | sudo tee /x, echo y | kubectl -x",
        "useradd -p $(openssl passwd) app, echo hello | x --stdin",
        "pw: k8s-secret, password: db2-credentials, password: app1-vault",
        "The bearer tokens-are-used-in-version-2-of-the-api, bearer authentication-with-oauth2-is-on.",
        "We tried it with password auth2 on, with password policy2, with the password field2 left empty",
        "They logged in with password sha256, and connected with the password $PASSWORD1",
        "It asked whoever logged in with a password hunter2 times",
        "The root password was rotated, root password ops1234 ticket, admin password policy2024.",
        "mit dem Passwort aus Tresor2, mit dem Passwort Feld2, mit Passwort v2",
        "connecté avec le mot de passe du compte2",
        "login root / bastion, Login: admin / viewer roles, login guest / read-only1, login admin / editor2",
        "login root / bastion-01, Login: admin / staging01/eu",
        "docker exec -u root:users2 x, rsync -a root:backup1 /x, chown -R deploy:staff12 /x",
        "see http://x.example.org -a admin:hunter2",
        "pw: db-master-2, pwd: vault-01, pw: prod-db-12, pw: redis-replica-3",
        "The password was sha256, the password is argon2 hashed, the password was md5.",
        "The password is kerberos5, the password was utf8, and the password was base64.",
        "The password is vault2, the password was user1. The password was secret7.",
        "The password was db01, the password is k8s, the password was v2.",
        "The password was level2 encrypted, the password was step2verified, the password was changed",
        "Its password was required1, the password is per1, and the token was hunter2.",
        "docker run -u admin:staff12 x, docker exec --user admin:users2 x, podman run -u guest:www-data2 x",
        "docker exec -u root:users2 x, docker run --user 1000:100000 x, chown -u app:group12345",
        "docker run -u root:swordfish x, kubectl exec -it x -- podman run --user root:swordfish y",
        "tool -u root:nogroup x, tool -u root:www-data x, tool -u root:docker, -u root:plugdev, tool -u root:0",
        "tool -u root:$PASSWORD, tool -u root:password, tool -u root:<secret>, tool -u root:changeme",
        "tool -u root:/srv/data, tool -u root:db:5432, menu-u root:swordfish, tool -u groot:swordfish",
        "tool -u admin:$PASSWORD1, tool -u admin:password, tool -u admin:<password1>, sudo -u admin systemctl",
        "tool -u https://x.example.org:8080, diff -u a:b1, sort -u admin:x1, menu-u admin:hunter2",
        "The password\nXy7tr0ub4dor was",
        "the password was\nrotated on 2026-04-22.",
        "the password is\n`$DB_PASSWORD1`",
        "What we did about the password\n\nis Sword7Fish to us",
        "the token is\nkept in vault-2",
        "password was\nv2.1.0",
        "The password was\n\nhunter2",
        "the root password was\nset in 2026, and db1 knew",
        "password is\nsha256",
        "A=\\\n$B1, DB_PASSWORD=\\\n$SECRET1",
        "The password was:\n\n- rotated in 2026\n- kept in vault-2",
        "The secret was:\n\nmariadb-root-2\n",
        "Das Passwort war `$PASSWORT1`, das Passwort von `grafana`, parola d'ordine: rotazione",
    ],
)
def test_what_stands_for_a_credential_is_none(text: str) -> None:
    assert credentials(text) == []


def test_the_whole_of_a_value_is_hidden() -> None:
    for value in ("P@ssw0rd1$2024!", "'P@ssw0rd1,2024; x|'", '"tr0ub4dor7{horse}"'):
        text = f"password: {value}"
        assert [text[span.start : span.end] for span, _ in credentials(text)] == [value.strip("'\"")]


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
    "body",
    [
        "<details>\n<summary>Log</summary>\n::: internal\nHidden\n:::\n</details>",
        "<p>\n::: internal\nHidden\n:::",
        "::: internal\n```\ncode\n:::\nHidden\n```\n:::",
        "```\n::: internal\nHidden\n:::\n```",
        "> ::: internal\n<!--\n- x\n> Hidden",
        "> ::: internal\n> x\n:::\nHidden",
        "- ::: internal\n\nHidden\n\n:::",
        "[^1]: Nobody asks.\n\n    ::: internal\n\nHidden",
        "Text\n\n    ::: internal\n    Hidden\n    :::",
        "：：： internal\nHidden\n：：：",
        "!!! internal\n    Hidden",
        '> - !!! Internal "Hidden"',
        "???+ internal\n    Hidden",
        "> [!INTERNAL]\n> Hidden",
    ],
)
@pytest.mark.parametrize("raw_html", ["true", "false"])
def test_a_mark_that_hides_nothing_stops_every_edition(tmp_path: Path, body: str, raw_html: str) -> None:
    (tmp_path / "pmgen.toml").write_text(f"raw_html = {raw_html}\n")
    path = write(tmp_path, body=body)
    status, told = run(tmp_path, "build", "--audience", "public", "--no-cache")
    if status == 0:  # what is HTML here may be text there, and rightly left out
        pages = "".join(each.read_text() for each in (tmp_path / "site").rglob("*.html"))
        assert "Hidden" not in pages
        return
    assert (status, "PM511" in told) == (1, True), told
    lint = 'lint: {ignore: [{rule: PM511, reason: "Who cares."}]}\n'
    path.write_text(path.read_text().replace("authors:", f"{lint}authors:"))
    assert run(tmp_path, "build", "--audience", "public", "--no-cache")[0] == 1


def test_a_block_in_the_front_matter_hides_nothing_and_stops_every_edition(tmp_path: Path) -> None:
    path = write(tmp_path)
    block = "summary: |\n  Full.\n\n  ::: internal\n  Hidden\n  :::\n"
    path.write_text(path.read_text().replace("summary: The queue was full.\n", block))
    status, told = run(tmp_path, "build", "--audience", "public", "--no-cache")
    assert (status, "9:1: PM511" in told) == (1, True), told


def test_whatever_stands_between_marks_is_left_out_or_a_mark_is_loose() -> None:
    chance = random.Random(20260422)
    left_out = 0
    for _ in range(6000):
        lines, inside = [], False
        for line in chance.choices(_LINES, k=chance.randrange(3, 14)):
            mark = line.lstrip(" >-\t")
            if mark.startswith(":::"):
                inside = "internal" in mark.lower()
            lines.append(line if inside else line.replace("Hidden", "Shown"))
        text = "\n".join(lines)
        for raw_html in (True, False):
            if not markdown.outline(markdown.parse(text, raw_html=raw_html)).loose and "Hidden" in text:
                left_out += 1
                assert "Hidden" not in markdown.without(text, markdown.internal(text, raw_html=raw_html).lines), text
    assert left_out > 30


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


def test_a_comment_that_reaches_no_page_stops_nothing(tmp_path: Path) -> None:
    comment = "<!-- Ask Jane Doe,\n\njane.roe@mail.test, of 10.0.20.7 -->"
    write(tmp_path, body=f"It filled.\n\n{comment}\n\n- One\n- <!-- Jane Doe -->\n")
    status, told = run(tmp_path, "build", "--audience", "public", "--no-cache")
    assert (status, "PM6" in told) == (0, False), told
    files = [each.read_bytes() for each in (tmp_path / "site").rglob("*") if each.is_file()]
    assert not any(word in data for data in files for word in (b"Jane", b"jane", b"10.0.20.7"))
    write(tmp_path, body=comment)
    (tmp_path / "pmgen.toml").write_text("raw_html = false\n")
    assert run(tmp_path, "check")[1].count("PM602") == 1, "it is shown as text"


@pytest.mark.parametrize(
    ("body", "stops"),
    [
        ("Full <!-- of what\n\nnobody sent --> it was.", True),
        ("<div><!-- of what\n\nnobody sent --></div>", True),
        ("> <!-- of what\n\nnobody sent -->", True),
        ("- <!-- of what\n\n  it\n\nnobody sent -->", True),
        ("| a | b |\n|---|---|\n| <!-- of | what --> |", True),
        ("<!-- of what\n\nnobody sent -->\n\nFull.", False),
        ("Full.\n\n<!-- of what\n\nnobody sent", False),
        ("Full <!-- of\nwhat --> it <!-- was -->.\n\n- One <!-- a -->\n- Two <!-- b -->", False),
        ("<p><!-- of\nwhat --></p>\n\n<details>\n<summary>Log</summary>\n<!-- a -->\n</details>", False),
        ("`<!--` begins a comment, and so does \\<!-- or &lt;!-- or ``a `<!--` b``.", False),
        ("```html\n<!-- of what\n\nnobody sent\n```\n\n    <!-- code", False),
        ("An arrow <- or <-- or <! -- is none.", False),
    ],
)
def test_a_comment_that_is_shown_stops_a_public_edition(tmp_path: Path, body: str, stops: bool) -> None:
    path = write(tmp_path, body=body)
    lint = 'lint: {ignore: [{rule: comment-shown, reason: "Who cares."}]}\n' if stops else ""
    path.write_text(path.read_text().replace("authors:", f"{lint}authors:"))
    status, told = run(tmp_path, "build", "--audience", "public", "--no-cache")
    assert (status, "PM605" in told) == (int(stops), stops), told
    assert run(tmp_path, "build", "--no-cache")[0] == 0


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


def test_a_comment_in_the_front_matter_is_shown_and_stops_a_public_edition(tmp_path: Path) -> None:
    path = write(tmp_path, event="It filled <!-- with what? -->")
    status, told = run(tmp_path, "build", "--audience", "public", "--no-cache")
    assert (status, "PM605 a comment in Markdown of the front matter is shown" in told) == (1, True), told
    path.write_text(path.read_text().replace("<!-- with what? -->", "# with what?"))
    assert run(tmp_path, "build", "--audience", "public", "--no-cache")[0] == 0


@pytest.mark.parametrize(
    ("body", "stops"),
    [
        ("<p hidden>Full.</p>", True),
        ("<p HIDDEN='until-found'>Full.</p>", True),
        ("It was <span hidden>ours</span>.", True),
        ('<div style="color: red; display : none">\n\nFull.\n\n</div>', True),
        ('<span style="visibility:hidden">Full.</span>', True),
        ('<span style="opacity: 0.0">Full.</span>', True),
        ("<span style=font-size:0px>Full.</span>", True),
        ('<span style="position:absolute; left:-9999px">Full.</span>', True),
        ('<article class="box d-none">Full.</article>', True),
        ('<div class="internal">Full.</div>', True),
        ("<dialog>Full.</dialog>", True),
        ("- One\n\n  <font hidden>Full.</font>", True),
        ("| a |\n|---|\n| <b hidden>Full</b> |", True),
        ("<dialog open>Full.</dialog>", False),
        ('<span style="opacity: 0.5; border-width: 0; width: 0.5em; height: 05px">Full.</span>', False),
        ('<span style="color: #fff; background: red" class="badge">Full.</span>', False),
        ('<i aria-hidden="true">★</i> <details>\n\nFull.\n\n</details>', False),
        ("`<p hidden>` was missing, and so was \\<p hidden> and &lt;p hidden>.", False),
        ("```html\n<p hidden>\n```\n\n    <p hidden>", False),
        ("The <node hidden> is a placeholder, p hidden is a word.", False),
        ("<p title='hidden'>Full.</p> <template hidden>Full.</template>", False),
    ],
)
@pytest.mark.parametrize("raw_html", [True, False])
def test_what_html_was_to_hide_stops_a_public_edition(tmp_path: Path, body: str, stops: bool, raw_html: bool) -> None:
    if not raw_html and ("dialog" in body or "template" in body or ("\n\n</" in body and stops)):
        return  # what is text has no element
    (tmp_path / "pmgen.toml").write_text(f"raw_html = {str(raw_html).lower()}\n")
    path = write(tmp_path, body=body)
    lint = 'lint: {ignore: [{rule: hidden-shown, reason: "Who cares."}]}\n' if stops else ""
    path.write_text(path.read_text().replace("authors:", f"{lint}authors:"))
    status, told = run(tmp_path, "build", "--audience", "public", "--no-cache")
    assert (status, "PM607" in told) == (int(stops), stops), told
    assert run(tmp_path, "build", "--no-cache")[0] == 0


def test_html_in_the_front_matter_hides_nothing(tmp_path: Path) -> None:
    path = write(tmp_path, event="It filled <span hidden>with what?</span>")
    status, told = run(tmp_path, "build", "--audience", "public", "--no-cache")
    assert (status, "PM607 attribute `hidden` of `span` is text in the front matter" in told) == (1, True), told
    path.write_text(path.read_text().replace("<span hidden>with what?</span>", "`<span hidden>`, <b>with</b>"))
    assert run(tmp_path, "build", "--audience", "public", "--no-cache")[0] == 0


def test_an_internal_document_may_name_its_network(tmp_path: Path) -> None:
    write(tmp_path, visibility="internal", body="10.0.20.7 and jane.roe@mail.test, Ada Muster")
    assert "PM6" not in run(tmp_path, "check")[1]


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


def test_a_document_without_credentials_does_not_wait_for_the_detector() -> None:
    program = (
        "import pathlib, sys\nfrom pmgen.rules.leaks.secrets import credentials\n"
        "for path in pathlib.Path('postmortems').glob('*.md'): assert credentials(path.read_text()) == []\n"
        "assert 'detect_secrets' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", program], cwd=Path(__file__).parents[1], check=True)


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


def test_what_everybody_will_not_read_is_marked_on_the_page(tmp_path: Path) -> None:
    path = write(tmp_path, internal="true")
    more = (
        "detection: {by: alert, gaps: [{gap: No alarm, internal: true}]}\n"
        "contributing_factors: [{text: No limit, internal: true}, No gate]\n"
        "references: [{title: Runbook, url: 'https://example.org/runbook', internal: true}]"
    )
    path.write_text(path.read_text().replace("detection: {by: alert}", more))
    content = rebuilding.built(looking.first(locating.search(tmp_path)[0])).content
    assert content is not None
    page = (content("2026-04-22-queue.html") or b"").decode()
    mark = '<span class="only-internal">internal</span> '
    assert page.count(mark) == 4
    assert f"{mark}No alarm" in page
    assert f"{mark}No limit" in page
    assert f"{mark}No gate" not in page


def test_every_rule_of_disclosure_blocks() -> None:
    assert [rule.code for rule in disclosure.RULES] == ["PM601", "PM602", "PM603"]
