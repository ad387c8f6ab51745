"""Files in a zip that run something when opened: named to whoever sends it and to whoever gets it, and let through."""

import pytest

from handover.common.archives import look_into
from tests.zips import zipped


def told(files: dict[str, bytes]) -> list[str]:
    return [problem.message() for problem in look_into(zipped(files)).problems]


@pytest.mark.parametrize(
    "name", ["setup.exe", "Plan.XLSM", "a/b/run.BAT", "letter.docm", "x.ps1", "holiday.jpg.scr", "link.lnk", "page.hta"]
)
def test_a_file_that_runs_is_named(name: str) -> None:
    assert told({name: b"x", "letter.pdf": b"%PDF-1.7"}) == [
        f"The zip holds 1 file that runs something when opened: {name}."
    ]


@pytest.mark.parametrize("beginning", [b"MZ\x90\x00", b"\x7fELF\x02", b"#!/bin/sh\n", b"\xcf\xfa\xed\xfe"])
def test_a_program_under_another_name_is_named(beginning: bytes) -> None:
    assert told({"photo.jpg": beginning}) == ["The zip holds 1 file that runs something when opened: photo.jpg."]


def test_a_program_in_a_zip_within_the_zip_is_named() -> None:
    assert told({"inner.zip": zipped({"setup.exe": b"MZ"})}) == [
        "The zip holds 1 file that runs something when opened: setup.exe."
    ]


def test_of_many_the_first_ten_are_named() -> None:
    (words,) = told({f"{number}.exe": b"" for number in range(12)})
    assert "holds 12 files that run something" in words
    assert words.endswith("9.exe, ….")


def test_documents_pictures_and_data_run_nothing() -> None:
    assert told(dict.fromkeys(("a.pdf", "b.docx", "c.xlsx", "d.jpg", "e.xml", "f.csv", "exe", "g.exe.txt"), b"x")) == []
