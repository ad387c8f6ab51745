"""What the audit log holds about people."""

from handover.common.text import Text
from handover.portal.audit.action import Action

ROWS = (
    Action("person.signed_in", Text("Signed in", "Mewngofnodwyd")),
    Action("person.signed_out", Text("Signed out", "Allgofnodwyd")),
    Action("person.timed_out", Text("Was signed out after a time", "Allgofnodwyd ar ôl cyfnod")),
    Action("person.sign_in_failed", Text("Failed to sign in", "Methwyd mewngofnodi")),
    Action("person.locked_out", Text("Was locked out", "Clowyd y cyfrif")),
    Action("person.invited", Text("Invited a person", "Gwahoddwyd person")),
    Action("person.invited_again", Text("Sent an invitation again", "Anfonwyd gwahoddiad eto")),
    Action("person.created", Text("Created a person", "Crëwyd person")),
    Action("person.link_refused", Text("Had a link refused", "Gwrthodwyd dolen")),
    Action("person.new_password_asked", Text("Asked for a new password", "Gofynnwyd am gyfrinair newydd")),
    Action("person.emails_chosen", Text("Chose how often e-mails come", "Dewiswyd pa mor aml y daw e-byst")),
    Action(
        "establishment.emails_chosen",
        Text("Chose how often e-mails come to an office", "Dewiswyd pa mor aml y daw e-byst i swyddfa"),
    ),
    Action("person.password_chosen", Text("Chose a password", "Dewiswyd cyfrinair")),
    Action("person.second_factor_added", Text("Set up the second step", "Gosodwyd yr ail gam")),
    Action("person.second_factor_removed", Text("Removed the second step", "Dilëwyd yr ail gam")),
    Action("person.recovery_code_used", Text("Used a recovery code", "Defnyddiwyd cod adfer")),
    Action("person.recovery_codes_made", Text("Made new recovery codes", "Gwnaed codau adfer newydd")),
    Action("person.session_ended", Text("Ended a session", "Daethpwyd â sesiwn i ben")),
    Action("person.role_changed", Text("Changed a person's role", "Newidiwyd rôl person")),
    Action("person.outside_account_linked", Text("Linked an account elsewhere", "Cysylltwyd cyfrif mewn man arall")),
    Action(
        "person.outside_account_ended", Text("Ended the link with an account elsewhere", "Datgysylltwyd cyfrif arall")
    ),
    Action("person.office_chosen", Text("Chose where to work", "Dewiswyd lle i weithio")),
    Action("person.office_given", Text("Gave a person one more role", "Rhoddwyd rôl arall i berson")),
    Action("person.office_taken_away", Text("Took a role away from a person", "Cymerwyd rôl oddi ar berson")),
    Action(
        "person.office_joined",
        Text("Added an invitation to their own account", "Ychwanegwyd gwahoddiad at eu cyfrif eu hun"),
    ),
    Action("person.deactivated", Text("Closed a person's account", "Caewyd cyfrif person")),
    Action("person.reactivated", Text("Opened a person's account again", "Ailagorwyd cyfrif person")),
    Action("person.deleted", Text("Deleted a person's account", "Dilëwyd cyfrif person")),
    Action("person.new_password_sent", Text("Sent a link for a new password", "Anfonwyd dolen am gyfrinair newydd")),
    Action(
        "person.corrected",
        Text("Corrected a person's name or e-mail address", "Cywirwyd enw neu gyfeiriad e-bost person"),
    ),
    Action(
        "person.correction_asked",
        Text("Asked to have name or e-mail address corrected", "Gofynnwyd am gywiro enw neu gyfeiriad e-bost"),
    ),
    Action("people.imported", Text("Added people from a list", "Ychwanegwyd pobl o restr")),
    Action("invitations.started", Text("Had invitations sent", "Trefnwyd i anfon gwahoddiadau")),
    Action("invitations.stopped", Text("Stopped sending invitations", "Rhoddwyd y gorau i anfon gwahoddiadau")),
    Action("check.opened", Text("Opened the yearly check of people", "Agorwyd gwiriad blynyddol y bobl")),
    Action(
        "check.decided",
        Text("Decided about a person in the yearly check", "Penderfynwyd ar berson yn y gwiriad blynyddol"),
    ),
    Action(
        "check.rest_kept",
        Text(
            "Said in the yearly check that everybody else stays",
            "Dywedwyd yn y gwiriad blynyddol fod pawb arall yn aros",
        ),
    ),
    Action("check.confirmed", Text("Confirmed the list of people", "Cadarnhawyd y rhestr o bobl")),
    Action("authority.second_step_set", Text("Said who needs a second step", "Dywedwyd pwy sydd angen ail gam")),
)
