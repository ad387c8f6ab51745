"""What can be wrong with a file on its way, beyond the file itself: its addresses, its sender, its history."""

from handover.common.problems import ProblemKind, Severity
from handover.common.text import Text

FAULTS: dict[str, ProblemKind] = {
    kind.code: kind
    for kind in (
        ProblemKind(
            "transfer.too_large",
            Severity.ERROR,
            Text(
                "The file is larger than the limit of {limit} MB.",
                "Mae'r ffeil yn fwy na'r terfyn o {limit} MB.",
            ),
            Text(
                "Export fewer pupils at a time from your school's software, and send the files one after the other.",
                "Allforiwch lai o ddisgyblion ar y tro o feddalwedd eich ysgol, ac anfonwch y ffeiliau un ar ôl y llall.",
            ),
        ),
        ProblemKind(
            "transfer.zip_too_large",
            Severity.ERROR,
            Text(
                "The zip is larger than the limit of {limit} MB.",
                "Mae'r zip yn fwy na'r terfyn o {limit} MB.",
            ),
            Text(
                "Share the files out over several zips with different names, and send one after the other.",
                "Rhannwch y ffeiliau rhwng sawl zip ag enwau gwahanol, ac anfonwch un ar ôl y llall.",
            ),
        ),
        ProblemKind(
            "transfer.empty",
            Severity.ERROR,
            Text("The file is empty.", "Mae'r ffeil yn wag."),
            Text(
                "Export it again, and look at it before you send it.",
                "Allforiwch hi eto, ac edrychwch arni cyn ei hanfon.",
            ),
        ),
        ProblemKind(
            "transfer.kind_not_allowed",
            Severity.ERROR,
            Text(
                "By its name this is a file of the kind: {kind}. Accounts with the role {role} do not send such files.",
                "Yn ôl ei henw, ffeil o'r math hwn ydyw: {kind_cy}. Nid yw cyfrifon â'r rôl {role_cy} yn anfon ffeiliau o'r "
                "fath.",
            ),
            Text(
                "Ask a colleague whose account may send them, or your local authority's administrator.",
                "Gofynnwch i gydweithiwr sydd â chyfrif sy'n cael eu hanfon, neu i weinyddwr eich awdurdod lleol.",
            ),
        ),
        ProblemKind(
            "transfer.no_way",
            Severity.ERROR,
            Text(
                "A file of the kind {kind} does not go from {sender} to {receiver}.",
                "Nid yw ffeil o'r math {kind_cy} yn mynd y ffordd hon: {sender_cy} → {receiver_cy}.",
            ),
            Text(
                "The help page “Kinds of files” says who may send what to whom. For any other data, zip it and send it as a "
                "generic zip.",
                "Mae'r dudalen gymorth “Mathau o ffeiliau” yn dweud pwy sy'n cael anfon beth at bwy. Ar gyfer unrhyw "
                "ddata arall, sipiwch ef a'i anfon fel zip generig.",
            ),
        ),
        ProblemKind(
            "transfer.other_authority",
            Severity.ERROR,
            Text(
                "A file of the kind {kind} stays within one local authority; {destination} belongs to another.",
                "Mae ffeil o'r math {kind_cy} yn aros o fewn un awdurdod lleol; mae {destination} yn perthyn i un arall.",
            ),
            Text("Check the destination in the name of the file.", "Gwiriwch y derbynnydd yn enw'r ffeil."),
        ),
        ProblemKind(
            "transfer.other_kind",
            Severity.ERROR,
            Text(
                "Inside is a file with pupils' records ({root}), which does not go under this name.",
                "Y tu mewn mae ffeil â chofnodion disgyblion ({root}), ac nid yw'n mynd o dan yr enw hwn.",
            ),
            Text(
                "Export the file again from your school's software, which names it for you.",
                "Allforiwch y ffeil eto o feddalwedd eich ysgol, sy'n ei henwi ar eich rhan.",
            ),
        ),
        ProblemKind(
            "transfer.same_destination",
            Severity.ERROR,
            Text(
                "The file is addressed to {destination} already.",
                "Mae'r ffeil wedi'i chyfeirio yno eisoes: {destination}.",
            ),
            Text("Enter the number of another school.", "Rhowch rif ysgol arall."),
        ),
        ProblemKind(
            "transfer.moved",
            Severity.WARNING,
            Text(
                "The name says one kind of file, and what is inside is another. It would be sent as {canonical}.",
                "Mae'r enw'n dweud un math o ffeil, ac mae'r hyn sydd y tu mewn yn fath arall. Byddai'n cael ei "
                "hanfon fel {canonical}.",
            ),
            Text(
                "Say yes if that is what you mean. What is inside the file is not changed.",
                "Cytunwch os dyna yw eich bwriad. Nid yw cynnwys y ffeil yn cael ei newid.",
            ),
            askable=True,
        ),
        ProblemKind(
            "transfer.not_your_number",
            Severity.ERROR,
            Text(
                "The file name says that it comes from {named}, but you are signed in for {own}.",
                "Yn ôl enw'r ffeil, {named} sy'n ei hanfon, ond rydych wedi mewngofnodi ar ran {own}.",
            ),
            Text(
                "Check that you chose the right file. If the pupil was at your school, export the file again from your "
                "school's software, which puts your own number first.",
                "Gwiriwch eich bod wedi dewis y ffeil gywir. Os oedd y disgybl yn eich ysgol chi, allforiwch y ffeil eto "
                "o feddalwedd eich ysgol, sy'n rhoi eich rhif eich hun yn gyntaf.",
            ),
        ),
        ProblemKind(
            "transfer.unknown_destination",
            Severity.ERROR,
            Text(
                "No school or local authority has the number {destination}.",
                "Nid oes ysgol nac awdurdod lleol â'r rhif {destination}.",
            ),
            Text(
                "Look up the number of the pupil's new school, mend it in your school's software, and export the file "
                "again. If you do not know the new school, export it as a lost pupil (XXXXXXX).",
                "Chwiliwch am rif ysgol newydd y disgybl, cywirwch ef ym meddalwedd eich ysgol, ac allforiwch y ffeil "
                "eto. Os nad ydych yn gwybod beth yw'r ysgol newydd, allforiwch hi fel disgybl coll (XXXXXXX).",
            ),
        ),
        ProblemKind(
            "transfer.closed_destination",
            Severity.ERROR,
            Text(
                "{name} ({destination}) closed on {closed:date}, and no successor is known.",
                "Caeodd {name} ({destination}) ar {closed:date}, ac nid oes olynydd hysbys.",
            ),
            Text(
                "Ask the local authority which school the pupils went to, and export the file again for that school.",
                "Gofynnwch i'r awdurdod lleol i ba ysgol yr aeth y disgyblion, ac allforiwch y ffeil eto ar gyfer yr ysgol "
                "honno.",
            ),
        ),
        ProblemKind(
            "transfer.closed_with_successor",
            Severity.WARNING,
            Text(
                "{name} ({destination}) closed on {closed:date}. Its successor is {successor_name} ({successor}).",
                "Caeodd {name} ({destination}) ar {closed:date}. Ei holynydd yw {successor_name} ({successor}).",
            ),
            Text(
                "The file is held. You can send it on to the successor with one click, or call it back.",
                "Mae'r ffeil wedi'i dal yn ôl. Gallwch ei hanfon ymlaen at yr olynydd ag un clic, neu ei galw'n ôl.",
            ),
        ),
        ProblemKind(
            "transfer.inactive_destination",
            Severity.ERROR,
            Text(
                "{name} ({destination}) does not take files at the moment.",
                "Nid yw {name} ({destination}) yn derbyn ffeiliau ar hyn o bryd.",
            ),
            Text(
                "Ask the school, or its local authority, when it will.",
                "Gofynnwch i'r ysgol, neu i'w hawdurdod lleol, pryd y bydd.",
            ),
        ),
        ProblemKind(
            "transfer.not_open_yet",
            Severity.WARNING,
            Text(
                "{name} ({destination}) opens on {opens:date}.",
                "Mae {name} ({destination}) yn agor ar {opens:date}.",
            ),
            Text(
                "The file is sent and will wait for the school.",
                "Mae'r ffeil yn cael ei hanfon a bydd yn aros am yr ysgol.",
            ),
        ),
        ProblemKind(
            "transfer.nobody_signs_in",
            Severity.WARNING,
            Text(
                "Nobody at {name} ({destination}) has signed in to Handover yet.",
                "{name} ({destination}): nid oes neb yno wedi mewngofnodi i Trosglwyddo eto.",
            ),
            Text(
                "The file is sent and waits. Let the school know by telephone that it is there.",
                "Mae'r ffeil yn cael ei hanfon ac yn aros. Rhowch wybod i'r ysgol dros y ffôn ei bod yno.",
            ),
        ),
        ProblemKind(
            "transfer.named_by_header",
            Severity.WARNING,
            Text(
                "The name of the file does not say from whom it comes and where it goes. Inside, it says from {source} to "
                "{destination}.",
                "Nid yw enw'r ffeil yn dweud gan bwy y daw ac i ble mae'n mynd. Y tu mewn, yr anfonwr yw {source} "
                "a'r derbynnydd yw {destination}.",
            ),
            Text(
                "Say yes if that is where the pupil goes. What is inside the file is not changed.",
                "Cytunwch os dyna lle mae'r disgybl yn mynd. Nid yw cynnwys y ffeil yn cael ei newid.",
            ),
            askable=True,
        ),
        ProblemKind(
            "transfer.name_repaired",
            Severity.WARNING,
            Text(
                "The file name is not quite right. It would be sent as {canonical}.",
                "Nid yw enw'r ffeil yn hollol gywir. Byddai'n cael ei hanfon fel {canonical}.",
            ),
            Text(
                "Say yes if that is what you mean. What is inside the file is not changed.",
                "Cytunwch os dyna yw eich bwriad. Nid yw cynnwys y ffeil yn cael ei newid.",
            ),
            askable=True,
        ),
        ProblemKind(
            "transfer.same_name",
            Severity.WARNING,
            Text(
                "You sent another file with this name on {sent:date}; its contents were different.",
                "Anfonoch ffeil arall â'r enw hwn ar {sent:date}; roedd ei chynnwys yn wahanol.",
            ),
            Text(
                "Say yes to send this one as well. The earlier one stays as it is; call it back if it was wrong.",
                "Cytunwch os ydych am anfon hon hefyd. Mae'r un gynharach yn aros fel y mae; galwch hi'n ôl os oedd "
                "yn anghywir.",
            ),
            askable=True,
        ),
        ProblemKind(
            "transfer.prepared_by_software",
            Severity.WARNING,
            Text(
                "Your school's software said that the pupil is leaving, and this file was made from what it holds.",
                "Dywedodd meddalwedd eich ysgol fod y disgybl yn gadael, a lluniwyd y ffeil hon o'r hyn sydd ynddi.",
            ),
            Text(
                "Look at what is in the file. Say yes if it may go, or no if you want to send the record yourself.",
                "Edrychwch ar yr hyn sydd yn y ffeil. Cytunwch os caiff fynd, neu gwrthodwch os ydych am anfon y cofnod "
                "eich hun.",
            ),
            askable=True,
        ),
        ProblemKind(
            "transfer.prepared_with_care",
            Severity.WARNING,
            Text(
                "Your school's software holds a warning about this pupil: an address that must not be told, a court order, "
                "or a matter of child protection.",
                "Mae gan feddalwedd eich ysgol rybudd am y disgybl hwn: cyfeiriad na chaiff ei ddatgelu, gorchymyn "
                "llys, neu fater amddiffyn plant.",
            ),
            Text(
                "Have the designated person for safeguarding look at what is in the file before you say yes.",
                "Gofynnwch i'r person dynodedig ar gyfer diogelu edrych ar yr hyn sydd yn y ffeil cyn i chi gytuno.",
            ),
            askable=True,
        ),
        ProblemKind(
            "transfer.sent_before",
            Severity.NOTE,
            Text(
                "You sent this very file on {sent:date}. It was not sent a second time.",
                "Anfonoch yr union ffeil hon ar {sent:date}. Ni chafodd ei hanfon eilwaith.",
            ),
            Text("You need do nothing; it is now: {state}.", "Nid oes angen i chi wneud dim; mae hi nawr: {state_cy}."),
        ),
        ProblemKind(
            "transfer.own_school",
            Severity.NOTE,
            Text(
                "The file goes from your school to your own school.",
                "Mae'r ffeil yn mynd o'ch ysgol i'ch ysgol eich hun.",
            ),
            Text(
                "That moves data between two systems of one school. If the pupil has left, export it for the new school.",
                "Mae hynny'n symud data rhwng dwy system o fewn un ysgol. Os yw'r disgybl wedi gadael, allforiwch hi ar "
                "gyfer yr ysgol newydd.",
            ),
        ),
        ProblemKind(
            "transfer.other_la",
            Severity.NOTE,
            Text(
                "The file goes to another local authority, {name}, and not to a school.",
                "Mae'r ffeil yn mynd at awdurdod lleol arall, {name}, ac nid at ysgol.",
            ),
            Text(
                "If you do not know the new school, a lost pupil file (XXXXXXX) is found by every authority.",
                "Os nad ydych yn gwybod beth yw'r ysgol newydd, gall pob awdurdod ddod o hyd i ffeil disgybl coll (XXXXXXX).",
            ),
        ),
        ProblemKind(
            "transfer.no_room",
            Severity.ERROR,
            Text(
                "The site cannot store the file just now: it has no room, or does not reach its store. Nothing was sent.",
                "Ni all y wefan storio'r ffeil ar hyn o bryd: nid oes ganddi le, neu nid yw'n cyrraedd ei storfa. Nid anfonwyd "
                "dim.",
            ),
            Text(
                "This is our fault, not yours. Please try again later; if it happens again, tell those who run this site.",
                "Ein bai ni yw hyn, nid eich bai chi. Rhowch gynnig arall arni'n nes ymlaen; os digwydd eto, dywedwch wrth y "
                "rhai sy'n rhedeg y wefan hon.",
            ),
        ),
        ProblemKind(
            "transfer.not_known",
            Severity.ERROR,
            Text(
                "The site failed while it took this file. It is not known whether the file went.",
                "Methodd y wefan wrth dderbyn y ffeil hon. Nid ydym yn gwybod a aeth y ffeil.",
            ),
            Text(
                "Send it again: if it had gone, the site knows it by its content and does not send it twice.",
                "Anfonwch hi eto: os oedd wedi mynd, mae'r wefan yn ei hadnabod yn ôl ei chynnwys ac nid yw'n ei hanfon "
                "ddwywaith.",
            ),
        ),
        ProblemKind(
            "transfer.not_reached",
            Severity.ERROR,
            Text(
                "The site failed before it came to this file. The file was not sent.",
                "Methodd y wefan cyn cyrraedd y ffeil hon. Nid anfonwyd y ffeil.",
            ),
            Text(
                "This is our fault, not yours. Send it again in a few minutes.",
                "Ein bai ni yw hyn, nid eich bai chi. Anfonwch hi eto ymhen ychydig funudau.",
            ),
        ),
        ProblemKind(
            "transfer.too_many",
            Severity.ERROR,
            Text(
                "More than {most:file} came at once. This one was left out: it was not looked at and not sent.",
                "Daeth mwy na {most} o ffeiliau ar unwaith. Gadawyd yr un hon allan: nid edrychwyd arni ac nid "
                "anfonwyd hi.",
            ),
            Text(
                "Choose the files that were left out, and send them in a second go.",
                "Dewiswch y ffeiliau a adawyd allan, a'u hanfon mewn ail dro.",
            ),
        ),
        ProblemKind(
            "transfer.answered_before",
            Severity.NOTE,
            Text(
                "Somebody had answered for this file before you. It is now: {state}.",
                "Atebodd rhywun am y ffeil hon o'ch blaen. Mae hi nawr: {state_cy}.",
            ),
            Text("Nothing need be done.", "Nid oes angen gwneud dim."),
        ),
        ProblemKind(
            "transfer.not_there_now",
            Severity.ERROR,
            Text(
                "The file was not sent: it can no longer go where it is addressed.",
                "Nid anfonwyd y ffeil: ni all fynd mwyach i'r lle y mae wedi'i chyfeirio ato.",
            ),
            Text(
                "Say no to this file, and export it again for the school where the pupil is.",
                "Gwrthodwch anfon y ffeil hon, ac allforiwch hi eto ar gyfer yr ysgol lle mae'r disgybl.",
            ),
        ),
        ProblemKind(
            "transfer.infected",
            Severity.ERROR,
            Text(
                "The virus scanner found something in the file: {signature}. Nothing was sent, and nothing of it was kept.",
                "Daeth y sganiwr firysau o hyd i rywbeth yn y ffeil: {signature}. Nid anfonwyd dim, ac ni chadwyd dim ohoni.",
            ),
            Text(
                "Do not send it again. Have those who look after your computers look at the computer that made it.",
                "Peidiwch â'i hanfon eto. Gofynnwch i'r rhai sy'n gofalu am eich cyfrifiaduron edrych ar y cyfrifiadur a'i "
                "creodd.",
            ),
        ),
        ProblemKind(
            "transfer.scan_awaited",
            Severity.WARNING,
            Text(
                "The file is held: the virus scanner cannot look at it just now.",
                "Mae'r ffeil wedi'i dal yn ôl: ni all y sganiwr firysau edrych arni ar hyn o bryd.",
            ),
            Text(
                "Nothing need be done: it goes by itself as soon as it was scanned. You can call it back until then.",
                "Nid oes angen gwneud dim: bydd yn mynd ohoni ei hun cyn gynted ag y bydd wedi'i sganio. Gallwch ei galw'n ôl "
                "tan hynny.",
            ),
        ),
        ProblemKind(
            "transfer.damaged_here",
            Severity.ERROR,
            Text(
                "The file was not sent: the site can no longer open its copy of it.",
                "Nid anfonwyd y ffeil: ni all y wefan agor ei chopi ohoni mwyach.",
            ),
            Text("Send the same file again.", "Anfonwch yr un ffeil eto."),
        ),
        ProblemKind(
            "transfer.mended",
            Severity.NOTE,
            Text(
                "This file was sent before, and its stored copy was damaged. What you sent now has taken its place.",
                "Anfonwyd y ffeil hon o'r blaen, ac roedd y copi a storiwyd wedi'i ddifrodi. Mae'r hyn a anfonwyd "
                "gennych nawr wedi cymryd ei le.",
            ),
            Text("Nothing need be done.", "Nid oes angen gwneud dim."),
        ),
        ProblemKind(
            "transfer.interrupted",
            Severity.ERROR,
            Text(
                "The connection broke, or was too slow, before the whole file had arrived. Nothing was sent.",
                "Torrodd y cysylltiad, neu roedd yn rhy araf, cyn i'r ffeil gyfan gyrraedd. Nid anfonwyd dim.",
            ),
            Text("Check your connection and send the file again.", "Gwiriwch eich cysylltiad ac anfonwch y ffeil eto."),
        ),
    )
}
