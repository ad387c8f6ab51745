"""What a file is by its first bytes, whatever it is called: so that it can be called what it is when XML was expected.

The words are names that need no translation. Sources: APPNOTE.TXT (zip), Microsoft MS-CFB (the older Office), ECMA-376 (the
newer one), OpenDocument 1.2 part 3, and the `magic` files of the Unix command `file`.
"""

from typing import Final

ZIP: Final = "ZIP"
OFFICE: Final = "Microsoft Office"

_BEGINNINGS: Final[tuple[tuple[bytes, str], ...]] = (
    (b"PK\x03\x04", ZIP),
    (b"PK\x05\x06", ZIP),
    (b"%PDF", "PDF"),
    (b"\x1f\x8b", "gzip"),
    (b"7z\xbc\xaf", "7-Zip"),
    (b"Rar!", "RAR"),
    (b"BZh", "bzip2"),
    (b"\xd0\xcf\x11\xe0", OFFICE),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"II*\x00", "TIFF"),
    (b"MM\x00*", "TIFF"),
    (b"{\\rtf", "RTF"),
    (b"SQLite format 3", "SQLite"),
    (b"MZ", "Windows"),
)

# Office documents are zips, or folders of their own, with a part that says which they are.
_ZIPPED: Final = (
    (b"word/", "Microsoft Word"),
    (b"xl/", "Microsoft Excel"),
    (b"ppt/", "Microsoft PowerPoint"),
    (b"application/vnd.oasis.opendocument", "OpenDocument"),
)
_FOLDERS: Final = (
    ("WordDocument", "Microsoft Word"),
    ("Workbook", "Microsoft Excel"),
    ("__substg1.0", "Microsoft Outlook"),
)


def recognise_file_type(data: bytes) -> str | None:
    """Return the name of the program or form that a file is of, or None where its first bytes tell nothing."""
    what = next((what for beginning, what in _BEGINNINGS if data.startswith(beginning)), None)
    if what == ZIP and (b"[Content_Types].xml" in data or data.find(b"mimetype", 0, 64) > 0):
        return next((name for part, name in _ZIPPED if part in data), OFFICE)
    if what == OFFICE:
        return next((name for part, name in _FOLDERS if part.encode("utf-16-le") in data), OFFICE)
    return what
