"""Every kind of file: its names, who may send it to whom, how large, and what becomes of it."""

from pathlib import Path

import pytest

from handover.cli.reference.kinds import kinds_page
from handover.portal.accounts.roles import ROLES
from handover.portal.config import SETTINGS, BadSetting, read_config
from handover.portal.notices.models import Notice
from handover.portal.transfers import answers, collecting
from handover.portal.transfers.addresses import check_way, own_numbers
from handover.portal.transfers.flow import State
from handover.portal.transfers.intake import Incoming, UploadVerdict, receive
from handover.portal.transfers.kinds import (
    KIND_OF_FORM,
    KINDS,
    MailboxKind,
    find_kind,
    forms_of,
    mailbox_kind,
    read_name,
)
from handover.portal.transfers.mailbox import kinds_to_send, stored_kinds
from tests.cast import make_person
from tests.files import NOW, TOMOS, atf, ctf, incoming
from tests.reference import approved
from tests.zips import locked, zipped

pytestmark = pytest.mark.django_db

ANSWERS = {"transfer.no_way": "-", "transfer.other_authority": "home"}
"""How `ways.txt` says that no such file goes that way, or within one authority only."""
GOOD_XML = b"<?xml version='1.0'?>\n<Message><Header/></Message>\n"


def give(sender, name, data=GOOD_XML):
    return receive(incoming(name, data), sender, NOW)


def codes(outcome):
    return [problem.code for problem in outcome.problems]


def test_who_may_send_to_whom_is_what_the_file_says():
    heading, *lines = (Path(__file__).parent / "ways.txt").read_text("utf-8").splitlines()
    receivers = heading.split()[2:]
    measured = [heading.split()]
    for kind in KINDS.values():
        for source in ("6812990", "681LLLL", "681PLAS", "681ADMS"):
            answers = [check_way(kind, source, destination) for destination in receivers]
            cells = [ANSWERS[codes[0].code] if (codes := list(answer)) else "yes" for answer in answers]
            measured.append([kind.key, source, *cells])
    assert measured == [heading.split(), *(line.split() for line in lines)], (
        "If it is meant, write it into ways.txt: a line for each kind and sender."
    )


SENT = {
    "alis": "ctf generic census cfr exclusion admissions cme xml-transfer",
    "efa": "ctf generic census cfr exclusion admissions xml-transfer",
    "hana": "ctf generic census cfr exclusion admissions xml-transfer",
    "idris": "generic",
    "lowri": "ctf census cfr exclusion admissions xml-transfer",
    "macsen": "",
    "nerys": "ctf generic census cfr exclusion admissions xml-transfer",
    "owain": "generic census cfr exclusion",
    "padrig": "generic admissions",
    "gwilym": "",
}
COLLECTED = {
    **SENT,
    **{name: f"{SENT[name]} cme" for name in ("efa", "hana", "lowri", "nerys")},
}


@pytest.mark.parametrize("name", SENT)
def test_each_role_sends_and_collects_these_kinds(cast, name):
    person = getattr(cast, name)
    assert {kind.key for kind in kinds_to_send(person)} == set(SENT[name].split()), "If it is meant, say so in SENT."
    assert {KIND_OF_FORM[stored].key for stored in stored_kinds(person, sent=False)} == set(COLLECTED[name].split())


def test_desks_that_write_their_authoritys_number_in_the_name_do_so_for_these_kinds():
    desks = {"681PLAS": ("census", "cfr", "exclusion"), "681ADMS": ("admissions",), "681LLLL": (), "6812990": ()}
    for mailbox, keys in desks.items():
        for key, kind in KINDS.items():
            assert own_numbers(kind, mailbox) == ({mailbox, "681LLLL"} if key in keys else {mailbox}), (mailbox, key)


@pytest.mark.parametrize("key", [key for key, kind in KINDS.items() if kind.own_authority])
def test_file_for_ones_own_authority_goes_to_no_other(key):
    (problem,) = check_way(KINDS[key], "6812990", "660LLLL")
    assert problem.code == "transfer.other_authority"


@pytest.mark.parametrize("key", KINDS)
def test_every_kind_reads_its_own_names_and_belongs_to_one_row(key):
    names = forms_of(KINDS[key])
    assert names, f"Give {key} a row in FORMS of ctf/filename.py, or a setting that says its names."
    for form in names:
        reading = read_name(form.example)
        assert find_kind(reading.form) is KINDS[key]
        assert reading.canonical == form.example


