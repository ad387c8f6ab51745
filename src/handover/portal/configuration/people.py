"""How people sign in, who is invited, and whom they may ask."""

from handover.portal.configuration.parsing import parse_choice, parse_list, parse_positive
from handover.portal.configuration.setting import SettingGroup, setting


class PeopleSettings(SettingGroup):
    """How people sign in, who is invited, and whom they may ask."""

    idle_minutes = setting(
        "HANDOVER_IDLE_MINUTES", parse_positive, "30", "Minutes without a click after which a person is signed out."
    )
    session_hours = setting(
        "HANDOVER_SESSION_HOURS", parse_positive, "10", "Hours after which a person signs in again, busy or not."
    )
    lockout_tries = setting(
        "HANDOVER_LOCKOUT_TRIES",
        parse_positive,
        "5",
        "Wrong passwords for one name from one address after which the next must wait. The name is not closed to its person: "
        "another address, a browser used before, and the link of an e-mail let in.",
    )
    lockout_minutes = setting(
        "HANDOVER_LOCKOUT_MINUTES",
        parse_positive,
        "15",
        "Minutes after which all these tries are there again, one after the other.",
    )
    address_tries = setting(
        "HANDOVER_ADDRESS_TRIES",
        parse_positive,
        "50",
        "Wrong passwords from one address, whatever the names, after which the next must wait; thirty more an hour. The "
        "people of a school often share one address.",
    )
    second_step = setting(
        "HANDOVER_SECOND_STEP",
        parse_choice("roles", "everybody"),
        "roles",
        "Who must have a second step at sign-in: the `roles` that the table of roles says and whom an authority asks, or "
        "`everybody`.",
    )
    invitation_hours = setting(
        "HANDOVER_INVITATION_HOURS", parse_positive, "72", "Hours for which an invitation link works, once."
    )
    invitations_an_hour = setting(
        "HANDOVER_INVITATIONS_AN_HOUR",
        parse_positive,
        "300",
        "Invitations an hour that a wave sends, unless somebody chooses another number: what the mail server bears.",
    )
    invitation_most_days = setting(
        "HANDOVER_INVITATION_MOST_DAYS",
        parse_positive,
        "120",
        "Days after which the links of a wave of invitations end at the latest, whatever day is chosen for it.",
    )
    absent_days = setting(
        "HANDOVER_ABSENT_DAYS",
        parse_positive,
        "180",
        "Days without signing in after which the yearly check shows a person among those to look at first.",
    )
    private_mail = setting(
        "HANDOVER_PRIVATE_MAIL",
        parse_list,
        "",
        "More private mail services to which nobody is invited, separated by commas, beside the list of the product.",
    )
    help_contact = setting(
        "HANDOVER_HELP_CONTACT",
        str,
        "",
        "Whom to ask, as it stands at the foot of every e-mail: a name, an address, a telephone number. Empty: the contact of "
        "the reader's authority, else the national one.",
    )
    national_name = setting(
        "HANDOVER_NATIONAL_NAME",
        str,
        "",
        "Whom to ask nationally, as the page of contacts names them; empty for the national administrators' names.",
    )
    national_email = setting("HANDOVER_NATIONAL_EMAIL", str, "", "The national contact's e-mail address.")
    national_telephone = setting("HANDOVER_NATIONAL_TELEPHONE", str, "", "The national contact's telephone number.")
