"""What stands before every page: the list of hosts, and the headers that every answer carries, errors included."""

from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from typing import Any

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]

POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'; form-action 'self'; "
    "frame-ancestors 'none'; base-uri 'none'"
)
HEADERS: tuple[tuple[str, str], ...] = (
    ("content-security-policy", POLICY),
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "no-referrer"),
    ("x-frame-options", "DENY"),
    ("cross-origin-resource-policy", "same-origin"),
    ("cross-origin-opener-policy", "same-origin"),
    ("permissions-policy", "camera=(), geolocation=(), microphone=()"),
)
"""On every answer."""
LOCAL = ("127.0.0.1", "localhost", "[::1]")
"""Names by which a browser on the same machine may call."""
_MISDIRECTED = 421


class Guard:
    """An application behind its guard.

    A request whose ``Host`` is not on the list is answered with 421: a page of another site, whose name was made to
    point here (DNS rebinding), reads nothing.
    """

    def __init__(self, inner: Application, hosts: Iterable[str] = LOCAL) -> None:
        """Stand before an application.

        Args:
            inner: it.
            hosts: names by which it may be called, without port.
        """
        self.inner = inner
        self.hosts = frozenset(host.lower() for host in hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] == "lifespan":
            await self.inner(scope, receive, send)
            return
        if scope["type"] != "http":
            message = f"only pages are served here, no {scope['type']}"
            raise RuntimeError(message)

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                set_here = {name for name, _ in HEADERS}
                kept = [(name, value) for name, value in message.get("headers", ()) if name.decode() not in set_here]
                ours = [(name.encode(), value.encode()) for name, value in HEADERS]
                message = {**message, "headers": [*kept, *ours]}
            await send(message)

        host = next((value.decode("latin-1") for name, value in scope["headers"] if name == b"host"), "")
        if not self.allows(host):
            body = b"this address is not served here; call it as http://127.0.0.1\n"
            headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", str(len(body)).encode())]
            await send_guarded({"type": "http.response.start", "status": _MISDIRECTED, "headers": headers})
            await send_guarded({"type": "http.response.body", "body": body})
            return
        await self.inner(scope, receive, send_guarded)

    def allows(self, host: str) -> bool:
        """Tell whether a ``Host`` header is on the list; its port does not matter.

        >>> guard = Guard(None)
        >>> guard.allows("127.0.0.1:8000"), guard.allows("[::1]:80"), guard.allows("rebound.example"), guard.allows("")
        (True, True, False, False)
        """
        name, colon, port = host.lower().rpartition(":")
        return (name if colon and port.isdigit() else host.lower()) in self.hosts
