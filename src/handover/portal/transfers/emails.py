"""The e-mails about files: to whom, and their words in both languages (seed, section 4.2)."""

from handover.common.text import Text
from handover.portal.notices.kind import TO_DESTINATION, TO_SENDER, GatheredWords, NoticeKind

TO_WHOM = Text("{file}, to {destination_name}", "{file}, at: {destination_name_cy}")
FROM_WHOM = Text("{file}, from {source_name}", "{file}, gan: {source_name_cy}")

ROWS = (
    NoticeKind(
        "arrived",
        TO_DESTINATION,
        Text("A file is waiting for you from {source_name}", "Mae {source_name_cy} wedi anfon ffeil atoch"),
        Text(
            "{source_name} ({source}) has sent you the file {file}.\n\nSign in to collect it: {url}",
            "Mae {source_name_cy} ({source}) wedi anfon y ffeil {file} atoch.\n\nMewngofnodwch i'w chasglu: {url}",
        ),
        gather=GatheredWords(
            "waiting",
            Text(
                "{count:# file is|# files are} waiting for you",
                "Mae {count:file} yn aros amdanoch",
            ),
            Text(
                "These files have been sent to you ({count}). Sign in to collect them: {url}",
                "Mae'r ffeiliau hyn wedi'u hanfon atoch ({count}). Mewngofnodwch i'w casglu: {url}",
            ),
            FROM_WHOM,
            "/collect/",
        ),
    ),
    NoticeKind(
        "uploaded",
        TO_SENDER,
        Text("Your file {file} was sent", "Anfonwyd eich ffeil {file}"),
        Text(
            "{source_name} ({source}) has sent the file {file}. It was received and checked, and is ready for "
            "{destination_name}.\n\n"
            "You can see where it is, or call it back until it is collected: {url}",
            "Mae {source_name_cy} ({source}) wedi anfon y ffeil {file}. Mae hi wedi'i derbyn a'i gwirio, ac mae'n "
            "barod i'r derbynnydd: {destination_name_cy}.\n\nGallwch weld ble mae hi, neu ei galw'n ôl nes iddi gael "
            "ei chasglu: {url}",
        ),
        gather=GatheredWords(
            "sent",
            Text(
                "{count:# file was|# files were} sent",
                "Anfonwyd {count:file}",
            ),
            Text(
                "These files were received and checked, and are ready for those to whom they go ({count}).\n\nYou can see "
                "where each is, or call it back until it is collected: {url}",
                "Mae'r ffeiliau hyn wedi'u derbyn a'u gwirio, ac maent yn barod i'w derbynwyr ({count}).\n\nGallwch "
                "weld ble mae pob un, neu ei galw'n ôl nes iddi gael ei chasglu: {url}",
            ),
            TO_WHOM,
            "/sent/",
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
        gather=GatheredWords(
            "collected",
            Text(
                "{count:# file of yours was|# files of yours were} collected",
                "Casglwyd {count:file} a anfonwyd gennych",
            ),
            Text(
                "These files were collected, and their receivers have confirmed that they arrived ({count}): {url}",
                "Cafodd y ffeiliau hyn eu casglu, ac mae'r derbynwyr wedi cadarnhau iddynt gyrraedd ({count}): {url}",
            ),
            TO_WHOM,
            "/sent/",
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
        gather=GatheredWords(
            "rejected",
            Text(
                "{count:# file of yours was|# files of yours were} rejected",
                "Gwrthodwyd {count:file} a anfonwyd gennych",
            ),
            Text(
                "These files were rejected ({count}). Sign in to read the reasons: {url}",
                "Gwrthodwyd y ffeiliau hyn ({count}). Mewngofnodwch i ddarllen y rhesymau: {url}",
            ),
            TO_WHOM,
            "/sent/",
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
            "Ni all y wefan agor mwyach y copi a storiodd o'r ffeil {file}, ar gyfer {destination_name_cy}. Bai'r "
            "wefan yw hyn, nid eich bai chi.\n\nAnfonwch yr un ffeil eto, dan yr un enw: bydd yn cymryd lle'r copi "
            "sydd wedi'i ddifrodi. {url}",
        ),
        gather=GatheredWords(
            "damaged",
            Text(
                "{count:# file of yours|# files of yours} must be sent again",
                "Rhaid anfon {count:file} eto",
            ),
            Text(
                "The site can no longer open the copies of these files that it stored ({count}). This is the site's "
                "fault, not yours.\n\nPlease send the same files again, under the same names: each takes the place of the "
                "damaged copy. {url}",
                "Ni all y wefan agor mwyach y copïau o'r ffeiliau hyn a storiodd ({count}). Bai'r wefan yw hyn, nid eich "
                "bai chi.\n\nAnfonwch yr un ffeiliau eto, dan yr un enwau: bydd pob un yn cymryd lle'r copi sydd wedi'i "
                "ddifrodi. {url}",
            ),
            TO_WHOM,
            "/sent/",
        ),
    ),
    NoticeKind(
        "damaged",
        TO_DESTINATION,
        Text("The file {file} cannot be collected for now", "Nid oes modd casglu'r ffeil {file} am y tro"),
        Text(
            "The site can no longer open the copy that it stored of the file {file} from {source_name} ({source}). "
            "The sender has been asked to send it again. You need do nothing until then.\n\n{url}",
            "Ni all y wefan agor mwyach y copi a storiodd o'r ffeil {file}. {source_name_cy} ({source}) a'i "
            "hanfonodd. Mae'r wefan wedi gofyn i'r anfonwr ei hanfon eto. Nid oes angen i chi wneud dim tan hynny.\n"
            "\n{url}",
        ),
        gather=GatheredWords(
            "damaged",
            Text(
                "{count:# file|# files} cannot be collected for now",
                "Nid oes modd casglu {count:file} am y tro",
            ),
            Text(
                "The site can no longer open the copies that it stored of these files ({count}). The senders have been "
                "asked to send them again. You need do nothing until then. {url}",
                "Ni all y wefan agor mwyach y copïau a storiodd o'r ffeiliau hyn ({count}). Mae'r wefan wedi gofyn "
                "i'r anfonwyr eu hanfon eto. Nid oes angen i chi wneud dim tan hynny. {url}",
            ),
            FROM_WHOM,
            "/collect/",
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
        gather=GatheredWords(
            "recalled",
            Text(
                "{count:# file was|# files were} called back",
                "Galwyd {count:file} yn ôl",
            ),
            Text(
                "These files were called back before you collected them ({count}). You need do nothing. {url}",
                "Galwyd y ffeiliau hyn yn ôl cyn i chi eu casglu ({count}). Nid oes angen i chi wneud dim. {url}",
            ),
            FROM_WHOM,
            "/collect/",
        ),
    ),
    NoticeKind(
        "recalled_fetched",
        TO_DESTINATION,
        Text(
            "The file {file} was called back: your software has a copy",
            "Galwyd y ffeil {file} yn ôl: mae gan eich meddalwedd gopi",
        ),
        Text(
            "{source_name} ({source}) has called back the file {file}. Your software had fetched a copy and not "
            "confirmed it.\n\nTake the record out of your software again, and ask {source_name} if you are in doubt: {url}",
            "Mae {source_name_cy} ({source}) wedi galw'r ffeil {file} yn ôl. Roedd eich meddalwedd wedi nôl copi heb ei "
            "gadarnhau.\n\nTynnwch y cofnod allan o'ch meddalwedd eto. Os ydych yn ansicr, gofynnwch i'r anfonwr: {url}",
        ),
        gather=GatheredWords(
            "recalled_fetched",
            Text(
                "{count:# file was|# files were} called back that your software has",
                "Galwyd {count:file} yn ôl sydd gan eich meddalwedd",
            ),
            Text(
                "These files were called back after your software had fetched them ({count}). Take the records out "
                "again: {url}",
                "Galwyd y ffeiliau hyn yn ôl ar ôl i'ch meddalwedd eu nôl ({count}). Tynnwch y cofnodion allan eto: {url}",
            ),
            FROM_WHOM,
            "/collect/",
        ),
    ),
    NoticeKind(
        "infected",
        TO_SENDER,
        Text(
            "Your file {file} was not sent: it may hold a virus",
            "Nid anfonwyd eich ffeil {file}: efallai fod firws ynddi",
        ),
        Text(
            "The virus scanner found something in the file {file} for {destination_name}. It was not sent, and the site has "
            "destroyed its copy.\n\nDo not send it again. Have those who look after your computers look at the computer that "
            "made it: {url}",
            "Daeth y sganiwr firysau o hyd i rywbeth yn y ffeil {file} ar gyfer: {destination_name_cy}. Ni chafodd ei hanfon, "
            "ac mae'r wefan wedi dinistrio ei chopi.\n\nPeidiwch â'i hanfon eto. Gofynnwch i'r rhai sy'n gofalu am eich "
            "cyfrifiaduron edrych ar y cyfrifiadur a'i creodd: {url}",
        ),
    ),
    NoticeKind(
        "held_sender",
        TO_SENDER,
        Text(
            "Your file {file} is held: the school has closed",
            "Mae'ch ffeil {file} wedi'i dal yn ôl: mae'r ysgol wedi cau",
        ),
        Text(
            "{destination_name} ({destination}) has closed, so the file {file} is held. Its successor is "
            "{successor_name} ({successor}). Sign in to send it there, or to call it back: {url}",
            "Mae {destination_name_cy} ({destination}) wedi cau, felly mae'r ffeil {file} wedi'i dal yn ôl. Ei "
            "holynydd yw {successor_name_cy} ({successor}). Mewngofnodwch i'w hanfon yno, neu i'w galw'n ôl: {url}",
        ),
        gather=GatheredWords(
            "held",
            Text(
                "{count:# file of yours is|# files of yours are} held: the school has closed",
                "Wedi'u dal yn ôl am fod yr ysgol wedi cau: {count:file}",
            ),
            Text(
                "The schools to which these files go have closed, so the files are held ({count}). Sign in to send them "
                "to the successor, or to call them back: {url}",
                "Mae'r ysgolion y mae'r ffeiliau hyn yn mynd atynt wedi cau, felly mae'r ffeiliau wedi'u dal yn ôl "
                "({count}). Mewngofnodwch i'w hanfon at yr olynydd, neu i'w galw'n ôl: {url}",
            ),
            TO_WHOM,
            "/sent/",
        ),
    ),
    NoticeKind(
        "held_successor",
        TO_DESTINATION,
        Text(
            "A file for {destination_name}, now closed, may be yours",
            "Efallai mai chi sydd i gael ffeil ar gyfer ysgol sydd wedi cau: {destination_name_cy}",
        ),
        Text(
            "{source_name} ({source}) has sent the file {file} to {destination_name} ({destination}), which has "
            "closed. You are its successor. Sign in to take the file: {url}",
            "Mae {source_name_cy} ({source}) wedi anfon y ffeil {file} at ysgol sydd wedi cau, {destination_name_cy} "
            "({destination}). Chi yw ei holynydd. Mewngofnodwch i gymryd y ffeil: {url}",
        ),
        gather=GatheredWords(
            "waiting",
            Text(
                "{count:# file|# files} for a closed school may be yours",
                "Efallai mai chi sydd i gael {count:file} ar gyfer ysgol sydd wedi cau",
            ),
            Text(
                "These files were sent to a school that has closed, and you are its successor ({count}). Sign in to take "
                "them: {url}",
                "Anfonwyd y ffeiliau hyn at ysgol sydd wedi cau, a chi yw ei holynydd ({count}). Mewngofnodwch i'w "
                "cymryd: {url}",
            ),
            FROM_WHOM,
            "/collect/",
        ),
    ),
    NoticeKind(
        "expired_sender",
        TO_SENDER,
        Text("Your file {file} was never collected", "Ni chasglwyd eich ffeil {file}"),
        Text(
            "{destination_name} ({destination}) did not collect the file {file} and say that it arrived in time, and it is "
            "no longer waiting. Please ask them, and send it again: {url}",
            "Ni wnaeth {destination_name_cy} ({destination}) gasglu'r ffeil {file} a chadarnhau iddi gyrraedd mewn "
            "pryd. Nid yw'r ffeil yn aros mwyach. Holwch nhw, os gwelwch yn dda, ac anfonwch hi eto: {url}",
        ),
        gather=GatheredWords(
            "expired",
            Text(
                "{count:# file of yours was|# files of yours were} never collected",
                "Ni chasglwyd {count:file} a anfonwyd gennych",
            ),
            Text(
                "These files were not collected and confirmed in time, and are no longer waiting ({count}). Please ask "
                "the schools, and send them again: {url}",
                "Ni chafodd y ffeiliau hyn eu casglu a'u cadarnhau mewn pryd, ac nid ydynt yn aros mwyach ({count}). "
                "Holwch yr ysgolion, os gwelwch yn dda, ac anfonwch nhw eto: {url}",
            ),
            TO_WHOM,
            "/sent/",
        ),
    ),
    NoticeKind(
        "expired_destination",
        TO_DESTINATION,
        Text("The file {file} is no longer waiting for you", "Nid yw'r ffeil {file} yn aros amdanoch mwyach"),
        Text(
            "You did not collect the file {file} from {source_name} ({source}), and say that it arrived, in time. "
            "If the pupil is with you, please ask the sender to send it again. {url}",
            "Ni wnaethoch gasglu'r ffeil {file} a chadarnhau iddi gyrraedd mewn pryd. {source_name_cy} ({source}) "
            "a'i hanfonodd. Os yw'r disgybl gyda chi, gofynnwch i'r anfonwr ei hanfon eto. {url}",
        ),
        gather=GatheredWords(
            "expired-here",
            Text(
                "{count:# file is|# files are} no longer waiting for you",
                "Nid yw {count:file} yn aros amdanoch mwyach",
            ),
            Text(
                "You did not collect these files, and say that they arrived, in time ({count}). If the pupils are with "
                "you, please ask the senders to send them again. {url}",
                "Ni wnaethoch gasglu'r ffeiliau hyn a chadarnhau iddynt gyrraedd mewn pryd ({count}). Os yw'r "
                "disgyblion gyda chi, gofynnwch i'r anfonwyr eu hanfon eto. {url}",
            ),
            FROM_WHOM,
            "/collect/",
        ),
    ),
    NoticeKind(
        "lapsed",
        TO_SENDER,
        Text("Your file {file} was not sent", "Ni chafodd eich ffeil {file} ei hanfon"),
        Text(
            "We asked a question about the file {file} and had no answer in time, so nothing was sent and the file is "
            "gone. If the pupil's record is still to go, please send it again: {url}",
            "Gofynnodd y wefan gwestiwn am y ffeil {file} ac ni ddaeth ateb mewn pryd, felly ni chafodd dim ei anfon ac mae'r "
            "ffeil wedi mynd. Os yw cofnod y disgybl i fynd o hyd, anfonwch hi eto: {url}",
        ),
        gather=GatheredWords(
            "lapsed",
            Text(
                "{count:# file of yours was|# files of yours were} not sent",
                "Heb eu hanfon: {count:file}",
            ),
            Text(
                "We asked about these files and had no answer in time, so nothing was sent and the files are gone ({count}). "
                "If the records are still to go, please send them again: {url}",
                "Gofynnodd y wefan am y ffeiliau hyn ac ni ddaeth ateb mewn pryd, felly ni chafodd dim ei anfon ac mae'r "
                "ffeiliau wedi mynd ({count}). Os yw'r cofnodion i fynd o hyd, anfonwch nhw eto: {url}",
            ),
            TO_WHOM,
            "/send/",
        ),
    ),
    NoticeKind(
        "questions_ending",
        TO_SENDER,
        Text("Please answer about your files by {end:date}", "Atebwch am eich ffeiliau erbyn {end:date}"),
        Text(
            "We asked you about these files, and nothing is sent until you answer ({count}). After {end:date} they are "
            "dropped:\n\n{files}\n\nSign in to answer: {url}",
            "Gofynnodd y wefan i chi am y ffeiliau hyn, ac ni fydd dim yn cael ei anfon nes i chi ateb ({count}). Ar "
            "ôl {end:date} ni fyddant yn cael eu cadw:\n\n{files}\n\nMewngofnodwch i ateb: {url}",
        ),
    ),
    NoticeKind(
        "files_ending",
        TO_DESTINATION,
        Text("Collect these files by {end:date}", "Casglwch y ffeiliau hyn erbyn {end:date}"),
        Text(
            "These files still wait for you ({count}). They can be collected until {end:date} ({why}):\n\n{files}\n\n"
            "Sign in to collect them, and say that they arrived: {url}",
            "Mae'r ffeiliau hyn yn dal i aros amdanoch ({count}). Gallwch eu casglu tan {end:date} ({why_cy}):\n\n"
            "{files}\n\nMewngofnodwch i'w casglu, ac i gadarnhau iddynt gyrraedd: {url}",
        ),
    ),
    NoticeKind(
        "files_ending_sender",
        TO_SENDER,
        Text(
            "Files that you sent will expire after {end:date}",
            "Bydd ffeiliau a anfonwyd gennych yn dod i ben ar ôl {end:date}",
        ),
        Text(
            "{destination_name} has not collected these files ({count}), or has not said that they arrived. They "
            "expire after {end:date} ({why}):\n\n{files}\n\nPlease ask the school. {url}",
            "Nid yw {destination_name_cy} wedi casglu'r ffeiliau hyn ({count}), neu nid yw wedi cadarnhau iddynt "
            "gyrraedd. Byddant yn dod i ben ar ôl {end:date} ({why_cy}):\n\n{files}\n\nHolwch yr ysgol, os gwelwch "
            "yn dda. {url}",
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
        gather=GatheredWords(
            "cleared",
            Text(
                "{count:# file of yours was|# files of yours were} removed",
                "Tynnwyd {count:file} a anfonwyd gennych",
            ),
            Text(
                "The local authority has removed these files, which had not been collected ({count}). Sign in to read "
                "why: {url}",
                "Mae'r awdurdod lleol wedi tynnu'r ffeiliau hyn, nad oeddent wedi'u casglu ({count}). Mewngofnodwch i "
                "ddarllen pam: {url}",
            ),
            TO_WHOM,
            "/sent/",
        ),
    ),
    NoticeKind(
        "cleared_destination",
        TO_DESTINATION,
        Text("The file {file} was removed", "Tynnwyd y ffeil {file}"),
        Text(
            "Your local authority has removed the file {file} from {source_name} ({source}), which you had not "
            "collected. Sign in to read why: {url}",
            "Mae eich awdurdod lleol wedi tynnu'r ffeil {file}, nad oeddech wedi'i chasglu. {source_name_cy} "
            "({source}) a'i hanfonodd. Mewngofnodwch i ddarllen pam: {url}",
        ),
        gather=GatheredWords(
            "cleared-here",
            Text(
                "{count:# file was|# files were} removed",
                "Tynnwyd {count:file}",
            ),
            Text(
                "Your local authority has removed these files, which you had not collected ({count}). Sign in to read "
                "why: {url}",
                "Mae eich awdurdod lleol wedi tynnu'r ffeiliau hyn, nad oeddech wedi'u casglu ({count}). Mewngofnodwch i "
                "ddarllen pam: {url}",
            ),
            FROM_WHOM,
            "/collect/",
        ),
    ),
    NoticeKind(
        "forwarded",
        TO_SENDER,
        Text("Your file {file} was passed on", "Pasiwyd eich ffeil {file} ymlaen"),
        Text(
            "The local authority of {destination_name} ({destination}) has passed the file {file} on to where the "
            "pupil is. You need do nothing.\n\n{url}",
            "Mae awdurdod lleol {destination_name_cy} ({destination}) wedi pasio'r ffeil {file} ymlaen i'r ysgol "
            "neu'r awdurdod lle mae'r disgybl. Nid oes angen i chi wneud dim.\n\n{url}",
        ),
        gather=GatheredWords(
            "forwarded",
            Text(
                "{count:# file of yours was|# files of yours were} passed on",
                "Pasiwyd ymlaen {count:file} a anfonwyd gennych",
            ),
            Text(
                "The local authority has passed these files on to where the pupils are ({count}). You need do nothing. "
                "{url}",
                "Mae'r awdurdod lleol wedi pasio'r ffeiliau hyn ymlaen i'r ysgolion neu'r awdurdodau lle mae'r "
                "disgyblion ({count}). Nid oes angen i chi wneud dim. {url}",
            ),
            TO_WHOM,
            "/sent/",
        ),
    ),
)
