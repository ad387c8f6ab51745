"""The laws of the bridge: what goes to the other format and comes back is the same but for the losses that were reported.

An ordinary run takes a few hundred records of a fixed seed; `make test-deep` takes 100,000 (`TESTS_PUPILS`).
"""

import os
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from itertools import chain
from pathlib import Path

import pytest
from lxml import etree

from handover.bridge import convert_to_ctf, convert_to_sif
from handover.bridge.equivalence import strip_positions
from handover.bridge.rows import RowPlan
from handover.ctf.checks import check_ctf
from handover.ctf.model import CommonTransferFile
from handover.ctf.reader import read_ctf
from handover.ctf.verdict import FileVerdict
from handover.ctf.writer import write_ctf
from handover.invented import invent_file, invent_pupils
from handover.invented.sif import invent_school
from handover.invented.sif.whole_learners import invent_whole_learners
from handover.invented.whole_records import invent_whole_files
from handover.sif import Options, check_document, check_together, write_object
from handover.sif.model import SifObject
from tests.bridge.round_trips import RoundTrip, bring_learner_back, bring_pupils_back
from tests.ctf.test_samples import GOOD

PUPILS = int(os.environ.get("TESTS_PUPILS", "200"))
FEWER = 1 if "TESTS_PUPILS" in os.environ else 2
"""An ordinary run takes fewer of a provider's records, which hold several times as much."""
SEED = int(os.environ.get("TESTS_SEED", "17"))
NOW = datetime(2026, 11, 30, 9, 30)  # noqa: DTZ001 - a CTF tells local time, without zone
TODAY = date(2026, 11, 30)
OFFICIAL = Path(__file__).parents[2].parent / "shared/reference/sif-uk-schema/SIF_Message.xsd.xml"
"""The schema that the specification's publisher gives; it is not ours to pass on."""
MESSAGE = (
    b'<SIF_Message xmlns="http://www.sifinfo.org/uk/infrastructure/2.x" Version="2.3"><SIF_Event><SIF_Header>'
    b"<SIF_MsgId>A8C3D5EE44B359D7510100AA001B7B89</SIF_MsgId><SIF_Timestamp>2026-11-30T12:00:00Z</SIF_Timestamp>"
    b'<SIF_SourceId>Handover</SIF_SourceId></SIF_Header><SIF_ObjectData><SIF_EventObject ObjectName="%b" Action="Add">'
    b"%b</SIF_EventObject></SIF_ObjectData></SIF_Event></SIF_Message>"
)


def ordinary_file() -> CommonTransferFile:
    pupils = invent_pupils(SEED, 40, "681", "2990", "6", date(2026, 7, 17))
    return invent_file("6812990", "6814990", pupils, NOW)


def sample_files() -> Iterator[CommonTransferFile]:
    for path in GOOD:
        document = read_ctf(path.read_bytes()).document
        assert document is not None
        yield document


def told(trips: Iterable[RoundTrip]) -> list[str]:
    """What nobody reported, in the words of whoever has to find it."""
    left = Counter[str]()
    for trip in trips:
        left.update(f"{each.path}: {each.before!r} became {each.after!r}" for each in trip.unexplained)
    return [f"{count} times {words}" for words, count in left.most_common(30)]


def test_a_file_comes_back_from_sif_as_it_was_but_for_the_losses_that_were_reported() -> None:
    files = invent_whole_files(SEED, PUPILS)
    assert told(chain.from_iterable(map(bring_pupils_back, files))) == []


