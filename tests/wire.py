"""A small server on this machine that answers, or misbehaves, as a test tells it."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, urlsplit

__all__ = ["Reply", "Seen", "Server", "serve"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A request as it arrived; header names in lower case."""

    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    target: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What to answer. ``drip_s`` sends byte by byte; ``promise`` is the stated content length."""

    status: int = 200
    body: bytes = b"{}"
    headers: Mapping[str, str] = field(default_factory=dict)
    content_type: str = "application/json"
    delay_s: float = 0.0
    drip_s: float | None = None
    promise: int | None = None
    hang_up: bool = False


class Server:
    """Where it listens, and what it was asked."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.seen: list[Seen] = []


@asynccontextmanager
async def serve(answer: Callable[[Seen], Reply]) -> AsyncIterator[Server]:
    """Listens on a free port until the block ends."""
    server = Server("")
    writers: set[asyncio.StreamWriter] = set()

    async def one(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        lines = head.decode("latin-1").split("\r\n")
        target = lines[0].split(" ")[1]
        headers = {
            name.strip().lower(): value.strip()
            for name, _, value in (line.partition(":") for line in lines[1:] if line)
        }
        parts = urlsplit(target)
        query = dict(parse_qsl(parts.query, keep_blank_values=True))
        seen = Seen(path=parts.path, query=query, headers=headers, target=target)
        server.seen.append(seen)
        reply = answer(seen)
        await asyncio.sleep(reply.delay_s)
        if reply.hang_up:
            return
        fields = {
            "content-type": reply.content_type,
            "content-length": str(len(reply.body) if reply.promise is None else reply.promise),
            "connection": "close",
            **reply.headers,
        }
        text = f"HTTP/1.1 {reply.status} Status\r\n" + "".join(
            f"{name}: {value}\r\n" for name, value in fields.items()
        )
        writer.write(text.encode("latin-1") + b"\r\n")
        if reply.drip_s is None:
            writer.write(reply.body)
        else:
            for byte in reply.body:
                writer.write(bytes([byte]))
                await writer.drain()
                await asyncio.sleep(reply.drip_s)
        await writer.drain()

    async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writers.add(writer)
        try:
            await one(reader, writer)
        except (ConnectionError, asyncio.IncompleteReadError):
            pass  # the client left, as some tests want it to
        finally:
            writers.discard(writer)
            writer.close()

    listening = await asyncio.start_server(handle, "127.0.0.1", 0, limit=2**20)
    port = listening.sockets[0].getsockname()[1]
    server.url = f"http://127.0.0.1:{port}"
    try:
        yield server
    finally:
        listening.close()
        for writer in tuple(writers):
            writer.transport.abort()
        await asyncio.sleep(0)
