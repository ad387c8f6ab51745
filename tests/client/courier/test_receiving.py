"""What waits on the site comes into `in/` to the byte, and the site is told when the school's software has it."""

import errno

import pytest

from handover.client import ApiProblem
from handover.client.courier.coming_in import read_note
from handover.client.courier.settings import CourierSettings, TakenWhen
from tests.client.courier.office import CTF, Office

LOST = b"<CTfile>\r\n\xef\xbb\xbf \x00</CTfile>"


def office_where(tmp_path, taken):
    return Office(tmp_path / "office", CourierSettings(taken=taken))


def test_what_waits_is_fetched_to_the_byte_under_its_own_name(office):
    office.site.put(LOST)
    office.run()
    assert office.files() == {f"in/{CTF}"}
    assert office.software_takes(CTF) == LOST
    assert office.told == [f"{CTF} has arrived in in/"]


def test_the_site_is_told_once_the_software_took_the_file(office):
    reference = office.site.put(LOST)
    office.run()
    assert office.site.acknowledged == []
    office.software_takes(CTF)
    office.run(looks=1)
    assert office.site.acknowledged == []
    office.run(looks=3)
    assert office.site.acknowledged == [reference]


def test_a_program_that_replaces_the_file_for_a_moment_has_not_taken_it(office):
    office.site.put(LOST)
    office.run()
    with office.open() as courier:
        courier.work()
        content = office.software_takes(CTF)
        courier.work()
        office.person_writes(f"in/{CTF}", content)
        courier.work()
    assert office.site.acknowledged == []


def test_two_files_of_one_name_come_one_after_the_other_where_the_software_takes_them(office):
    office.site.put(b"first")
    office.site.put(b"second")
    office.run()
    assert office.files() == {f"in/{CTF}"}
    assert office.software_takes(CTF) == b"first"
    office.run()
    assert office.software_takes(CTF) == b"second"
    office.run()
    assert len(office.site.acknowledged) == 2


@pytest.mark.parametrize("taken", [TakenWhen.SAID, TakenWhen.AT_ONCE])
def test_two_files_of_one_name_lie_side_by_side_where_people_take_them(tmp_path, taken):
    office = office_where(tmp_path, taken)
    office.site.put(b"first")
    office.site.put(b"second", CTF.lower())
    office.run()
    assert office.files() == {f"in/{CTF}", f"in/2/{CTF.lower()}"}
    assert office.read(f"in/{CTF}") == "first"


def test_where_a_person_says_it_a_file_that_is_merely_gone_is_not_taken(tmp_path):
    office = office_where(tmp_path, TakenWhen.SAID)
    office.site.put(b"first")
    office.run()
    office.software_takes(CTF)
    office.run()
    assert office.site.acknowledged == []


def test_a_file_that_a_person_moved_to_taken_is_acknowledged(tmp_path):
    office = office_where(tmp_path, TakenWhen.SAID)
    reference = office.site.put(b"first")
    office.run()
    office.person_writes(f"in/taken/{CTF}", b"a file of last year")
    (office.folder / "in" / CTF).rename(office.folder / "in" / "taken" / f"{CTF}.moved")
    office.run()
    assert office.site.acknowledged == []
    (office.folder / "in" / "taken" / f"{CTF}.moved").rename(office.folder / "in" / "taken" / CTF)
    office.run()
    assert office.site.acknowledged == [reference]


def test_where_it_is_so_chosen_a_file_counts_as_taken_at_once(tmp_path):
    office = office_where(tmp_path, TakenWhen.AT_ONCE)
    reference = office.site.put(b"first")
    office.run()
    assert office.site.acknowledged == [reference]
    assert office.files() == {f"in/{CTF}"}


def test_a_drive_that_is_not_connected_is_no_file_taken(office):
    office.site.put(LOST)
    office.run()
    away = office.folder / "in"
    with_drive = office.folder / "elsewhere"
    courier = None

    def drive_goes(point):
        if away.exists() and point == "ask":
            away.rename(with_drive)

    courier = office.run(looks=4, passed=drive_goes)
    assert office.site.acknowledged == []
    assert any("a folder is not there" in each for each in courier.troubles.values())
    away.mkdir()
    with pytest.raises(Exception, match="in/taken is not there"):
        office.run()
    away.rmdir()
    with_drive.rename(away)
    office.run()
    assert office.files() == {f"in/{CTF}"}
    assert office.site.acknowledged == []


def test_a_note_beside_a_file_rejects_it_with_its_words(office):
    reference = office.site.put(LOST)
    office.run()
    office.person_writes(f"in/{CTF}.reject.txt", "Nid ein disgybl ni — “Mali”".encode("utf-16"))
    office.run()
    assert office.site.rejected == {reference: "Nid ein disgybl ni — “Mali”"}
    assert office.files() == {f"in/ended/{CTF}", f"in/ended/{CTF}.answer.html"}
    assert "Nid ein disgybl ni — “Mali”" in office.read(f"in/ended/{CTF}.answer.html")


@pytest.mark.parametrize("nothing", [b"", b" \r\n"])
def test_an_empty_note_rejects_nothing_and_the_person_is_told(office, nothing):
    office.site.put(LOST)
    office.run()
    office.person_writes(f"in/{CTF}.reject", nothing)
    courier = office.run()
    assert office.site.rejected == {}
    assert any("Write into it why you reject the file" in each for each in courier.troubles.values())
    office.person_writes(f"in/{CTF}.reject", b"Not ours")
    office.clock.move(minutes=10)
    office.run()
    assert list(office.site.rejected.values()) == ["Not ours"]