@pytest.mark.parametrize(
    ("plan", "path"),
    [
        ("LearnerPersonal/PersonalInformation/Name", "Pupil/BasicDetails/MiddleNames"),
        ("LearnerContact", "Pupil/Contacts/Contact/Order"),
        ("LearnerAssessmentResult", "Pupil/StageAssessments/KeyStage/StageAssessment/Result"),
    ],
)
def test_a_row_of_the_table_that_gives_another_value_breaks_the_law(
    plan: str, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A law that could not fail would be worth nothing: here a converter loses one kind of value in silence."""
    whole = RowPlan.to_ctf

    def forgetful(self: RowPlan, *given: object, **more: object) -> dict[tuple[str, ...], object]:
        found = whole(self, *given, **more)  # type: ignore[arg-type]
        last = next(name for name in FORGOTTEN if path.endswith(name))
        return {way: value for way, value in found.items() if self.holder != plan or way[-1] != FORGOTTEN[last]}

    monkeypatch.setattr(RowPlan, "to_ctf", forgetful)
    left = {
        strip_positions(each.path)
        for file in invent_whole_files(SEED, 60)
        for trip in bring_pupils_back(file)
        for each in trip.unexplained
    }
    assert left == {path}


FORGOTTEN = {"MiddleNames": "middle_names", "Order": "order", "Result": "result"}


def test_only_a_pupil_of_whom_the_file_does_not_say_who_it_is_is_left_out_as_a_whole() -> None:
    for file in invent_whole_files(SEED, PUPILS):
        for pupil, trip in zip(file.pupils, bring_pupils_back(file), strict=True):
            nameless = None in (pupil.surname, pupil.forename, pupil.birth_date)
            assert trip.left_out == nameless


@pytest.mark.parametrize("file", [*sample_files(), ordinary_file()], ids=[*(path.name for path in GOOD), "a class"])
def test_a_sample_comes_back_from_sif_as_it_was_but_for_the_losses_that_were_reported(file: CommonTransferFile) -> None:
    assert told(bring_pupils_back(file)) == []


def test_what_a_provider_holds_comes_back_from_a_file_as_it_was_but_for_the_losses_that_were_reported() -> None:
    learners = invent_whole_learners(SEED, PUPILS // FEWER)
    assert told(bring_learner_back(objects, NOW) for objects in learners) == []


def sif_of(files: Iterable[CommonTransferFile]) -> Iterator[tuple[SifObject, ...]]:
    for file in files:
        yield convert_to_sif(file, offline=True).objects


def test_the_objects_that_come_out_are_valid_and_complete() -> None:
    for objects in sif_of(chain(invent_whole_files(SEED, PUPILS), sample_files(), [ordinary_file()])):
        for each in objects:
            report = check_document(write_object(each))
            assert report.acceptable, [problem.message() for problem in report.problems]
        together = check_together(iter([write_object(each) for each in objects]), Options(complete=True))
        assert together.acceptable, [problem.message() for problem in together.problems]


@pytest.mark.skipif(not OFFICIAL.exists(), reason="the official schema is not at hand")
def test_the_objects_that_come_out_are_valid_by_the_official_schema() -> None:
    schema = etree.XMLSchema(etree.parse(str(OFFICIAL)))
    for objects in sif_of(chain(invent_whole_files(SEED, min(PUPILS, 2000)), sample_files(), [ordinary_file()])):
        for each in objects:
            message = MESSAGE % (type(each).__name__.encode(), write_object(each))
            schema.validate(etree.fromstring(message))
            # Authorities are a closed list there; they are reorganised now and then, so that ours only warns.
            assert [str(fault) for fault in schema.error_log if "LAId" not in str(fault)] == []


def test_the_file_that_comes_out_is_accepted_when_it_says_who_the_learner_is() -> None:
    for objects in invent_whole_learners(SEED, PUPILS // FEWER):
        file = convert_to_ctf(objects, now=NOW).file
        report = check_ctf(write_ctf(file), None, today=TODAY)
        (pupil,) = file.pupils
        known = FileVerdict.REFUSE if pupil.birth_date is None else FileVerdict.ACCEPT
        assert report.verdict is known, [problem.message() for problem in report.problems]


def test_a_whole_school_of_a_zone_becomes_one_file_with_every_learner() -> None:
    objects = list(invent_school(SEED, learners=30, days=3))
    conversion = convert_to_ctf(objects, now=NOW)
    report = check_ctf(write_ctf(conversion.file), None, today=TODAY)
    assert (report.verdict, report.pupils) == (FileVerdict.ACCEPT, 30)
    upns = {each.upn for each in objects if type(each).__name__ == "LearnerPersonal"}
    assert {pupil.upn for pupil in conversion.file.pupils} == upns
