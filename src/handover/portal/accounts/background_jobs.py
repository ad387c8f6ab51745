"""What the worker does for accounts: what, how often, and the function that does it. Each may run twice without harm."""

from handover.common.text import Text
from handover.portal.accounts import check_reminders, invitations, links, people_import, session_store
from handover.portal.work.running import Job

ROWS = (
    Job(
        "send-password-links",
        Text("Send links for new passwords", "Anfon dolenni am gyfrineiriau newydd"),
        5,
        links.answer_requests,
        frequent=True,
    ),
    Job(
        "add-people",
        Text("Add the people of lists", "Ychwanegu pobl rhestri"),
        10,
        people_import.add_lists,
        frequent=True,
    ),
    Job(
        "send-invitations",
        Text("Send invitations that are due", "Anfon gwahoddiadau sy'n ddyledus"),
        10,
        invitations.send_due,
        frequent=True,
    ),
    Job(
        "yearly-check",
        Text("Remind authorities of the yearly check", "Atgoffa awdurdodau o'r gwiriad blynyddol"),
        3600,
        check_reminders.remind_authorities,
    ),
    Job(
        "clear-sessions",
        Text("Forget ended sessions", "Anghofio sesiynau sydd ar ben"),
        3600,
        session_store.forget_ended,
        removes=True,
    ),
)
