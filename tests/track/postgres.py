"""A PostgreSQL of the tests' own: started on the loopback for one run, from Debian's package or whatever is on the path."""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

URL = "SUMMITRY_POSTGRES"
"""Variable with the URL of a server to use instead of one of our own."""


def find_program(name: str) -> str | None:
    """Return the path of one of PostgreSQL's programs: Debian keeps them off the path."""
    installed = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
    return str(installed[-1]) if installed else shutil.which(name)


@contextmanager
def serve_postgres(folder: Path) -> Iterator[str | None]:
    """Start a server in a folder and give its URL; None where PostgreSQL is not installed."""
    if os.environ.get(URL):
        yield os.environ[URL]
        return
    initdb, server = find_program("initdb"), find_program("postgres")
    if initdb is None or server is None:
        yield None
        return
    folder.chmod(0o755)
    data = folder / "data"
    data.mkdir()
    user = None
    if os.geteuid() == 0:  # the server refuses to run as root
        user = next((name for name in ("postgres", "nobody") if _exists(name)), None)
        shutil.chown(data, user)
        for parent in data.parents:
            if parent.stat().st_uid == 0 and parent != Path("/"):
                parent.chmod(parent.stat().st_mode | 0o011)
    options = {"user": user, "cwd": str(data), "env": {**os.environ, "LC_ALL": "C"}}
    subprocess.run(
        [initdb, "-D", str(data), "-U", "summitry", "-A", "trust", "-E", "UTF8", "--no-sync"],
        check=True,
        stdout=subprocess.DEVNULL,
        **options,
    )
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    log = (folder / "server.log").open("wb")
    running = subprocess.Popen(
        [server, "-D", str(data), "-p", str(port), "-h", "127.0.0.1", "-k", "", "-c", "fsync=off"],
        stdout=log,
        stderr=log,
        **options,
    )
    try:
        _wait(port, running)
        yield f"postgresql://summitry@127.0.0.1:{port}/postgres"
    finally:
        running.send_signal(signal.SIGINT)  # do not wait for clients
        running.wait(30)
        log.close()


def _exists(user: str) -> bool:
    try:
        pwd.getpwnam(user)
    except KeyError:
        return False
    return True


def _wait(port: int, running: subprocess.Popen) -> None:
    for _ in range(300):
        if running.poll() is not None:
            break
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    message = "PostgreSQL did not start; see server.log in the folder of the test"
    raise RuntimeError(message)
