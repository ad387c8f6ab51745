"""What can be wrong with the operations of a training county: rows of the table of `faults.py`."""

from typing import Final

from handover.common.text import Text
from handover.portal.api.fault import ApiFault

TRAINING_FAULTS: Final = (
    ApiFault(
        "api.no_training",
        403,
        Text("The key is no training key", "Nid allwedd hyfforddi yw'r allwedd"),
        Text(
            "This operation is there for training counties alone, and the key belongs to an office of this site. Nothing was "
            "changed.",
            "Dim ond ar gyfer siroedd hyfforddi y mae'r gweithrediad hwn, ac mae'r allwedd yn perthyn i swyddfa ar y "
            "wefan hon. "
            "Ni newidiwyd dim.",
        ),
        Text(
            "Use a key that begins with hnd_test_; the page /training gives some.",
            "Defnyddiwch allwedd sy'n dechrau â hnd_test_; mae'r dudalen /training yn rhoi rhai.",
        ),
    ),
    ApiFault(
        "api.training_full",
        413,
        Text("The training county is full", "Mae'r sir hyfforddi'n llawn"),
        Text(
            "The county holds more than {most}. Nothing was taken.",
            "Mae'r sir yn dal mwy na {most}. Ni dderbyniwyd dim.",
        ),
        Text(
            "POST /api/v1/training/reset empties it; so does the night.",
            "Mae POST /api/v1/training/reset yn ei gwagio; felly hefyd y nos.",
        ),
    ),
    ApiFault(
        "api.training_clock",
        422,
        Text("The clock does not go there", "Nid yw'r cloc yn mynd yno"),
        Text(
            "The clock of a training county goes forward only, by at most {most} days at a time and 20 years in all.",
            "Dim ond ymlaen y mae cloc sir hyfforddi'n mynd, o {most} diwrnod ar y mwyaf ar y tro ac 20 mlynedd i gyd.",
        ),
        Text(
            "Give `days`, or `to` with a day that is still to come. POST /api/v1/training/reset begins anew, today.",
            "Rhowch `days`, neu `to` â diwrnod sydd i ddod. Mae POST /api/v1/training/reset yn dechrau o'r newydd, heddiw.",
        ),
    ),
    ApiFault(
        "api.training_situation",
        422,
        Text("That cannot be brought about", "Nid oes modd peri hynny"),
        Text(
            "There is no such situation to ask for, no such office with a key, or no file that could be called back.",
            "Nid oes sefyllfa o'r fath i ofyn amdani, nid oes swyddfa o'r fath ag allwedd, neu nid oes ffeil y gellid "
            "ei galw'n ôl.",
        ),
        Text(
            "GET /api/v1/training names the situations and the offices. To have a file called back, ask for "
            "`file_waits` first.",
            "Mae GET /api/v1/training yn enwi'r sefyllfaoedd a'r swyddfeydd. I alw ffeil yn ôl, gofynnwch am `file_waits` yn "
            "gyntaf.",
        ),
    ),
)
