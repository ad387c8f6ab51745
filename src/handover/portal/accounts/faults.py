"""What can be wrong with a person's particulars, as a table; each with its remedy (seed, 3.3 to 3.7)."""

from handover.common.problems import ProblemKind, Severity
from handover.common.text import Text

FAULTS: dict[str, ProblemKind] = {
    kind.code: kind
    for kind in (
        ProblemKind(
            "person.username_shape",
            Severity.ERROR,
            Text(
                "“{username}” cannot be a username.",
                "Ni all “{username}” fod yn enw defnyddiwr.",
            ),
            Text(
                "Use up to 60 letters and figures without accents or spaces, such as 681bjones. "
                "A full stop, a hyphen, an underline and @ may be inside it.",
                "Defnyddiwch hyd at 60 o lythrennau a rhifau heb acenion na bylchau, megis 681bjones. "
                "Caniateir atalnod llawn, cysylltnod, tanlinell ac @ y tu mewn iddo.",
            ),
        ),
        ProblemKind(
            "person.username_taken",
            Severity.ERROR,
            Text(
                "Somebody has the username “{username}” already.",
                "Mae'r enw defnyddiwr “{username}” gan rywun yn barod.",
            ),
            Text(
                "Choose another, for instance with a figure at its end.",
                "Dewiswch un arall, er enghraifft â rhif ar ei ddiwedd.",
            ),
        ),
        ProblemKind(
            "person.name_missing",
            Severity.ERROR,
            Text("The full name is missing.", "Mae'r enw llawn ar goll."),
            Text(
                "Enter first name and surname, up to 120 letters.",
                "Rhowch yr enw cyntaf a'r cyfenw, hyd at 120 llythyren.",
            ),
        ),
        ProblemKind(
            "person.email_shape",
            Severity.ERROR,
            Text("“{email}” is not an e-mail address.", "Nid yw “{email}” yn gyfeiriad e-bost."),
            Text("Enter an address in the form name@school.example.", "Rhowch gyfeiriad ar y ffurf enw@ysgol.example."),
        ),
        ProblemKind(
            "person.email_private",
            Severity.ERROR,
            Text(
                "“{domain}” is a private mail service.",
                "Gwasanaeth post preifat yw “{domain}”.",
            ),
            Text(
                "Enter the person's address at their school or authority.",
                "Rhowch gyfeiriad y person yn yr ysgol neu'r awdurdod.",
            ),
        ),
        ProblemKind(
            "person.role_unknown",
            Severity.ERROR,
            Text("There is no role “{role}”.", "Nid oes rôl “{role}”."),
            Text("Choose one of: {roles}.", "Dewiswch un o'r rhain: {roles}."),
        ),
        ProblemKind(
            "person.establishment_unknown",
            Severity.ERROR,
            Text("There is no school or authority {number}.", "Nid oes ysgol nac awdurdod {number}."),
            Text(
                "Check the number: seven figures for a school, such as 6814990, or three figures and LLLL for an "
                "authority, such as 681LLLL.",
                "Gwiriwch y rhif: saith ffigur i ysgol, megis 6814990, neu dri ffigur ac LLLL i awdurdod, megis "
                "681LLLL.",
            ),
        ),
        ProblemKind(
            "person.role_elsewhere",
            Severity.ERROR,
            Text("The role {role_name} belongs at {wanted}.", "Yn {wanted_cy} y mae'r rôl {role_name_cy} yn perthyn."),
            Text("Choose another role, or give another number.", "Dewiswch rôl arall, neu rhowch rif arall."),
        ),
        ProblemKind(
            "person.role_nowhere",
            Severity.ERROR,
            Text(
                "The role {role_name} belongs to no school or authority.",
                "Nid yw'r rôl {role_name_cy} yn perthyn i unrhyw ysgol nac awdurdod.",
            ),
            Text("Leave the number empty, or choose another role.", "Gadewch y rhif yn wag, neu dewiswch rôl arall."),
        ),
        ProblemKind(
            "person.closed_place",
            Severity.ERROR,
            Text("{name} ({number}) has closed.", "Mae {name} ({number}) wedi cau."),
            Text("Invite people to the school that took its place.", "Gwahoddwch bobl i'r ysgol a gymerodd ei lle."),
        ),
        ProblemKind(
            "person.yourself",
            Severity.ERROR,
            Text("This is your own account.", "Eich cyfrif chi yw hwn."),
            Text(
                "Ask another national administrator, so that nobody locks themselves out.",
                "Gofynnwch i weinyddwr cenedlaethol arall, fel nad oes neb yn cloi ei hun allan.",
            ),
        ),
    )
}
PRIVATE_MAIL = frozenset(
    {
        "aol.com",
        "btinternet.com",
        "gmail.com",
        "gmx.com",
        "googlemail.com",
        "hotmail.co.uk",
        "hotmail.com",
        "icloud.com",
        "live.co.uk",
        "live.com",
        "mail.com",
        "me.com",
        "msn.com",
        "outlook.com",
        "proton.me",
        "protonmail.com",
        "sky.com",
        "talktalk.net",
        "virginmedia.com",
        "yahoo.co.uk",
        "yahoo.com",
        "ymail.com",
    }
)
"""Mail services for private people; the seed prohibits them (section 3.7)."""
