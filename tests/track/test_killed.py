"""Killed at any moment and resumed, a ledger equals one that was never interrupted."""

import subprocess
import sys
from pathlib import Path

KILLS = 200


def test_two_hundred_kills_lose_and_double_nothing(tmp_path: Path):
    script = Path(__file__).parent / "killed.py"
    done = subprocess.run(
        [sys.executable, str(script), str(tmp_path), str(KILLS)],
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert int(done.stdout.split()[0]) >= KILLS
