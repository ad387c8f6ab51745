"""The cases as our own client plays them: one for each situation of the table. Each says what it found."""

from collections.abc import Sequence
from contextlib import suppress
from hashlib import sha256
from typing import Final

from handover.cli.conformance.case import CaseFinding, ConformanceCase
from handover.cli.conformance.stage import ConformanceStage, reference_of
from handover.client import ApiProblem, DamagedDownload, SendOutcome
from handover.portal.training.places import (
    CLOSED,
    CONFIRMING,
    FETCHING,
    IDLE,
    NEW_SCHOOL,
    OLD_SCHOOL,
    REJECTING,
    SUCCEEDED,
    UNKNOWN,
    UNREACHED,
)

GOES: Final = ("accepted", "warned")
MOST_MOVES: Final = 12


def find_whether_sent(outcome: SendOutcome) -> CaseFinding:
    """Return whether a file was taken."""
    return CaseFinding("sent", "yes" if outcome.verdict in GOES else outcome.verdict, "yes")


def find_event(stage: ConformanceStage, outcome: SendOutcome) -> str:
    """Return what the notices say of a file, and acknowledge it; empty where they say nothing."""
    for notice in list(stage.old.notices()):
        if notice.transfer is not None and notice.transfer.reference == reference_of(outcome):
            stage.old.acknowledge_notice(notice.id)
            return notice.event
    return ""


def count_sent_to(stage: ConformanceStage, outcome: SendOutcome) -> str:
    """Return how many times the very bytes of a file stand among what was sent."""
    digest = outcome.transfer.digest if outcome.transfer else ""
    return str(sum(each.digest == digest for each in stage.old.outbox()))


def play_confirmed(stage: ConformanceStage) -> Sequence[CaseFinding]:
    """A file arrives."""
    sent = stage.send(CONFIRMING)
    return [find_whether_sent(sent), CaseFinding("state", stage.state_of(sent), "confirmed")]


def play_rejected(stage: ConformanceStage) -> Sequence[CaseFinding]:
    """A file is rejected later."""
    sent = stage.send(REJECTING)
    told = stage.old.head(reference_of(sent))
    return [
        find_whether_sent(sent),
        CaseFinding("state", told.state, "rejected"),
        CaseFinding("reason given", "yes" if told.reason else "no", "yes"),
        CaseFinding("notice", find_event(stage, sent), "reject"),
        CaseFinding("notices left of it", find_event(stage, sent) or "none", "none"),
        CaseFinding("times sent", count_sent_to(stage, sent), "1"),
    ]


def play_expiry(stage: ConformanceStage) -> Sequence[CaseFinding]:
    """Nobody collects a file."""
    sent = stage.send(IDLE)
    stage.old.move_clock(days=80)
    for _ in range(MOST_MOVES):
        if stage.state_of(sent) == "expired":
            break
        stage.old.move_clock(days=20)
    return [
        find_whether_sent(sent),
        CaseFinding("state", stage.state_of(sent), "expired"),
        CaseFinding("notice", find_event(stage, sent), "expire"),
    ]


def play_fetched_only(stage: ConformanceStage) -> Sequence[CaseFinding]:
    """A copy is fetched and never acknowledged."""
    sent = stage.send(FETCHING)
    told = stage.old.head(reference_of(sent))
    return [
        find_whether_sent(sent),
        CaseFinding("state", told.state, "sent"),
        CaseFinding("copy was fetched", "yes" if told.fetched_at else "no", "yes"),
    ]


def play_successor(stage: ConformanceStage) -> Sequence[CaseFinding]:
    """The school has closed; its successor gets the file."""
    held = stage.send(SUCCEEDED)
    successor = stage.old.find_establishment(SUCCEEDED).successor
    stage.old.recall(reference_of(held))
    sent = stage.send(successor.number if successor else "")
    return [
        CaseFinding("verdict", held.verdict, "held"),
        CaseFinding("called back", stage.state_of(held), "recalled"),
        find_whether_sent(sent),
    ]


def play_refusal(stage: ConformanceStage, destination: str, code: str) -> Sequence[CaseFinding]:
    """A file is refused."""
    refused = stage.send(destination)
    codes = [problem.code for problem in refused.problems]
    return [
        CaseFinding("verdict", refused.verdict, "refused"),
        CaseFinding("problem", ", ".join(codes), code),
        CaseFinding("remedy given", "yes" if all(problem.remedy for problem in refused.problems) else "no", "yes"),
    ]


def play_wrong_upn(stage: ConformanceStage) -> Sequence[CaseFinding]:
    """A UPN is wrong: the check says so before anything is sent."""
    name, data = stage.make_file(NEW_SCHOOL)
    begin = data.index(b"<UPN>") + 5
    wrong = b"A" if data[begin : begin + 1] != b"A" else b"B"
    checked = stage.old.check(data[:begin] + wrong + data[begin + 1 :], name=name)
    found = [problem for problem in checked.problems if problem.code == "ctf.upn_check_letter"]
    return [
        CaseFinding("problem", found[0].code if found else "none", "ctf.upn_check_letter"),
        CaseFinding("pupil named", str(found[0].pupil if found else None), "1"),
    ]


def play_question(stage: ConformanceStage) -> Sequence[CaseFinding]:
    """The site asks before it sends."""
    _, data = stage.make_file(NEW_SCHOOL)
    asked = stage.old.send(data, name=f"{OLD_SCHOOL}_CTF_{NEW_SCHOOL}_1.xml")
    waited = {each.reference for each in stage.new.inbox()}
    if asked.asked:
        stage.old.answer(reference_of(asked), "yes")
    return [
        CaseFinding("verdict", asked.verdict, "asked"),
        CaseFinding("sent before the answer", "yes" if reference_of(asked) in waited else "no", "no"),
        CaseFinding("state after it", stage.state_of(asked), "sent"),
    ]


