"""A child's name, number and birthday there and back."""

from datetime import date

from handover.bridge import convert_to_ctf, convert_to_sif
from handover.ctf.model import CommonTransferFile, Pupil


def test_a_childs_name_number_and_birthday_come_back_as_they_were() -> None:
    pupil = Pupil(upn="B681299003017", surname="Prydderch", forename="Siân", birth_date=date(1999, 2, 11))
    there = convert_to_sif(CommonTransferFile(pupils=(pupil,)))
    assert convert_to_ctf(there.objects).file.pupils[0].full_name == "Siân Prydderch"
    assert convert_to_ctf(there.objects).file.pupils == (pupil,)
