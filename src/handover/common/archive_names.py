"""Names in a zip: those that one computer takes for another, and those that a computer cannot hold.

What a zip unpacks to must not depend on who unpacks it. Windows and macOS take names for one that differ in case or in
how an accent is written; Windows drops dots and blanks at the end and keeps some names for devices (Microsoft, "Naming
Files, Paths, and Namespaces").
"""

import unicodedata
from collections.abc import Iterable
from typing import Final

_DIGITS: Final = "0123456789¹²³"
_DEVICES: Final = frozenset(
    {"CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"}
    | {f"{port}{digit}" for port in ("COM", "LPT") for digit in _DIGITS}
)


RUN: Final = frozenset(
    [
        "apk",
        "app",
        "appref-ms",
        "bat",
        "bin",
        "chm",
        "cmd",
        "com",
        "command",
        "cpl",
        "deb",
        "desktop",
        "dll",
        "dmg",
        "docm",
        "dotm",
        "drv",
        "exe",
        "gadget",
        "hta",
        "img",
        "inf",
        "iso",
        "jar",
        "jnlp",
        "js",
        "jse",
        "lnk",
        "mde",
        "msc",
        "msh",
        "msi",
        "msix",
        "msp",
        "mst",
        "ocx",
        "pif",
        "pkg",
        "pl",
        "potm",
        "ppam",
        "ppsm",
        "pptm",
        "ps1",
        "ps2",
        "psc1",
        "psm1",
        "py",
        "reg",
        "rpm",
        "run",
        "scf",
        "scr",
        "sct",
        "settingcontent-ms",
        "sh",
        "shb",
        "shs",
        "sldm",
        "sys",
        "url",
        "vb",
        "vbe",
        "vbs",
        "vhd",
        "vhdx",
        "wsc",
        "wsf",
        "wsh",
        "xla",
        "xlam",
        "xll",
        "xlsb",
        "xlsm",
        "xltm",
    ]
)
"""Endings of files that run something when they are opened: programs, scripts, links, disks, office files with macros.

Source: the file types that Microsoft Outlook blocks or Office marks as macro-enabled, and their like on macOS and Linux.
"""

PROGRAM_MARKS: Final = (b"MZ", b"\x7fELF", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe", b"\xce\xfa\xed\xfe", b"#!")
"""How programs begin, whatever they are called: of Windows, Linux, Java and macOS; scripts of Unix."""


def runs_something(name: str) -> bool:
    """Say whether a computer runs a file of this name when it is opened."""
    stem, dot, ending = name.rstrip(". ").rpartition(".")
    return bool(stem and dot) and ending.lower() in RUN


def alike(name: str) -> str:
    """Return a name as a computer compares it that makes the fewest differences: without case, accents in one form."""
    parts = (part.rstrip(". ") for part in name.replace("\\", "/").rstrip("/").split("/"))
    folded = unicodedata.normalize("NFC", "/".join(parts)).casefold()
    return unicodedata.normalize("NFC", folded)


def is_reserved(name: str) -> bool:
    """Say whether a part of a name ends with a dot or a blank, or is what Windows calls a device (`NUL`, `con.txt`)."""
    parts = name.replace("\\", "/").rstrip("/").split("/")
    return any(
        part != part.rstrip(". ") or part.partition(".")[0].rstrip().upper() in _DEVICES
        for part in parts
        if part != "."
    )


def first_clash(names: Iterable[str]) -> tuple[str, str] | None:
    """Return two names that would be one file on some computer, or a file and the folder of another; None if there are none.

    Names of folders end with a slash; the same folder twice is no clash.
    """
    files: dict[str, str] = {}
    folders: dict[str, str] = {}
    for name in names:
        key = alike(name)
        if name.endswith("/"):
            folders.setdefault(key, name)
        elif key in files:
            return files[key], name
        else:
            files[key] = name
        for end in (place for place, letter in enumerate(key) if letter == "/"):
            folders.setdefault(key[:end], name)
    both = files.keys() & folders.keys()
    return next(((files[key], folders[key]) for key in files if key in both), None)
