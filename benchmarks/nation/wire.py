"""A line between a machine and its database: stopped (SIGSTOP) it is cut off in silence, killed it breaks.

`python -m benchmarks.nation.wire PORT TARGET` listens on one port of this machine and passes everything on to another.
"""

import asyncio
import sys


async def pass_on(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Write what comes until nothing comes any more."""
    try:
        while data := await reader.read(65536):
            writer.write(data)
            await writer.drain()
    except OSError:
        pass
    finally:
        writer.close()


async def join_ends(target: int, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Join one connection to one of its own at the target."""
    try:
        back, forth = await asyncio.open_connection("127.0.0.1", target)
    except OSError:
        writer.close()
        return
    await asyncio.gather(pass_on(reader, forth), pass_on(back, writer))


async def serve(port: int, target: int) -> None:
    """Pass on until killed."""
    server = await asyncio.start_server(lambda *ends: join_ends(target, *ends), "127.0.0.1", port)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(serve(*map(int, sys.argv[1:])))
