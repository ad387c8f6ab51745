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
                "Defnyddiwch hyd at 60 o lythrennau a rhifau heb acenion na bylchau, fel 681bjones. Cewch roi "
                "atalnod llawn, cysylltnod, tanlinell ac @ y tu mewn iddo.",
            ),
        ),
        ProblemKind(
            "person.username_taken",
            Severity.ERROR,
            Text(
                "Somebody has the username “{username}” already.",
                "Mae rhywun arall eisoes yn defnyddio'r enw defnyddiwr “{username}”.",
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
                "Rhowch yr enw cyntaf a'r cyfenw, hyd at 120 o lythrennau.",
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
                "Gwiriwch y rhif: saith ffigur ar gyfer ysgol, fel 6814990, neu dri ffigur ac LLLL ar gyfer "
                "awdurdod, fel 681LLLL.",
            ),
        ),
        ProblemKind(
            "person.role_elsewhere",
            Severity.ERROR,
            Text(
                "The role {role_name} belongs at {wanted}.", "Mewn {wanted_cy} y mae'r rôl {role_name_cy} yn perthyn."
            ),
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
                "A national administrator other than you can do this, so that nobody locks themselves out.",
                "Gall gweinyddwr cenedlaethol heblaw chi wneud hyn, fel nad oes neb yn cloi ei hun allan.",
            ),
        ),
        ProblemKind(
            "person.other_authority",
            Severity.ERROR,
            Text("{number} does not belong to your authority.", "Nid yw {number} yn perthyn i'ch awdurdod chi."),
            Text(
                "Give the number of your authority or of one of its schools; they begin with {la}.",
                "Rhowch rif eich awdurdod neu un o'i ysgolion; maent yn dechrau â {la}.",
            ),
        ),
        ProblemKind(
            "person.role_reserved",
            Severity.ERROR,
            Text(
                "The role {role_name} is given and taken away by the national administrator alone.",
                "Dim ond y gweinyddwr cenedlaethol sy'n rhoi ac yn dileu'r rôl {role_name_cy}.",
            ),
            Text("Ask the national administrator.", "Gofynnwch i'r gweinyddwr cenedlaethol."),
        ),
        ProblemKind(
            "person.one_each",
            Severity.ERROR,
            Text(
                "{place} has its one {role_name} account already: {username}.",
                "{place}: mae'r unig gyfrif {role_name_cy} yno eisoes: {username}.",
            ),
            Text(
                "Close that account first, or give that person another role.",
                "Caewch y cyfrif hwnnw yn gyntaf, neu rhowch rôl arall i'r person hwnnw.",
            ),
        ),
        ProblemKind(
            "person.has_office",
            Severity.ERROR,
            Text("{name} has this role there already.", "Mae {name} wedi cael y rôl hon yno eisoes."),
            Text("Choose another role or another school.", "Dewiswch rôl arall neu ysgol arall."),
        ),
        ProblemKind(
            "person.works_elsewhere",
            Severity.ERROR,
            Text(
                "{name} also works where you are not the administrator, with the same account.",
                "Mae {name} hefyd yn gweithio lle nad chi yw'r gweinyddwr, gyda'r un cyfrif.",
            ),
            Text(
                "Ask the national administrator to change the account. A role at your own authority you can take away.",
                "Gofynnwch i'r gweinyddwr cenedlaethol newid y cyfrif. Gallwch gymryd rôl yn eich awdurdod eich hun oddi arno.",
            ),
        ),
        ProblemKind(
            "person.last_administrator",
            Severity.ERROR,
            Text(
                "{username} is the last national administrator who can sign in.",
                "{username} yw'r gweinyddwr cenedlaethol olaf sy'n gallu mewngofnodi.",
            ),
            Text("Invite another one first.", "Gwahoddwch un arall yn gyntaf."),
        ),
        ProblemKind(
            "person.closed",
            Severity.ERROR,
            Text("The account {username} is closed.", "Mae'r cyfrif {username} ar gau."),
            Text("Open it again first.", "Ailagorwch ef yn gyntaf."),
        ),
        ProblemKind(
            "person.deleted",
            Severity.ERROR,
            Text("The account {username} was deleted.", "Dilëwyd y cyfrif {username}."),
            Text(
                "Invite the person again, under another username.",
                "Gwahoddwch y person eto, o dan enw defnyddiwr arall.",
            ),
        ),
        ProblemKind(
            "person.nothing_new",
            Severity.ERROR,
            Text("Name and e-mail address are as they were.", "Mae'r enw a'r cyfeiriad e-bost fel yr oeddent."),
            Text("Change what is wrong.", "Newidiwch yr hyn sy'n anghywir."),
        ),
        ProblemKind(
            "wave.nobody",
            Severity.ERROR,
            Text("There is nobody to invite.", "Nid oes neb i'w wahodd."),
            Text(
                "All of them have come, or are not yours to invite.",
                "Mae pob un wedi dod, neu nid eich gwaith chi yw ei wahodd.",
            ),
        ),
        ProblemKind(
            "wave.until",
            Severity.ERROR,
            Text("The links cannot end on that day.", "Ni all y dolenni ddod i ben ar y diwrnod hwnnw."),
            Text("Choose a day from today to {last:date}.", "Dewiswch ddiwrnod rhwng heddiw a {last:date}."),
        ),
        ProblemKind(
            "wave.an_hour",
            Severity.ERROR,
            Text("That is no number of e-mails an hour.", "Nid yw hynny'n nifer o e-byst yr awr."),
            Text("Enter a number from 1 to {most}.", "Rhowch rif rhwng 1 a {most}."),
        ),
        ProblemKind(
            "check.opened_already",
            Severity.ERROR,
            Text(
                "The yearly check of {year} was opened on {day:date}.",
                "Agorwyd gwiriad blynyddol {year} ar {day:date}.",
            ),
            Text("See below how it stands.", "Isod gwelwch sut mae'n dod ymlaen."),
        ),
        ProblemKind(
            "check.due_day",
            Severity.ERROR,
            Text("The last day must be after today.", "Rhaid i'r diwrnod olaf fod ar ôl heddiw."),
            Text(
                "Give the authorities some weeks: they ask each of their schools.",
                "Rhowch rai wythnosau i'r awdurdodau: maent yn gofyn i bob un o'u hysgolion.",
            ),
        ),
        ProblemKind(
            "check.open_lines",
            Severity.ERROR,
            Text(
                "{count:# of the list still waits|# of the list still wait} for a decision.",
                "Pobl ar y rhestr sy'n dal i aros am benderfyniad: {count}.",
            ),
            Text(
                "Say for each person whether they stay; where the role is to change, change it.",
                "Dywedwch am bob person a yw'n aros; os yw'r rôl i newid, newidiwch hi.",
            ),
        ),
        ProblemKind(
            "check.confirmed_already",
            Severity.ERROR,
            Text(
                "The list was confirmed on {day:date} by {username}.",
                "Cafodd y rhestr ei chadarnhau ar {day:date} gan {username}.",
            ),
            Text("Nothing more need be done this year.", "Nid oes angen gwneud dim mwy eleni."),
        ),
    )
}
