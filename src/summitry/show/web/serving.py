"""Serving the dossier to a browser on the same machine."""

import getpass
import ipaddress
import socket

from summitry.errors import SettingsError, SummitryError
from summitry.track.ledger import open_ledger

PORT = 8014
_ANY = 0


def check_host(host: str) -> str:
    """Return an address to listen on, if it is one of this machine alone.

    >>> check_host("127.0.0.1"), check_host("localhost")
    ('127.0.0.1', '127.0.0.1')

    Raises:
        SettingsError: others could call it, and this version has no sign-in.
    """
    if host == "localhost":
        return "127.0.0.1"
    try:
        local = ipaddress.ip_address(host).is_loopback
    except ValueError:
        local = False
    if not local:
        message = (
            f"host {host!r} is refused: others could read and decide, and this version has no sign-in yet; "
            "serve on 127.0.0.1 and reach it through a tunnel: ssh -L 8014:127.0.0.1:8014 THIS-MACHINE"
        )
        raise SettingsError(message)
    return host


def serve(url: str, host: str = "127.0.0.1", port: int = PORT, person: str | None = None) -> None:
    """Serve a ledger until the process is stopped.

    Args:
        url: file or URL of the ledger.
        host: address to listen on; one of this machine alone.
        port: port; 0 takes a free one.
        person: who decides on the review page; the login if not given.

    Raises:
        SettingsError: the host is not of this machine alone, or the port is taken.
        LedgerError: there is no such ledger.
        SummitryError: the extra ``web`` is not installed.
    """
    address = check_host(host)
    try:
        import uvicorn  # noqa: PLC0415  # an extra

        from summitry.show.web.app import create_app  # noqa: PLC0415
    except ImportError as error:
        message = "pages need FastAPI, Jinja2 and uvicorn; install them with: pip install 'summitry[web]'"
        raise SummitryError(message) from error
    with open_ledger(url, create=False) as ledger:  # tells at once where there is none
        ledger.refresh()
    app = create_app(url, person=person or getpass.getuser())
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    # with the protocol named, asyncio sends small answers at once instead of waiting to fill a packet
    with socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((address, port))
        except OSError as error:
            message = f"port {port} of {address} cannot be taken ({error.strerror}); choose another with --port"
            raise SettingsError(message) from error
        taken = listener.getsockname()[1]
        name = f"[{address}]" if ":" in address else address
        print(f"Summitry serves {url} at http://{name}:{taken}/ (Ctrl-C stops it)", flush=True)  # noqa: T201  # what the command is for
        settings = uvicorn.Config(app, log_level="warning", server_header=False, ws="none")
        uvicorn.Server(settings).run(sockets=[listener])
