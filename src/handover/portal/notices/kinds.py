"""Every e-mail the site sends, as a table: to whom, and its words in both languages (seed, section 4.2).

No e-mail ever holds a pupil's name, birth date or UPN; `tests/portal/notices` tries every row.
"""

from dataclasses import dataclass

from handover.common.text import Text


@dataclass(frozen=True, slots=True)
class NoticeKind:
    """One e-mail: its key, who gets it, and its words with the `{names}` that a caller fills in.

    `secret` marks one that holds a link to sign in with: its words are not kept once it is sent or given up.
    """

    key: str
    to: Text
    subject: Text
    body: Text
    secret: bool = False


TO_DESTINATION = Text("the destination", "y cyrchfan")
TO_SENDER = Text("the sender", "yr anfonwr")
TO_PERSON = Text("the person", "y person")
TO_ADMINISTRATOR = Text("the authority's administrator (LEA DBA)", "gweinyddwr yr awdurdod")
TO_NATIONAL = Text("the national administrators", "y gweinyddwyr cenedlaethol")
TO_READERS = Text("those who read the recipient's messages", "y rhai sy'n darllen negeseuon y derbynnydd")
TO_OFFICE = Text("the school or authority", "yr ysgol neu'r awdurdod")
TO_ADMINISTRATORS = Text(
    "the authority's administrator (LEA DBA) and the national administrator",
    "gweinyddwr yr awdurdod a'r gweinyddwr cenedlaethol",
)
TO_AUTHORITY = Text("the authority's lost pupil users", "defnyddwyr disgyblion coll yr awdurdod")
TO_BOTH_AUTHORITIES = Text("the lost pupil users of both authorities", "defnyddwyr disgyblion coll y ddau awdurdod")
TO_AUTHORITY_AND_SENDER = Text(
    "the authority's lost pupil users and the sender", "defnyddwyr disgyblion coll yr awdurdod a'r anfonwr"
)

