"""The templates that every site begins with (seed, section 6.3), in both languages."""

from dataclasses import dataclass
from typing import Final

from handover.common.text import Text


@dataclass(frozen=True, slots=True)
class NationalTemplate:
    """A template for everybody."""

    name: Text
    description: Text
    text: Text


NATIONAL: Final = (
    NationalTemplate(
        Text("CTF Request", "Cais am CTF"),
        Text("To request a CTF for a pupil", "I ofyn am CTF disgybl"),
        Text(
            "A pupil who was at your school has come to ours without a Common Transfer File.\n\n"
            "Name:\nDate of birth:\nUPN, if known:\nLast day at your school, if known:\nStarted with us on:\n\n"
            "Please send the file to us in Handover. If you have sent it already, please tell us when and to which number.",
            "Mae disgybl a oedd yn eich ysgol chi wedi dod atom ni heb Ffeil Trosglwyddo Cyffredin.\n\n"
            "Enw:\nDyddiad geni:\nUPN, os yw'n hysbys:\nDiwrnod olaf yn eich ysgol, os yw'n hysbys:\nDechreuodd gyda ni ar:\n\n"
            "Anfonwch y ffeil atom yn Trosglwyddo, os gwelwch yn dda. Os ydych wedi'i hanfon yn barod, dywedwch wrthym pryd "
            "ac i ba rif.",
        ),
    ),
    NationalTemplate(
        Text("All Welsh Authorities", "Holl Awdurdodau Cymru"),
        Text("All Welsh Authorities - please read", "Holl Awdurdodau Cymru - darllenwch os gwelwch yn dda"),
        Text(
            "To the lost pupil officers of the Welsh authorities.\n\n"
            "We are looking for this pupil. Please look on your rolls and in your admissions, and answer only if you know "
            "something.\n\nName:\nDate of birth:\nUPN, if known:\nLast school:\nMay have moved to:\n",
            "At swyddogion disgyblion coll awdurdodau Cymru.\n\n"
            "Rydym yn chwilio am y disgybl hwn. Edrychwch ar eich cofrestrau ac yn eich derbyniadau, os gwelwch yn dda, ac "
            "atebwch dim ond os gwyddoch rywbeth.\n\nEnw:\nDyddiad geni:\nUPN, os yw'n hysbys:\nYsgol ddiwethaf:\n"
            "Gall fod wedi symud i:\n",
        ),
    ),
)


def fields(row: NationalTemplate) -> dict[str, str]:
    """Return the fields of the model `Template` that a row fills."""
    return {
        "name": row.name.en,
        "name_cy": row.name.cy,
        "description": row.description.en,
        "description_cy": row.description.cy,
        "text": row.text.en,
        "text_cy": row.text.cy,
    }
