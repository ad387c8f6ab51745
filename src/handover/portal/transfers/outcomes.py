"""What became of files that were sent, in the order in which to read it: what needs the sender, what was not sent, the rest.

Within each part the files about which the same is said stand together, so that one answer can be given to all of them.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum

from handover.common.problems import Problem, Severity
from handover.portal.transfers.flow import LIVE, State
from handover.portal.transfers.intake import UploadOutcome, UploadVerdict
from handover.portal.transfers.models import Transfer


class OutcomePart(StrEnum):
    """A part of the answer to an upload; in this order."""

    ANSWER = "answer"
    REFUSED = "refused"
    WARNED = "warned"
    SENT = "sent"
    BEFORE = "before"


PART_OF_VERDICT = {
    UploadVerdict.ASKED: OutcomePart.ANSWER,
    UploadVerdict.HELD: OutcomePart.ANSWER,
    UploadVerdict.REFUSED: OutcomePart.REFUSED,
    UploadVerdict.DROPPED: OutcomePart.REFUSED,
    UploadVerdict.WARNED: OutcomePart.WARNED,
    UploadVerdict.ACCEPTED: OutcomePart.SENT,
    UploadVerdict.RESENT: OutcomePart.BEFORE,
}


@dataclass(frozen=True, slots=True)
class OutcomeGroup:
    """Files about which the same is said: `sort` is the codes of it."""

    part: OutcomePart
    sort: str
    outcomes: tuple[UploadOutcome, ...]

    @property
    def askable(self) -> bool:
        """Say whether these files wait for a yes or a no, which all of them can be given together."""
        return self.outcomes[0].verdict is UploadVerdict.ASKED

    def title(self, language: str) -> str:
        """Say what is the matter with all of them; what differs from file to file is left out."""
        leading = find_leading(self.outcomes[0])
        return outline_message(leading, language) if leading else ""

    def remedy(self, language: str) -> str:
        """Say what to do about all of them."""
        leading = find_leading(self.outcomes[0])
        return leading.remedy(language) if leading else ""


def find_leading(outcome: UploadOutcome) -> Problem | None:
    """Return the problem that says best what became of a file; None for one of which there is nothing to say."""
    found = list_leading(outcome)
    return found[0] if found else None


def list_leading(outcome: UploadOutcome) -> list[Problem]:
    """Return the problems that made the verdict: the questions of a file that waits, the errors of one that was refused."""
    if outcome.verdict is UploadVerdict.ASKED:
        return [problem for problem in outcome.worst_first if problem.kind.askable]
    if outcome.verdict is UploadVerdict.REFUSED:
        return [problem for problem in outcome.worst_first if problem.severity is Severity.ERROR]
    if outcome.verdict in (UploadVerdict.WARNED, UploadVerdict.HELD):
        return [problem for problem in outcome.worst_first if problem.severity is Severity.WARNING]
    return []


def outline_message(problem: Problem, language: str) -> str:
    """Return a problem's words with dots in place of what differs from file to file."""
    names = [*problem.values, *problem.wordings]
    told = problem.kind.message.say(language, **dict.fromkeys(names, "…")) if names else None
    return told.replace("….", "…") if told else problem.message(language)


def part_of(outcome: UploadOutcome, asking: Collection[int] = ()) -> OutcomePart:
    """Return where the answer to a file stands; `asking` are the transfers with a question about a lost pupil."""
    if outcome.transfer is not None and outcome.transfer.pk in asking:
        return OutcomePart.ANSWER
    return PART_OF_VERDICT[outcome.verdict]


def group_outcomes(outcomes: Iterable[UploadOutcome], asking: Collection[int] = ()) -> list[OutcomeGroup]:
    """Return answers by part and sort, those of a group in the order in which the files came."""
    found: dict[tuple[OutcomePart, str], list[UploadOutcome]] = {}
    for outcome in outcomes:
        codes = ",".join(sorted({problem.code for problem in list_leading(outcome)}))
        found.setdefault((part_of(outcome, asking), f"{outcome.verdict}:{codes}"), []).append(outcome)
    groups = [OutcomeGroup(part, sort, tuple(files)) for (part, sort), files in found.items()]
    return sorted(groups, key=lambda group: list(OutcomePart).index(group.part))


def count_parts(groups: Iterable[OutcomeGroup]) -> dict[str, int]:
    """Count the files of each part."""
    counts = dict.fromkeys((part.value for part in OutcomePart), 0)
    for group in groups:
        counts[group.part.value] += len(group.outcomes)
    return counts


def describe_answered(transfer: Transfer, told: tuple[Problem, ...] = ()) -> UploadOutcome:
    """Return the answer to a file as it stands now that its sender, or somebody else, has answered for it.

    Whoever said yes has read the warnings, which are not told again.
    """
    if transfer.stage is State.ASKING:
        verdict = UploadVerdict.ASKED
    elif transfer.stage is State.HELD:
        verdict = UploadVerdict.HELD
    elif transfer.stage in (State.SENT, State.LODGED) and not told:
        verdict = UploadVerdict.ACCEPTED
    else:
        verdict = UploadVerdict.RESENT if transfer.stage in LIVE else UploadVerdict.DROPPED
    return UploadOutcome(transfer.file_name, verdict, told, transfer.pupils, transfer)