@pytest.mark.parametrize(
    "data", ["Dim yn perthyn – Siân".encode(code) for code in ("utf-8", "utf-8-sig", "utf-16", "cp1252")]
)
def test_a_note_is_read_as_computers_write_it(data):
    assert read_note(data) == "Dim yn perthyn – Siân"


def test_a_long_reason_is_cut_to_what_the_site_takes():
    assert read_note(b"x" * 401) == "x" * 399 + "…"
    assert read_note(b" x\r\n\r\n y\x00 ") == "x y"


def test_a_file_that_the_sender_called_back_leaves_in_before_it_is_imported(office):
    reference = office.site.put(LOST)
    office.run()
    office.site.move(reference, "recalled")
    office.run()
    assert office.files() == {f"in/ended/{CTF}", f"in/ended/{CTF}.answer.html"}
    assert "The sender called this file back" in office.read(f"in/ended/{CTF}.answer.html")
    assert office.told[-1] == f"{CTF}: The sender called this file back"


def test_a_file_that_a_colleague_rejected_is_not_laid_at_the_readers_door(office):
    reference = office.site.put(LOST)
    office.run()
    office.site.move(reference, "rejected")
    office.run()
    assert "<h1>Your office rejected this file</h1>" in office.read(f"in/ended/{CTF}.answer.html")


def test_a_file_called_back_while_the_software_took_it_is_told_to_the_person(office):
    reference = office.site.put(LOST)
    office.run()
    office.site.move(reference, "recalled")
    office.software_takes(CTF)
    office.run()
    assert office.files() == {f"in/ended/{CTF}.answer.html"}
    assert "telephone the sender" in office.read(f"in/ended/{CTF}.answer.html")


def test_a_file_that_a_person_collected_on_the_site_is_theirs(office):
    office.site.put(LOST, state="collected")
    office.run()
    assert office.files() == set()


def test_only_the_kinds_that_were_chosen_are_fetched(tmp_path):
    office = Office(tmp_path / "office", CourierSettings(kinds=("ctf",)))
    office.site.put(b"zip", "6814990_6812990_reports.zip", kind="generic")
    office.site.put(LOST)
    office.run()
    assert office.files() == {f"in/{CTF}"}


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../evil.xml", "in/_.._evil.xml"),
        ("C:\\evil.xml", "in/C__evil.xml"),
        ("NUL.zip", "in/_NUL.zip"),
        ("list.zip. ", "in/list.zip"),
        ("…", "in/…"),
        ("", "in/_"),
    ],
)
def test_a_name_that_would_leave_the_folder_is_made_harmless(office, name, kept):
    office.site.put(b"x", name)
    office.run()
    assert office.files() == {kept}


@pytest.mark.parametrize("name", ["taken", "ended", CTF])
def test_a_name_at_which_a_folder_lies_waits_and_is_told(office, name):
    (office.folder / "in" / CTF).mkdir()
    office.site.put(LOST, name)
    courier = office.run()
    assert office.files() == set()
    assert any(each.startswith(f"{name} could not be") for each in courier.troubles.values())


def test_a_file_that_came_damaged_is_fetched_again(office):
    reference = office.site.put(LOST)
    office.site.contents[reference] = b"damaged"
    courier = office.run()
    assert office.files() == set()
    assert any("is not what the site said" in each for each in courier.troubles.values())
    office.site.contents[reference] = LOST
    office.clock.move(minutes=10)
    office.run()
    assert office.files() == {f"in/{CTF}"}


def test_an_acknowledgement_that_the_site_cannot_take_now_is_made_later(office):
    reference = office.site.put(LOST)
    office.run()
    office.software_takes(CTF)

    def fail(call):
        if call == "acknowledge":
            raise ApiProblem("api.internal", 500, "Something went wrong.")

    office.site.broken = fail
    office.run()
    office.site.broken = lambda call: None
    office.clock.move(minutes=10)
    office.run()
    assert office.site.acknowledged == [reference]


def test_the_site_hears_of_the_courier_every_five_minutes_whatever_the_clock_does(office):
    with office.open() as courier:
        for _ in range(10):
            courier.work()
            office.clock.move(seconds=60)
        assert office.site.beats == 3
        office.clock.move(days=-400)
        courier.work()
        assert office.site.beats == 4
        office.clock.move(days=800)
        courier.work()
        assert office.site.beats == 5


def test_a_clock_that_was_set_back_ends_pauses(office):
    def busy(call):
        if call == "fetch":
            raise ApiProblem("api.busy", 409, "Wait.", retry_after=900)

    office.site.put(LOST)
    office.site.broken = busy
    with office.open() as courier:
        courier.work()
        office.site.broken = lambda call: None
        courier.work()
        assert office.files() == set()
        office.clock.move(days=-1)
        courier.work()
    assert office.files() == {f"in/{CTF}"}


def test_a_file_that_the_site_keeps_no_longer_is_said_in_the_sites_words(office):
    reference = office.site.put(LOST)
    office.run()
    office.site.move(reference, "expired")
    office.site.tell(reference, "The file was fetched and never acknowledged, and its time is over.")
    office.run()
    assert "The site says: expired." in office.read(f"in/ended/{CTF}.answer.html")
    office.run()
    assert office.site.news == {}


def test_a_file_that_waits_for_its_page_never_takes_another_of_its_name_along(office):
    first = office.site.put(b"first")
    office.site.put(b"second")
    office.run()
    office.software_takes(CTF)
    office.site.move(first, "recalled")
    full = iter([OSError(errno.ENOSPC, "No space left on device")])

    def fill_disk(point):
        if point == "write":
            fault = next(full, None)
            if fault is not None:
                raise fault

    office.run(looks=6, passed=fill_disk)
    assert office.files() == {f"in/{CTF}", f"in/ended/{CTF}.answer.html"}
    assert office.software_takes(CTF) == b"second"