def test_each_form_of_name_belongs_to_one_kind():
    assert len(KIND_OF_FORM) == sum(len(kind.forms) for kind in KINDS.values())


def test_these_kinds_are_read_pupil_by_pupil_and_collected_together():
    assert {key for key, kind in KINDS.items() if kind.holds_pupils} == {"ctf", "admissions"}
    assert {key for key, kind in KINDS.items() if not kind.together} == {"generic"}
    assert {key for key, kind in KINDS.items() if not kind.tells_receiver} == {"generic"}


def test_somebody_may_send_and_collect_every_kind():
    for kind in KINDS.values():
        assert any(kind.send in role.permissions for role in ROLES.values())
        assert any(kind.collect in role.permissions for role in ROLES.values())


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("6812990_PLASC_681LLLL.xml", "PLASC between them is no kind of file, or the end"),
        ("6812990_PLASC_681LLLL_1.xml", "PLASC between them"),
        ("681299_PLASC_681LLLL_001.xml", "does not say who sends"),
        ("6812990_CFR_681LLLL_001.csv", "CFR between them"),
        ("6812990_EXCL_681LLLL_001.xml", "EXCL between them"),
        ("6812990_ATF_681499_001.xml", "681499 is not an establishment number"),
        ("681ADM_ATF_6814990_001.xml", "681ADM is not an establishment number"),
        ("6812990_ATF_6814990_001.xlsx", "ends in .xlsx"),
        ("6812990_CML_681LLL_001.xml", "681LLL is not an establishment number"),
        ("6812990_MTC_XXXXXXX_001.xml", "XXXXXXX is not an establishment number"),
        ("6812990_KS5_681LLLL_001.xml", "KS5 between them"),
        ("6812990_681LLLL_reports.rar", "must be a .zip"),
        ("6812990_681LLLL_.zip", "has 0"),
        ("6812990_681LLLL_sixteen-letters1.zip", "has 16"),
        ("6812990_681PLASC_data.zip", "does not say who sends"),
    ],
)
def test_name_that_is_nearly_one_hears_why_it_is_none(cast, name, words):
    outcome = give(cast.alis, name)
    assert outcome.verdict is UploadVerdict.REFUSED
    assert any(words in problem.message() for problem in outcome.problems), [p.message() for p in outcome.problems]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("6812990_PLASC_681LLLL_001.xml", "census"),
        ("6812990_CFR_681LLLL_001.xml", "cfr"),
        ("6812990_EXC_681LLLL_001.xml", "exclusion"),
        ("6812990_CML_681LLLL_001.xml", "cme"),
        ("6812990_KS1_681LLLL_001.xml", "xml-transfer"),
        ("6812990_MTC_6812990_001.xml", "xml-transfer"),
        ("6812990_ASL_681LLLL_001.xml", "admissions"),
    ],
)
def test_school_sends_each_kind_to_its_authority(cast, name, kind):
    outcome = give(cast.alis, name)
    assert outcome.transfer is not None, codes(outcome)
    assert (outcome.transfer.kind, outcome.transfer.stage, outcome.transfer.file_name) == (kind, State.SENT, name)
    assert b"".join(collecting.read_sent_bytes(outcome.transfer)) == GOOD_XML


def test_school_sends_no_census_file_to_a_school(cast):
    outcome = give(cast.alis, "6812990_PLASC_6814990_001.xml")
    assert codes(outcome) == ["transfer.no_way"]
    assert "does not go from a school to a school" in outcome.problems[0].message()
    assert outcome.problems[0].message("cy").count("ysgol") >= 2


def test_role_without_the_permission_is_told_so_before_anybody_looks_inside(cast):
    unread = Incoming("681LLLL_CTF_6814990_001.xml", 10, too_large=False, read=lambda: pytest.fail("looked inside"))
    outcome = receive(unread, cast.idris, NOW)
    assert codes(outcome) == ["transfer.kind_not_allowed"]
    assert "LEA Lost Pupil" in outcome.problems[0].message()
    in_welsh = outcome.problems[0].message("cy")
    assert "Disgyblion Coll AALl" in in_welsh
    assert "Ffeil Drosglwyddo Gyffredin" in in_welsh


