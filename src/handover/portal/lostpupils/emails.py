"""The e-mails about lost pupils: to whom, and their words in both languages (seed, section 4.2)."""

from handover.common.text import Text
from handover.portal.notices.kind import (
    TO_ADMINISTRATORS,
    TO_AUTHORITY,
    TO_AUTHORITY_AND_SENDER,
    TO_BOTH_AUTHORITIES,
    GatheredWords,
    NoticeKind,
)

ROWS = (
    NoticeKind(
        "lost_collected",
        TO_AUTHORITY,
        Text(
            "A lost pupil's file was collected by {finder_name}", "Mae {finder_name_cy} wedi casglu ffeil disgybl coll"
        ),
        Text(
            "{finder_name} has collected the file {file}, which {source_name} ({source}) sent to the lost pupil store. "
            "It says that the pupil is at one of its schools.\n\nYou will be told when a school has the file: {url}",
            "Mae {finder_name_cy} wedi casglu'r ffeil {file}, a anfonodd {source_name_cy} ({source}) i'r storfa "
            "disgyblion coll. Mae'n dweud bod y disgybl yn un o'i ysgolion.\n\nCewch wybod pan fydd y ffeil gan "
            "ysgol: {url}",
        ),
        gather=GatheredWords(
            "lost-collected",
            Text(
                "{count:# lost pupil's file was|# lost pupils' files were} collected",
                "Ffeiliau disgyblion coll a gasglwyd: {count}",
            ),
            Text(
                "Authorities have collected these files from the lost pupil store, and say that the pupils are at their "
                "schools ({count}). You will be told when a school has each: {url}",
                "Mae awdurdodau wedi casglu'r ffeiliau hyn o'r storfa disgyblion coll, ac yn dweud bod y disgyblion yn eu "
                "hysgolion ({count}). Cewch wybod pan fydd pob un gan ysgol: {url}",
            ),
            Text(
                "{file}, by {finder_name}: {url}",
                "{file}, casglwyd gan: {finder_name_cy} – {url}",
            ),
            "/lost/",
        ),
    ),
    NoticeKind(
        "lost_released",
        TO_AUTHORITY,
        Text(
            "A lost pupil's file is on its way to {destination_name}",
            "Mae ffeil disgybl coll ar ei ffordd i'r ysgol newydd, {destination_name_cy}",
        ),
        Text(
            "The file {file}, which {source_name} ({source}) sent to the lost pupil store, is on its way to "
            "{destination_name} ({destination}). The pupil counts as found when that school confirms it.\n\n{url}",
            "Mae'r ffeil {file}, a anfonodd {source_name_cy} ({source}) i'r storfa disgyblion coll, ar ei ffordd i'r "
            "ysgol newydd, {destination_name_cy} ({destination}). Bydd y disgybl yn cyfrif fel un y daethpwyd o hyd "
            "iddo pan fydd yr ysgol honno'n cadarnhau'r ffeil.\n\n{url}",
        ),
        gather=GatheredWords(
            "lost-released",
            Text(
                "{count:# lost pupil's file is|# lost pupils' files are} on the way to a school",
                "Ffeiliau disgyblion coll ar eu ffordd i ysgol: {count}",
            ),
            Text(
                "These files of the lost pupil store are on their way to a school ({count}). Each pupil counts as found "
                "when the school confirms it: {url}",
                "Mae'r ffeiliau hyn o'r storfa disgyblion coll ar eu ffordd i ysgol ({count}). Bydd pob disgybl yn cyfrif "
                "fel un y daethpwyd o hyd iddo pan fydd yr ysgol yn cadarnhau: {url}",
            ),
            Text(
                "{file}, to {destination_name}: {url}",
                "{file}, at: {destination_name_cy} – {url}",
            ),
            "/lost/",
        ),
    ),
    NoticeKind(
        "lost_found",
        TO_AUTHORITY_AND_SENDER,
        Text("A lost pupil has been found", "Daethpwyd o hyd i ddisgybl coll"),
        Text(
            "{destination_name} ({destination}) has confirmed that it has the record of the pupil whom {source_name} "
            "({source}) sent to the lost pupil store as {file}.\n\nThe authority can close the case here: {url}",
            "Mae {destination_name_cy} ({destination}) wedi cadarnhau bod ganddi gofnod y disgybl a anfonodd "
            "{source_name_cy} ({source}) i'r storfa disgyblion coll fel {file}.\n\nGall yr awdurdod gau'r achos yma: {url}",
        ),
        gather=GatheredWords(
            "lost-found",
            Text(
                "{count:# lost pupil has|# lost pupils have} been found",
                "Disgyblion coll y daethpwyd o hyd iddynt: {count}",
            ),
            Text(
                "Schools have confirmed that they have the records of these pupils of the lost pupil store ({count}). "
                "Each line leads to one; the authority can then close the case.",
                "Mae ysgolion wedi cadarnhau bod ganddynt gofnodion y disgyblion hyn o'r storfa disgyblion coll "
                "({count}). Mae pob llinell yn arwain at un; gall yr awdurdod gau'r achos wedyn.",
            ),
            Text(
                "{file}, at {destination_name}: {url}",
                "{file}, ysgol: {destination_name_cy} – {url}",
            ),
            "/lost/",
        ),
    ),
    NoticeKind(
        "lost_reopened",
        TO_BOTH_AUTHORITIES,
        Text("A lost pupil's file is back in the store", "Mae ffeil disgybl coll yn ôl yn y storfa"),
        Text(
            "The file {file} of {source_name} ({source}) did not reach {destination_name} ({destination}): it was "
            "rejected, called back or never collected. The pupil is in the lost pupil store again.\n\n{url}",
            "Ni chyrhaeddodd y ffeil {file} y derbynnydd, {destination_name_cy} ({destination}). {source_name_cy} "
            "({source}) a'i hanfonodd. Cafodd ei gwrthod neu ei galw'n ôl, neu ni chafodd ei chasglu. Mae'r disgybl "
            "yn y storfa disgyblion coll eto.\n\n{url}",
        ),
        gather=GatheredWords(
            "lost-reopened",
            Text(
                "{count:# lost pupil's file is|# lost pupils' files are} back in the store",
                "Ffeiliau disgyblion coll yn ôl yn y storfa: {count}",
            ),
            Text(
                "These files did not reach their schools: they were rejected, called back or never collected. The pupils "
                "are in the lost pupil store again ({count}): {url}",
                "Ni chyrhaeddodd y ffeiliau hyn eu hysgolion: cawsant eu gwrthod neu eu galw'n ôl, neu ni chawsant "
                "eu casglu. Mae'r disgyblion yn y storfa disgyblion coll eto ({count}): {url}",
            ),
            Text(
                "{file}, to {destination_name}: {url}",
                "{file}, at: {destination_name_cy} – {url}",
            ),
            "/lost/",
        ),
    ),
    NoticeKind(
        "lost_met",
        TO_BOTH_AUTHORITIES,
        Text(
            "A pupil like one that is looked for is in the store",
            "Mae disgybl tebyg i un y mae awdurdod yn chwilio amdano yn y storfa",
        ),
        Text(
            "{source_name} ({source}) has sent the file {file} to the lost pupil store. It fits a search that an "
            "authority keeps.\n\nSign in to see whether it is the pupil: {url}",
            "Mae {source_name_cy} ({source}) wedi anfon y ffeil {file} i'r storfa disgyblion coll. Mae'n cyfateb i "
            "chwiliad y mae awdurdod yn ei gadw.\n\nMewngofnodwch i weld ai dyma'r disgybl: {url}",
        ),
        gather=GatheredWords(
            "lost-met",
            Text(
                "{count:# pupil|# pupils} like those that are looked for in the store",
                "Disgyblion yn y storfa sy'n debyg i rai y mae awdurdod yn chwilio amdanynt: {count}",
            ),
            Text(
                "These files came into the lost pupil store and fit searches that an authority keeps ({count}). Sign in "
                "to see whether they are the pupils: {url}",
                "Daeth y ffeiliau hyn i'r storfa disgyblion coll ac maent yn cyfateb i chwiliadau y mae awdurdod yn "
                "eu cadw ({count}). Mewngofnodwch i weld ai dyma'r disgyblion: {url}",
            ),
            Text(
                "{file}, from {source_name}: {url}",
                "{file}, gan: {source_name_cy} – {url}",
            ),
            "/lost/",
        ),
    ),
    NoticeKind(
        "lost_alike",
        TO_AUTHORITY,
        Text(
            "Files in the lost pupil store are perhaps of the same pupil",
            "Efallai mai am yr un disgybl y mae ffeiliau yn y storfa disgyblion coll",
        ),
        Text(
            "Two files in the lost pupil store may be of one pupil, or of two children. New pairs for you to decide: "
            "{count}.\n\nBoth files of each pair can be found until you do. Please look at them side by side: {url}",
            "Efallai mai am un disgybl y mae dwy ffeil yn y storfa disgyblion coll, neu am ddau blentyn. Parau "
            "newydd i chi eu penderfynu: {count}.\n\nMae modd dod o hyd i ddwy ffeil pob pâr nes i chi benderfynu. "
            "Edrychwch arnynt ochr yn ochr: {url}",
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
            "Disgyblion coll a fydd yn cyrraedd oedran gadael yr ysgol o fewn wythnosau: {count}. Yna bydd eu ffeiliau "
            "yn cael eu tynnu o'r storfa a'u dinistrio.\n\nOs ydych yn dal i chwilio am un ohonynt, gwnewch hynny "
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
            "Cafodd y storfa disgyblion coll ei pharu â'r cyfrifiad. Nifer y disgyblion a allai fod ar gofrestr eich "
            "ysgolion: {count}.\n\nEdrychwch ar bob un, ac anfonwch y ffeil i'r ysgol lle mae'r disgybl: {url}",
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
            "The lost pupil store was matched with the census. Lost pupils of yours who may be on roll at a "
            "school: {count}.\n\nYou will be told as each is found, and can then close the case: {url}",
            "Cafodd y storfa disgyblion coll ei pharu â'r cyfrifiad. Nifer eich disgyblion coll chi a allai fod ar "
            "gofrestr ysgol: {count}.\n\nCewch wybod pan fydd rhywun wedi dod o hyd i bob un, a gallwch gau'r achos "
            "wedyn: {url}",
        ),
    ),
    NoticeKind(
        "search_braked",
        TO_ADMINISTRATORS,
        Text("Unusually many searches for children by {person}", "Nifer anarferol o chwiliadau am blant gan {person}"),
        Text(
            "{person} ({place}) has searched for so many children, or so vaguely, that the site has stopped further "
            "searches for a while.\n\nThere may be a good reason: ask the person. If there is none, close the account: "
            "{url}",
            "Mae {person} ({place_cy}) wedi chwilio am gymaint o blant, neu mor amwys, nes bod y wefan wedi atal "
            "rhagor o chwiliadau am gyfnod.\n\nEfallai fod rheswm da: holwch y person. Os nad oes un, caewch y "
            "cyfrif: {url}",
        ),
        waits=False,
    ),
    NoticeKind(
        "software_braked",
        TO_ADMINISTRATORS,
        Text(
            "Unusually many searches for children by software: {person}",
            "Nifer anarferol o chwiliadau am blant gan feddalwedd: {person}",
        ),
        Text(
            "The software {person} of {place} has searched for so many children, or so vaguely, that the site has stopped "
            "its further searches for a while.\n\nThere may be a good reason: ask whoever looks after the software. If "
            "there is none, withdraw its key: {url}",
            "Mae'r feddalwedd {person} ({place_cy}) wedi chwilio am gymaint o blant, neu mor amwys, nes bod y wefan wedi "
            "atal ei chwiliadau am gyfnod.\n\nEfallai fod rheswm da: holwch bwy bynnag sy'n gofalu am y feddalwedd. Os "
            "nad oes un, tynnwch ei hallwedd yn ôl: {url}",
        ),
        waits=False,
    ),
)
