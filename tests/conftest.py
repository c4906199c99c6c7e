"""What holds for every test."""

from __future__ import annotations

import os

import pytest
from hypothesis import settings

# A property test looks elsewhere each time it runs at a desk; under CI it gives the same answer each time.
# There is no deadline: how long one example takes says more about the machine than about the code.
settings.register_profile("pmgen", deadline=None, max_examples=60, derandomize=bool(os.environ.get("CI")))
settings.load_profile("pmgen")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write what is said today as what is expected")
