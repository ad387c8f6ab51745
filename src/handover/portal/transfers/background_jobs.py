"""What the worker does for transfers: what, how often, and the function that does it. Each may run twice without harm."""

from handover.common.text import Text
from handover.portal.transfers import noting, scan_holds
from handover.portal.work.running import Job

ROWS = (
    Job(
        "note-pupils",
        Text("Note the pupils of older files for the lists", "Nodi disgyblion ffeiliau hŷn ar gyfer y rhestrau"),
        60,
        noting.note_older_files,
        frequent=True,
        waits=noting.older_files_wait,
    ),
    Job(
        "scan-files",
        Text("Have held files scanned for viruses", "Sganio ffeiliau a ddaliwyd yn ôl am firysau"),
        60,
        scan_holds.scan_held_files,
        frequent=True,
        waits=scan_holds.unscanned_files_wait,
    ),
)