def test_zip_may_be_four_megabytes_from_a_school_and_ten_from_an_authority(cast):
    def sized(name, megabytes):
        size = megabytes * 1024 * 1024 + 1
        return Incoming(name, size, too_large=False, read=lambda: zipped({"a.txt": b"x"}))

    assert codes(receive(sized("6812990_681LLLL_a.zip", 4), cast.alis, NOW)) == ["transfer.zip_too_large"]
    assert receive(sized("681LLLL_6812990_a.zip", 4), cast.efa, NOW).transfer is not None
    assert codes(receive(sized("681LLLL_6812990_b.zip", 10), cast.efa, NOW)) == ["transfer.zip_too_large"]


def test_generic_zip_is_sent_and_its_receiver_gets_no_e_mail(cast):
    data = zipped({"letter.txt": b"Annwyl"})
    outcome = give(cast.alis, "6812990_681LLLL_reports.ZIP", data)
    assert outcome.transfer.file_name == "6812990_681LLLL_reports.zip"
    assert set(Notice.objects.values_list("kind", flat=True)) == {"uploaded"}


def test_site_can_be_set_to_tell_of_generic_zips(cast, settings):
    settings.CONFIG = type(settings.CONFIG)({**settings.CONFIG.values, "HANDOVER_GENERIC_TELL": True})
    give(cast.alis, "6812990_681LLLL_reports.zip", zipped({"letter.txt": b"Annwyl"}))
    assert set(Notice.objects.values_list("kind", flat=True)) == {"uploaded", "arrived"}


def test_same_zip_again_is_a_resend_and_another_under_its_name_is_asked_about(cast):
    name = "6812990_681LLLL_reports.zip"
    first = give(cast.alis, name, zipped({"a.txt": b"1"}))
    assert give(cast.alis, name, zipped({"a.txt": b"1"})).transfer == first.transfer
    assert codes(give(cast.alis, name, zipped({"a.txt": b"2"}))) == ["transfer.same_name"]


def test_locked_zip_travels_and_says_so(cast):
    outcome = give(cast.alis, "6812990_681LLLL_x.zip", locked({"open.txt": b"y", "secret.txt": b"x"}, "secret.txt"))
    assert outcome.verdict is UploadVerdict.WARNED
    assert outcome.transfer.locked
    assert "secret.txt" in outcome.problems[0].message()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "archive.not_a_zip"),
        (b"%PDF-1.4", "archive.not_a_zip"),
        (zipped({"../a": b"x"}), "archive.path"),
        (zipped({"zeros": bytes(3 * 1024 * 1024)}), "archive.ratio"),
        (zipped({"a": b"x"})[:-5], "archive.broken"),
    ],
)
def test_bad_zip_is_refused_and_nothing_is_kept(cast, data, code):
    outcome = give(cast.alis, "6812990_681LLLL_x.zip", data)
    assert (outcome.verdict, codes(outcome)) == (UploadVerdict.REFUSED, [code])
    assert not Notice.objects.exists()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "transfer.empty"),
        (b"not xml", "xml."),
        (b"<!DOCTYPE a><a/>", "xml.doctype"),
        (b"<a>" + b"\xff" + b"</a>", "xml."),
    ],
)
def test_bad_xml_of_another_kind_is_refused(cast, data, code):
    outcome = give(cast.alis, "6812990_PLASC_681LLLL_001.xml", data)
    assert outcome.verdict is UploadVerdict.REFUSED
    assert codes(outcome)[0].startswith(code)


def test_ctf_under_another_kinds_name_is_moved_with_a_yes(cast):
    outcome = give(cast.alis, "6812990_KS1_681LLLL_007.xml", ctf("6812990", "681LLLL"))
    assert (outcome.verdict, outcome.transfer.stage) == (UploadVerdict.ASKED, State.ASKING)
    assert "transfer.moved" in codes(outcome)
    moved = answers.say_yes(outcome.transfer, cast.alis, NOW)
    assert (moved.kind, moved.file_name, moved.stage) == ("ctf", "6812990_CTF_681LLLL_007.xml", State.SENT)


def test_admissions_file_is_read_like_a_ctf(cast):
    outcome = give(cast.efa, "681LLLL_ATF_6814990_001.xml", atf("681LLLL", "6814990", (TOMOS,)))
    assert (outcome.verdict, outcome.pupils, outcome.transfer.kind) == (UploadVerdict.ACCEPTED, 1, "admissions")


