"""How a built site and the preview bear many readers, on loopback.

python benchmarks/load.py site SITE [--readers 200] [--seconds 60]
python benchmarks/load.py serve PROJECT [--previews 50] [--saves 500]
"""

from __future__ import annotations

import argparse
import asyncio
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any, TypeVar

T = TypeVar("T")

EVENTS = "/.pmgen/events"


class _Quiet(SimpleHTTPRequestHandler):
    """The plainest static server there is."""

    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: Any) -> None:
        pass


class _Server(ThreadingHTTPServer):
    request_queue_size = 256
    daemon_threads = True


async def _ask(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, path: str) -> int:
    """Ask for one path over a kept connection; how many bytes came."""
    writer.write(f"GET /{path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
    head = await reader.readuntil(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 200 "), (path, head[:40])
    length = next(line for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:"))
    return len(await reader.readexactly(int(length.partition(b":")[2])))


async def _read(port: int, paths: list[str], first: int, until: float, most: int, taken: list[float]) -> None:
    """One reader: the index, then what a search loads, then page after page."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    for number in range(most):
        began = time.perf_counter()
        if began > until:
            break
        await _ask(reader, writer, paths[(first + number) % len(paths)])
        taken.append(time.perf_counter() - began)
    writer.close()
    await writer.wait_closed()


async def _all(port: int, paths: list[str], readers: int, seconds: float, most: int) -> tuple[list[float], list[str]]:
    taken: list[float] = []
    until = time.perf_counter() + seconds
    ended = await asyncio.gather(
        *(_read(port, paths, 7 * number, until, most, taken) for number in range(readers)), return_exceptions=True
    )
    return taken, [repr(each) for each in ended if each is not None]


def read_site(site: Path, readers: int, seconds: float, most: int = 10**9) -> tuple[list[float], list[str]]:
    """Let readers at a site for a while; the seconds that each answer took, and the errors of readers."""
    found = [path.relative_to(site).as_posix() for path in sorted(site.rglob("*.html"))]
    paths = [
        "index.html",
        *(path.relative_to(site).as_posix() for path in sorted(site.glob("assets/search/*"))),
        *found,
    ]
    with _Server(("127.0.0.1", 0), partial(_Quiet, directory=str(site))) as server:
        thread = Thread(target=partial(server.serve_forever, poll_interval=0.05))
        thread.start()
        try:
            return _run(_all(server.server_address[1], paths, readers, seconds, most))
        finally:
            server.shutdown()
            thread.join()


def _run(work: Coroutine[Any, Any, T]) -> T:
    """Run something to its end, in a thread of its own: whoever asks may have a loop of events that is running."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, work).result()


def _status(pid: int) -> tuple[int, int, int]:
    """Memory in KiB, threads and open files of a process."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    values = dict(line.split(":", 1) for line in lines)
    return int(values["VmRSS"].split()[0]), int(values["Threads"]), len(os.listdir(f"/proc/{pid}/fd"))


async def _preview(port: int, told: list[int], number: int) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(f"GET {EVENTS} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
    try:
        while line := await reader.readline():
            told[number] += line.startswith(b"data: ")
    finally:
        writer.close()


async def _save(pid: int, port: int, document: Path, previews: int, saves: int) -> list[tuple[int, int, int]]:
    told = [0] * previews
    tasks = [asyncio.create_task(_preview(port, told, number)) for number in range(previews)]
    text, seen = document.read_text(encoding="utf-8"), []
    while min(told) < 1:
        await asyncio.sleep(0.02)
    for number in range(1, saves + 1):
        before = min(told)
        document.write_text(f"{text}\nSaved {number}.\n", encoding="utf-8")
        began = time.perf_counter()
        while min(told) == before and time.perf_counter() - began < 10:
            await asyncio.sleep(0.01)
        assert min(told) > before, f"save {number} reached not every preview"
        if number % max(1, saves // 5) == 0:
            seen.append(_status(pid))
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    document.write_text(text, encoding="utf-8")
    return seen


def save(project: Path, previews: int, saves: int) -> list[tuple[int, int, int]]:
    """Save a document again and again under open previews; memory, threads and open files, five times on the way."""
    command = [sys.executable, "-m", "pmgen", "serve", "--port", "0"]
    with subprocess.Popen(
        command, cwd=project, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as serving:
        try:
            assert serving.stdout
            port = int(serving.stdout.readline().rstrip("/\n").rpartition(":")[2])
            document = min((project / "postmortems").glob("*.md"))
            return _run(_save(serving.pid, port, document, previews, saves))
        finally:
            serving.terminate()


def main() -> None:
    """Measure, and print the numbers."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="what", required=True)
    site = commands.add_parser("site")
    site.add_argument("folder", type=Path)
    site.add_argument("--readers", type=int, default=200)
    site.add_argument("--seconds", type=float, default=60)
    serve = commands.add_parser("serve")
    serve.add_argument("folder", type=Path)
    serve.add_argument("--previews", type=int, default=50)
    serve.add_argument("--saves", type=int, default=500)
    chosen = parser.parse_args()
    if chosen.what == "serve":
        for memory, threads, files in save(chosen.folder, chosen.previews, chosen.saves):
            print(f"{memory / 1024:.0f} MiB, {threads} threads, {files} open files")
        return
    taken, errors = read_site(chosen.folder, chosen.readers, chosen.seconds)
    cuts = statistics.quantiles(taken, n=100)
    print(f"{chosen.readers} readers, {len(taken)} answers, {len(taken) / chosen.seconds:.0f} a second")
    print(f"median {cuts[49] * 1000:.0f} ms, 99 % within {cuts[98] * 1000:.0f} ms, {len(errors)} errors")
    print(*errors[:5], sep="\n")
    raise SystemExit(bool(errors))


if __name__ == "__main__":
    main()
