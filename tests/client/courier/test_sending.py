"""What the school's software exports is sent once, and the answer lies beside it."""

import errno
from dataclasses import replace

import pytest

from handover.client import ApiProblem, NotTheApi
from tests.client.courier.office import CTF, RENAME, WRONG_UPN, KilledHere, away

ODD = "6812990_CTF_6814990_001 (1).xml"


def test_an_exported_file_is_sent_and_its_answer_lies_beside_it(office):
    office.export(b"<CTfile/>")
    office.run()
    assert office.site.taken_in == [(CTF, b"<CTfile/>")]
    assert office.files() == {f"sent/{CTF}", f"sent/{CTF}.answer.html"}
    page = office.read(f"sent/{CTF}.answer.html")
    assert "<h1>Sent</h1>" in page
    assert "6814990 Glan Wennol High School" in page


def test_a_refused_file_comes_with_every_problem_and_what_to_do(office):
    office.site.verdicts[CTF] = ("refused", (WRONG_UPN,))
    office.export(b"<CTfile/>")
    office.run()
    assert office.files() == {f"refused/{CTF}", f"refused/{CTF}.answer.html"}
    page = office.read(f"refused/{CTF}.answer.html")
    assert "The UPN of Mali Tudur is &lt;wrong&gt;." in page
    assert "Correct it in your school&#x27;s software." in page
    assert "line 12" in page
    assert office.told == [f"{CTF}: Not sent"]
    assert office.site.taken_in == []


def test_a_file_that_the_site_cannot_take_at_all_is_refused_in_its_words(office):
    def too_large(call):
        if call == "send":
            raise ApiProblem("api.too_large", 413, "The file is larger than 50 MB.", "Split it.")

    office.site.broken = too_large
    office.export(b"<CTfile/>")
    office.run()
    assert "The file is larger than 50 MB." in office.read(f"refused/{CTF}.answer.html")
    assert "Split it." in office.read(f"refused/{CTF}.answer.html")


def test_a_file_that_is_still_written_waits(office):
    with office.folder.joinpath("out", CTF).open("wb") as file:
        file.write(b"<CTfile>")
        file.flush()
        office.run(looks=5)
        assert office.site.taken_in == []
        file.write(b"</CTfile>")
    office.run()
    assert office.site.taken_in == [(CTF, b"<CTfile></CTfile>")]


def test_a_file_that_grew_between_two_looks_waits_for_a_third(office):
    with office.open() as courier:
        for content in (b"<CT", b"<CTfile>", b"<CTfile/>"):
            # The software closes the file each time: only two looks tell.
            office.export(content)
            courier.work()
        assert office.site.taken_in == []
        courier.work()
        courier.work()
    assert office.site.taken_in == [(CTF, b"<CTfile/>")]


def test_names_of_files_that_are_not_finished_are_passed_over(office):
    for name in (f"{CTF}.tmp", f"{CTF}.part", "~$list.xlsx", ".hidden", "Thumbs.db"):
        office.export(b"x", name)
    office.export(b"")
    (office.folder / "out" / "folder").mkdir()
    (office.folder / "out" / "link.xml").symlink_to(office.folder / "courier.toml")
    office.run()
    assert office.site.taken_in == []
    assert len(office.files()) == 7


def test_a_name_that_is_not_right_is_asked_about_and_goes_with_a_yes_beside_it(office):
    office.site.verdicts[ODD] = ("asked", (RENAME,))
    office.export(b"<CTfile/>", ODD)
    office.run()
    assert office.files() == {f"asked/{ODD}", f"asked/{ODD}.answer.html"}
    assert f"{ODD}.yes" in office.read(f"asked/{ODD}.answer.html")
    office.person_writes(f"asked/{ODD}.yes")
    office.run()
    assert office.files() == {f"sent/{ODD}", f"sent/{ODD}.answer.html"}


def test_a_no_beside_a_file_drops_it_also_under_the_ending_that_windows_hides(office):
    office.site.verdicts[ODD] = ("asked", (RENAME,))
    office.export(b"<CTfile/>", ODD)
    office.run()
    office.person_writes(f"asked/{ODD}.no.txt")
    office.run()
    assert office.files() == {f"refused/{ODD}", f"refused/{ODD}.answer.html"}


