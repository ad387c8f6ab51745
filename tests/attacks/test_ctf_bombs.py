"""Files made to exhaust the machine: each is refused in words, and memory stays near that of an empty check.

Every bomb goes off in a process of its own, which tells its highest memory use above what it held before the check.
"""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

MIB = 1024 * 1024
START = b"<?xml version='1.0' encoding='UTF-8'?><CTfile><Header/><CTFpupilData>"
END = b"</CTFpupilData></CTfile>"
GROWTH = 120
"""Megabytes that a check may take whatever the bomb: a tree of six million elements would take 800, laughs 3000."""


def laughs() -> bytes:
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "lol"}">' for n in range(10))
    return f"<!DOCTYPE CTfile [{entities}]><CTfile>&l9;</CTfile>".encode()


def blow_up() -> bytes:
    return b'<!DOCTYPE CTfile [<!ENTITY a "' + b"a" * 100_000 + b'">]><CTfile>' + b"&a;" * 100_000 + b"</CTfile>"


def pupils(inside: bytes, times: int = 1) -> bytes:
    return START + (b"<Pupil>" + inside + b"</Pupil>") * times + END


def attributes() -> bytes:
    return START + b"<Pupil " + b" ".join(b"a%d=''" % n for n in range(2_000_000)) + b"/>" + END


# What is in the file, and the code of the refusal.
BOMBS: dict[str, tuple[Callable[[], bytes], str]] = {
    "50 MB of white space": (lambda: b"<CTfile>" + b" \n" * (25 * MIB) + END, "ctf.too_large"),
    "24 MB of white space": (lambda: START + b" \n" * (12 * MIB) + END, "xml.piece_too_big"),
    "8 MB of white space": (lambda: START + b" \n" * (4 * MIB) + END, "xml.text_too_long"),
    "billion laughs": (laughs, "xml.doctype"),
    "quadratic blow-up": (blow_up, "xml.doctype"),
    "a DOCTYPE behind a long comment": (lambda: b"<!--" + b"x" * (8 * MIB) + b"--><!DOCTYPE CTfile>", "xml.doctype"),
    "12 000 levels": (lambda: START + b"<a>" * 12_000 + b"</a>" * 12_000 + END, "xml.depth"),
    "a surname of 8 MB": (lambda: pupils(b"<Surname>" + b"y" * (8 * MIB) + b"</Surname>"), "xml.text_too_long"),
    "a surname of 20 MB": (lambda: pupils(b"<Surname>" + b"y" * (20 * MIB) + b"</Surname>"), "xml.piece_too_big"),
    "six million elements": (lambda: START + b"<a/>" * 6_000_000 + END, "xml.too_much"),
    "six million elements in pupils": (lambda: pupils(b"<a/>" * 400_000, 15), "ctf.too_many_unknown"),
    "two million attributes": (attributes, "xml.too_much"),
    "three million pupils": (lambda: START + b"<Pupil/>" * 3_000_000 + END, "ctf.too_many_pupils"),
    "a million telephones": (
        lambda: pupils(b"<Phones>" + b"<Phone/>" * 400_000 + b"</Phones>", 3),
        "ctf.surname_missing",
    ),
    "UTF-16 white space": (lambda: "\ufeff<CTfile>".encode("utf-16-le") + b" \0" * (12 * MIB), "xml.piece_too_big"),
}

CHECK = """
import json, sys
from datetime import date
from pathlib import Path
from handover.ctf.checks import check_ctf

def memory(line):
    status = Path("/proc/self/status").read_text()
    return int(status.partition(line + ":")[2].split()[0]) // 1024

check_ctf(b"<CTfile/>", None, today=date(2026, 11, 24))
data = Path(sys.argv[1]).read_bytes()
before = memory("VmRSS")
report = check_ctf(data, None, today=date(2026, 11, 24))
print(json.dumps({
    "verdict": report.verdict,
    "pupils": report.pupils,
    "codes": [problem.code for problem in report.problems],
    "longest": max((len(problem.message() + problem.remedy()) for problem in report.problems), default=0),
    "grown": memory("VmHWM") - before,
}))
"""


def set_off(data: bytes, folder: Path) -> dict[str, object]:
    """Check a file in another process and return what it says, with the megabytes by which it grew."""
    (folder / "bomb.xml").write_bytes(data)
    command = [sys.executable, "-c", CHECK, str(folder / "bomb.xml")]
    run = subprocess.run(command, capture_output=True, text=True, timeout=300, check=True)
    (folder / "bomb.xml").unlink()
    return json.loads(run.stdout)


@pytest.mark.parametrize("bomb", BOMBS)
def test_a_bomb_is_refused_and_memory_stays_flat(bomb: str, tmp_path: Path) -> None:
    make, code = BOMBS[bomb]
    told = set_off(make(), tmp_path)
    assert told["verdict"] == "refuse"
    assert code in told["codes"]
    assert told["longest"] < 1_000
    assert len(told["codes"]) <= 1_010
    assert told["grown"] < GROWTH


def test_a_great_file_of_real_pupils_is_read_a_pupil_at_a_time(tmp_path: Path) -> None:
    record = "<UPN/><Surname>Testfield</Surname><Forename>Alys</Forename><DOB>2018-05-06</DOB><Sex>F</Sex>"
    address = "<Address><AddressAsPupil>true</AddressAsPupil></Address>"
    contacts = f"<Contact><Order>1</Order><Surname>Testfield</Surname>{address}</Contact>" * 30
    told = set_off(pupils(f"{record}<Contacts>{contacts}</Contacts>".encode(), 6_000), tmp_path)
    assert (told["verdict"], told["pupils"]) == ("accept", 6_000)
    # The tree of all this would take 500 MB; what remains is the record itself.
    assert told["grown"] < 200
