"""What a release holds: a file more or a file less than expected is news."""

from __future__ import annotations

import tarfile
import zipfile
from collections.abc import Iterable
from pathlib import Path

import pytest
from hatchling.builders.sdist import SdistBuilder
from hatchling.builders.wheel import WheelBuilder

from pmgen import __version__

ROOT = Path(__file__).parents[1]


def _files(folder: str) -> Iterable[str]:
    """Every file below a folder of the checkout, except what the interpreter leaves there."""
    for path in (ROOT / folder).rglob("*"):
        if path.is_file() and "__pycache__" not in path.parts:
            yield path.relative_to(ROOT).as_posix()


@pytest.fixture(scope="module")
def sdist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    (built,) = SdistBuilder(str(ROOT)).build(directory=str(tmp_path_factory.mktemp("sdist")))
    return Path(built)


def _wheel(root: Path, folder: Path) -> zipfile.ZipFile:
    (built,) = WheelBuilder(str(root)).build(directory=str(folder), versions=["standard"])
    return zipfile.ZipFile(built)


def test_wheel_holds_the_package_the_templates_and_the_license(tmp_path: Path) -> None:
    metadata = ("METADATA", "RECORD", "WHEEL", "entry_points.txt", "licenses/LICENSE")
    expected = {
        *_files("pmgen"),
        *(f"pmgen/{path}" for path in _files("templates")),
        *(f"pmgen-{__version__}.dist-info/{name}" for name in metadata),
    }
    with _wheel(ROOT, tmp_path) as wheel:
        assert set(wheel.namelist()) == expected


def test_wheel_installs_the_command(tmp_path: Path) -> None:
    with _wheel(ROOT, tmp_path) as wheel:
        entry_points = wheel.read(f"pmgen-{__version__}.dist-info/entry_points.txt").decode()
    assert entry_points == "[console_scripts]\npmgen = pmgen.__main__:main\n"


def test_sdist_holds_what_it_takes_to_build_and_to_test(sdist: Path) -> None:
    with tarfile.open(sdist) as archive:
        held = {name.partition("/")[2] for name in archive.getnames()}
    needed = {
        *("pyproject.toml", "requirements.lock", "Makefile", "README.md", "LICENSE"),
        *(path for folder in ("pmgen", "templates", "postmortems", "tests") for path in _files(folder)),
    }
    assert needed - held == set()


def test_wheel_built_from_the_sdist_is_the_wheel_built_from_the_checkout(sdist: Path, tmp_path: Path) -> None:
    with tarfile.open(sdist) as archive:
        # The first releases of 3.11 know no filters.
        archive.extraction_filter = getattr(tarfile, "data_filter", None)
        archive.extractall(tmp_path)
    (tmp_path / "ours").mkdir()
    (tmp_path / "theirs").mkdir()
    unpacked = tmp_path / sdist.name.removesuffix(".tar.gz")
    with _wheel(ROOT, tmp_path / "ours") as ours, _wheel(unpacked, tmp_path / "theirs") as theirs:
        assert {name: theirs.read(name) for name in theirs.namelist()} == {
            name: ours.read(name) for name in ours.namelist()
        }
