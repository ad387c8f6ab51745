"""What the audit log holds about schools and authorities."""

from handover.common.text import Text
from handover.portal.audit.action import Action

ROWS = (
    Action("establishments.imported", Text("Imported establishments", "Mewnforiwyd sefydliadau")),
    Action("establishment.successor_set", Text("Named a successor", "Enwyd olynydd")),
    Action("establishment.email_set", Text("Changed an establishment's e-mail", "Newidiwyd e-bost sefydliad")),
    Action("establishment.added", Text("Added a school", "Ychwanegwyd ysgol")),
    Action(
        "establishment.changed",
        Text("Changed the details of a school or authority", "Newidiwyd manylion ysgol neu awdurdod"),
    ),
    Action("establishment.closed", Text("Closed a school", "Caewyd ysgol")),
    Action("establishment.reopened", Text("Opened a closed school again", "Ailagorwyd ysgol a oedd wedi cau")),
    Action("establishment.paused", Text("Made a school inactive", "Gwnaed ysgol yn anweithredol")),
    Action("establishment.resumed", Text("Made a school active", "Gwnaed ysgol yn weithredol")),
)
