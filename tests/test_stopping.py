"""What stops a command from outside, and when."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Callable

import pytest

from pmgen.cli.followups import stopping

EVERY = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def stopped(work: Callable[[stopping.Signals], None]) -> bool:
    """Whether what came stops the command in the end."""
    try:
        with stopping.by_signals("stopping") as signals:
            work(signals)
    except KeyboardInterrupt:
        return True
    return False


@pytest.mark.parametrize("first", EVERY)
@pytest.mark.parametrize("second", EVERY)
def test_only_one_signal_stops_and_no_other_keeps_from_being_put_right_what_it_stopped(
    first: signal.Signals, second: signal.Signals, capfd: pytest.CaptureFixture[str]
) -> None:
    did = []

    def work(signals: stopping.Signals) -> None:
        try:
            with signals.heeded():
                signal.raise_signal(first)
                did.append("gone on")
        finally:
            signal.raise_signal(second)
            did.append("put right")

    assert stopped(work)
    assert did == ["put right"]
    assert capfd.readouterr().err == "stopping\nstopping\n"


@pytest.mark.parametrize("end", EVERY)
def test_a_signal_waits_until_it_is_heeded(end: signal.Signals) -> None:
    did = []

    def work(signals: stopping.Signals) -> None:
        signal.raise_signal(end)
        did.append("gone on")
        with signals.heeded():
            did.append("begun another")

    def come_to_the_end(_: stopping.Signals) -> None:
        signal.raise_signal(end)
        did.append("come to the end")

    assert stopped(work)
    assert stopped(come_to_the_end)
    assert not stopped(lambda _: None)
    assert did == ["gone on", "come to the end"]


def test_what_is_ignored_stays_so_and_all_is_as_it_was_afterwards() -> None:
    before = {each: signal.getsignal(each) for each in EVERY}
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with stopping.by_signals("stopping") as signals, signals.heeded():
            signal.raise_signal(signal.SIGHUP)
    finally:
        signal.signal(signal.SIGHUP, before[signal.SIGHUP])
    assert {each: signal.getsignal(each) for each in EVERY} == before


LEAVING = """
import contextlib, signal, sys

from pmgen.cli import main


def stop(frame, event, _):
    if event != "call" or frame.f_code.co_name != "__exit__":
        return
    context = frame.f_locals.get("self")
    if isinstance(context, contextlib._GeneratorContextManager):
        if context.gen.gi_code.co_filename.replace("\\\\", "/").endswith(("cli/__init__.py", "cli/stopping.py")):
            sys.setprofile(None)
            signal.raise_signal(signal.SIGTERM)


sys.setprofile(stop)
main()
"""
"""Stops a command in the instant in which it leaves what hears of signals."""


def test_no_instant_at_its_end_makes_something_else_of_a_signal() -> None:
    command = [sys.executable, "-c", LEAVING, "schema"]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (run.returncode, run.stderr) == (143, "stopped\n")