KINDS: dict[str, NoticeKind] = {
    kind.key: kind
    for kind in (
        NoticeKind(
            "arrived",
            TO_DESTINATION,
            Text("A file is waiting for you from {source_name}", "Mae ffeil yn aros amdanoch gan {source_name_cy}"),
            Text(
                "{source_name} ({source}) has sent you the file {file}.\n\nSign in to collect it: {url}",
                "Mae {source_name_cy} ({source}) wedi anfon y ffeil {file} atoch.\n\nMewngofnodwch i'w chasglu: {url}",
            ),
        ),
        NoticeKind(
            "uploaded",
            TO_SENDER,
            Text("Your file {file} was sent", "Anfonwyd eich ffeil {file}"),
            Text(
                "The file {file} was received and checked, and is ready for {destination_name}.\n\n"
                "You can see where it is, or call it back until it is collected: {url}",
                "Derbyniwyd a gwiriwyd y ffeil {file}, ac mae'n barod i {destination_name_cy}.\n\n"
                "Gallwch weld ble mae hi, neu ei galw'n ôl nes iddi gael ei chasglu: {url}",
            ),
        ),
        NoticeKind(
            "confirmed",
            TO_SENDER,
            Text("Your file {file} was collected", "Casglwyd eich ffeil {file}"),
            Text(
                "{destination_name} ({destination}) has collected the file {file} and confirmed that it arrived.\n\n{url}",
                "Mae {destination_name_cy} ({destination}) wedi casglu'r ffeil {file} ac wedi cadarnhau iddi "
                "gyrraedd.\n\n{url}",
            ),
        ),
        NoticeKind(
            "rejected",
            TO_SENDER,
            Text("Your file {file} was rejected", "Gwrthodwyd eich ffeil {file}"),
            Text(
                "{destination_name} ({destination}) has rejected the file {file}. Sign in to read the reason: {url}",
                "Mae {destination_name_cy} ({destination}) wedi gwrthod y ffeil {file}. "
                "Mewngofnodwch i ddarllen y rheswm: {url}",
            ),
        ),
        NoticeKind(
            "damaged_sender",
            TO_SENDER,
            Text("Your file {file} must be sent again", "Rhaid anfon eich ffeil {file} eto"),
            Text(
                "The site can no longer open the copy of the file {file} that it stored for {destination_name}. This is the "
                "site's fault, not yours.\n\nPlease send the same file again, under the same name: it takes the place of "
                "the damaged copy. {url}",
                "Ni all y wefan agor mwyach y copi o'r ffeil {file} a storiodd i {destination_name_cy}. Bai'r wefan yw hyn, "
                "nid eich bai chi.\n\nAnfonwch yr un ffeil eto, dan yr un enw: bydd yn cymryd lle'r copi sydd wedi'i "
                "ddifrodi. {url}",
            ),
        ),
        NoticeKind(
            "damaged",
            TO_DESTINATION,
            Text("The file {file} cannot be collected for now", "Ni ellir casglu'r ffeil {file} am y tro"),
            Text(
                "The site can no longer open the copy that it stored of the file {file} from {source_name} ({source}). "
                "The sender has been asked to send it again. You need do nothing until then.\n\n{url}",
                "Ni all y wefan agor mwyach y copi a storiodd o'r ffeil {file} gan {source_name_cy} ({source}). "
                "Gofynnwyd i'r anfonwr ei hanfon eto. Nid oes angen i chi wneud dim tan hynny.\n\n{url}",
            ),
        ),
        NoticeKind(
            "recalled",
            TO_DESTINATION,
            Text("The file {file} was called back", "Galwyd y ffeil {file} yn ôl"),
            Text(
                "{source_name} ({source}) has called back the file {file} before you collected it. "
                "You need do nothing.\n\n{url}",
                "Mae {source_name_cy} ({source}) wedi galw'r ffeil {file} yn ôl cyn i chi ei chasglu. "
                "Nid oes angen i chi wneud dim.\n\n{url}",
            ),
        ),
        NoticeKind(
            "held_sender",
            TO_SENDER,
            Text(
                "Your file {file} is held: the school has closed", "Mae'ch ffeil {file} ar stop: mae'r ysgol wedi cau"
            ),
            Text(
                "{destination_name} ({destination}) has closed, so the file {file} is held. Its successor is "
                "{successor_name} ({successor}). Sign in to send it there, or to call it back: {url}",
                "Mae {destination_name_cy} ({destination}) wedi cau, felly mae'r ffeil {file} ar stop. Ei holynydd yw "
                "{successor_name_cy} ({successor}). Mewngofnodwch i'w hanfon yno, neu i'w galw'n ôl: {url}",
            ),
        ),
        NoticeKind(
            "held_successor",
            TO_DESTINATION,
            Text(
                "A file for {destination_name}, now closed, may be yours",
                "Efallai mai chi sydd piau ffeil ar gyfer {destination_name_cy}, sydd wedi cau",
            ),
            Text(
                "{source_name} ({source}) has sent the file {file} to {destination_name} ({destination}), which has "
                "closed. You are its successor. Sign in to take the file: {url}",
                "Mae {source_name_cy} ({source}) wedi anfon y ffeil {file} at {destination_name_cy} ({destination}), "
                "sydd wedi cau. Chi yw ei holynydd. Mewngofnodwch i gymryd y ffeil: {url}",
            ),
        ),
        NoticeKind(
            "expired_sender",
            TO_SENDER,
            Text("Your file {file} was never collected", "Ni chasglwyd eich ffeil {file}"),
            Text(
                "{destination_name} ({destination}) did not collect the file {file} and say that it arrived in time, and it is "
                "no longer waiting. Please ask them, and send it again: {url}",
                "Ni chasglodd {destination_name_cy} ({destination}) y ffeil {file}, a dweud iddi gyrraedd, mewn pryd, ac nid "
                "yw'n aros mwyach. Holwch nhw, os gwelwch yn dda, a'i hanfon eto: {url}",
            ),
        ),
        NoticeKind(
            "expired_destination",
            TO_DESTINATION,
            Text("The file {file} is no longer waiting for you", "Nid yw'r ffeil {file} yn aros amdanoch mwyach"),
            Text(
                "You did not collect the file {file} from {source_name} ({source}), and say that it arrived, in time. "
                "If the pupil is with you, please ask the sender to send it again. {url}",
                "Ni chasgloch y ffeil {file} gan {source_name_cy} ({source}), a dweud iddi gyrraedd, mewn pryd. "
                "Os yw'r disgybl gyda chi, gofynnwch i'r anfonwr ei hanfon eto. {url}",
            ),
        ),
        NoticeKind(
            "files_ending",
            TO_DESTINATION,
            Text("Collect these files by {end}", "Casglwch y ffeiliau hyn erbyn {end}"),
            Text(
                "These files still wait for you ({count}). They can be collected until {end}:\n\n{files}\n\n"
                "Sign in to collect them, and say that they arrived: {url}",
                "Mae'r ffeiliau hyn yn dal i aros amdanoch ({count}). Gellir eu casglu tan {end}:\n\n{files}"
                "\n\nMewngofnodwch i'w casglu, ac i ddweud iddynt gyrraedd: {url}",
            ),
        ),
        NoticeKind(
            "files_ending_sender",
            TO_SENDER,
            Text("Files that you sent will expire after {end}", "Daw ffeiliau a anfonwyd gennych i ben ar ôl {end}"),
            Text(
                "{destination_name} has not collected these files ({count}), or has not said that they arrived. They "
                "expire after {end}:\n\n{files}\n\nPlease ask the school. {url}",
                "Nid yw {destination_name_cy} wedi casglu'r ffeiliau hyn ({count}), neu heb ddweud iddynt gyrraedd. Dônt i "
                "ben ar ôl {end}:\n\n{files}\n\nHolwch yr ysgol, os gwelwch yn dda. {url}",
            ),
        ),
        NoticeKind(
            "message_waiting",
            TO_READERS,
            Text(
                "A secure message is waiting for you from {source_name}",
                "Mae neges ddiogel yn aros amdanoch gan {source_name_cy}",
            ),
            Text(
                "{source_name} ({source}) has sent you a secure message. What it says is not in this e-mail.\n\n"
                "Sign in to read it: {url}",
                "Mae {source_name_cy} ({source}) wedi anfon neges ddiogel atoch. Nid yw ei chynnwys yn yr e-bost hwn."
                "\n\nMewngofnodwch i'w darllen: {url}",
            ),
        ),
        NoticeKind(
            "messages_ending",
            TO_READERS,
            Text(
                "Secure messages will be deleted unread after {end}",
                "Caiff negeseuon diogel eu dileu heb eu darllen ar ôl {end}",
            ),
            Text(
                "Secure messages to you have not been read ({count}). They are deleted after {end}.\n\nSign in to read "
                "them: {url}",
                "Nid yw negeseuon diogel atoch wedi'u darllen ({count}). Cânt eu dileu ar ôl {end}.\n\nMewngofnodwch i'w "
                "darllen: {url}",
            ),
        ),
        NoticeKind(
            "weekly",
            TO_OFFICE,
            Text("What waits for you in Handover this week", "Beth sy'n aros amdanoch yn Trosglwyddo yr wythnos hon"),
            Text("{lines}\n\nSign in to see to it: {url}", "{lines_cy}\n\nMewngofnodwch i ymdrin â hyn: {url}"),
        ),
        NoticeKind(
            "lost_collected",
            TO_AUTHORITY,
            Text(
                "A lost pupil's file was collected by {finder_name}", "Casglwyd ffeil disgybl coll gan {finder_name_cy}"
            ),
            Text(
                "{finder_name} has collected the file {file}, which {source_name} ({source}) sent to the lost pupil store. "
                "It says that the pupil is at one of its schools.\n\nYou will be told when a school has the file: {url}",
                "Mae {finder_name_cy} wedi casglu'r ffeil {file}, a anfonodd {source_name_cy} ({source}) i'r storfa "
                "disgyblion coll. Dywed fod y disgybl yn un o'i ysgolion.\n\nCewch wybod pan fydd y ffeil gan ysgol: {url}",
            ),
        ),
        NoticeKind(
            "lost_released",
            TO_AUTHORITY,
            Text(
                "A lost pupil's file is on its way to {destination_name}",
                "Mae ffeil disgybl coll ar ei ffordd i {destination_name_cy}",
            ),
            Text(
                "The file {file}, which {source_name} ({source}) sent to the lost pupil store, is on its way to "
                "{destination_name} ({destination}). The pupil counts as found when that school confirms it.\n\n{url}",
                "Mae'r ffeil {file}, a anfonodd {source_name_cy} ({source}) i'r storfa disgyblion coll, ar ei ffordd i "
                "{destination_name_cy} ({destination}). Bydd y disgybl yn cyfrif fel un y daethpwyd o hyd iddo pan fydd yr "
                "ysgol honno'n cadarnhau.\n\n{url}",
            ),
        ),
        NoticeKind(
            "lost_found",
            TO_AUTHORITY_AND_SENDER,
            Text("A lost pupil has been found", "Daethpwyd o hyd i ddisgybl coll"),
            Text(
                "{destination_name} ({destination}) has confirmed that it has the record of the pupil whom {source_name} "
                "({source}) sent to the lost pupil store as {file}. You can close the case.\n\n{url}",
                "Mae {destination_name_cy} ({destination}) wedi cadarnhau bod ganddi gofnod y disgybl a anfonodd "
                "{source_name_cy} ({source}) i'r storfa disgyblion coll fel {file}. Gallwch gau'r achos.\n\n{url}",
            ),
        ),
        NoticeKind(
            "lost_reopened",
            TO_BOTH_AUTHORITIES,
            Text("A lost pupil's file is back in the store", "Mae ffeil disgybl coll yn ôl yn y storfa"),
            Text(
                "The file {file} of {source_name} ({source}) did not reach {destination_name} ({destination}): it was "
                "rejected, called back or never collected. The pupil is in the lost pupil store again.\n\n{url}",
                "Ni chyrhaeddodd y ffeil {file} gan {source_name_cy} ({source}) {destination_name_cy} ({destination}): fe'i "
                "gwrthodwyd, fe'i galwyd yn ôl neu ni chafodd ei chasglu. Mae'r disgybl yn y storfa disgyblion coll eto."
                "\n\n{url}",
            ),
        ),
        NoticeKind(
            "lost_met",
            TO_BOTH_AUTHORITIES,
            Text(
                "A pupil like one that is looked for is in the store",
                "Mae disgybl tebyg i un y chwilir amdano yn y storfa",
            ),
            Text(
                "{source_name} ({source}) has sent the file {file} to the lost pupil store. It fits a search that an "
                "authority keeps.\n\nSign in to see whether it is the pupil: {url}",
                "Mae {source_name_cy} ({source}) wedi anfon y ffeil {file} i'r storfa disgyblion coll. Mae'n cyd-fynd â "
                "chwiliad y mae awdurdod yn ei gadw.\n\nMewngofnodwch i weld ai dyma'r disgybl: {url}",
            ),
        ),
        NoticeKind(
            "lost_leaving",
            TO_AUTHORITY,
            Text(
                "Lost pupils will soon be over the school leaving age",
                "Bydd disgyblion coll dros oedran gadael yr ysgol yn fuan",
            ),
            Text(
                "Some of your lost pupils reach the school leaving age within weeks: {count}. Their files are then removed "
                "from the store and destroyed.\n\nIf you still look for one of them, do it now: {url}",
                "Bydd rhai o'ch disgyblion coll yn cyrraedd oedran gadael yr ysgol ymhen wythnosau: {count}. Yna caiff eu "
                "ffeiliau eu tynnu o'r storfa a'u dinistrio.\n\nOs ydych yn dal i chwilio am un ohonynt, gwnewch hynny "
                "nawr: {url}",
            ),
        ),
        NoticeKind(
            "matched_roll",
            TO_AUTHORITY,
            Text(
                "The yearly matching: lost pupils may be at your schools",
                "Y paru blynyddol: efallai fod disgyblion coll yn eich ysgolion",
            ),
            Text(
                "The lost pupil store was matched with the census. Pupils who may be on roll at your schools: {count}.\n\n"
                "Please look at each, and send the file to the school where the pupil is: {url}",
                "Parwyd y storfa disgyblion coll â'r cyfrifiad. Disgyblion a allai fod ar gofrestr eich ysgolion: {count}."
                "\n\nEdrychwch ar bob un, ac anfonwch y ffeil i'r ysgol lle mae'r disgybl: {url}",
            ),
        ),
        NoticeKind(
            "matched_lost",
            TO_AUTHORITY,
            Text(
                "The yearly matching: some of your lost pupils may be found",
                "Y paru blynyddol: efallai y daethpwyd o hyd i rai o'ch disgyblion coll",
            ),
            Text(
                "The lost pupil store was matched with the census. Of your lost pupils these many may be on roll at a "
                "school: {count}.\n\nYou will be told as each is found, and can then close the case: {url}",
                "Parwyd y storfa disgyblion coll â'r cyfrifiad. O blith eich disgyblion coll, gallai cynifer â hyn fod ar "
                "gofrestr ysgol: {count}.\n\nCewch wybod wrth ddod o hyd i bob un, a gallwch gau'r achos wedyn: {url}",
            ),
        ),
        NoticeKind(
            "cleared_sender",
            TO_SENDER,
            Text("Your file {file} was removed", "Tynnwyd eich ffeil {file}"),
            Text(
                "The local authority of {destination_name} ({destination}) has removed the file {file}, which had not been "
                "collected. Sign in to read why: {url}",
                "Mae awdurdod lleol {destination_name_cy} ({destination}) wedi tynnu'r ffeil {file}, nad oedd wedi'i "
                "chasglu. Mewngofnodwch i ddarllen pam: {url}",
            ),
        ),
        NoticeKind(
            "cleared_destination",
            TO_DESTINATION,
            Text("The file {file} was removed", "Tynnwyd y ffeil {file}"),
            Text(
                "Your local authority has removed the file {file} from {source_name} ({source}), which you had not "
                "collected. Sign in to read why: {url}",
                "Mae eich awdurdod lleol wedi tynnu'r ffeil {file} gan {source_name_cy} ({source}), nad oeddech wedi'i "
                "chasglu. Mewngofnodwch i ddarllen pam: {url}",
            ),
        ),
        NoticeKind(
            "forwarded",
            TO_SENDER,
            Text("Your file {file} was passed on", "Pasiwyd eich ffeil {file} ymlaen"),
            Text(
                "The local authority of {destination_name} ({destination}) has passed the file {file} on to where the "
                "pupil is. You need do nothing.\n\n{url}",
                "Mae awdurdod lleol {destination_name_cy} ({destination}) wedi pasio'r ffeil {file} ymlaen i ble mae'r "
                "disgybl. Nid oes angen i chi wneud dim.\n\n{url}",
            ),
        ),
        NoticeKind(
            "invited",
            TO_PERSON,
            Text("Your invitation to Handover", "Eich gwahoddiad i Trosglwyddo"),
            Text(
                "You have been invited to Handover. Open this link once, within {hours:hour}, to choose your "
                "password: {url}\n\nYou will be asked for your username, which you are given separately.",
                "Fe'ch gwahoddwyd i Trosglwyddo. Agorwch y ddolen hon unwaith, o fewn {hours:hour}, i ddewis eich "
                "cyfrinair: {url}\n\nGofynnir am eich enw defnyddiwr, a roddir i chi ar wahân.",
            ),
            secret=True,
        ),
        NoticeKind(
            "password_changed",
            TO_PERSON,
            Text("Your password was changed", "Newidiwyd eich cyfrinair"),
            Text(
                "The password of your Handover account was changed just now. If it was you, you need do nothing.\n\n"
                "If it was not you, ask for a new password at once, and tell your local authority: {url}",
                "Newidiwyd cyfrinair eich cyfrif Trosglwyddo gynnau. Os chi a'i newidiodd, nid oes angen i chi wneud "
                "dim.\n\nOs nad chi, gofynnwch am gyfrinair newydd ar unwaith, a dywedwch wrth eich awdurdod lleol: "
                "{url}",
            ),
        ),
        NoticeKind(
            "second_step_changed",
            TO_PERSON,
            Text("The second step of your account was changed", "Newidiwyd ail gam eich cyfrif"),
            Text(
                "The second step of your Handover account was set up or removed just now. If you know about it, you "
                "need do nothing.\n\nIf not, ask for a new password at once, and tell your local authority: {url}",
                "Cafodd ail gam eich cyfrif Trosglwyddo ei osod neu ei ddileu gynnau. Os ydych yn gwybod am hynny, nid "
                "oes angen i chi wneud dim.\n\nOs nad ydych, gofynnwch am gyfrinair newydd ar unwaith, a dywedwch wrth "
                "eich awdurdod lleol: {url}",
            ),
        ),
        NoticeKind(
            "password_reset",
            TO_PERSON,
            Text("Choose a new password", "Dewis cyfrinair newydd"),
            Text(
                "Somebody, we hope you, asked for a new password. Open this link once, within {hours:hour}: {url}\n\n"
                "If it was not you, you need do nothing.",
                "Gofynnodd rhywun, chi gobeithio, am gyfrinair newydd. Agorwch y ddolen hon unwaith, o fewn "
                "{hours:hour}: {url}\n\nOs nad chi oedd hynny, nid oes angen i chi wneud dim.",
            ),
            secret=True,
        ),
        NoticeKind(
            "role_changed",
            TO_PERSON,
            Text("What you may do on Handover has changed", "Mae'r hyn y cewch ei wneud ar Trosglwyddo wedi newid"),
            Text(
                "An administrator has changed your role. It is now: {role}.\n\n"
                "The menu shows what you may do. If you think this is a mistake, ask your local authority: {url}",
                "Mae gweinyddwr wedi newid eich rôl. Eich rôl yn awr yw: {role_cy}.\n\n"
                "Mae'r ddewislen yn dangos beth y cewch ei wneud. Os credwch mai camgymeriad yw hyn, gofynnwch i'ch "
                "awdurdod lleol: {url}",
            ),
        ),
        NoticeKind(
            "search_braked",
            TO_ADMINISTRATORS,
            Text(
                "Unusually many searches for children by {person}", "Nifer anarferol o chwiliadau am blant gan {person}"
            ),
            Text(
                "{person} ({place}) has searched for so many children, or so vaguely, that the site has stopped further "
                "searches for a while.\n\nThere may be a good reason: ask the person. If there is none, close the account: "
                "{url}",
                "Mae {person} ({place_cy}) wedi chwilio am gynifer o blant, neu mor amwys, nes bod y wefan wedi atal "
                "rhagor o chwiliadau am gyfnod.\n\nEfallai fod rheswm da: holwch y person. Os nad oes un, caewch y cyfrif: "
                "{url}",
            ),
        ),
        NoticeKind(
            "check_due",
            TO_ADMINISTRATOR,
            Text(
                "Please confirm who may sign in for {authority}",
                "Cadarnhewch pwy sy'n cael mewngofnodi dros {authority_cy}",
            ),
            Text(
                "The yearly check of people is open until {due}. On the list of {authority}, "
                "{count:# still waits|# still wait} for a "
                "decision.\n\nSay for each person whether they stay, then confirm the list: {url}",
                "Mae gwiriad blynyddol y bobl ar agor tan {due}. Ar restr {authority_cy}, mae {count} yn dal i aros am "
                "benderfyniad.\n\nDywedwch am bob person a ydynt yn aros, yna cadarnhewch y rhestr: {url}",
            ),
        ),
        NoticeKind(
            "check_late",
            TO_ADMINISTRATOR,
            Text(
                "Late: please confirm who may sign in for {authority}",
                "Hwyr: cadarnhewch pwy sy'n cael mewngofnodi dros {authority_cy}",
            ),
            Text(
                "The yearly check of people ended on {due}, and the list of {authority} is not confirmed yet. "
                "{count:# on it still waits|# on it still wait} for a decision.\n\nPlease confirm the list now: {url}",
                "Daeth gwiriad blynyddol y bobl i ben ar {due}, ac nid yw rhestr {authority_cy} wedi'i chadarnhau eto. "
                "Mae {count} arni yn dal i aros am benderfyniad.\n\nCadarnhewch y rhestr yn awr: {url}",
            ),
        ),
        NoticeKind(
            "audit_end",
            TO_NATIONAL,
            Text("Where the audit log ends: {number}", "Lle daw'r cofnod archwilio i ben: {number}"),
            Text(
                "The audit log ends, for now, with entry {number}. Please keep this e-mail: should somebody ever take entries "
                "away from the end of the log, it shows that they were there.\n\n{number}:{hash}\n\nYour operator can compare "
                "the log with it by `handover manage verify_audit --noted` and the line above. {url}",
                "Mae'r cofnod archwilio'n dod i ben, am y tro, â chofnod {number}. Cadwch yr e-bost hwn: pe bai rhywun yn "
                "tynnu cofnodion o ddiwedd y cofnod archwilio, mae'n dangos iddynt fod yno.\n\n{number}:{hash}\n\nGall eich "
                "gweithredwr gymharu'r cofnod ag ef drwy `handover manage verify_audit --noted` a'r llinell uchod. {url}",
            ),
        ),
    )
}
