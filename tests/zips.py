"""Small zip files for tests."""

import io
import zipfile


def zipped(files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", method) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name), data, method)
    return kept.getvalue()


def locked(files: dict[str, bytes], name: str) -> bytes:
    """Return a zip in whose directory one file is marked as locked with a password."""
    data = bytearray(zipped(files))
    directory = data.rfind(name.encode(), 0, data.rfind(b"PK\x05\x06"))
    data[data.rfind(b"PK\x01\x02", 0, directory) + 8] |= 1
    return bytes(data)


def all_locked(files: dict[str, bytes]) -> bytes:
    """Return a zip in whose directory every file is marked as locked with a password."""
    data = bytearray(zipped(files))
    place = data.find(b"PK\x01\x02")
    while place >= 0:
        data[place + 8] |= 1
        place = data.find(b"PK\x01\x02", place + 1)
    return bytes(data)
