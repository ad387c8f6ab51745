"""What people may be allowed to do for others who sign in."""

from handover.portal.web.access import Permission
from handover.portal.web.roles import KEEPERS, LEA_DBA, LEA_DBA_VIEW, LEA_SCHOOL, LEA_USER, NATIONAL, SCHOOL

INVITE = Permission("invite", "invite people", KEEPERS)
SEE_PEOPLE = Permission(
    "see_people",
    "see who can sign in, and the yearly check of them",
    KEEPERS | {LEA_DBA_VIEW},
)
CHANGE_PEOPLE = Permission("change_people", "change, close and delete accounts", KEEPERS)
CHECK_PEOPLE = Permission("check_people", "confirm the authority's list of people", frozenset({LEA_DBA}))
RUN_CHECKS = Permission("run_checks", "open the yearly check of people and see how it stands", frozenset({NATIONAL}))
EVERY_AUTHORITY = Permission("every_authority", "do all this for every authority", frozenset({NATIONAL}))
CHOOSE_OFFICE_EMAILS = Permission(
    "choose_office_emails",
    "choose how often and in which language e-mails come to the office's address",
    KEEPERS | {SCHOOL, LEA_USER, LEA_SCHOOL},
)

ROWS = (
    INVITE,
    SEE_PEOPLE,
    CHANGE_PEOPLE,
    CHECK_PEOPLE,
    RUN_CHECKS,
    EVERY_AUTHORITY,
    CHOOSE_OFFICE_EMAILS,
)
