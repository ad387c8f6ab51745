"""What a pupil is entitled to or needs: free school meals, special needs, care, the details that Wales alone keeps."""

from datetime import date, timedelta
from random import Random
from typing import Final

from handover.common.authorities import is_welsh
from handover.common.calendar import academic_year
from handover.ctf.model import FreeSchoolMeals, MealSpell, SenHistory, SenNeed, SenStage, WelshDetails

NEEDS_OF_WALES: Final = ("SPLD", "MLD", "SLCD", "BESD", "PMED", "ASD", "HI")
NEEDS_OF_ENGLAND: Final = ("SPLD", "MLD", "SLCN", "SEMH", "PD", "ASD", "VI")
SEN_REFORM_IN_ENGLAND: Final = date(2014, 9, 1)


def invent_meals(la: str, born: date, day: date, chance: Random) -> FreeSchoolMeals:
    """Return spells of eligibility: mostly none, sometimes one that still runs, sometimes two."""
    if chance.random() > 0.2:
        return FreeSchoolMeals()
    country = "WLS" if is_welsh(la) else "ENG"
    since = date(max(born.year + 5, academic_year(day) - chance.randrange(4)), 9, 4)
    spells = [MealSpell(start=min(since, day), country=country)]
    if chance.random() < 0.3:
        earlier = since.replace(year=since.year - 1)
        spells.insert(0, MealSpell(start=earlier, end=earlier + timedelta(days=310), country=country))
    return FreeSchoolMeals(review=date(academic_year(day) + 1, 9, 1), spells=tuple(spells))


def invent_sen(la: str, born: date, day: date, chance: Random) -> SenHistory:
    """Return stages and needs as the law of the nation had them on `day`; mostly none."""
    if chance.random() > 0.18:
        return SenHistory()
    reformed = not is_welsh(la) and day >= SEN_REFORM_IN_ENGLAND
    provisions = chance.choice((("K",), ("K",), ("K", "E")) if reformed else (("A",), ("A", "P"), ("A", "P", "S")))
    earliest = date(born.year + 4, 9, 10)
    gap = max((day - earliest).days // len(provisions), 1)
    stages = tuple(
        SenStage(start=min(earliest + timedelta(days=number * gap), day), provision=provision)
        for number, provision in enumerate(provisions)
    )
    kinds = chance.sample(NEEDS_OF_WALES if is_welsh(la) else NEEDS_OF_ENGLAND, chance.randrange(1, 3))
    return SenHistory(
        stages=stages, needs=tuple(SenNeed(need=kind, rank=rank) for rank, kind in enumerate(kinds, start=1))
    )


def invent_welsh_details(language: str, identity: str, sen: SenHistory, chance: Random) -> WelshDetails:
    """Return the block that Wales adds; levels of support for those alone who have needs."""
    fluency = "1" if language == "CYM" else chance.choice(("2", "3"))
    eal = "0" if language in {"CYM", "ENG"} else chance.choice("ABCDE")
    level = len(sen.stages)
    return WelshDetails(
        speaks_welsh=fluency,
        welsh_at_home="1" if language == "CYM" else "2",
        national_identity=identity,
        welsh_source="P",
        eal_acquisition=eal,
        language_source="P",
        curriculum=f"CT{level}" if level else None,
        grouping=f"GS{level}" if level else None,
        resources="SR1" if level else None,
        advice=f"AA{level}" if level else None,
    )
