"""A server for measurements: on every address of 127.0.0.0/8, answering after a delay; a process of its own."""

from __future__ import annotations

import asyncio
import sys
from contextlib import suppress
from pathlib import Path


async def serve(delay: float, folder: Path | None) -> None:
    """Serve a folder's feeds with an ETag, or say of everything that nothing is new; print the port first. Connections stay open."""

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError, asyncio.IncompleteReadError):
            if not writer.get_extra_info("peername")[0].startswith("127."):
                raise ConnectionRefusedError
            while True:
                head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
                await asyncio.sleep(delay)
                if folder is None or "if-none-match" in head.lower():
                    writer.write(b'HTTP/1.1 304 Not Modified\r\nETag: "1"\r\n\r\n')
                else:
                    body = await asyncio.to_thread((folder / head.split(" ")[1].rpartition("/")[2]).read_bytes)
                    lines = "HTTP/1.1 200 OK", "Content-Type: application/rss+xml", 'ETag: "1"', f"Content-Length: {len(body)}", "", ""
                    writer.write("\r\n".join(lines).encode() + body)
                await writer.drain()
        writer.close()

    server = await asyncio.start_server(talk, "0.0.0.0", 0, backlog=4096)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(serve(float(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else None))
