"""Small files of the tests' own, written by hand: they owe nothing to our writer."""

from collections.abc import Sequence

HEADER = """  <Header>
    <DocumentName>Common Transfer File</DocumentName>
    <CTFversion>{version}</CTFversion>
    <DateTime>{made}</DateTime>
    <DocumentQualifier>full</DocumentQualifier>
    <SupplierID>OpenMIS</SupplierID>
    <SourceSchool>
      <LEA>{source_la}</LEA>
      <Estab>{source_estab}</Estab>
      <SchoolName>Ysgol Gynradd Nant y Dderwen</SchoolName>
      <AcademicYear>{year}</AcademicYear>
    </SourceSchool>
    <DestSchool>
      <LEA>{destination_la}</LEA>
      <Estab>{destination_estab}</Estab>
    </DestSchool>
  </Header>
"""

ALYS = "<UPN>C681299005070</UPN><Surname>Testfield</Surname><Forename>Alys</Forename>"
BETSAN = "<UPN>R681299005071</UPN><Surname>Testfield</Surname><Forename>Betsan</Forename>"


def pupil(who: str = ALYS, born: str = "<DOB>2018-05-06</DOB>", sex: str = "<Sex>F</Sex>", rest: str = "") -> str:
    return f"    <Pupil>\n      {who}\n      {born}\n      {sex}\n      {rest}\n    </Pupil>\n"


def header(
    source: str = "6812990",
    destination: str = "6814990",
    version: str = "26.0",
    made: str = "2026-09-10T15:05:32",
    year: str = "2026",
) -> str:
    return HEADER.format(
        version=version,
        made=made,
        year=year,
        source_la=source[:3],
        source_estab=source[3:],
        destination_la=destination[:3],
        destination_estab=destination[3:],
    )


def text(
    pupils: Sequence[str] = (pupil(),), head: str | None = None, root: str = "CTfile", encoding: str = "UTF-8"
) -> str:
    return (
        f'<?xml version="1.0" encoding="{encoding}"?>\n<{root}>\n{header() if head is None else head}'
        f"  <CTFpupilData>\n{''.join(pupils)}  </CTFpupilData>\n</{root.split()[0]}>\n"
    )


def ctf(pupils: Sequence[str] = (pupil(),), head: str | None = None, root: str = "CTfile") -> bytes:
    return text(pupils, head, root).encode()
