"""What strangers send: each is named for what is wrong with it, and each is refused with its reason and place."""

import io
import subprocess
import sys
import tracemalloc

import pytest
from lxml import etree

from handover.sif import Options, UnreadableDocument, check_document, check_stream, read_objects, stream, write_object
from handover.sif.checks.single import locate
from handover.sif.specification import UK_NAMESPACE
from tests.sif.cases import one, sample
from tests.sif.endless import Endless

SUBJECT = (
    b'<TTSubject RefId="A8C3D5EE44B359D7510100AA001B7B89"><Code>MA</Code><Description>Maths</Description></TTSubject>'
)


def problems(data, **options):
    return [problem.code for problem in check_document(data, Options(**options)).problems]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        (b"<Code>MA</Code>", b"", "sif.missing"),
        (b"<Code>MA</Code>", b"<Code>MA</Code><Code>MA</Code>", "sif.repeated"),
        (b"<Code>MA</Code>", b"<Kode>MA</Kode>", "sif.unknown_element"),
        (
            b"<Code>MA</Code><Description>Maths</Description>",
            b"<Description>M</Description><Code>MA</Code>",
            "sif.order",
        ),
        (b"<Code>MA</Code>", b"<Code>MATHEMATICS</Code>", "sif.length"),
        (b"<Code>MA</Code>", b"<Code>M<b/>A</Code>", "sif.elements_inside"),
        (b"<Code>MA</Code>", b"stray<Code>MA</Code>", "sif.text_inside"),
        (b' RefId="A8C3D5EE44B359D7510100AA001B7B89"', b"", "sif.missing_attribute"),
        (b"<TTSubject ", b'<TTSubject Odd="1" ', "sif.unknown_attribute"),
        (b"A8C3", b"a8c3", "sif.pattern"),
        (b"<TTSubject ", b'<TTSubject xmlns="http://www.sifinfo.org/infrastructure/2.x" ', "sif.namespace"),
        (b"<Code>MA", b'<Code xmlns="urn:other">MA', "sif.namespace"),
        (
            b"<TTSubject ",
            b'<TTSubject xmlns:i="http://www.w3.org/2001/XMLSchema-instance" i:type="Odd" ',
            "sif.xsi_type",
        ),
        (SUBJECT, b"<TTSubjects/>", "sif.no_objects"),
        (SUBJECT, b"<All>" + SUBJECT + b"<Banana/></All>", "sif.unknown_object"),
        (SUBJECT, b"<All>" + SUBJECT * 2 + b"</All>", "sif.G2"),
        (SUBJECT, b"stray &gt; " + SUBJECT, "sif.stray_text"),
        (SUBJECT, SUBJECT + SUBJECT, "xml.after_end"),
        (SUBJECT, SUBJECT[:60], "xml.truncated"),
        (SUBJECT, b"", "xml.empty"),
        (SUBJECT, b"<!DOCTYPE a>" + SUBJECT, "xml.doctype"),
    ],
)
def test_a_wrong_document_is_refused_with_its_reason(old, new, code):
    assert old in SUBJECT
    found = problems(SUBJECT.replace(old, new))
    assert code in found


@pytest.mark.parametrize(
    ("codes", "paths"),
    [
        (b"<Code>MATHEMATICS</Code>", ["TTSubject/Code"]),
        (b"<Code>MATHEMATICS</Code><Code>MA</Code>", ["TTSubject/Code[1]", "TTSubject/Code[2]"]),
        (b"<Code>MA</Code><Code>MB</Code><Code>MC</Code>", ["TTSubject/Code[2]", "TTSubject/Code[3]"]),
    ],
)
def test_a_problem_says_which_of_several_elements_it_is_about_and_of_which_object(codes, paths):
    found = check_document(SUBJECT.replace(b"<Code>MA</Code>", codes)).problems
    assert [problem.path for problem in found] == paths
    assert {problem.values["ref_id"] for problem in found} == {"A8C3D5EE44B359D7510100AA001B7B89"}