def test_a_yes_and_a_no_together_say_nothing(office):
    office.site.verdicts[ODD] = ("asked", (RENAME,))
    office.export(b"<CTfile/>", ODD)
    office.run()
    office.person_writes(f"asked/{ODD}.no")
    office.person_writes(f"asked/{ODD}.yes")
    office.run()
    assert f"asked/{ODD}" in office.files()


def test_a_question_that_was_answered_on_the_site_is_filed_too(office):
    office.site.verdicts[CTF] = ("asked", (RENAME,))
    office.export(b"<CTfile/>")
    office.run()
    (reference,) = office.site.transfers
    office.site.move(reference, "sent")
    office.run()
    assert office.files() == {f"sent/{CTF}", f"sent/{CTF}.answer.html"}


def test_a_file_that_moved_on_since_its_question_is_not_called_sent(office):
    office.site.verdicts[CTF] = ("asked", (RENAME,))
    office.export(b"<CTfile/>")
    office.run()
    (reference,) = office.site.transfers
    office.site.move(reference, "recalled")
    office.run()
    page = office.read(f"sent/{CTF}.answer.html")
    assert "<h1>recalled</h1>" in page
    assert "Sign in to the site to see what became of the file" in page


def test_the_same_name_again_next_year_overwrites_nothing(office):
    office.export(b"<CTfile/>")
    office.run()
    office.export(b"<CTfile>2</CTfile>")
    office.run()
    assert {f"sent/{CTF}", f"sent/2/{CTF}"} <= office.files()
    assert office.read(f"sent/{CTF}") == "<CTfile/>"


def test_the_same_file_again_is_a_send_of_its_own_for_the_site_to_judge(office):
    for _ in range(2):
        office.export(b"<CTfile/>")
        office.run()
    assert len(office.site.remembered) == 2


def test_a_lost_journal_sends_nothing_under_another_key(office):
    office.export(b"<CTfile/>")
    office.run()
    office.folder.joinpath(".courier", "journal").unlink()
    (office.folder / "sent" / CTF).rename(office.folder / "out" / CTF)
    office.run()
    assert len(office.site.taken_in) == 1


def test_a_move_that_a_network_drive_made_and_called_a_fault_loses_no_file(office):
    faults = iter([OSError(errno.EIO, "Input/output error")])

    def call_it_a_fault(point):
        if point == "moved" and (fault := next(faults, None)):
            raise fault

    office.export(b"<CTfile/>")
    office.run(passed=call_it_a_fault)
    assert office.site.taken_in == [(CTF, b"<CTfile/>")]


def test_a_file_on_its_way_whose_journal_was_lost_is_told_and_taken_for_no_other(office):
    office.site.broken = away
    office.export(b"<CTfile>first</CTfile>")
    office.run()
    office.folder.joinpath(".courier", "journal").unlink()
    office.site.broken = lambda call: None

    def kill(point):
        if point == "move":
            raise KilledHere

    office.export(b"<CTfile>second</CTfile>", ODD)
    with pytest.raises(KilledHere):
        office.run(passed=kill)
    courier = office.run()
    assert office.site.taken_in == [(ODD, b"<CTfile>second</CTfile>")]
    (said,) = courier.troubles.values()
    assert "the journal does not know .courier/sending/1: it may not have been sent." in said
    (office.folder / ".courier" / "sending" / "1").rename(office.folder / "out" / CTF)
    assert office.run().troubles == {}
    assert office.site.taken_in[1:] == [(CTF, b"<CTfile>first</CTfile>")]


def test_while_the_site_is_away_the_file_waits_and_then_goes(office):
    office.site.broken = away
    office.export(b"<CTfile/>")
    courier = office.run(looks=5)
    assert [each for each in courier.troubles.values() if "the site gives no answer" in each]
    office.site.broken = lambda call: None
    office.run()
    assert office.site.taken_in == [(CTF, b"<CTfile/>")]


def test_what_answers_in_the_place_of_the_site_is_not_called_silence(office):
    def sign_in_first(call):
        raise NotTheApi(reason="text/html")

    office.site.broken = sign_in_first
    courier = office.run(looks=5)
    (said,) = courier.troubles.values()
    assert said.startswith("What answers at that address is not the API of a Handover site")
    assert "gives no answer" not in said


