"""What the audit log holds about phase transfer boards."""

from handover.common.text import Text
from handover.portal.audit.action import Action

ROWS = (
    Action("phase.file_put", Text("Put a file on the phase transfer board", "Rhoddwyd ffeil ar y bwrdd trosglwyddo")),
    Action("phase.offers_brought", Text("Brought a list of offers", "Lanlwythwyd rhestr gynigion")),
    Action("phase.viewed", Text("Looked at the phase transfer board", "Edrychwyd ar y bwrdd trosglwyddo")),
    Action("phase.sending_asked", Text("Shared out a year's records", "Rhannwyd cofnodion blwyddyn")),
    Action("phase.decided", Text("Decided whose offer it is", "Penderfynwyd pwy biau'r cynnig")),
    Action("phase.placed", Text("Gave a pupil a school by hand", "Rhoddwyd ysgol i ddisgybl â llaw")),
    Action("phase.place_taken_back", Text("Took back a school given by hand", "Tynnwyd ysgol a roddwyd â llaw yn ôl")),
    Action(
        "phase.asked_again",
        Text("Let a file go again to a school that turned it away", "Gadawyd i ffeil fynd eto i ysgol a'i gwrthododd"),
    ),
)
