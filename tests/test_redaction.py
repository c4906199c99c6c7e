"""Credentials in what is printed: dots in their place, whatever else they stand in."""

from __future__ import annotations

import re
import time
from base64 import b64encode
from typing import Any

import pytest

from pmgen.rules.leaks import redaction
from pmgen.rules.leaks.redaction import redacted, redactor

# Put together here, so that nobody who looks for credentials finds any in this file.
BEGIN, END = "-----BEGIN " + "RSA PRIVATE KEY-----", "-----END RSA PRIVATE KEY-----"
LINE, LAST = "MIIEowIBAAKCAQEA0Z3VS5JJcds3xfn/ygWyF8PbnGy0AHB7MhgwMbRvI0MBZhpI", "qYq3PBq="


class Read(str):
    """A text that knows how much of it was looked at, in characters."""

    read = 0

    def __getitem__(self, key: Any) -> str:
        part = super().__getitem__(key)
        self.read += len(part)
        return part

    def replace(self, *args: Any) -> str:
        self.read += len(self)
        return super().replace(*args)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("it said abcd, twice: abcd", "it said ••••, twice: ••••"),
        ("abcdefg", "•••••••"),  # the longer one, which holds the shorter
        ("xabcd", "x••••"),
        ("the ends of two: cdefgh abcdefgh", "the ends of two: •••••• ••••••••"),  # one lies across another
        ("nothing of the kind: ab", "nothing of the kind: ab"),
        ("", ""),
    ],
)
def test_dots_stand_in_the_place_of_each_credential(text: str, shown: str) -> None:
    assert redactor({"abcd", "abcdefg", "cdefgh"})(text) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a heading `x abcdef…`, and more", "a heading `x ••••••…`, and more"),
        ("`abc…` and `cde…`", "`•••…` and `•••…`"),
        ("`abcabc…`", "`abc•••…`"),
        ("`abcdefgh…` holds one, and begins one", "`••••••••…` holds one, and begins one"),
        ("a beginning that tells nothing: `ab…`", "a beginning that tells nothing: `ab…`"),
        ("nothing is cut: `abc`, `abc.…`, …abc", "nothing is cut: `abc`, `abc.…`, …abc"),
    ],
)
def test_dots_stand_in_the_place_of_the_beginning_of_one_that_was_cut_in_two(text: str, shown: str) -> None:
    assert redactor({"abcdefg", "efghij", "cdefgi"})(text) == shown


def test_many_beginnings_in_one_text_take_time_that_grows_with_it() -> None:
    text = Read("abcabc…" * 2_000 + "abc" * 20_000 + "…")
    assert redactor({"abcabcabcx"})(text).count("•") == 2_000 * 6 + 9
    assert text.read < 20 * len(text)


def test_a_text_without_credentials_stays_as_it_is() -> None:
    assert redactor([])("password") == "password"


def test_a_line_is_not_looked_at_for_each_of_thousands_of_credentials_nor_for_each_problem_in_it() -> None:
    told = [f"{number:04}xY7tr0ub4dor" for number in range(5_000)]
    line = Read(" ".join(told))
    redact = redactor(told)
    assert {redact(line) for _ in range(200)} == {" ".join("•" * len(each) for each in told)}
    assert line.read < 20 * len(line)


@pytest.mark.parametrize(
    ("before", "between", "behind"),
    [
        ("", "\n", "\n"),
        ("It said ", " ", " at noon."),
        ('"private": "', "\\n", '\\n"'),  # as JSON has it on one line
        ("> ", "\n> ", "\n> So."),
        ("| ", "<br>", " |"),
        ("    ", "\n    ", "\n"),
    ],
)
def test_no_line_of_a_private_key_is_shown(before: str, between: str, behind: str) -> None:
    shown = redacted(f"{before}{between.join((BEGIN, LINE, LINE, LAST, END))}{behind}")
    assert not [each for each in (LINE, LAST, LINE[-20:]) if each in shown]
    assert shown.startswith(before)
    assert shown.endswith(END + behind)


