"""What the audit log holds about files."""

from handover.common.text import Text
from handover.portal.audit.action import Action

ROWS = (
    Action("file.sent", Text("Sent a file", "Anfonwyd ffeil"), Text("Sent", "Anfonwyd")),
    Action(
        "file.resent",
        Text("Sent the same file again", "Anfonwyd yr un ffeil eto"),
        Text("The same file was sent again", "Anfonwyd yr un ffeil eto"),
    ),
    Action(
        "file.asked",
        Text("Was asked about a file", "Gofynnwyd cwestiwn am ffeil"),
        Text("The site asked the sender a question", "Gofynnodd y wefan gwestiwn i'r anfonwr"),
    ),
    Action(
        "file.answered_yes",
        Text("Answered yes about a file", "Atebwyd y dylai ffeil fynd"),
        Text("The sender said yes", "Atebodd yr anfonwr y dylai'r ffeil fynd"),
    ),
    Action(
        "file.answered_no",
        Text("Answered no about a file", "Atebwyd na ddylai ffeil fynd"),
        Text("The sender said no", "Atebodd yr anfonwr na ddylai'r ffeil fynd"),
    ),
    Action(
        "file.scan_awaited",
        Text("Had a file held for the virus scanner", "Daliwyd ffeil yn ôl ar gyfer y sganiwr firysau"),
        Text("Held until the virus scanner looks at it", "Wedi'i dal yn ôl nes i'r sganiwr firysau edrych arni"),
    ),
    Action(
        "file.infected",
        Text("Dropped a file with a virus", "Gollyngwyd ffeil â firws"),
        Text("Dropped: the virus scanner found something", "Gollyngwyd: daeth y sganiwr firysau o hyd i rywbeth"),
    ),
    Action("file.refused", Text("Had a file refused", "Gwrthodwyd derbyn ffeil")),
    Action(
        "file.held",
        Text("Had a file held", "Daliwyd ffeil yn ôl"),
        Text("Held, because the school has closed", "Wedi'i dal yn ôl, oherwydd bod yr ysgol wedi cau"),
    ),
    Action(
        "file.redirected",
        Text("Redirected a file", "Ailgyfeiriwyd ffeil"),
        Text("Sent on to the school that took its place", "Anfonwyd ymlaen i'r ysgol a gymerodd ei lle"),
    ),
    Action(
        "file.lodged",
        Text("Lodged a lost pupil's file", "Rhoddwyd ffeil disgybl coll i gadw"),
        Text("Put into the lost pupil store", "Rhoddwyd yn y storfa disgyblion coll"),
    ),
    Action(
        "file.seen",
        Text("Saw a file waiting", "Gwelwyd ffeil yn aros"),
        Text("Looked at, but not downloaded", "Edrychwyd arni, ond heb ei lawrlwytho"),
    ),
    Action(
        "file.opened",
        Text("Looked inside a file", "Edrychwyd y tu mewn i ffeil"),
        Text("Read on the site", "Darllenwyd ar y wefan"),
    ),
    Action(
        "file.printed",
        Text("Printed what is in a file", "Argraffwyd yr hyn sydd mewn ffeil"),
        Text("Printed from the site", "Argraffwyd o'r wefan"),
    ),
    Action(
        "file.exported",
        Text("Took what is in a file as a workbook", "Cymerwyd cynnwys ffeil fel llyfr gwaith"),
        Text("Taken as a workbook", "Cymerwyd fel llyfr gwaith"),
    ),
    Action(
        "file.fetched",
        Text("Fetched a copy of a file", "Nolwyd copi o ffeil"),
        Text("A copy was fetched by software, not confirmed yet", "Nolwyd copi gan feddalwedd, heb ei gadarnhau eto"),
    ),
    Action("file.collected", Text("Collected a file", "Casglwyd ffeil"), Text("Collected", "Casglwyd")),
    Action(
        "file.confirmed",
        Text("Confirmed a file", "Cadarnhawyd ffeil"),
        Text("Confirmed: it arrived", "Cadarnhawyd: mae wedi cyrraedd"),
    ),
    Action(
        "file.returned",
        Text("Returned a file to the list", "Dychwelwyd ffeil i'r rhestr"),
        Text("Not arrived: back on the list", "Heb gyrraedd: yn ôl ar y rhestr"),
    ),
    Action("file.rejected", Text("Rejected a file", "Gwrthodwyd ffeil"), Text("Rejected", "Gwrthodwyd")),
    Action("file.recalled", Text("Recalled a file", "Galwyd ffeil yn ôl"), Text("Called back", "Galwyd yn ôl")),
    Action(
        "file.expired",
        Text("Expired a file", "Daeth cyfnod ffeil i ben"),
        Text("Nobody collected it in time", "Ni chasglodd neb hi mewn pryd"),
    ),
    Action(
        "file.erased",
        Text("Erased a file", "Dilëwyd ffeil"),
        Text("The stored copy was destroyed", "Dinistriwyd y copi a storiwyd"),
    ),
    Action(
        "file.cleared",
        Text("Removed a file that was not collected", "Tynnwyd ffeil nad oedd wedi'i chasglu"),
        Text("Removed by the authority", "Tynnwyd gan yr awdurdod"),
    ),
    Action(
        "file.forwarded",
        Text("Passed a file on", "Pasiwyd ffeil ymlaen"),
        Text("Sent on by the authority", "Anfonwyd ymlaen gan yr awdurdod"),
    ),
    Action(
        "file.damaged",
        Text("Found a stored file damaged", "Gwelwyd bod ffeil a storiwyd wedi'i difrodi"),
        Text("The stored copy was found damaged", "Gwelwyd bod y copi a storiwyd wedi'i ddifrodi"),
    ),
    Action("files.adopted", Text("Accepted a folder of files", "Derbyniwyd ffolder o ffeiliau")),
    Action("files.swept", Text("Had many files moved aside", "Symudwyd llawer o ffeiliau o'r neilltu")),
    Action(
        "files.moved", Text("Had the stored files moved to another place", "Symudwyd y ffeiliau a storiwyd i le arall")
    ),
    Action(
        "file.pupils_seen",
        Text("Looked at whose records are in a file", "Edrychwyd ar gofnodion pwy sydd mewn ffeil"),
        Text("Somebody looked whose records it holds", "Edrychodd rhywun ar gofnodion pwy sydd ynddi"),
    ),
    Action(
        "files.searched",
        Text("Searched the authority's files for a pupil", "Chwiliwyd ffeiliau'r awdurdod am ddisgybl"),
    ),
    Action(
        "files.listed",
        Text("Looked at a list of files with pupils' names", "Edrychwyd ar restr o ffeiliau ag enwau disgyblion"),
    ),
)
