"""The cases as our own client plays them: one for each situation of the table. Each says what it found."""

from collections.abc import Sequence
from contextlib import suppress
from hashlib import sha256
from typing import Final

from handover.cli.conformance.case import ConformanceCase, Finding
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


def find_sent(outcome: SendOutcome) -> Finding:
    """Return whether a file was taken."""
    return Finding("sent", "yes" if outcome.verdict in GOES else outcome.verdict, "yes")


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


def play_confirmed(stage: ConformanceStage) -> Sequence[Finding]:
    """A file arrives."""
    sent = stage.send(CONFIRMING)
    return [find_sent(sent), Finding("state", stage.state_of(sent), "confirmed")]


def play_rejected(stage: ConformanceStage) -> Sequence[Finding]:
    """A file is rejected later."""
    sent = stage.send(REJECTING)
    told = stage.old.head(reference_of(sent))
    return [
        find_sent(sent),
        Finding("state", told.state, "rejected"),
        Finding("reason given", "yes" if told.reason else "no", "yes"),
        Finding("notice", find_event(stage, sent), "reject"),
        Finding("notices left of it", find_event(stage, sent) or "none", "none"),
        Finding("times sent", count_sent_to(stage, sent), "1"),
    ]


def play_expiry(stage: ConformanceStage) -> Sequence[Finding]:
    """Nobody collects a file."""
    sent = stage.send(IDLE)
    stage.old.move_clock(days=80)
    for _ in range(MOST_MOVES):
        if stage.state_of(sent) == "expired":
            break
        stage.old.move_clock(days=20)
    return [
        find_sent(sent),
        Finding("state", stage.state_of(sent), "expired"),
        Finding("notice", find_event(stage, sent), "expire"),
    ]


def play_fetched_only(stage: ConformanceStage) -> Sequence[Finding]:
    """A copy is fetched and never acknowledged."""
    sent = stage.send(FETCHING)
    told = stage.old.head(reference_of(sent))
    return [
        find_sent(sent),
        Finding("state", told.state, "sent"),
        Finding("copy was fetched", "yes" if told.fetched_at else "no", "yes"),
    ]


def play_successor(stage: ConformanceStage) -> Sequence[Finding]:
    """The school has closed; its successor gets the file."""
    held = stage.send(SUCCEEDED)
    successor = stage.old.find_establishment(SUCCEEDED).successor
    stage.old.recall(reference_of(held))
    sent = stage.send(successor.number if successor else "")
    return [
        Finding("verdict", held.verdict, "held"),
        Finding("called back", stage.state_of(held), "recalled"),
        find_sent(sent),
    ]


def play_refusal(stage: ConformanceStage, destination: str, code: str) -> Sequence[Finding]:
    """A file is refused."""
    refused = stage.send(destination)
    codes = [problem.code for problem in refused.problems]
    return [
        Finding("verdict", refused.verdict, "refused"),
        Finding("problem", ", ".join(codes), code),
        Finding("remedy given", "yes" if all(problem.remedy for problem in refused.problems) else "no", "yes"),
    ]


def play_wrong_upn(stage: ConformanceStage) -> Sequence[Finding]:
    """A UPN is wrong: the check says so before anything is sent."""
    name, data = stage.make_file(NEW_SCHOOL)
    begin = data.index(b"<UPN>") + 5
    wrong = b"A" if data[begin : begin + 1] != b"A" else b"B"
    checked = stage.old.check(data[:begin] + wrong + data[begin + 1 :], name=name)
    found = [problem for problem in checked.problems if problem.code == "ctf.upn_check_letter"]
    return [
        Finding("problem", found[0].code if found else "none", "ctf.upn_check_letter"),
        Finding("pupil named", str(found[0].pupil if found else None), "1"),
    ]


def play_question(stage: ConformanceStage) -> Sequence[Finding]:
    """The site asks before it sends."""
    _, data = stage.make_file(NEW_SCHOOL)
    asked = stage.old.send(data, name=f"{OLD_SCHOOL}_CTF_{NEW_SCHOOL}_1.xml")
    waited = {each.reference for each in stage.new.inbox()}
    if asked.asked:
        stage.old.answer(reference_of(asked), "yes")
    return [
        Finding("verdict", asked.verdict, "asked"),
        Finding("sent before the answer", "yes" if reference_of(asked) in waited else "no", "no"),
        Finding("state after it", stage.state_of(asked), "sent"),
    ]


def play_sent_twice(stage: ConformanceStage) -> Sequence[Finding]:
    """The same file twice."""
    name, data = stage.make_file(NEW_SCHOOL)
    first, second = stage.old.send(data, name=name), stage.old.send(data, name=name)
    return [
        find_sent(first),
        Finding("second verdict", second.verdict, "resent"),
        Finding("times sent", count_sent_to(stage, first), "1"),
    ]


def play_email(stage: ConformanceStage) -> Sequence[Finding]:
    """An e-mail cannot be delivered."""
    sent = stage.send(UNREACHED)
    stage.old.move_clock(days=1)
    states = {
        str(each["state"])
        for each in stage.old.training_emails()
        if str(each["recipient"]).endswith("@bounces.invalid")
    }
    return [
        find_sent(sent),
        Finding("e-mail", ", ".join(sorted(states)), "given-up"),
        Finding("state", stage.state_of(sent), "sent"),
    ]


def take_in(stage: ConformanceStage, reference: str) -> list[Finding]:
    """Fetch a file, compare its digest and acknowledge it."""
    there = stage.new.head(reference)
    fetched = stage.new.fetch(reference, stage.folder)
    same = sha256(fetched.path.read_bytes()).hexdigest() == there.digest
    return [
        Finding("digest agrees", "yes" if same else "no", "yes"),
        Finding("state", stage.new.acknowledge(reference).state, "confirmed"),
    ]


def play_file_waits(stage: ConformanceStage) -> Sequence[Finding]:
    """A file is taken in."""
    reference = str(stage.new.provoke("file_waits")["transfer"])
    waits = reference in {each.reference for each in stage.new.inbox()}
    return [Finding("listed", "yes" if waits else "no", "yes"), *take_in(stage, reference)]


def play_called_back(stage: ConformanceStage) -> Sequence[Finding]:
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
        Finding("acknowledgement", code, "api.moved"),
        Finding("notice", ", ".join(each.event for each in events), "recall"),
    ]


def play_passing(stage: ConformanceStage, situation: str) -> Sequence[Finding]:
    """Something that passes stands in the way of sending; the client repeats."""
    stage.old.provoke(situation)
    sent = stage.send(NEW_SCHOOL)
    return [find_sent(sent), Finding("times sent", count_sent_to(stage, sent), "1")]


def play_cut_answer(stage: ConformanceStage) -> Sequence[Finding]:
    """The answer to a file that was sent does not arrive."""
    stage.old.provoke("cut_answer")
    sent = stage.send(NEW_SCHOOL)
    return [find_sent(sent), Finding("times sent", count_sent_to(stage, sent), "1")]


def play_download(stage: ConformanceStage, situation: str) -> Sequence[Finding]:
    """A download is not what it should be, and is fetched again."""
    reference = str(stage.new.provoke("file_waits")["transfer"])
    stage.new.provoke(situation)
    with suppress(DamagedDownload):
        stage.new.fetch(reference, stage.folder)
    left = list(stage.new.training()["armed"])
    return [Finding("provoked", "no" if left else "yes", "yes"), *take_in(stage, reference)]


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
