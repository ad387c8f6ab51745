"""What the worker does for transfers: what, how often, and the function that does it. Each may run twice without harm."""

from handover.common.text import Text
from handover.portal.transfers import noting
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
)