@pytest.mark.parametrize("header", ["Proc-Type: 4,ENCRYPTED\n\n", "Version: 2\nComment: of the platform\n\n"])
def test_no_line_of_a_private_key_is_shown_below_its_headers(header: str) -> None:
    shown = redacted(f"{BEGIN}\n{header}{LINE}\n{LINE[:30]}")
    assert header in shown
    assert LINE[:30] not in shown


@pytest.mark.parametrize(
    "behind",
    [
        " and of kubernetes/deployments/production",
        "\n\nThe service-of-a-customer/eu-central was down.",
        "` stood in `kubernetes/deployments/production`",
        f"\n{END}\nand then kubernetes/deployments/production",
        "",
    ],
)
def test_what_is_no_line_of_a_private_key_is_shown(behind: str) -> None:
    assert redacted(f"The words {BEGIN}{behind}") == f"The words {'•' * len(BEGIN)}{behind}"


DER = ("MIIEow" + "IBAAKCAQEAeUK98iEG8IR3YvDzy012TccHIFEVmg+J8sbayuNEuzESRf1v" + 9 * LINE)[:620]
PEM = b64encode(f"{BEGIN}\n{DER}\n{END}\n".encode()).decode()


def wrapped(text: str, width: int, between: str) -> str:
    return between.join(text[start : start + width] for start in range(0, len(text), width))


@pytest.mark.parametrize("key", [DER, PEM, PEM[:550], "b3BlbnNzaC1rZX" + "ktdjEAAAAABG5vbmUAAAAEbm9uZQ" + PEM])
@pytest.mark.parametrize("before", ["", "tls.key: >-\n", "The PRIVATE KEY was\n"])
@pytest.mark.parametrize(("width", "between"), [(64, "\n"), (76, "\r\n    "), (64, "\n> "), (72, "<br>")])
def test_no_line_of_a_private_key_without_its_frame_is_shown(before: str, key: str, width: int, between: str) -> None:
    shown = redacted(f"{before}{wrapped(key, width, between)}\n\nThen worker2 restarted")
    assert shown == before + re.sub(r"[\w+/=]", "•", wrapped(key, width, "\n")).replace("\n", between) + (
        "\n\nThen worker2 restarted"
    )


@pytest.mark.parametrize(
    "text",
    [
        "MIIDXTCCAkWgAwIBAgIJAKL0UG+mRkSPMA0GCSqGSIb3DQEBCwUAMEUxCzAJBgNVBAYTAkFVMRMw",  # a certificate
        "MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAu1SU1LfVLPHCozMxH2Mo4lgOEePzNm0t",  # a public key
        "b3BlbnNzaC1rZXk",
        f"x{DER}",
    ],
)
def test_what_is_no_private_key_is_shown(text: str) -> None:
    assert redacted(text) == text


def test_below_a_credential_only_what_goes_on_is_hidden() -> None:
    told = "password=tr0ub4dor7\nworker2\n" + "kubernetes/deployments/production/the-service-of-a-customer1\n"
    assert redacted(told) == told.replace("tr0ub4dor7", "•" * 10)


@pytest.mark.parametrize(
    "text",
    [
        f"{DER}\n" * 500,
        DER + f"\n{LINE}" * 9_000 + "-",
        "IBAAKC" * 90_000,
        f"{DER[:60]}-" * 9_000,
        f"{DER[:60]}\n" * 9_000,
    ],
)
def test_hostile_lines_of_keys_are_looked_for_in_linear_time(text: str) -> None:
    begun = time.process_time()
    redaction.secrets(text)
    assert time.process_time() - begun < 5


@pytest.mark.parametrize("text", [BEGIN * 20_000, f"{BEGIN}\n" + "A" * 500_000, BEGIN + f"\nAbc: {'<br' * 20}" * 9_000])
def test_hostile_private_keys_are_looked_for_in_linear_time(text: str) -> None:
    begun = time.process_time()
    redaction.secrets(text)
    assert time.process_time() - begun < 5
