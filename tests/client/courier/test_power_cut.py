"""What the courier counts as done is on the disk, not only in the memory of the system: a power cut takes nothing back."""

import pytest

from handover.client.courier.journal_file import JournalFile
from tests.client.courier.office import CTF, NOON, RENAME
from tests.client.courier.test_journal import CAME, SENT
from tests.disks import Platter


@pytest.fixture
def platter(office, monkeypatch):
    return Platter(office.folder, monkeypatch)


def test_each_step_is_on_the_disk_before_the_next(office, platter):
    odd = CTF.replace(".xml", " (1).xml")
    office.site.verdicts[odd] = ("asked", (RENAME,))
    for round_ in ("first", "second"):
        office.export(round_.encode())
        office.export(round_.encode(), odd)
        office.site.put(round_.encode())
        platter.settle()
        office.run(looks=4, passed=platter.check)
        office.person_writes(f"asked/{odd}.yes")
        office.software_takes(CTF)
        platter.settle()
        office.run(looks=4, passed=platter.check)
    assert {f"sent/{CTF}", f"sent/2/{CTF}", f"sent/{odd}", f"sent/2/{odd}"} <= office.files()
    assert len(office.site.acknowledged) == 2
    assert platter.checked > 50


def test_a_journal_that_was_tidied_is_on_the_disk(tmp_path, monkeypatch):
    platter = Platter(tmp_path, monkeypatch)
    with JournalFile(tmp_path / "journal") as file:
        for record in (CAME, SENT):
            file.keep(record)
            platter.check("journalled")
        file.tidy(NOON)
        platter.check("journalled")