def test_admissions_file_under_a_ctfs_name_is_moved_with_a_yes(cast):
    outcome = give(cast.efa, "681LLLL_CTF_6814990_001.xml", atf("681LLLL", "6814990"))
    assert "transfer.moved" in codes(outcome)
    assert answers.say_yes(outcome.transfer, cast.efa, NOW).file_name == "681LLLL_ATF_6814990_001.xml"


def test_schools_admissions_file_for_a_school_is_refused_and_not_moved(cast):
    outcome = give(cast.alis, "6812990_CTF_6814990_001.xml", atf("6812990", "6814990"))
    assert codes(outcome) == ["ctf.admissions_file"]


def test_files_of_a_kind_that_a_colleague_does_not_collect_are_not_on_their_list(cast):
    from handover.portal.transfers.mailbox import find_transfer, to_collect

    census = give(cast.alis, "6812990_PLASC_681LLLL_001.xml").transfer
    generic = give(cast.alis, "6812990_681LLLL_a.zip", zipped({"a": b"x"})).transfer
    assert set(to_collect(cast.efa)) == {census, generic}
    assert set(to_collect(cast.idris)) == {generic}
    assert find_transfer(census.reference, cast.idris) is None


def test_several_files_can_be_collected_together_but_generic_zips_cannot(cast):
    zips = [give(cast.alis, f"6812990_681LLLL_{n}.zip", zipped({"a": n.encode()})).transfer for n in "ab"]
    records = [give(cast.alis, f"6812990_PLASC_681LLLL_00{n}.xml").transfer for n in (1, 2)]
    with pytest.raises(collecting.OneAtATime):
        collecting.start_collection([zips[0].reference, records[0].reference], cast.efa, NOW)
    assert collecting.start_collection([zips[0].reference], cast.efa, NOW)
    assert collecting.start_collection([record.reference for record in records], cast.efa, NOW)


def test_held_zip_goes_on_to_the_successor_under_its_own_text(cast):
    from datetime import date

    from handover.portal.transfers.successors import send_to_successor

    cast.glan_high.closed_on, cast.glan_high.successor = date(2026, 7, 31), cast.fern_academy
    cast.glan_high.save()
    outcome = give(cast.alis, "6812990_6814990_maps.zip", zipped({"a": b"x"}))
    assert outcome.transfer.stage is State.HELD
    child = send_to_successor(outcome.transfer, cast.alis, NOW)
    assert (child.kind, child.file_name) == ("generic", "6812990_9364990_maps.zip")


@pytest.mark.parametrize("written", ["{source}.xml", "{source}_{destination}_{number}/x.xml", "{who}_{destination}"])
def test_name_setting_that_cannot_be_one_stops_the_start(written):
    with pytest.raises(BadSetting, match="HANDOVER_NAMES_CFR"):
        read_config({"HANDOVER_MODE": "demo", "HANDOVER_NAMES_CFR": written})


def test_operator_can_say_what_the_schools_software_writes(cast, settings):
    names = ("{source}_COST{number}_{destination}.xml",)
    settings.CONFIG = type(settings.CONFIG)({**settings.CONFIG.values, "HANDOVER_NAMES_CFR": names})
    assert give(cast.alis, "6812990_cost004_681llll.XML").transfer.file_name == "6812990_COST004_681LLLL.xml"
    assert codes(give(cast.alis, "6812990_CFR_681LLLL_001.xml"))


def test_every_setting_that_a_kind_names_exists():
    for kind in KINDS.values():
        assert {kind.largest_school, kind.largest_la, kind.days, kind.names, kind.tells} - {None} <= set(SETTINGS)


def test_place_of_a_mailbox_is_known_by_its_form(cast):
    desks = {MailboxKind.SCHOOL, MailboxKind.AUTHORITY, MailboxKind.CENSUS, MailboxKind.ADMISSIONS}
    assert {mailbox_kind(person.mailbox) for person in cast.people if person.mailbox} == desks
    assert mailbox_kind("XXXXXXX") is mailbox_kind("MMMMMMM") is MailboxKind.LOST
    assert make_person("nia", "Nia", "school", cast.grug_primary).mailbox == "6602991"


def test_the_page_of_the_reference_says_of_each_kind_what_the_table_says():
    assert kinds_page() == approved("file-kinds.md")
