"""The e-mails about records that follow by themselves: to whom, and their words in both languages."""

from handover.common.text import Text
from handover.portal.notices.kind import TO_DESTINATION, TO_SENDER, Audience, GatheredWords, NoticeKind

TO_ASKED = Audience(
    Text("who is asked for a record", "pwy sy'n cael cais am gofnod"),
    Text(
        "You get this e-mail because your school or authority may have a pupil's record.",
        "Rydych yn cael yr e-bost hwn oherwydd efallai fod cofnod disgybl gan eich ysgol neu'ch awdurdod.",
    ),
)

TO_SCHOOL_OF_SOFTWARE = Audience(
    Text("the school whose software said it", "yr ysgol y dywedodd ei meddalwedd hynny"),
    Text(
        "You get this e-mail because you collect your school's files.",
        "Rydych yn cael yr e-bost hwn am eich bod yn casglu ffeiliau eich ysgol.",
    ),
)

ROWS = (
    NoticeKind(
        "arrivals_held_back",
        TO_SCHOOL_OF_SOFTWARE,
        Text(
            "Your school's software says that very many pupils are new",
            "Mae meddalwedd eich ysgol yn dweud bod llawer iawn o ddisgyblion yn newydd",
        ),
        Text(
            "Your school's software, or your list of expected pupils, says that more pupils are new than records are looked "
            "for in one day ({a_day} for a school). The others wait until tomorrow; you need do nothing.\n\nIf so many "
            "pupils have not come, the software is wrong or somebody else uses its access: ask whoever looks after it. Sign "
            "in to see who is looked for: {url}",
            "Mae meddalwedd eich ysgol, neu eich rhestr o ddisgyblion disgwyliedig, yn dweud bod mwy o ddisgyblion yn newydd "
            "na'r nifer o gofnodion y chwilir amdanynt mewn diwrnod ({a_day} i bob ysgol). Bydd y lleill yn aros tan yfory; "
            "nid oes angen i chi wneud dim.\n\nOs nad oes cynifer o ddisgyblion wedi dod, mae'r feddalwedd yn anghywir neu "
            "mae rhywun arall yn defnyddio ei mynediad: gofynnwch i bwy bynnag sy'n gofalu amdani. Mewngofnodwch i weld am "
            "bwy rydym yn chwilio: {url}",
        ),
    ),
    NoticeKind(
        "record_refused",
        TO_SENDER,
        Text(
            "{destination_name} refused a pupil's record in your file {file}",
            "Gwrthododd {destination_name_cy} gofnod disgybl yn eich ffeil {file}",
        ),
        Text(
            "{destination_name} ({destination}) did not take in the record of a pupil in the file {file}. The other pupils of "
            "the file are not held up.\n\nSign in to see which pupil, and why. Put it right, and send the pupil's record "
            "again: {url}",
            "Ni dderbyniodd {destination_name_cy} ({destination}) gofnod disgybl yn y ffeil {file}. Nid yw disgyblion eraill y "
            "ffeil yn cael eu dal yn ôl.\n\nMewngofnodwch i weld pa ddisgybl, a pham. Cywirwch hynny, ac anfonwch gofnod y "
            "disgybl eto: {url}",
        ),
    ),
    NoticeKind(
        "record_to_take",
        TO_DESTINATION,
        Text(
            "A record from {source_name} waits for your yes",
            "Mae {source_name_cy} wedi anfon cofnod sy'n aros i chi gytuno",
        ),
        Text(
            "{source_name} ({source}) has sent you the file {file}. Before a record in it goes into your school's software, "
            "somebody has to look at it.\n\nSign in to take it over or to refuse it: {url}",
            "Mae {source_name_cy} ({source}) wedi anfon y ffeil {file} atoch. Cyn i gofnod ynddi fynd i feddalwedd eich "
            "ysgol, mae angen i rywun edrych arno.\n\nMewngofnodwch i'w dderbyn neu ei wrthod: {url}",
        ),
        gather=GatheredWords(
            "to_take",
            Text(
                "{count:# file has|# files have} records that wait for your yes",
                "Mae cofnodion mewn ffeiliau yn aros i chi gytuno ({count})",
            ),
            Text(
                "Somebody has to look at records in these files before they go into your school's software ({count}). Sign in "
                "to take them over or to refuse them: {url}",
                "Mae angen i rywun edrych ar gofnodion yn y ffeiliau hyn cyn iddynt fynd i feddalwedd eich ysgol ({count}). "
                "Mewngofnodwch i'w derbyn neu eu gwrthod: {url}",
            ),
            Text("{file}, from {source_name}", "{file}, gan: {source_name_cy}"),
            "/records/to-take/",
        ),
    ),
    NoticeKind(
        "leaving_taken_back",
        TO_DESTINATION,
        Text(
            "{source_name} says that a pupil whose record you have does not leave",
            "Yn ôl {source_name_cy}, nid yw disgybl y mae ei gofnod gennych yn gadael",
        ),
        Text(
            "{source_name} ({source}) sent you the file {file}, and you have the record. Now the school's software says that "
            "the pupil does not leave after all.\n\nNothing was deleted. Ask the school where the pupil is, and delete the "
            "record from your software if the pupil is not with you. The file: {url}",
            "Anfonodd {source_name_cy} ({source}) y ffeil {file} atoch, ac mae'r cofnod gennych. Nawr mae meddalwedd yr ysgol "
            "yn dweud nad yw'r disgybl yn gadael wedi'r cyfan.\n\nNi ddilëwyd dim. Gofynnwch i'r ysgol ble mae'r disgybl, a "
            "dilëwch y cofnod o'ch meddalwedd os nad yw'r disgybl gyda chi. Y ffeil: {url}",
        ),
    ),
    NoticeKind(
        "arrival_asked",
        TO_ASKED,
        Text(
            "{school_name} asks you for a pupil's record",
            "Mae {school_name_cy} yn gofyn i chi am gofnod disgybl",
        ),
        Text(
            "A pupil is new at {school_name} ({school}), and the record may be with you. Sign in to see whose it is; then send "
            "the Common Transfer File, or say that it is not with you: {url}",
            "Mae disgybl yn newydd yn {school_name_cy} ({school}), ac efallai fod y cofnod gennych chi. "
            "Mewngofnodwch i weld cofnod pwy ydyw; yna anfonwch y Ffeil Drosglwyddo Gyffredin, neu dywedwch nad yw "
            "gennych: {url}",
        ),
        gather=GatheredWords(
            "asked",
            Text(
                "{count:# pupil's record is|# pupils' records are} asked for",
                "Ceisiadau am gofnodion: {count}",
            ),
            Text(
                "Schools ask you for the records of pupils who are new there ({count}). Sign in to see whose; then send the "
                "Common Transfer Files, or say which are not with you: {url}",
                "Mae ysgolion yn gofyn i chi am gofnodion disgyblion sy'n newydd yno ({count}). Mewngofnodwch i weld "
                "cofnodion pwy; yna anfonwch y Ffeiliau Trosglwyddo Cyffredin, neu dywedwch pa rai nad ydynt "
                "gennych: {url}",
            ),
            Text("{school_name} ({school})", "{school_name_cy} ({school})"),
            "/records/asked/",
        ),
    ),
    NoticeKind(
        "arrival_in_store",
        TO_ASKED,
        Text(
            "A lost pupil is at {school_name}",
            "Mae disgybl coll yn {school_name_cy}",
        ),
        Text(
            "A pupil is new at {school_name} ({school}) whose file is in the lost pupil store. Sign in to see who it is, make "
            "sure that it is the same pupil, and release the file to the school: {url}",
            "Mae disgybl y mae ei ffeil yn y storfa disgyblion coll yn newydd yn {school_name_cy} ({school}). Mewngofnodwch i "
            "weld pwy ydyw, gwnewch yn siŵr mai'r un disgybl ydyw, a rhyddhewch y ffeil i'r ysgol: {url}",
        ),
    ),
)
