"""The courier empties what is over, and never a file for which it has no receipt."""

import pytest

from handover.client.courier.settings import CourierSettings, TakenWhen, parse_settings
from tests.client.courier.office import CTF, WRONG_UPN, KilledHere, Office

PAGE = f"sent/{CTF}.answer.html"


def wait(office, **by):
    office.clock.move(**by)
    return office.run()


def test_a_file_that_was_sent_goes_with_its_page_after_the_days_that_the_page_names(office):
    office.export(b"<CTfile/>")
    office.run()
    assert "The courier removes the file and this page after" in office.read(PAGE)
    assert "2026-10-02" in office.read(PAGE)
    wait(office, days=30)
    assert office.files() == {f"sent/{CTF}", PAGE}
    wait(office, days=2)
    assert office.files() == set()


def test_what_the_site_says_later_stays_as_long_again(office):
    office.export(b"<CTfile/>")
    office.run()
    office.clock.move(days=30)
    office.site.tell(next(iter(office.site.transfers)), "It was rejected.")
    office.run()
    wait(office, days=20)
    assert "It was rejected." in office.read(PAGE)


def test_a_refused_file_goes_too(office):
    office.site.verdicts[CTF] = ("refused", (WRONG_UPN,))
    office.export(b"<CTfile/>")
    office.run()
    assert f"refused/{CTF}" in office.files()
    wait(office, days=32)
    assert office.files() == set()


def test_what_the_software_took_goes_and_what_nobody_confirmed_stays(tmp_path):
    office = Office(tmp_path / "office", CourierSettings(taken=TakenWhen.SAID))
    office.site.put(b"<CTfile>one</CTfile>")
    office.run()
    (office.folder / "in" / CTF).rename(office.folder / "in" / "taken" / CTF)
    office.run()
    assert len(office.site.acknowledged) == 1
    office.person_writes("in/taken/letter.xml", b"of a person")
    office.site.put(b"<CTfile>two</CTfile>", name="6814990_CTF_6812990_002.xml")
    office.run()
    wait(office, days=32)
    assert office.files() == {"in/taken/letter.xml", "in/6814990_CTF_6812990_002.xml"}


@pytest.mark.parametrize("name", ["notes.txt", CTF + ".bak", "2/" + CTF])
def test_what_a_person_put_there_stays(office, name):
    office.export(b"<CTfile/>")
    office.run()
    (office.folder / "sent" / name).parent.mkdir(exist_ok=True)
    office.person_writes(f"sent/{name}", b"mine")
    wait(office, days=400)
    assert office.files() == {f"sent/{name}"}


def test_a_file_that_is_not_the_one_that_was_sent_any_more_stays(office):
    office.export(b"<CTfile/>")
    office.run()
    office.person_writes(f"sent/{CTF}", b"<CTfile>another</CTfile>")
    wait(office, days=40)
    assert office.read(f"sent/{CTF}") == "<CTfile>another</CTfile>"


def test_a_lost_journal_is_a_lost_receipt_so_everything_stays(office):
    office.export(b"<CTfile/>")
    office.run()
    (office.folder / ".courier" / "journal").unlink()
    wait(office, days=40)
    assert f"sent/{CTF}" in office.files()


def test_a_question_that_nobody_answered_stays(office):
    office.site.verdicts[CTF] = ("asked", ())
    office.export(b"<CTfile/>")
    office.run()
    wait(office, days=40)
    assert f"asked/{CTF}" in office.files()


@pytest.mark.parametrize("text", ["keep_days = 0", 'language = "en"'])
def test_nothing_goes_where_the_office_keeps_all_or_was_never_asked(tmp_path, text):
    office = Office(tmp_path / "office", parse_settings(text))
    office.export(b"<CTfile/>")
    office.run()
    wait(office, days=300)
    assert office.files() == {f"sent/{CTF}", PAGE}


def test_a_power_cut_between_file_and_page_leaves_nothing_for_good(office):
    office.export(b"<CTfile/>")
    office.run()
    (office.folder / "sent" / CTF).unlink()
    office.clock.move(days=32)

    def cut(point: str) -> None:
        if point == "removed":
            raise KilledHere

    with pytest.raises(KilledHere):
        office.run(passed=cut)
    office.run()
    assert office.files() == set()


def test_a_second_courier_removes_nothing(office):
    office.export(b"<CTfile/>")
    office.run()
    office.clock.move(days=40)
    with office.open():
        with pytest.raises(Exception, match="courier of"), office.open():
            pass
        assert f"sent/{CTF}" in office.files()
