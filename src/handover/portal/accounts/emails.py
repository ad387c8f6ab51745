"""The e-mails about people: to whom, and their words in both languages (seed, section 4.2)."""

from handover.common.text import Text
from handover.portal.notices.kind import TO_ADMINISTRATOR, TO_ADMINISTRATORS, TO_PERSON, Audience, NoticeKind

TO_PERSON_TWICE = Audience(
    Text("the person, at the old and the new address", "y person, yn yr hen gyfeiriad a'r un newydd"), TO_PERSON.why
)

ROWS = (
    NoticeKind(
        "invited",
        TO_PERSON,
        Text(
            "{inviter} invites you to Handover, for {office}",
            "Gwahoddiad i Trosglwyddo: {office_cy} (gan: {inviter_cy})",
        ),
        Text(
            "{inviter} has invited you to Handover, to work there for {office}.\n\nHandover is the site on which schools and "
            "local authorities send each other the records of pupils who move.\n\nOpen this link once, by {until:date}, "
            "to choose your password: {url}\n\nYou will be asked for your username, which you are given separately. If you "
            "do not expect this, ask {inviter} before you open the link.",
            "Mae {inviter_cy} wedi'ch gwahodd i Trosglwyddo. Byddwch yn gweithio yno ar ran: {office_cy}.\n\n"
            "Trosglwyddo yw'r wefan lle mae ysgolion ac awdurdodau lleol yn anfon cofnodion disgyblion sy'n symud at "
            "ei gilydd.\n\nAgorwch y ddolen hon unwaith, erbyn {until:date}, i ddewis eich cyfrinair: {url}\n\nBydd "
            "y wefan yn gofyn am eich enw defnyddiwr, y byddwch yn ei gael ar wahân. Os nad ydych yn disgwyl hyn, "
            "gofynnwch i'r sawl a'ch gwahoddodd cyn agor y ddolen: {inviter_cy}.",
        ),
        secret=True,
        waits=False,
    ),
    NoticeKind(
        "password_changed",
        TO_PERSON,
        Text("Your password was changed", "Newidiwyd eich cyfrinair"),
        Text(
            "The password of your Handover account was changed just now. If it was you, you need do nothing.\n\n"
            "If it was not you, ask for a new password at once, and tell your local authority: {url}",
            "Cafodd cyfrinair eich cyfrif Trosglwyddo ei newid gynnau. Os chi a'i newidiodd, nid oes angen i chi "
            "wneud dim.\n\nOs nad chi a'i newidiodd, gofynnwch am gyfrinair newydd ar unwaith, a dywedwch wrth eich "
            "awdurdod lleol: {url}",
        ),
        waits=False,
    ),
    NoticeKind(
        "second_step_changed",
        TO_PERSON,
        Text("The second step of your account was changed", "Newidiwyd ail gam eich cyfrif"),
        Text(
            "The second step of your Handover account was set up or removed just now. If you know about it, you "
            "need do nothing.\n\nIf not, ask for a new password at once, and tell your local authority: {url}",
            "Cafodd ail gam eich cyfrif Trosglwyddo ei osod neu ei ddileu gynnau. Os ydych yn gwybod am hyn, nid oes "
            "angen i chi wneud dim.\n\nOs nad ydych, gofynnwch am gyfrinair newydd ar unwaith, a dywedwch wrth eich "
            "awdurdod lleol: {url}",
        ),
        waits=False,
    ),
    NoticeKind(
        "outside_account_changed",
        TO_PERSON,
        Text("How you sign in to Handover was changed", "Newidiwyd sut rydych yn mewngofnodi i Trosglwyddo"),
        Text(
            "Signing in to your Handover account with an account elsewhere was set up or removed just now. If you know about "
            "it, you need do nothing.\n\nIf not, ask for a new password at once, and tell your local authority: {url}",
            "Mae'r modd o fewngofnodi i'ch cyfrif Trosglwyddo gyda chyfrif o fan arall newydd gael ei osod neu ei "
            "ddileu. Os ydych yn gwybod am hyn, nid oes angen i chi wneud dim.\n\nOs nad ydych, gofynnwch am "
            "gyfrinair newydd ar unwaith, a dywedwch wrth eich awdurdod lleol: {url}",
        ),
    ),
    NoticeKind(
        "password_reset",
        TO_PERSON,
        Text("Choose a new password", "Dewis cyfrinair newydd"),
        Text(
            "Somebody, we hope you, asked for a new password. Open this link once, by {until:date}: {url}\n\n"
            "If it was not you, you need do nothing.",
            "Gofynnodd rhywun, chi gobeithio, am gyfrinair newydd. Agorwch y ddolen hon unwaith, erbyn "
            "{until:date}: {url}\n\nOs nad chi oedd hynny, nid oes angen i chi wneud dim.",
        ),
        secret=True,
        waits=False,
    ),
    NoticeKind(
        "role_changed",
        TO_PERSON,
        Text("What you may do on Handover has changed", "Mae'r hyn y cewch ei wneud ar Trosglwyddo wedi newid"),
        Text(
            "{actor} has changed your role. It is now: {role}.\n\n"
            "The menu shows what you may do. If you think this is a mistake, ask whoever changed it. {url}",
            "Mae {actor_cy} wedi newid eich rôl. Eich rôl nawr yw: {role_cy}.\n\nMae'r ddewislen yn dangos beth y "
            "cewch ei wneud. Os ydych yn credu mai camgymeriad yw hyn, gofynnwch i'r person a'i newidiodd. {url}",
        ),
        waits=False,
    ),
    NoticeKind(
        "person_corrected",
        TO_PERSON_TWICE,
        Text("Your name or e-mail address was corrected", "Cywirwyd eich enw neu eich cyfeiriad e-bost"),
        Text(
            "An administrator has corrected the name or the e-mail address of your Handover account. This e-mail goes to the "
            "old and to the new address. If you know about it, you need do nothing.\n\n"
            "If not, tell your local authority at once: {url}",
            "Mae gweinyddwr wedi cywiro'r enw neu'r cyfeiriad e-bost sydd gan eich cyfrif Trosglwyddo. Mae'r e-bost hwn yn "
            "mynd i'r hen gyfeiriad ac i'r un newydd. Os ydych yn gwybod am hyn, nid oes angen i chi wneud dim.\n\n"
            "Os nad ydych, dywedwch wrth eich awdurdod lleol ar unwaith: {url}",
        ),
        waits=False,
    ),
    NoticeKind(
        "correction_asked",
        TO_ADMINISTRATORS,
        Text("{username} asks you to correct their name or e-mail", "Cais i gywiro enw neu e-bost: {username}"),
        Text(
            "Please make sure that it is really they who ask, then correct the account {username}: {url}",
            "Gwnewch yn siŵr mai'r person ei hun sy'n gofyn, yna cywirwch y cyfrif {username}: {url}",
        ),
    ),
    NoticeKind(
        "office_given",
        TO_PERSON,
        Text("You have one more role on Handover", "Mae gennych rôl arall ar Trosglwyddo"),
        Text(
            "An administrator has given you one more role: {office}.\n\n"
            "The next time you sign in, with the username and the password that you have, you choose where to work. If you "
            "think this is a mistake, ask your local authority: {url}",
            "Mae gweinyddwr wedi rhoi rôl arall i chi: {office_cy}.\n\n"
            "Y tro nesaf y byddwch yn mewngofnodi, gyda'r enw defnyddiwr a'r cyfrinair sydd gennych, byddwch yn dewis ble i "
            "weithio. Os credwch mai camgymeriad yw hyn, gofynnwch i'ch awdurdod lleol: {url}",
        ),
    ),
    NoticeKind(
        "office_ended",
        TO_PERSON,
        Text("A role of yours on Handover has ended", "Mae un o'ch rolau ar Trosglwyddo wedi dod i ben"),
        Text(
            "An administrator has taken this role away from you: {office}.\n\n"
            "Your other roles stay as they are. If you think this is a mistake, ask your local authority: {url}",
            "Mae gweinyddwr wedi cymryd y rôl hon oddi arnoch: {office_cy}.\n\n"
            "Mae eich rolau eraill yn aros fel y maent. Os credwch mai camgymeriad yw hyn, gofynnwch i'ch awdurdod lleol: "
            "{url}",
        ),
    ),
    NoticeKind(
        "check_due",
        TO_ADMINISTRATOR,
        Text(
            "Please confirm who may sign in for {authority}",
            "Cadarnhewch pwy sy'n cael mewngofnodi: {authority_cy}",
        ),
        Text(
            "The yearly check of people is open until {due:date}. On the list of {authority}, "
            "{count:# still waits|# still wait} for a "
            "decision.\n\nSay for each person whether they stay, then confirm the list: {url}",
            "Mae gwiriad blynyddol y bobl ar agor tan {due:date}. Yr awdurdod: {authority_cy}. Pobl ar y rhestr sy'n "
            "dal i aros am benderfyniad: {count}.\n\nDywedwch am bob person a yw'n aros, yna cadarnhewch y rhestr: "
            "{url}",
        ),
    ),
    NoticeKind(
        "check_late",
        TO_ADMINISTRATOR,
        Text(
            "Late: please confirm who may sign in for {authority}",
            "Hwyr: cadarnhewch pwy sy'n cael mewngofnodi: {authority_cy}",
        ),
        Text(
            "The yearly check of people ended on {due:date}, and the list of {authority} is not confirmed yet. "
            "{count:# on it still waits|# on it still wait} for a decision.\n\nPlease confirm the list now: {url}",
            "Daeth gwiriad blynyddol y bobl i ben ar {due:date}, ac nid yw'r rhestr hon wedi'i chadarnhau eto: "
            "{authority_cy}. Pobl arni sy'n dal i aros am benderfyniad: {count}.\n\nCadarnhewch y rhestr nawr: {url}",
        ),
    ),
)
