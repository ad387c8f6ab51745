"""Settings that come as files: systemd's `LoadCredential` and the secrets of containers, in one folder, a file for each.

A key in a file is in no environment that a child inherits or `/proc` shows.
"""

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Final

FOLDER_VARIABLE: Final = "CREDENTIALS_DIRECTORY"
"""Names the folder, as systemd does by itself for a unit with `LoadCredential`."""
LARGEST: Final = 64 * 1024


def read_credentials(environment: Mapping[str, str], names: Collection[str]) -> tuple[dict[str, str], list[str]]:
    """Return the values of these settings that lie as files in the folder of credentials, and what is wrong with some.

    A setting that is in the environment too is a fault: nobody could tell which of the two holds.
    """
    folder = environment.get(FOLDER_VARIABLE)
    values: dict[str, str] = {}
    faults: list[str] = []
    if not folder:
        return values, faults
    for name in names:
        path = Path(folder) / name
        try:
            if not path.is_file():
                continue
            values[name] = _read_line(path)
        except (OSError, ValueError) as fault:
            why = (fault.strerror if isinstance(fault, OSError) else str(fault)) or type(fault).__name__
            faults.append(f"{name} cannot be read from {path}: {why}.")
        if name in environment:
            faults.append(f"{name} is set twice, by the environment and by {path}: remove one of them.")
    return values, faults


def _read_line(path: Path) -> str:
    with path.open("rb") as file:
        data = file.read(LARGEST + 1)
    try:
        text = data.decode().rstrip("\r\n")
    except UnicodeDecodeError:
        raise ValueError("it is no text") from None
    if len(data) > LARGEST or "\n" in text:
        raise ValueError("it must hold one line")
    return text
