"""What the audit log holds about lost pupils."""

from handover.common.text import Text
from handover.portal.audit.action import Action

ROWS = (
    Action("lost.searched", Text("Searched for a lost pupil", "Chwiliwyd am ddisgybl coll")),
    Action("lost.viewed", Text("Looked at a lost pupil's details", "Edrychwyd ar fanylion disgybl coll")),
    Action(
        "lost.steps_confirmed",
        Text("Said that reasonable steps were taken", "Dywedwyd bod camau rhesymol wedi'u cymryd"),
    ),
    Action("lost.collected", Text("Collected a lost pupil's file", "Casglwyd ffeil disgybl coll")),
    Action(
        "lost.arrived", Text("Said that a lost pupil's file arrived", "Dywedwyd bod ffeil disgybl coll wedi cyrraedd")
    ),
    Action("lost.put_back", Text("Put a file back into the store", "Rhoddwyd ffeil yn ôl yn y storfa")),
    Action(
        "lost.released", Text("Sent a lost pupil's file on to a school", "Anfonwyd ffeil disgybl coll ymlaen i ysgol")
    ),
    Action("lost.reopened", Text("Took a file back into the store", "Cymerwyd ffeil yn ôl i'r storfa")),
    Action("lost.found", Text("Found a lost pupil", "Daethpwyd o hyd i ddisgybl coll")),
    Action("lost.closed", Text("Closed a lost pupil's record", "Caewyd cofnod disgybl coll")),
    Action(
        "lost.cases_listed",
        Text("Looked at the cases of found pupils", "Edrychwyd ar achosion disgyblion y daethpwyd o hyd iddynt"),
    ),
    Action("lost.case_closed", Text("Closed the case of a found pupil", "Caewyd achos disgybl y daethpwyd o hyd iddo")),
    Action("lost.removed", Text("Removed a file from the store", "Tynnwyd ffeil o'r storfa")),
    Action(
        "lost.alike",
        Text(
            "Noted that two files are perhaps of the same pupil",
            "Nodwyd efallai mai am yr un disgybl y mae dwy ffeil",
        ),
    ),
    Action(
        "lost.alike_listed",
        Text("Looked at the pairs that are perhaps the same pupil", "Edrychwyd ar y parau a allai fod yr un disgybl"),
    ),
    Action(
        "lost.alike_viewed",
        Text("Looked at two files side by side", "Edrychwyd ar ddwy ffeil ochr yn ochr"),
    ),
    Action(
        "lost.alike_answered",
        Text("Said whether two files are of the same pupil", "Dywedwyd a yw dwy ffeil am yr un disgybl"),
    ),
    Action("lost.linked", Text("Linked two uploads of one pupil", "Cysylltwyd dau lanlwythiad o'r un disgybl")),
    Action("lost.unlinked", Text("Listed an upload by itself again", "Rhestrwyd lanlwythiad ar ei ben ei hun eto")),
    Action("lost.kept", Text("Said that a pupil is still lost", "Dywedwyd bod disgybl yn dal ar goll")),
    Action("search.braked", Text("Was stopped for searching too much", "Ataliwyd am chwilio gormod")),
    Action("lost.search_kept", Text("Kept a search", "Cadwyd chwiliad")),
    Action("lost.search_ended", Text("Ended a search", "Daeth chwiliad i ben")),
    Action("lost.enquiry_prepared", Text("Prepared an enquiry about a pupil", "Paratowyd ymholiad am ddisgybl")),
    Action("lost.enquiry_sent", Text("Sent an enquiry about a pupil", "Anfonwyd ymholiad am ddisgybl")),
    Action("lost.exhausted", Text("Recorded a search as exhausted", "Cofnodwyd bod pob chwiliad wedi'i wneud")),
    Action("lost.upn_given", Text("Worked out a UPN for a school", "Cyfrifwyd UPN i ysgol")),
    Action("lost.matching_begun", Text("Began a matching with the census", "Dechreuwyd paru â'r cyfrifiad")),
    Action("lost.matching_ended", Text("Ended a matching with the census", "Gorffennwyd paru â'r cyfrifiad")),
    Action("lost.matching_decided", Text("Decided about a pair of the matching", "Penderfynwyd am bâr o'r paru")),
    Action("lost.matching_reopened", Text("Took back a decision about a pair", "Tynnwyd penderfyniad am bâr yn ôl")),
    Action("lost.weights_changed", Text("Changed the weights of the matching", "Newidiwyd pwysau'r paru")),
    Action(
        "lost.weights_withdrawn",
        Text("Took back a change of the weights of the matching", "Tynnwyd newid ym mhwysau'r paru yn ôl"),
    ),
    Action("lost.match_viewed", Text("Looked at a pair of the matching", "Edrychwyd ar bâr o'r paru")),
    Action("lost.matches_listed", Text("Looked at what the matching found", "Edrychwyd ar ganlyniadau'r paru")),
    Action("lost.listed", Text("Looked at the authority's lost pupils", "Edrychwyd ar ddisgyblion coll yr awdurdod")),
)
