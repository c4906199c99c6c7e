"""Work in a process of its own, as the person who waits for it sees it."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
from typing import NoReturn

import pytest

from pmgen.cli.documents.workers import apart, spread
from pmgen.cli.project import Failure

pytestmark = pytest.mark.skipif(
    not hasattr(os, "fork"), reason="the work is done in this process where none can be forked"
)


def test_what_comes_of_work_elsewhere_is_given() -> None:
    with apart(lambda: (os.getpid(), b"x" * 1_000_000), 2) as found:
        process, much = found()
    assert process != os.getpid()
    assert len(much) == 1_000_000


def test_one_process_does_the_work_when_it_is_asked_for() -> None:
    with apart(os.getpid, 1) as found:
        assert found() == os.getpid()


def test_what_work_elsewhere_refuses_is_refused_here() -> None:
    def refuse() -> NoReturn:
        raise Failure("no room")

    with apart(refuse, 2) as found, pytest.raises(Failure, match=r"^no room$"):
        found()


def test_a_process_that_is_ended_from_outside_is_a_failure_with_its_reason() -> None:
    with (
        apart(lambda: os.kill(os.getpid(), signal.SIGKILL), 2) as found,
        pytest.raises(Failure, match="a process of this build was ended from outside"),
    ):
        found()


def test_a_system_that_lets_no_process_begin_is_a_failure_with_advice(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> NoReturn:
        raise BlockingIOError(errno.EAGAIN, "Resource temporarily unavailable")

    monkeypatch.setattr(os, "fork", refuse)
    said = r"^no further process can begin: resource temporarily unavailable; `--jobs 1` needs none$"
    with pytest.raises(Failure, match=said), apart(os.getpid, 2):
        pytest.fail("there is no process")
    with pytest.raises(Failure, match=said):
        list(spread(str, [1, 2, 3], 2))


def test_work_that_nobody_waits_for_is_ended() -> None:
    reading, writing = os.pipe()

    def endless() -> None:
        os.write(writing, str(os.getpid()).encode())
        signal.pause()

    with apart(endless, 2):
        process = int(os.read(reading, 20))
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)
    os.close(reading)
    os.close(writing)


def test_nobody_is_left_at_work_when_ctrl_c_comes_with_the_process(monkeypatch: pytest.MonkeyPatch) -> None:
    begun: list[int] = []
    fork = os.fork

    def interrupted() -> int:
        child = fork()
        if child:
            begun.append(child)
            signal.raise_signal(signal.SIGINT)
        return child

    monkeypatch.setattr(os, "fork", interrupted)
    # What a shell begins in the background ignores Ctrl-C.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        with pytest.raises(KeyboardInterrupt), apart(signal.pause, 2):
            pytest.fail("Ctrl-C was lost")
    finally:
        signal.signal(signal.SIGINT, before)
    with pytest.raises(ProcessLookupError):
        os.kill(begun[0], 0)


def test_work_ends_with_the_process_that_wants_it() -> None:
    code = """if True:
        import os, signal
        from pmgen.cli.documents.workers import apart
        with apart(lambda: (print("at work", flush=True), signal.pause()), 2) as found:
            found()
    """
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE) as parent:
        assert parent.stdout
        assert parent.stdout.readline() == b"at work\n"
        parent.kill()
        # Whoever still runs holds the pipe open.
        assert parent.communicate(timeout=60)[0] == b""


def test_parts_come_in_their_order_from_no_more_processes_than_were_asked_for() -> None:
    made = list(spread(lambda part: (part, os.getpid(), b"x" * 200_000), range(60), 3))
    assert [part for part, _, _ in made] == list(range(60))
    assert {len(much) for _, _, much in made} == {200_000}
    assert len({process for _, process, _ in made}) <= 3


def test_so_many_parts_as_no_pipe_holds_are_all_made() -> None:
    assert list(spread(lambda part: part + 1, range(10_001), 2)) == list(range(1, 10_002))


def test_this_process_works_as_well_and_the_others_are_gone_in_the_end() -> None:
    meeting = _Meeting()
    found = set(spread(lambda _: meeting.both(), range(2), 2))
    assert os.getpid() in found
    (other,) = found - {os.getpid()}
    with pytest.raises(ProcessLookupError):
        os.kill(other, 0)


def test_the_first_part_that_fails_is_told_whoever_made_it() -> None:
    def refuse(part: int) -> int:
        if part > 1:
            raise Failure(f"no room for {part}")
        return part

    for _ in range(5):
        made = spread(refuse, range(12), 3)
        assert [next(made), next(made)] == [0, 1]
        with pytest.raises(Failure, match=r"^no room for 2$"):
            next(made)


def test_a_process_that_is_ended_from_outside_among_others_is_a_failure() -> None:
    meeting, here = _Meeting(), os.getpid()

    def work(_: int) -> None:
        meeting.both()
        if os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)

    with pytest.raises(Failure, match="a process of this build was ended from outside"):
        list(spread(work, range(2), 2))


def test_whoever_does_not_want_the_rest_leaves_nobody_at_work() -> None:
    reading, writing = os.pipe()
    here = os.getpid()

    def work(part: int) -> int:
        if part and os.getpid() != here:
            os.write(writing, str(os.getpid()).encode())
            signal.pause()
        return part

    made = spread(work, range(1_000), 2)
    assert next(made) == 0
    process = int(os.read(reading, 20))
    made.close()
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)
    os.close(reading)
    os.close(writing)


def test_all_who_work_end_with_the_process_that_wants_it() -> None:
    code = """if True:
        import os, signal
        from pmgen.cli.documents.workers import spread
        here = os.getpid()
        def work(part):
            if os.getpid() == here:
                signal.pause()
            os.write(1, b"at work\\n")
            signal.pause()
        list(spread(work, range(9), 4))
    """
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE) as parent:
        assert parent.stdout
        begun = [parent.stdout.readline() for _ in range(3)]
        parent.kill()
        assert begun == [b"at work\n"] * 3
        # Whoever still runs holds the pipe open.
        assert parent.communicate(timeout=60)[0] == b""


class _Meeting:
    """A place where two processes wait until both of them are there."""

    def __init__(self) -> None:
        self._here = os.getpid()
        self._pipes = os.pipe(), os.pipe()

    def both(self) -> int:
        """Wait for the other process; which this one is."""
        ours, theirs = self._pipes if os.getpid() == self._here else reversed(self._pipes)
        os.write(ours[1], b".")
        os.read(theirs[0], 1)
        return os.getpid()
