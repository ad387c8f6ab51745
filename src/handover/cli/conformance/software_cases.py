"""The cases in which a vendor's own software works in the county, and the run looks on with the other keys.

The software works for both schools: it sends what it is asked to send, fetches and acknowledges what waits, and reads notices.
What is provoked goes wrong for the software's requests; what becomes of it shows in the transfers.
"""

from collections.abc import Sequence
from functools import partial
from typing import Final

from handover.cli.conformance.case import CaseFinding, ConformanceCase
from handover.cli.conformance.own_cases import find_whether_sent
from handover.cli.conformance.stage import ConformanceStage
from handover.client import ApiTransfer
from handover.portal.training.places import CONFIRMING, NEW_SCHOOL, OLD_SCHOOL, REJECTING

TWICE: Final = 2
"""Something goes wrong so often: software that takes what is damaged for whole shows, since more was to come."""


def watch_arrival(stage: ConformanceStage) -> Sequence[CaseFinding]:
    """The software takes in a file from the old school."""
    sent = stage.send(NEW_SCHOOL)
    stage.wait_until(lambda: stage.state_of(sent) != "sent")
    return [find_whether_sent(sent), CaseFinding("state", stage.state_of(sent), "confirmed")]


def watch_arrival_against(stage: ConformanceStage, situation: str) -> Sequence[CaseFinding]:
    """The software takes in a file although something goes wrong, and acknowledges it only when it has it whole."""
    stage.new.provoke(situation, times=TWICE)
    sent = stage.send(NEW_SCHOOL)
    stage.wait_until(lambda: stage.state_of(sent) != "sent")
    left = sum(each == situation for each in stage.new.training()["armed"])
    return [
        find_whether_sent(sent),
        CaseFinding("state", stage.state_of(sent), "confirmed"),
        CaseFinding("acknowledged before it was whole", "yes" if left else "no", "no"),
    ]


def wait_for_new(stage: ConformanceStage, destination: str, situation: str = "") -> list[ApiTransfer]:
    """Have something go wrong with the software's next request, ask for a file to a school, and return those that came."""
    before = {each.reference for each in stage.old.outbox()}
    if situation:
        stage.new.provoke(situation, office=OLD_SCHOOL)

    def find_new() -> list[ApiTransfer]:
        if stage.old.training()["armed"]:
            return []  # a look of ours would take it off in the software's place
        there = [each for each in stage.old.outbox() if each.destination.number == destination]
        return [each for each in there if each.reference not in before]

    stage.tell(SEND.format(source=OLD_SCHOOL, destination=destination))
    stage.wait_until(lambda: bool(find_new()))
    return find_new()


SEND: Final = "Now have your software send a file from {source} to {destination}."


def watch_sending(stage: ConformanceStage) -> Sequence[CaseFinding]:
    """The software sends a file."""
    new = wait_for_new(stage, CONFIRMING)
    states = ", ".join(stage.old.head(each.reference).state for each in new)
    return [CaseFinding("files sent", str(len(new)), "1"), CaseFinding("state", states, "confirmed")]


def watch_sending_against(stage: ConformanceStage, situation: str) -> Sequence[CaseFinding]:
    """The software sends a file although something goes wrong, once."""
    new = wait_for_new(stage, CONFIRMING, situation)
    digests = {each.digest for each in new}
    return [CaseFinding("files sent", str(len(new)), "1"), CaseFinding("different files", str(len(digests)), "1")]


def watch_rejection(stage: ConformanceStage) -> Sequence[CaseFinding]:
    """The software learns that its file was rejected, and does not send it again."""
    new = wait_for_new(stage, REJECTING)
    references = {each.reference for each in new}

    def is_read() -> bool:
        there = [each.transfer.reference for each in stage.old.notices() if each.transfer is not None]
        return not references.intersection(there)

    read = bool(new) and stage.wait_until(is_read)
    again = [each for each in stage.old.outbox() if each.digest in {one.digest for one in new}]
    return [
        CaseFinding("notice acknowledged", "yes" if read else "no", "yes"),
        CaseFinding("times sent", str(len(again)), "1"),
    ]


SOFTWARE_CASES: Final = (
    ConformanceCase("file_waits", watch_arrival),
    *(
        ConformanceCase(key, partial(watch_arrival_against, situation=key))
        for key in ("cut_download", "damaged_download")
    ),
    ConformanceCase("confirmed", watch_sending),
    *(
        ConformanceCase(key, partial(watch_sending_against, situation=key))
        for key in ("too_many", "busy", "slow", "cut_answer")
    ),
    ConformanceCase("rejected_later", watch_rejection),
)
