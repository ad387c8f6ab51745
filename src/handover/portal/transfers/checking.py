"""The checks alone: what would be said of a file if it were sent now. Nothing of it is kept."""

from dataclasses import dataclass
from datetime import date

from handover.common.problems import Problem
from handover.ctf.filename import NameReading
from handover.ctf.verdict import FileVerdict
from handover.portal.transfers.file_names import final_name
from handover.portal.transfers.intake import Incoming, UploadOutcome, ask_about_repair, asks, examine, same_name
from handover.portal.transfers.kinds import read_name
from handover.portal.transfers.senders import Sender


@dataclass(frozen=True, slots=True)
class FileCheck:
    """What was found. REPAIR: the file would go once its sender has said yes to what is asked."""

    verdict: FileVerdict
    reading: NameReading
    problems: tuple[Problem, ...]
    pupils: int


def check_file(file: Incoming, sender: Sender, today: date) -> FileCheck:
    """Check a file as if it were sent: its name, its content, its addresses, and whether its name was used before."""
    draft = examine(file, sender, today)
    if isinstance(draft, UploadOutcome):
        return FileCheck(FileVerdict.REFUSE, read_name(file.name), draft.problems, draft.pupils)
    name = final_name(draft.reading)
    problems = (*draft.problems, *same_name(sender.mailbox, name), *ask_about_repair(draft.reading, name))
    verdict = FileVerdict.REPAIR if any(asks(problem) for problem in problems) else FileVerdict.ACCEPT
    return FileCheck(verdict, draft.reading, problems, draft.report.pupils)
