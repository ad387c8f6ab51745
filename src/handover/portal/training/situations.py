"""The situations that a vendor can bring about in a training county, as one table.

The numbers of schools stand in the texts as they are, so that a translator reads whole sentences; `places.py` says which
school does what. The API carries them out, the page shows them, `docs/reference/training.md` explains them and
`handover conformance` plays them.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from handover.common.text import Text


class ProvokedBy(StrEnum):
    """How a situation is brought about: by what is sent, by asking for it at once, or by asking for it the next time."""

    SENDING = "sending"
    AT_ONCE = "at once"
    NEXT_REQUEST = "next request"


@dataclass(frozen=True, slots=True)
class TrainingSituation:
    """One row: what to do, what happens then, and what software has to do about it."""

    key: str
    by: ProvokedBy
    name: Text
    provoke: Text
    happens: Text
    task: Text


_ROWS: Final = (
    TrainingSituation(
        "confirmed",
        ProvokedBy.SENDING,
        Text("A file arrives and is confirmed", "Mae ffeil yn cyrraedd ac yn cael ei chadarnhau"),
        Text("Send a file to 6812971.", "Anfonwch ffeil i 6812971."),
        Text(
            "The school collects and confirms it; the transfer is in the state `confirmed`.",
            "Mae'r ysgol yn ei chasglu a'i chadarnhau; mae'r trosglwyddiad yn y cyflwr `confirmed`.",
        ),
        Text("Show that the record has arrived.", "Dangos bod y cofnod wedi cyrraedd."),
    ),
    TrainingSituation(
        "rejected_later",
        ProvokedBy.SENDING,
        Text("A file is rejected later", "Mae ffeil yn cael ei gwrthod wedyn"),
        Text("Send a file to 6812972.", "Anfonwch ffeil i 6812972."),
        Text(
            "It is accepted; then the school rejects it. GET /notices has an item `reject`, the transfer the reason.",
            "Caiff ei derbyn; yna mae'r ysgol yn ei gwrthod. Mae eitem `reject` yn GET /notices, a'r rheswm yn y "
            "trosglwyddiad.",
        ),
        Text(
            "Read the notices, show the reason to a person, acknowledge the notice, and do not send the same file "
            "again by itself.",
            "Darllen yr hysbysiadau, dangos y rheswm i berson, cydnabod yr hysbysiad, a pheidio ag anfon yr un ffeil eto "
            "ohono'i hun.",
        ),
    ),
    TrainingSituation(
        "never_collected",
        ProvokedBy.SENDING,
        Text("A file is never collected", "Nid yw ffeil byth yn cael ei chasglu"),
        Text(
            'Send a file to 6812974, then POST /api/v1/training/clock with "days": 20 until its time is over: it waits '
            "60 school "
            "days, however long the holidays are.",
            'Anfonwch ffeil i 6812974, yna POST /api/v1/training/clock gyda "days": 20 nes bod ei hamser ar ben: '
            "mae'n aros 60 "
            "diwrnod ysgol, waeth pa mor hir yw'r gwyliau.",
        ),
        Text(
            "Its time is over: the transfer is in the state `expired`, GET /notices has an item `expire`.",
            "Mae ei hamser ar ben: mae'r trosglwyddiad yn y cyflwr `expired`, mae eitem `expire` yn GET /notices.",
        ),
        Text(
            "Tell a person that the record has not arrived, so that they ask the school.",
            "Dweud wrth berson nad yw'r cofnod wedi cyrraedd, er mwyn iddynt ofyn i'r ysgol.",
        ),
    ),
    TrainingSituation(
        "never_acknowledged",
        ProvokedBy.SENDING,
        Text("A copy is fetched and never acknowledged", "Mae copi'n cael ei nôl a byth yn cael ei gydnabod"),
        Text("Send a file to 6812973.", "Anfonwch ffeil i 6812973."),
        Text(
            "The transfer stays `sent`, and `fetched_at` says when the copy was taken.",
            "Mae'r trosglwyddiad yn aros yn `sent`, ac mae `fetched_at` yn dweud pryd y cymerwyd y copi.",
        ),
        Text("Do not take it for arrived.", "Peidio â chymryd ei fod wedi cyrraedd."),
    ),
    TrainingSituation(
        "closed_successor",
        ProvokedBy.SENDING,
        Text("The school has closed and has a successor", "Mae'r ysgol wedi cau ac mae ganddi olynydd"),
        Text("Send a file to 6812975.", "Anfonwch ffeil i 6812975."),
        Text(
            "The file is held (`held`): it waits until somebody sends it on to the successor, 6814990. "
            "GET /establishments/6812975 names the successor.",
            "Caiff y ffeil ei dal yn ôl (`held`): mae'n aros nes i rywun ei hanfon ymlaen at yr olynydd, 6814990. "
            "Mae GET /establishments/6812975 yn enwi'r olynydd.",
        ),
        Text(
            "Look a school up before sending, or call the file back and send it to the successor.",
            "Chwilio am ysgol cyn anfon, neu alw'r ffeil yn ôl a'i hanfon at yr olynydd.",
        ),
    ),
    TrainingSituation(
        "closed",
        ProvokedBy.SENDING,
        Text("The school has closed", "Mae'r ysgol wedi cau"),
        Text("Send a file to 6812976.", "Anfonwch ffeil i 6812976."),
        Text("It is refused: 422, and `problems` say why.", "Caiff ei gwrthod: 422, ac mae `problems` yn dweud pam."),
        Text("Show the problems to a person; do not repeat it.", "Dangos y problemau i berson; peidio â'i ailadrodd."),
    ),
    TrainingSituation(
        "unknown_school",
        ProvokedBy.SENDING,
        Text("Nobody has that number", "Nid oes gan neb y rhif hwnnw"),
        Text("Send a file to 6812999.", "Anfonwch ffeil i 6812999."),
        Text("It is refused: 422, and `problems` say why.", "Caiff ei gwrthod: 422, ac mae `problems` yn dweud pam."),
        Text("Let a person choose a school that there is.", "Gadael i berson ddewis ysgol sy'n bodoli."),
    ),
    TrainingSituation(
        "wrong_upn",
        ProvokedBy.SENDING,
        Text("A UPN is wrong", "Mae UPN yn anghywir"),
        Text(
            "Send a file with the UPN A681299003017, whose letter is wrong.",
            "Anfonwch ffeil â'r UPN A681299003017, y mae ei lythyren yn anghywir.",
        ),
        Text(
            "`problems` name the pupil, the line and the remedy.",
            "Mae `problems` yn enwi'r disgybl, y llinell a'r ateb.",
        ),
        Text("Show them where the pupil's record is corrected.", "Eu dangos lle caiff cofnod y disgybl ei gywiro."),
    ),
    TrainingSituation(
        "question",
        ProvokedBy.SENDING,
        Text("The site asks a question", "Mae'r wefan yn gofyn cwestiwn"),
        Text(
            "Send a good file by a name whose number is too short, such as 6812990_CTF_6814990_1.xml.",
            "Anfonwch ffeil dda wrth enw y mae ei rif yn rhy fyr, fel 6812990_CTF_6814990_1.xml.",
        ),
        Text(
            "202: nothing is on its way until POST /transfers/{reference}/answer.",
            "202: nid oes dim ar ei ffordd nes POST /transfers/{reference}/answer.",
        ),
        Text(
            "Put the question to a person and pass the answer on.", "Gofyn y cwestiwn i berson a phasio'r ateb ymlaen."
        ),
    ),
    TrainingSituation(
        "sent_twice",
        ProvokedBy.SENDING,
        Text("The same file comes twice", "Mae'r un ffeil yn dod ddwywaith"),
        Text("Send the very same file again.", "Anfonwch yr union ffeil eto."),
        Text(
            "200 with the verdict `resent`: it is on its way already, and was not sent a second time.",
            "200 â'r dyfarniad `resent`: mae ar ei ffordd yn barod, ac ni chafodd ei hanfon eilwaith.",
        ),
        Text("Take it for sent, once.", "Cymryd ei bod wedi'i hanfon, unwaith."),
    ),
    TrainingSituation(
        "email_fails",
        ProvokedBy.SENDING,
        Text("The school's e-mail fails", "Mae e-bost yr ysgol yn methu"),
        Text(
            'Send a file to 6812977, then POST /api/v1/training/clock with "days": 1: e-mails wait for others a while.',
            'Anfonwch ffeil i 6812977, yna POST /api/v1/training/clock gyda "days": 1: mae e-byst yn aros am rai eraill am '
            "ychydig.",
        ),
        Text(
            "The file waits for the school all the same; GET /training/emails shows the e-mail as `given-up`.",
            "Mae'r ffeil yn aros am yr ysgol yr un fath; mae GET /training/emails yn dangos yr e-bost fel `given-up`.",
        ),
        Text(
            "Nothing: an e-mail is a hint, and the list of what waits is the truth.",
            "Dim: awgrym yw e-bost, a'r rhestr o'r hyn sy'n aros yw'r gwir.",
        ),
    ),
    TrainingSituation(
        "file_waits",
        ProvokedBy.AT_ONCE,
        Text("A file from another school waits", "Mae ffeil o ysgol arall yn aros"),
        Text(
            'POST /api/v1/training/situations with "situation": "file_waits".',
            'POST /api/v1/training/situations gyda "situation": "file_waits".',
        ),
        Text(
            "A file of invented children from 6812974 is in the inbox of the key's school.",
            "Mae ffeil o blant dychmygol o 6812974 ym mewnflwch ysgol yr allwedd.",
        ),
        Text("List, fetch, take in, acknowledge.", "Rhestru, nôl, cymryd i mewn, cydnabod."),
    ),
    TrainingSituation(
        "called_back",
        ProvokedBy.AT_ONCE,
        Text("The sender calls a file back", "Mae'r anfonwr yn galw ffeil yn ôl"),
        Text(
            'POST /api/v1/training/situations with "situation": "called_back".',
            'POST /api/v1/training/situations gyda "situation": "called_back".',
        ),
        Text(
            "The newest file that waits for the key's school from one that the site plays is called back; where a copy was "
            "fetched, GET /notices has an item `recall`, and an acknowledgement is answered with 409.",
            "Caiff y ffeil ddiweddaraf sy'n aros am ysgol yr allwedd gan un y mae'r wefan yn ei chwarae ei galw'n ôl; "
            "lle nolwyd "
            "copi, mae eitem `recall` yn GET /notices, ac atebir cydnabyddiaeth â 409.",
        ),
        Text("Take the record out again.", "Tynnu'r cofnod allan eto."),
    ),
    TrainingSituation(
        "too_many",
        ProvokedBy.NEXT_REQUEST,
        Text("Too many requests", "Gormod o geisiadau"),
        Text(
            'POST /api/v1/training/situations with "situation": "too_many".',
            'POST /api/v1/training/situations gyda "situation": "too_many".',
        ),
        Text("429 with Retry-After: 1.", "429 â Retry-After: 1."),
        Text("Wait as long as Retry-After says, then repeat.", "Aros cyhyd ag y dywed Retry-After, yna ailadrodd."),
    ),
    TrainingSituation(
        "busy",
        ProvokedBy.NEXT_REQUEST,
        Text("The site is busy", "Mae'r wefan yn brysur"),
        Text(
            'POST /api/v1/training/situations with "situation": "busy".',
            'POST /api/v1/training/situations gyda "situation": "busy".',
        ),
        Text("503 with Retry-After: 1; nothing was done.", "503 â Retry-After: 1; ni wnaed dim."),
        Text("Wait as long as Retry-After says, then repeat.", "Aros cyhyd ag y dywed Retry-After, yna ailadrodd."),
    ),
    TrainingSituation(
        "slow",
        ProvokedBy.NEXT_REQUEST,
        Text("A slow answer", "Ateb araf"),
        Text(
            'POST /api/v1/training/situations with "situation": "slow".',
            'POST /api/v1/training/situations gyda "situation": "slow".',
        ),
        Text("The answer takes three seconds.", "Mae'r ateb yn cymryd tair eiliad."),
        Text("Wait, and let people go on working.", "Aros, a gadael i bobl barhau i weithio."),
    ),
    TrainingSituation(
        "cut_answer",
        ProvokedBy.NEXT_REQUEST,
        Text("The connection breaks before the answer", "Mae'r cysylltiad yn torri cyn yr ateb"),
        Text(
            'POST /api/v1/training/situations with "situation": "cut_answer".',
            'POST /api/v1/training/situations gyda "situation": "cut_answer".',
        ),
        Text(
            "The next POST or PATCH is carried out, and the connection ends in the middle of its answer.",
            "Caiff y POST neu PATCH nesaf ei wneud, ac mae'r cysylltiad yn dod i ben yng nghanol ei ateb.",
        ),
        Text(
            "Repeat it with the same Idempotency-Key; nothing is sent twice.",
            "Ei ailadrodd â'r un Idempotency-Key; ni chaiff dim ei anfon ddwywaith.",
        ),
    ),
    TrainingSituation(
        "cut_download",
        ProvokedBy.NEXT_REQUEST,
        Text("A download breaks off", "Mae lawrlwythiad yn torri"),
        Text(
            'POST /api/v1/training/situations with "situation": "cut_download".',
            'POST /api/v1/training/situations gyda "situation": "cut_download".',
        ),
        Text("The next download ends in the middle.", "Mae'r lawrlwythiad nesaf yn dod i ben yn y canol."),
        Text(
            "Go on with Range from the last byte, or fetch it anew; acknowledge nothing that is not whole.",
            "Parhau â Range o'r beit olaf, neu ei nôl o'r newydd; peidio â chydnabod dim nad yw'n gyfan.",
        ),
    ),
    TrainingSituation(
        "damaged_download",
        ProvokedBy.NEXT_REQUEST,
        Text("A download arrives damaged", "Mae lawrlwythiad yn cyrraedd wedi'i ddifrodi"),
        Text(
            'POST /api/v1/training/situations with "situation": "damaged_download".',
            'POST /api/v1/training/situations gyda "situation": "damaged_download".',
        ),
        Text(
            "One byte of the next download is another one; Repr-Digest is that of the file.",
            "Mae un beit o'r lawrlwythiad nesaf yn un arall; Repr-Digest y ffeil sydd yno.",
        ),
        Text(
            "Compare the digest, drop what does not agree, and fetch it anew.",
            "Cymharu'r crynodeb, gollwng yr hyn nad yw'n cytuno, a'i nôl o'r newydd.",
        ),
    ),
)

SITUATIONS: Final = {row.key: row for row in _ROWS}
"""The table, by key."""
TO_ASK_FOR: Final = tuple(row.key for row in _ROWS if row.by is not ProvokedBy.SENDING)
"""The situations that are asked for."""
