"""A line between a machine and its database: stopped (SIGSTOP) it is cut off in silence, killed it breaks.

`python -m benchmarks.nation.wire ADDRESS PORT TARGET PORT` listens on one port and passes everything on to another. It is the
door of a machine in a network of its own as well: a site of the demo listens to its own machine alone.
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


async def join_ends(target: tuple[str, int], reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Join one connection to one of its own at the target."""
    try:
        back, forth = await asyncio.open_connection(*target)
    except OSError:
        writer.close()
        return
    await asyncio.gather(pass_on(reader, forth), pass_on(back, writer))


async def serve(place: tuple[str, int], target: tuple[str, int]) -> None:
    """Pass on until killed."""
    server = await asyncio.start_server(lambda *ends: join_ends(target, *ends), *place)
    await server.serve_forever()


if __name__ == "__main__":
    _address, _port, _target, _its = sys.argv[1:]
    asyncio.run(serve((_address, int(_port)), (_target, int(_its))))
