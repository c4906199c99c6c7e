"""One run of a program: how long it took, how much the processors worked for it, how much memory it had at its peak."""

from __future__ import annotations

import os
import subprocess
import tempfile
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

_INTERVAL = 0.03
_SELDOM = 5
"""At how many of those the system is asked what is shared, near the peak."""
_NEAR = 0.8
_PAGE = os.sysconf("SC_PAGE_SIZE")


class Failed(Exception):
    """A program that was to be measured did not do its work."""


@dataclass(frozen=True, slots=True)
class Figures:
    """What one run took.

    Args:
        wall: seconds.
        cpu: seconds of user and system time, of the program and of all the processes that it started and waited for.
        memory: bytes; the peak of the sum over the program and everything that it started, in which what several of
            them share counts once.
    """

    wall: float
    cpu: float
    memory: int


def run(command: Sequence[str], folder: Path, environment: Mapping[str, str]) -> Figures:
    """Run a program to its end.

    Raises `Failed` with the end of what it printed, if it fails.
    """
    with tempfile.TemporaryFile() as output:
        began = time.perf_counter()
        process = subprocess.Popen(
            command,
            cwd=folder,
            env={**_inherited(), **environment},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,  # the session is what tells its processes from all others
        )
        watch = _Watch(process.pid)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        peak = watch.stop()
        if process.returncode != 0:
            output.seek(0)
            tail = output.read()[-2000:].decode(errors="replace")
            raise Failed(f"{' '.join(command)} ended with {process.returncode}:\n{tail}")
    # The system's own figure is of the largest single process, and exact; the sampled sum may have missed a peak.
    return Figures(wall, usage.ru_utime + usage.ru_stime, max(peak, usage.ru_maxrss * 1024))


def _inherited() -> dict[str, str]:
    """The environment, less what would keep a Python program from starting as fast as it does for its users."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def size_of(folder: Path) -> tuple[int, int]:
    """How many files there are below a folder, and how many bytes they hold."""
    sizes = [path.stat().st_size for path in folder.rglob("*") if path.is_file()]
    return len(sizes), sum(sizes)


class _Watch(threading.Thread):
    """Sums up the memory of a session's processes now and then, where there is a /proc, and remembers the peak.

    Forked processes share most of their memory. How much, the system has to count page by page: it is asked only while
    the sum in which shared memory counts for each process is near its own peak, and not each time.
    """

    def __init__(self, session: int) -> None:
        super().__init__(daemon=True)
        self._session = session
        self._peak = 0
        self._largest = 0
        self._over = threading.Event()
        self._ours: dict[int, bool] = {}
        if Path("/proc/self/statm").exists():
            self.start()

    def stop(self) -> int:
        self._over.set()
        if self.is_alive():
            self.join()
        return self._peak

    def run(self) -> None:
        since = 0
        while not self._over.wait(_INTERVAL):
            pids = [int(name) for name in os.listdir("/proc") if name.isdigit()]
            # Each process is asked for its session once: on a small machine watching must cost next to nothing.
            self._ours = {pid: self._ours[pid] if pid in self._ours else self._belongs(pid) for pid in pids}
            ours = [pid for pid, it_is in self._ours.items() if it_is]
            total = sum(map(_resident, ours))
            since += 1
            if len(ours) > 1 and (total > self._largest or (total > _NEAR * self._largest and since >= _SELDOM)):
                since = 0
                self._peak = max(self._peak, sum(map(_own_share, ours)))
            elif len(ours) == 1:
                self._peak = max(self._peak, total)
            self._largest = max(self._largest, total)

    def _belongs(self, pid: int) -> bool:
        try:
            return os.getsid(pid) == self._session
        except OSError:
            return False


def _resident(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/statm").read_bytes().split()[1]) * _PAGE
    except (OSError, IndexError):
        return 0  # it has just ended


def _own_share(pid: int) -> int:
    """The memory of a process, with its part of what it shares with others (Linux: `Pss` in proc(5))."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return _resident(pid)
    return sum(int(line.split()[1]) << 10 for line in lines if line.startswith("Pss:"))