def play_sent_twice(stage: ConformanceStage) -> Sequence[CaseFinding]:
    """The same file twice."""
    name, data = stage.make_file(NEW_SCHOOL)
    first, second = stage.old.send(data, name=name), stage.old.send(data, name=name)
    return [
        find_whether_sent(first),
        CaseFinding("second verdict", second.verdict, "resent"),
        CaseFinding("times sent", count_sent_to(stage, first), "1"),
    ]


def play_email(stage: ConformanceStage) -> Sequence[CaseFinding]:
    """An e-mail cannot be delivered."""
    sent = stage.send(UNREACHED)
    stage.old.move_clock(days=1)
    states = {
        str(each["state"])
        for each in stage.old.training_emails()
        if str(each["recipient"]).endswith("@bounces.invalid")
    }
    return [
        find_whether_sent(sent),
        CaseFinding("e-mail", ", ".join(sorted(states)), "given-up"),
        CaseFinding("state", stage.state_of(sent), "sent"),
    ]


def take_in_file(stage: ConformanceStage, reference: str) -> list[CaseFinding]:
    """Fetch a file, compare its digest and acknowledge it."""
    there = stage.new.head(reference)
    fetched = stage.new.fetch(reference, stage.folder)
    same = sha256(fetched.path.read_bytes()).hexdigest() == there.digest
    return [
        CaseFinding("digest agrees", "yes" if same else "no", "yes"),
        CaseFinding("state", stage.new.acknowledge(reference).state, "confirmed"),
    ]


def play_file_waits(stage: ConformanceStage) -> Sequence[CaseFinding]:
    """A file is taken in."""
    reference = str(stage.new.provoke("file_waits")["transfer"])
    waits = reference in {each.reference for each in stage.new.inbox()}
    return [CaseFinding("listed", "yes" if waits else "no", "yes"), *take_in_file(stage, reference)]


def play_called_back(stage: ConformanceStage) -> Sequence[CaseFinding]:
    """A file is called back between the copy and the acknowledgement."""
    reference = str(stage.new.provoke("file_waits")["transfer"])
    stage.new.fetch(reference, stage.folder)
    stage.new.provoke("called_back")
    code = "none"
    try:
        stage.new.acknowledge(reference)
    except ApiProblem as refused:
        code = refused.code
    events = [
        each for each in stage.new.notices() if each.transfer is not None and each.transfer.reference == reference
    ]
    for each in events:
        stage.new.acknowledge_notice(each.id)
    return [
        CaseFinding("acknowledgement", code, "api.moved"),
        CaseFinding("notice", ", ".join(each.event for each in events), "recall"),
    ]


def play_passing(stage: ConformanceStage, situation: str) -> Sequence[CaseFinding]:
    """Something that passes stands in the way of sending; the client repeats."""
    stage.old.provoke(situation)
    sent = stage.send(NEW_SCHOOL)
    return [find_whether_sent(sent), CaseFinding("times sent", count_sent_to(stage, sent), "1")]


def play_cut_answer(stage: ConformanceStage) -> Sequence[CaseFinding]:
    """The answer to a file that was sent does not arrive."""
    stage.old.provoke("cut_answer")
    sent = stage.send(NEW_SCHOOL)
    return [find_whether_sent(sent), CaseFinding("times sent", count_sent_to(stage, sent), "1")]


def play_download(stage: ConformanceStage, situation: str) -> Sequence[CaseFinding]:
    """A download is not what it should be, and is fetched again."""
    reference = str(stage.new.provoke("file_waits")["transfer"])
    stage.new.provoke(situation)
    with suppress(DamagedDownload):
        stage.new.fetch(reference, stage.folder)
    left = list(stage.new.training()["armed"])
    return [CaseFinding("provoked", "no" if left else "yes", "yes"), *take_in_file(stage, reference)]


OWN_CASES: Final = (
    ConformanceCase("confirmed", play_confirmed),
    ConformanceCase("rejected_later", play_rejected),
    ConformanceCase("never_acknowledged", play_fetched_only),
    ConformanceCase("closed_successor", play_successor),
    ConformanceCase("closed", lambda stage: play_refusal(stage, CLOSED, "transfer.closed_destination")),
    ConformanceCase("unknown_school", lambda stage: play_refusal(stage, UNKNOWN, "transfer.unknown_destination")),
    ConformanceCase("wrong_upn", play_wrong_upn),
    ConformanceCase("question", play_question),
    ConformanceCase("sent_twice", play_sent_twice),
    ConformanceCase("file_waits", play_file_waits),
    ConformanceCase("called_back", play_called_back),
    ConformanceCase("too_many", lambda stage: play_passing(stage, "too_many")),
    ConformanceCase("busy", lambda stage: play_passing(stage, "busy")),
    ConformanceCase("slow", lambda stage: play_passing(stage, "slow")),
    ConformanceCase("cut_answer", play_cut_answer),
    ConformanceCase("cut_download", lambda stage: play_download(stage, "cut_download")),
    ConformanceCase("damaged_download", lambda stage: play_download(stage, "damaged_download")),
    # The last: they move the clock.
    ConformanceCase("email_fails", play_email),
    ConformanceCase("never_collected", play_expiry),
)