def test_an_answer_that_was_lost_on_its_way_does_not_send_twice(office):
    def lose_answer(call):
        if call == "sent":
            away(call)

    office.site.broken = lose_answer
    office.export(b"<CTfile/>")
    office.run(looks=4)
    office.site.broken = lambda call: None
    office.clock.move(minutes=10)
    office.run()
    assert office.site.taken_in == [(CTF, b"<CTfile/>")]
    assert f"sent/{CTF}" in office.files()


def test_one_file_that_is_stuck_holds_up_no_other(office):
    def conflict(call):
        if call == "send" and not office.site.remembered:
            office.site.remembered["-"] = None
            raise ApiProblem("api.in_progress", 409, "Another request is being carried out.", retry_after=600)

    office.site.broken = conflict
    for name in ("6812990_CTF_6814990_001.xml", "6812990_CTF_6814990_002.xml"):
        office.export(b"<CTfile/>", name)
    office.run(looks=4)
    assert [name for name, _ in office.site.taken_in] == ["6812990_CTF_6814990_002.xml"]


def test_a_key_that_is_not_taken_is_said_once_and_stops_the_asking(office):
    calls = []

    def refuse(call):
        calls.append(call)
        raise ApiProblem("key.withdrawn", 401, "The key was withdrawn.", "Make another on the site.")

    office.site.broken = refuse
    office.export(b"<CTfile/>")
    office.run(looks=1)
    assert calls == ["me"]
    assert [words for words in office.told if "The key was withdrawn. Make another on the site." in words]


def test_what_happens_later_is_written_into_the_page_and_told(office):
    office.export(b"<CTfile/>")
    office.run()
    (reference,) = office.site.transfers
    office.site.tell(reference, "Glan Wennol rejected the file: wrong pupil.")
    assert "You need not do anything." in office.read(f"sent/{CTF}.answer.html")
    office.run()
    assert "Glan Wennol rejected the file: wrong pupil." in office.read(f"sent/{CTF}.answer.html")
    assert "You need not do anything." not in office.read(f"sent/{CTF}.answer.html")
    assert office.site.news == {}
    assert office.told == [f"{CTF}: Glan Wennol rejected the file: wrong pupil."]


def test_news_of_files_that_others_sent_is_left_to_them(office):
    reference = office.site.put(b"x")
    office.site.move(reference, "rejected")
    office.site.tell(reference, "Rejected.")
    office.run()
    assert list(office.site.news) == ["news-1"]


def test_pages_and_notices_are_welsh_where_the_school_chose_it(tmp_path):
    from handover.client.courier.settings import CourierSettings
    from tests.client.courier.office import Office

    office = Office(tmp_path / "swyddfa", CourierSettings(language="cy"))
    office.site.verdicts[CTF] = ("refused", (WRONG_UPN,))
    office.export(b"<CTfile/>")
    office.run()
    page = office.read(f"refused/{CTF}.answer.html")
    assert '<html lang="cy">' in page
    assert "<h1>Heb ei hanfon</h1>" in page
    assert office.told == [f"{CTF}: Heb ei hanfon"]


def test_thirty_open_questions_are_asked_about_at_once(office):
    names = [f"6812990_CTF_6814990_{number}.xml" for number in range(101, 131)]
    office.site.verdicts = dict.fromkeys(names, ("asked", (RENAME,)))
    for name in names:
        office.export(name.encode(), name)
    office.run()
    calls = []
    office.site.broken = calls.append
    office.run(looks=2)
    assert calls.count("outbox") == 2
    assert calls.count("head") == 0


def test_a_reason_that_a_person_wrote_is_on_the_page_and_in_no_notice(office):
    office.export(b"<CTfile/>")
    office.run()
    (reference,) = office.site.transfers
    transfer = office.site.transfers[reference]
    office.site.transfers[reference] = replace(transfer, reason="Mali Tudur goes to Bangor")
    office.site.tell(reference, "The destination rejected the file.")
    office.run()
    assert "Mali Tudur goes to Bangor" in office.read(f"sent/{CTF}.answer.html")
    assert office.told == [f"{CTF}: The destination rejected the file."]


def test_a_key_that_only_sends_is_no_trouble(office):
    office.site.rights = ("send",)
    calls = []
    office.site.broken = calls.append
    office.export(b"<CTfile/>")
    courier = office.run()
    assert "inbox" not in calls
    assert courier.troubles == {}
    assert f"sent/{CTF}" in office.files()
