"""What the tests share: the measuring material if it is there, and one reader for all."""

import os
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "tests" / "track"), str(ROOT / "tests" / "show")]
"""Ledgers and readouts that tests of several rooms make."""


def find_shared():
    """Return the folder of the shared measuring material, or None."""
    for candidate in (os.environ.get("SUMMITRY_SHARED"), ROOT.parent / "shared"):
        if candidate and (Path(candidate) / "gold").is_dir():
            return Path(candidate)
    return None


@pytest.fixture(scope="session")
def shared():
    folder = find_shared()
    if folder is None:
        pytest.skip("THE SHARED MEASURING MATERIAL IS MISSING: set SUMMITRY_SHARED or put it in ../shared")
    return folder


@pytest.fixture(scope="session")
def reader():
    from summitry.read.reader import open_reader  # spaCy is loaded only for the tests that need it

    return open_reader()


@pytest.fixture(scope="session")
def cases(shared):
    """Return the folder of the shared cases of negotiation."""
    folder = shared / "cases" / "advance"
    if not folder.is_dir():
        pytest.skip("THE SHARED CASES OF NEGOTIATION ARE MISSING: cases/advance")
    return folder
