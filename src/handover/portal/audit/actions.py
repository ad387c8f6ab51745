"""Every act that the audit log may hold, as a table: its code and what it is called on screen."""

from dataclasses import dataclass

from handover.common.text import Text


@dataclass(frozen=True, slots=True)
class Action:
    """One kind of act. `code` is stable: it is stored, and part of what the chain of hashes protects."""

    code: str
    name: Text


ACTIONS: dict[str, Action] = {
    code: Action(code, Text(en, cy))
    for code, en, cy in (
        # Files.
        ("file.sent", "Sent a file", "Anfonwyd ffeil"),
        ("file.resent", "Sent the same file again", "Anfonwyd yr un ffeil eto"),
        ("file.asked", "Was asked about a file", "Gofynnwyd cwestiwn am ffeil"),
        ("file.answered_yes", "Answered yes about a file", "Atebwyd ie am ffeil"),
        ("file.answered_no", "Answered no about a file", "Atebwyd na am ffeil"),
        ("file.refused", "Had a file refused", "Gwrthodwyd derbyn ffeil"),
        ("file.held", "Had a file held", "Daliwyd ffeil yn ôl"),
        ("file.redirected", "Redirected a file", "Ailgyfeiriwyd ffeil"),
        ("file.lodged", "Lodged a lost pupil's file", "Rhoddwyd ffeil disgybl coll i gadw"),
        ("file.seen", "Saw a file waiting", "Gwelwyd ffeil yn aros"),
        ("file.opened", "Looked inside a file", "Edrychwyd y tu mewn i ffeil"),
        ("file.collected", "Collected a file", "Casglwyd ffeil"),
        ("file.confirmed", "Confirmed a file", "Cadarnhawyd ffeil"),
        ("file.returned", "Returned a file to the list", "Dychwelwyd ffeil i'r rhestr"),
        ("file.rejected", "Rejected a file", "Gwrthodwyd ffeil"),
        ("file.recalled", "Recalled a file", "Galwyd ffeil yn ôl"),
        ("file.expired", "Expired a file", "Daeth cyfnod ffeil i ben"),
        ("file.erased", "Erased a file", "Dilëwyd ffeil"),
        ("file.cleared", "Removed a file that was not collected", "Tynnwyd ffeil nas casglwyd"),
        ("file.forwarded", "Passed a file on", "Pasiwyd ffeil ymlaen"),
        ("file.damaged", "Found a stored file damaged", "Canfuwyd ffeil wedi'i storio wedi'i difrodi"),
        ("files.adopted", "Accepted a folder of files", "Derbyniwyd ffolder o ffeiliau"),
        ("files.swept", "Had many files moved aside", "Symudwyd llawer o ffeiliau o'r neilltu"),
        ("file.pupils_seen", "Looked at whose records are in a file", "Edrychwyd ar gofnodion pwy sydd mewn ffeil"),
        ("files.searched", "Searched the authority's files for a pupil", "Chwiliwyd ffeiliau'r awdurdod am ddisgybl"),
        # Lost pupils.
        ("lost.searched", "Searched for a lost pupil", "Chwiliwyd am ddisgybl coll"),
        ("lost.viewed", "Looked at a lost pupil's details", "Edrychwyd ar fanylion disgybl coll"),
        ("lost.steps_confirmed", "Said that reasonable steps were taken", "Dywedwyd bod camau rhesymol wedi'u cymryd"),
        ("lost.collected", "Collected a lost pupil's file", "Casglwyd ffeil disgybl coll"),
        ("lost.arrived", "Said that a lost pupil's file arrived", "Dywedwyd bod ffeil disgybl coll wedi cyrraedd"),
        ("lost.put_back", "Put a file back into the store", "Rhoddwyd ffeil yn ôl yn y storfa"),
        ("lost.released", "Sent a lost pupil's file on to a school", "Anfonwyd ffeil disgybl coll ymlaen i ysgol"),
        ("lost.reopened", "Took a file back into the store", "Cymerwyd ffeil yn ôl i'r storfa"),
        ("lost.found", "Found a lost pupil", "Daethpwyd o hyd i ddisgybl coll"),
        ("lost.closed", "Closed a lost pupil's record", "Caewyd cofnod disgybl coll"),
        ("lost.removed", "Removed a file from the store", "Tynnwyd ffeil o'r storfa"),
        ("lost.linked", "Linked two uploads of one pupil", "Cysylltwyd dau lwythiad o'r un disgybl"),
        ("lost.kept", "Said that a pupil is still lost", "Dywedwyd bod disgybl yn dal ar goll"),
        ("search.braked", "Was stopped for searching too much", "Ataliwyd am chwilio gormod"),
        ("lost.search_kept", "Kept a search", "Cadwyd chwiliad"),
        ("lost.search_ended", "Ended a search", "Daeth chwiliad i ben"),
        ("lost.enquiry_prepared", "Prepared an enquiry about a pupil", "Paratowyd ymholiad am ddisgybl"),
        ("lost.enquiry_sent", "Sent an enquiry about a pupil", "Anfonwyd ymholiad am ddisgybl"),
        ("lost.exhausted", "Recorded a search as exhausted", "Cofnodwyd bod pob chwiliad wedi'i wneud"),
        ("lost.upn_given", "Worked out a UPN for a school", "Cyfrifwyd UPN i ysgol"),
        ("lost.matching_begun", "Began a matching with the census", "Dechreuwyd paru â'r cyfrifiad"),
        ("lost.matching_ended", "Ended a matching with the census", "Gorffennwyd paru â'r cyfrifiad"),
        ("lost.matching_decided", "Decided about a pair of the matching", "Penderfynwyd am bâr o'r paru"),
        ("lost.matches_listed", "Looked at what the matching found", "Edrychwyd ar yr hyn a ganfu'r paru"),
        ("lost.listed", "Looked at the authority's lost pupils", "Edrychwyd ar ddisgyblion coll yr awdurdod"),
        # Expected pupils.
        (
            "expected.listed",
            "Looked at the list of expected pupils",
            "Edrychwyd ar y rhestr o ddisgyblion disgwyliedig",
        ),
        ("expected.added", "Put pupils on the list of the expected", "Rhoddwyd disgyblion ar y rhestr ddisgwyl"),
        ("expected.removed", "Took a pupil off the list of the expected", "Tynnwyd disgybl oddi ar y rhestr ddisgwyl"),
        ("expected.asked", "Asked for an expected pupil's record", "Gofynnwyd am gofnod disgybl disgwyliedig"),
        # People.
        ("person.signed_in", "Signed in", "Mewngofnodwyd"),
        ("person.signed_out", "Signed out", "Allgofnodwyd"),
        ("person.timed_out", "Was signed out after a time", "Allgofnodwyd ar ôl amser"),
        ("person.sign_in_failed", "Failed to sign in", "Methwyd mewngofnodi"),
        ("person.locked_out", "Was locked out", "Clowyd y cyfrif"),
        ("person.invited", "Invited a person", "Gwahoddwyd person"),
        ("person.invited_again", "Sent an invitation again", "Anfonwyd gwahoddiad eto"),
        ("person.created", "Created a person", "Crëwyd person"),
        ("person.link_refused", "Had a link refused", "Gwrthodwyd dolen"),
        ("person.new_password_asked", "Asked for a new password", "Gofynnwyd am gyfrinair newydd"),
        ("person.password_chosen", "Chose a password", "Dewiswyd cyfrinair"),
        ("person.second_factor_added", "Set up the second step", "Gosodwyd yr ail gam"),
        ("person.second_factor_removed", "Removed the second step", "Dilëwyd yr ail gam"),
        ("person.recovery_code_used", "Used a recovery code", "Defnyddiwyd cod adfer"),
        ("person.recovery_codes_made", "Made new recovery codes", "Gwnaed codau adfer newydd"),
        ("person.session_ended", "Ended a session", "Daethpwyd â sesiwn i ben"),
        ("person.role_changed", "Changed a person's role", "Newidiwyd rôl person"),
        ("person.deactivated", "Closed a person's account", "Caewyd cyfrif person"),
        ("person.reactivated", "Opened a person's account again", "Ailagorwyd cyfrif person"),
        ("person.deleted", "Deleted a person's account", "Dilëwyd cyfrif person"),
        ("person.new_password_sent", "Sent a link for a new password", "Anfonwyd dolen am gyfrinair newydd"),
        ("check.opened", "Opened the yearly check of people", "Agorwyd gwiriad blynyddol y bobl"),
        (
            "check.decided",
            "Decided about a person in the yearly check",
            "Penderfynwyd ar berson yn y gwiriad blynyddol",
        ),
        ("check.confirmed", "Confirmed the list of people", "Cadarnhawyd y rhestr o bobl"),
        # Zones.
        ("zone.created", "Made a zone", "Crëwyd parth"),
        ("zone.rules_changed", "Changed the rules of a zone", "Newidiwyd rheolau parth"),
        ("zone.agent_added", "Added an agent to a zone", "Ychwanegwyd asiant at barth"),
        ("zone.agent_allowed", "Let an agent into a zone again", "Gadawyd asiant i mewn i barth eto"),
        ("zone.agent_closed", "Closed a zone to an agent", "Caewyd parth i asiant"),
        ("zone.agent_forgotten", "Forgot an agent", "Anghofiwyd asiant"),
        ("zone.agent_woken", "Had an agent tried again", "Rhoddwyd cynnig arall ar gyrraedd asiant"),
        ("zone.agent_released", "Ended the blocking of an agent", "Rhoddwyd terfyn ar atal asiant"),
        ("zone.message_set_aside", "Put a message of a queue aside", "Rhoddwyd neges mewn ciw o'r neilltu"),
        ("zone.certificate_set", "Set the certificate of an agent", "Gosodwyd tystysgrif asiant"),
        ("zone.key_made", "Made a key for an agent", "Gwnaed allwedd i asiant"),
        ("zone.key_withdrawn", "Withdrew the key of an agent", "Tynnwyd allwedd asiant yn ôl"),
        ("zone.rights_set", "Changed what an agent may do", "Newidiwyd yr hyn y caiff asiant ei wneud"),
        ("zone.letter_requeued", "Queued a dead letter again", "Rhoddwyd llythyr marw yn ôl yn y ciw"),
        ("zone.letter_discarded", "Threw a dead letter away", "Taflwyd llythyr marw"),
        ("zone.request_removed", "Closed an open request", "Caewyd cais agored"),
        ("zone.messages_searched", "Searched the messages of a zone", "Chwiliwyd drwy negeseuon parth"),
        ("zone.message_opened", "Looked inside a message", "Edrychwyd y tu mewn i neges"),
        ("zone.not_done", "Failed to change a zone", "Methwyd newid parth"),
        # Secure messages.
        ("message.sent", "Sent a message", "Anfonwyd neges"),
        ("message.read", "Read a message", "Darllenwyd neges"),
        ("message.deleted", "Deleted a message", "Dilëwyd neges"),
        ("template.saved", "Saved a template", "Cadwyd templed"),
        ("template.deleted", "Deleted a template", "Dilëwyd templed"),
        ("group.saved", "Saved an address group", "Cadwyd grŵp cyfeiriadau"),
        ("group.deleted", "Deleted an address group", "Dilëwyd grŵp cyfeiriadau"),
        # The phase transfer board.
        ("phase.file_put", "Put a file on the phase transfer board", "Rhoddwyd ffeil ar y bwrdd trosglwyddo"),
        ("phase.offers_brought", "Brought a list of offers", "Daethpwyd â rhestr gynigion"),
        ("phase.viewed", "Looked at the phase transfer board", "Edrychwyd ar y bwrdd trosglwyddo"),
        ("phase.sending_asked", "Shared out a year's records", "Rhannwyd cofnodion blwyddyn"),
        ("phase.decided", "Decided whose offer it is", "Penderfynwyd pwy biau'r cynnig"),
        (
            "phase.asked_again",
            "Let a file go again to a school that turned it away",
            "Gadawyd i ffeil fynd eto i ysgol a'i gwrthododd",
        ),
        # Background work.
        ("retention.ended", "Removed what had been kept long enough", "Tynnwyd yr hyn a gadwyd yn ddigon hir"),
        ("job.asked", "Had a job run at once", "Gofynnwyd am redeg tasg ar unwaith"),
        ("reminder.day_set", "Chose the day of the weekly reminder", "Dewiswyd diwrnod y nodyn atgoffa wythnosol"),
        # Reports.
        ("report.run", "Ran a report", "Rhedwyd adroddiad"),
        ("child.gathered", "Gathered what is held on a child", "Casglwyd yr hyn a gedwir am blentyn"),
        # Establishments, and the log itself.
        ("establishments.imported", "Imported establishments", "Mewnforiwyd sefydliadau"),
        ("establishment.successor_set", "Named a successor", "Enwyd olynydd"),
        ("establishment.email_set", "Changed an establishment's e-mail", "Newidiwyd e-bost sefydliad"),
        ("establishment.added", "Added a school", "Ychwanegwyd ysgol"),
        (
            "establishment.changed",
            "Changed the details of a school or authority",
            "Newidiwyd manylion ysgol neu awdurdod",
        ),
        ("establishment.closed", "Closed a school", "Caewyd ysgol"),
        ("establishment.reopened", "Opened a closed school again", "Ailagorwyd ysgol a oedd wedi cau"),
        ("establishment.paused", "Made a school inactive", "Gwnaed ysgol yn anweithredol"),
        ("establishment.resumed", "Made a school active", "Gwnaed ysgol yn weithredol"),
        (
            "authority.second_step_set",
            "Said who needs a second step",
            "Dywedwyd pwy sydd angen ail gam",
        ),
        ("audit.anchors_begun", "Began to note the end of the log", "Dechreuwyd nodi diwedd y cofnod"),
        ("audit.restored", "Put back a backup", "Rhoddwyd copi wrth gefn yn ôl"),
        ("audit.viewed", "Looked at the audit log", "Edrychwyd ar y cofnod archwilio"),
    )
}
