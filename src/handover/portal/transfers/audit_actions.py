"""What the audit log holds about files."""

from handover.common.text import Text
from handover.portal.audit.action import Action

ROWS = (
    Action("file.sent", Text("Sent a file", "Anfonwyd ffeil")),
    Action("file.resent", Text("Sent the same file again", "Anfonwyd yr un ffeil eto")),
    Action("file.asked", Text("Was asked about a file", "Gofynnwyd cwestiwn am ffeil")),
    Action("file.answered_yes", Text("Answered yes about a file", "Atebwyd ie am ffeil")),
    Action("file.answered_no", Text("Answered no about a file", "Atebwyd na am ffeil")),
    Action("file.refused", Text("Had a file refused", "Gwrthodwyd derbyn ffeil")),
    Action("file.held", Text("Had a file held", "Daliwyd ffeil yn ôl")),
    Action("file.redirected", Text("Redirected a file", "Ailgyfeiriwyd ffeil")),
    Action("file.lodged", Text("Lodged a lost pupil's file", "Rhoddwyd ffeil disgybl coll i gadw")),
    Action("file.seen", Text("Saw a file waiting", "Gwelwyd ffeil yn aros")),
    Action("file.opened", Text("Looked inside a file", "Edrychwyd y tu mewn i ffeil")),
    Action("file.printed", Text("Printed what is in a file", "Argraffwyd yr hyn sydd mewn ffeil")),
    Action(
        "file.exported",
        Text("Took what is in a file as a workbook", "Cymerwyd cynnwys ffeil fel llyfr gwaith"),
    ),
    Action("file.collected", Text("Collected a file", "Casglwyd ffeil")),
    Action("file.confirmed", Text("Confirmed a file", "Cadarnhawyd ffeil")),
    Action("file.returned", Text("Returned a file to the list", "Dychwelwyd ffeil i'r rhestr")),
    Action("file.rejected", Text("Rejected a file", "Gwrthodwyd ffeil")),
    Action("file.recalled", Text("Recalled a file", "Galwyd ffeil yn ôl")),
    Action("file.expired", Text("Expired a file", "Daeth cyfnod ffeil i ben")),
    Action("file.erased", Text("Erased a file", "Dilëwyd ffeil")),
    Action("file.cleared", Text("Removed a file that was not collected", "Tynnwyd ffeil nas casglwyd")),
    Action("file.forwarded", Text("Passed a file on", "Pasiwyd ffeil ymlaen")),
    Action("file.damaged", Text("Found a stored file damaged", "Canfuwyd ffeil wedi'i storio wedi'i difrodi")),
    Action("files.adopted", Text("Accepted a folder of files", "Derbyniwyd ffolder o ffeiliau")),
    Action("files.swept", Text("Had many files moved aside", "Symudwyd llawer o ffeiliau o'r neilltu")),
    Action(
        "file.pupils_seen", Text("Looked at whose records are in a file", "Edrychwyd ar gofnodion pwy sydd mewn ffeil")
    ),
    Action(
        "files.searched",
        Text("Searched the authority's files for a pupil", "Chwiliwyd ffeiliau'r awdurdod am ddisgybl"),
    ),
)
