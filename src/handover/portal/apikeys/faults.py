"""Why a key is refused, and what can be wrong with a key that is to be made; each with its remedy."""

from typing import Final

from handover.common.problems import ProblemKind, Severity
from handover.common.text import Text

FAULTS: dict[str, ProblemKind] = {
    kind.code: kind
    for kind in (
        ProblemKind(
            "key.missing",
            Severity.ERROR,
            Text("The request brings no key.", "Nid oes allwedd gyda'r cais."),
            Text(
                "Send the key with each request, in the header “Authorization: Bearer hnd_live_…”. The office makes one "
                "on this site under “Keys for software”.",
                "Anfonwch yr allwedd gyda phob cais, yn y pennyn “Authorization: Bearer hnd_live_…”. Mae'r swyddfa'n creu "
                "un ar y wefan hon o dan “Allweddi i feddalwedd”.",
            ),
        ),
        ProblemKind(
            "key.unknown",
            Severity.ERROR,
            Text("There is no such key.", "Nid oes allwedd o'r fath."),
            Text(
                "Copy the key again, whole and without blanks. It is shown once only: if it is lost, make another.",
                "Copïwch yr allwedd eto, yn gyfan a heb fylchau. Dim ond unwaith y caiff ei dangos: os yw ar goll, crëwch "
                "un arall.",
            ),
        ),
        ProblemKind(
            "key.ended",
            Severity.ERROR,
            Text("The key “{name}” ended on {day:date}.", "Daeth yr allwedd “{name}” i ben ar {day:date}."),
            Text(
                "Make another on this site under “Keys for software”, and give it to the program.",
                "Crëwch un arall ar y wefan hon o dan “Allweddi i feddalwedd”, a'i rhoi i'r rhaglen.",
            ),
        ),
        ProblemKind(
            "key.withdrawn",
            Severity.ERROR,
            Text("The key “{name}” was withdrawn on {day:date}.", "Tynnwyd yr allwedd “{name}” yn ôl ar {day:date}."),
            Text(
                "Ask the office whose key it was. If the program is still to be used, the office makes another key.",
                "Gofynnwch i'r swyddfa yr oedd yr allwedd yn perthyn iddi. Os yw'r rhaglen i'w defnyddio o hyd, bydd y "
                "swyddfa'n creu allwedd arall.",
            ),
        ),
        ProblemKind(
            "key.elsewhere",
            Severity.ERROR,
            Text(
                "The key “{name}” does not work from this address, {address}.",
                "Nid yw'r allwedd “{name}” yn gweithio o'r cyfeiriad hwn, {address}.",
            ),
            Text(
                "Run the program where it belongs, or make a key for this address as well.",
                "Rhedwch y rhaglen lle mae hi'n perthyn, neu crëwch allwedd ar gyfer y cyfeiriad hwn hefyd.",
            ),
        ),
        ProblemKind(
            "key.office_closed",
            Severity.ERROR,
            Text(
                "{place} ({number}) has closed or is inactive, so its keys do not work.",
                "Mae {place} ({number}) wedi cau neu'n anweithredol, felly nid yw ei allweddi'n gweithio.",
            ),
            Text(
                "Use a key of the school that took its place. If it is open, have the authority put its details right.",
                "Defnyddiwch allwedd yr ysgol a gymerodd ei lle. Os yw ar agor, gofynnwch i'r awdurdod gywiro'r manylion.",
            ),
        ),
        ProblemKind(
            "key.too_many_tries",
            Severity.ERROR,
            Text(
                "There were too many tries with wrong keys from this address.",
                "Bu gormod o gynigion ag allweddi anghywir o'r cyfeiriad hwn.",
            ),
            Text(
                "Stop the program that has a wrong key, and give it the right one. A right key works at once.",
                "Stopiwch y rhaglen sydd ag allwedd anghywir, a rhowch yr un gywir iddi. Mae allwedd gywir yn gweithio ar "
                "unwaith.",
            ),
        ),
        ProblemKind(
            "key.in_address",
            Severity.ERROR,
            Text("There is a key in the address of the request.", "Mae allwedd yng nghyfeiriad y cais."),
            Text(
                "Addresses are written down in logs on the way here. Withdraw that key and make another, and send it in "
                "the header “Authorization: Bearer hnd_live_…”.",
                "Caiff cyfeiriadau eu cofnodi ar y ffordd yma. Tynnwch yr allwedd honno yn ôl, crëwch un arall, a'i "
                "hanfon yn y pennyn “Authorization: Bearer hnd_live_…”.",
            ),
        ),
        ProblemKind(
            "key.training_off",
            Severity.ERROR,
            Text("This site has no training.", "Nid oes hyfforddi ar y wefan hon."),
            Text(
                "Use the address of the site that gave you the training key. For files of real children, the office makes "
                "a key that begins with hnd_live_.",
                "Defnyddiwch gyfeiriad y wefan a roddodd yr allwedd hyfforddi i chi. Ar gyfer ffeiliau plant go iawn, mae'r "
                "swyddfa'n creu allwedd sy'n dechrau â hnd_live_.",
            ),
        ),
        ProblemKind(
            "key.certificate",
            Severity.ERROR,
            Text(
                "It works only with the client certificate, or the holder of one, to which it is bound. Another came, or none.",
                "Dim ond gyda'r dystysgrif cleient, neu'r deiliad tystysgrif, y mae wedi'i rhwymo wrthi y mae'n gweithio. Ni "
                "ddaeth honno.",
            ),
            Text(
                "Have the program show that certificate when it connects. For another certificate, make another key, or ask "
                "for another token.",
                "Gwnewch i'r rhaglen ddangos y dystysgrif honno wrth gysylltu. Ar gyfer tystysgrif arall, crëwch allwedd arall "
                "neu gofynnwch am docyn arall.",
            ),
        ),
        ProblemKind(
            "key.token_ended",
            Severity.ERROR,
            Text("The token has ended, or was withdrawn.", "Mae'r tocyn wedi dod i ben, neu cafodd ei dynnu'n ôl."),
            Text(
                "Ask for another at /api/oauth/token, with the client id and secret of the vendor. The answer says for how "
                "long it works.",
                "Gofynnwch am un arall yn /api/oauth/token, gyda dynodydd cleient a chyfrinach y gwerthwr. Mae'r ateb yn "
                "dweud am ba hyd mae'n gweithio.",
            ),
        ),
        ProblemKind(
            "key.token_of_no_office",
            Severity.ERROR,
            Text("The token is for no school or authority.", "Nid yw'r tocyn ar gyfer unrhyw ysgol nac awdurdod."),
            Text(
                "Ask for a token with the scope “establishment:” and the number of an office that approves the vendor.",
                "Gofynnwch am docyn â'r cwmpas “establishment:” a rhif swyddfa sy'n cymeradwyo'r gwerthwr.",
            ),
        ),
        ProblemKind(
            "key.for_vendors",
            Severity.ERROR,
            Text("Only a vendor can ask for that.", "Dim ond gwerthwr a all ofyn am hynny."),
            Text(
                "Use a token that was given to a vendor at /api/oauth/token without a scope.",
                "Defnyddiwch docyn a roddwyd i werthwr yn /api/oauth/token heb gwmpas.",
            ),
        ),
        ProblemKind(
            "key.name_shape",
            Severity.ERROR,
            Text("The name is missing or too long.", "Mae'r enw ar goll neu'n rhy hir."),
            Text(
                "Enter a name of up to {most} characters that says which program has the key.",
                "Rhowch enw o hyd at {most} nod sy'n dweud pa raglen sydd â'r allwedd.",
            ),
        ),
        ProblemKind(
            "key.no_rights",
            Severity.ERROR,
            Text("Nothing is ticked that the key may do.", "Nid oes dim wedi'i dicio y caiff yr allwedd ei wneud."),
            Text("Tick what the program needs, and no more.", "Ticiwch yr hyn sydd ei angen ar y rhaglen, a dim mwy."),
        ),
        ProblemKind(
            "key.rights_beyond",
            Severity.ERROR,
            Text(
                "A key of the role {role} cannot do this: {rights}.",
                "Ni all allwedd â'r rôl {role} wneud hyn: {rights}.",
            ),
            Text("Choose another role, or leave it out.", "Dewiswch rôl arall, neu ei adael allan."),
        ),
        ProblemKind(
            "key.role_beyond",
            Severity.ERROR,
            Text("You cannot give a key that role.", "Ni allwch roi'r rôl honno i allwedd."),
            Text("Choose one of the roles on this page.", "Dewiswch un o'r rolau ar y dudalen hon."),
        ),
        ProblemKind(
            "key.end_day",
            Severity.ERROR,
            Text("The key cannot end on that day.", "Ni all yr allwedd ddod i ben ar y diwrnod hwnnw."),
            Text(
                "Choose a day from today to {last:date}.",
                "Dewiswch ddiwrnod rhwng heddiw a {last:date}.",
            ),
        ),
        ProblemKind(
            "key.network_shape",
            Severity.ERROR,
            Text("“{network}” is no address range.", "Nid yw “{network}” yn ystod o gyfeiriadau."),
            Text(
                "Write an address such as 192.0.2.7, or a range such as 192.0.2.0/24, each in a line of its own.",
                "Ysgrifennwch gyfeiriad fel 192.0.2.7, neu ystod fel 192.0.2.0/24, pob un ar linell ar wahân.",
            ),
        ),
        ProblemKind(
            "key.network_wide",
            Severity.ERROR,
            Text("The range {network} is too wide.", "Mae'r ystod {network} yn rhy eang."),
            Text(
                "Name the network of the office: at least /{ipv4} for IPv4, and /{ipv6} for IPv6.",
                "Enwch rwydwaith y swyddfa: /{ipv4} o leiaf ar gyfer IPv4, a /{ipv6} ar gyfer IPv6.",
            ),
        ),
        ProblemKind(
            "key.fingerprint_shape",
            Severity.ERROR,
            Text("That is no SHA-256 fingerprint.", "Nid ôl bys SHA-256 yw hwnnw."),
            Text(
                "Enter 64 figures and letters from a to f, as `openssl x509 -noout -fingerprint -sha256` prints them.",
                "Rhowch 64 o ffigurau a llythrennau o a i f, fel y mae `openssl x509 -noout -fingerprint -sha256` yn eu "
                "hargraffu.",
            ),
        ),
        ProblemKind(
            "key.holder_shape",
            Severity.ERROR,
            Text("That is no name of a certificate.", "Nid enw tystysgrif yw hwnnw."),
            Text(
                "Enter it as `openssl x509 -noout -issuer -subject -nameopt RFC2253` prints it, without the word before it: "
                "CN=Program,O=Firm,C=GB.",
                "Rhowch ef fel y mae `openssl x509 -noout -issuer -subject -nameopt RFC2253` yn ei argraffu, heb y gair o'i "
                "flaen: CN=Program,O=Firm,C=GB.",
            ),
        ),
        ProblemKind(
            "key.holder_half",
            Severity.ERROR,
            Text("Issuer and subject belong together.", "Mae'r cyhoeddwr a'r deiliad yn mynd gyda'i gilydd."),
            Text("Enter both of them, or neither.", "Rhowch y ddau ohonynt, neu'r un."),
        ),
        ProblemKind(
            "key.networks_needed",
            Severity.ERROR,
            Text(
                "A key of the role {role} needs address ranges.",
                "Mae angen ystodau cyfeiriadau ar allwedd â'r rôl {role}.",
            ),
            Text(
                "People of this role take a second step when they sign in. A program cannot; so say from which addresses "
                "its key works.",
                "Mae pobl â'r rôl hon yn cymryd ail gam wrth fewngofnodi. Ni all rhaglen; felly dywedwch o ba gyfeiriadau "
                "mae ei hallwedd yn gweithio.",
            ),
        ),
        ProblemKind(
            "key.networks_many",
            Severity.ERROR,
            Text("These are too many address ranges.", "Mae gormod o ystodau cyfeiriadau."),
            Text("Enter up to {most}.", "Rhowch hyd at {most}."),
        ),
        ProblemKind(
            "key.second_step_needed",
            Severity.ERROR,
            Text("You have not set up a second step.", "Nid ydych wedi gosod ail gam."),
            Text(
                "A key signs a program in for months. Set up a second step for yourself first, under “Your account”.",
                "Mae allwedd yn mewngofnodi rhaglen am fisoedd. Gosodwch ail gam i chi'ch hun yn gyntaf, o dan “Eich cyfrif”.",
            ),
        ),
        ProblemKind(
            "key.many",
            Severity.ERROR,
            Text("Your office has {most} keys that work.", "Mae gan eich swyddfa {most} o allweddi sy'n gweithio."),
            Text("Withdraw those that nobody needs.", "Tynnwch yn ôl y rhai nad oes eu hangen ar neb."),
        ),
        ProblemKind(
            "key.no_secret",
            Severity.ERROR,
            Text("This is the approval of a vendor, not a key.", "Cymeradwyo gwerthwr yw hyn, nid allwedd."),
            Text("Approve the vendor again.", "Cymeradwywch y gwerthwr eto."),
        ),
        ProblemKind(
            "key.no_longer",
            Severity.ERROR,
            Text("This key no longer works.", "Nid yw'r allwedd hon yn gweithio mwyach."),
            Text("Make another.", "Crëwch un arall."),
        ),
    )
}

UNAUTHORIZED, FORBIDDEN, BAD_REQUEST, TOO_MANY = 401, 403, 400, 429
REFUSAL_STATUS: Final = {
    "key.missing": UNAUTHORIZED,
    "key.unknown": UNAUTHORIZED,
    "key.ended": UNAUTHORIZED,
    "key.withdrawn": UNAUTHORIZED,
    "key.elsewhere": FORBIDDEN,
    "key.office_closed": FORBIDDEN,
    "key.too_many_tries": TOO_MANY,
    "key.in_address": BAD_REQUEST,
    "key.training_off": FORBIDDEN,
    "key.certificate": FORBIDDEN,
    "key.token_ended": UNAUTHORIZED,
    "key.token_of_no_office": FORBIDDEN,
    "key.for_vendors": FORBIDDEN,
}
"""With which status of HTTP each refusal of a key is answered."""
