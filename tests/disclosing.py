"""A document for the tests of disclosure, and what a command says of it."""

from __future__ import annotations

from pathlib import Path

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