@pytest.mark.parametrize(
    ("key", "told"),
    [
        (b'PersonRefId="B1"', "B1"),
        (b'LearnerPersonalRefId="C2"', "C2"),
        (b'RefId="" PersonRefId="D3"', "D3"),
        (b"", ""),
    ],
)
def test_an_object_without_a_ref_id_is_named_by_the_reference_that_is_its_key(key, told):
    found = check_document(b"<TTSubject " + key + b"><Kode/></TTSubject>").problems
    assert {problem.values["ref_id"] for problem in found} == {told}


def test_an_element_in_no_namespace_at_all_is_said_to_be_in_none():
    space = f'<TTSubject xmlns="{UK_NAMESPACE}" '.encode()
    data = SUBJECT.replace(b"<TTSubject ", space).replace(b"<Code>", b'<Code xmlns="">')
    [problem] = [each for each in check_document(data).problems if each.code == "sif.namespace"]
    assert (problem.values["namespace"], problem.values["expected"]) == ("“”", UK_NAMESPACE)


def test_changes_of_one_object_are_not_two_objects_with_one_key():
    assert problems(b"<All>" + SUBJECT * 2 + b"</All>", partial=True) == []


def test_an_object_that_is_wrong_in_itself_is_not_compared_with_others():
    wrong = SUBJECT.replace(b"<Code>MA</Code>", b"")
    assert problems(b"<All>" + wrong + SUBJECT + b"</All>") == ["sif.missing"]


def test_a_rule_about_the_text_of_an_element_is_broken_at_that_element():
    message = one("LearnerPersonal").AlertMsg.view(etree.fromstring('<AlertMsg Type="Other">Fridays</AlertMsg>'))
    assert locate(message, "value", None) == (message.xml_source, "")
    assert locate(message, "type", None) == (message.xml_source, "/@Type")


def test_the_namespace_may_be_there_or_not_and_may_have_a_prefix():
    bound = SUBJECT.replace(b"<TTSubject ", f'<TTSubject xmlns="{UK_NAMESPACE}" '.encode())
    prefixed = SUBJECT.replace(b"</", b"</s:").replace(b"<T", b"<s:T").replace(b"<C", b"<s:C").replace(b"<D", b"<s:D")
    prefixed = prefixed.replace(b"<s:TTSubject ", f'<s:TTSubject xmlns:s="{UK_NAMESPACE}" '.encode())
    for document in (SUBJECT, bound, prefixed):
        assert problems(document) == []
        assert [thing.code for thing in read_objects(document)] == ["MA"]


def test_all_faults_of_an_object_are_named_not_only_the_first():
    broken = SUBJECT.replace(b"<Code>MA</Code>", b"<Odd/>").replace(b"Maths", b"M" * 99).replace(b"A8C3", b"a8c3")
    assert sorted(problems(broken)) == ["sif.length", "sif.missing", "sif.pattern", "sif.unknown_element"]


def test_xsi_nil_empties_an_optional_element_of_a_partial_object_only():
    room = one("TTRoom", site_ref_id=None, nils=frozenset({"site_ref_id"}))
    assert problems(write_object(room), partial=True) == []
    assert problems(write_object(room)) == ["sif.nil_in_whole"]
    key = one("TTRoom", code=None, nils=frozenset({"code"}))
    assert problems(write_object(key), partial=True) == ["sif.nil"]
    assert read_objects(write_object(room))[0].nils == {"site_ref_id"}


def test_a_partial_object_may_leave_out_all_but_its_key():
    bare = b'<TTSubject RefId="A8C3D5EE44B359D7510100AA001B7B89"/>'
    assert problems(bare, partial=True) == []
    assert "sif.missing" in problems(bare)
    assert problems(b"<TTSubject/>", partial=True) == ["sif.missing_attribute"]


def test_an_entry_of_a_keyed_list_is_deleted_with_sif_action_in_a_partial_object():
    thing = one("LAInfo", phone_number_list=None)
    phone = '<PhoneNumberList><PhoneNumber Type="F" SIF_Action="Delete"><Number>029</Number></PhoneNumber></PhoneNumberList>'
    data = write_object(thing).replace(b"</LAInfo>", phone.encode() + b"</LAInfo>")
    assert problems(data, partial=True) == []
    assert problems(data) == ["sif.action_in_whole"]


def test_a_code_of_a_later_version_can_be_let_through_with_a_warning():
    thing = one("LearnerSchoolEnrolment", nc_year_group_actual="U")
    assert problems(write_object(thing)) == ["sif.code"]
    assert problems(write_object(thing), newer_codes=True) == ["sif.newer_code"]


def test_an_authority_that_was_reorganised_is_only_warned_about():
    report = check_document(one("LearnerPersonal", home_la="998"))
    assert [problem.code for problem in report.problems] == ["sif.open_code"]
    assert report.acceptable


def test_a_remark_that_the_schema_lists_as_a_value_is_only_warned_about():
    thing = one("SchoolInfo", gender_sixth_form="blank = HighestNCYear less than 12", nc_year_group_list=None)
    assert problems(write_object(thing)) == ["sif.defect_code"]


def test_a_reference_to_an_object_that_is_not_there_is_reported():
    session, learners = one("AssessmentSession"), one("AssessmentLearnerSet", ref_id="0" * 32)
    together = b"<All>" + write_object(learners) + write_object(session) + b"</All>"
    assert "sif.AssessmentSession-1" in problems(together, complete=True)
    assert "sif.reference_unseen" in problems(together)
    assert problems(write_object(session)) == []


def test_an_entity_bomb_is_refused_unread():
    bomb = b'<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><All><TTSubject>&b;</TTSubject></All>'
    assert problems(bomb) == ["xml.doctype"]
    assert [problem.code for problem in check_stream(io.BytesIO(bomb)).problems] == ["xml.doctype"]
    hidden = b"<!-- x --><?pi x?>" + bomb
    assert [problem.code for problem in check_stream(io.BytesIO(hidden)).problems] == ["xml.doctype"]
    wide = b"\xff\xfe" + bomb.decode().encode("utf-16-le")
    assert [problem.code for problem in check_stream(io.BytesIO(wide)).problems] == ["xml.doctype"]


def test_a_prolog_too_long_to_look_through_is_refused():
    long = b"<!--" + b" " * 70_000 + b"--><!DOCTYPE a>" + SUBJECT
    assert [problem.code for problem in check_stream(io.BytesIO(long)).problems] == ["xml.not_well_formed"]


def test_memory_does_not_grow_with_the_number_of_objects():
    piece = write_object(sample()["LearnerPersonal"][0]) * 20

    def peak(count):
        source = Endless(count, piece)
        tracemalloc.start()
        found = sum(1 for _ in stream(source))
        height = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert found == count * 20
        return height

    peak(2)
    assert peak(200) < 2 * peak(20)


def test_a_document_of_more_than_100_mb_is_checked_in_little_memory():
    done = subprocess.run([sys.executable, "-m", "tests.sif.endless"], capture_output=True, text=True, check=True)
    size, objects, problems, grown = map(int, done.stdout.split())
    assert size > 100_000_000
    assert objects > 50_000
    assert problems == 0
    assert grown < 20_000_000


def test_one_endless_piece_is_refused_before_the_memory_is_full():
    report = check_stream(Endless(40, b"<odd>" + b"x" * 1_000_000 + b"</odd>"))
    assert [problem.code for problem in report.problems] == ["sif.too_large"]


def test_lines_are_right_far_down_a_long_document():
    document = b"<All>\n" + (write_object(one("TTSubject")) + b"\n") * 1 + b"\n" * 70_000 + b"<TTSubject/></All>"
    assert max(problem.line for problem in check_document(document).problems) == 70_003


def test_problems_beyond_the_limit_are_counted_not_kept():
    report = check_document(b"<All>" + b"<TTSubject/>" * 50 + b"</All>", Options(limit=10))
    assert len(report.problems) == 10
    assert sum(report.counts.values()) > 100


def test_what_is_not_xml_cannot_be_read():
    with pytest.raises(UnreadableDocument, match=r"not well-formed|incomplete"):
        read_objects(b"<TTSubject")


def test_a_wrong_value_is_named_when_its_field_is_read():
    thing = read_objects(write_object(one("TermInfo")).replace(b"2025-09-01", b"soon"))[0]
    assert thing.term_code == "AUT"
    with pytest.raises(ValueError, match="start_date of TermInfo in line 1"):
        assert thing.start_date
