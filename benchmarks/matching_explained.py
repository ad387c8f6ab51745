"""Wrong certain links and children who were not found, side by side, to be read by a person."""

import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import fields
from pathlib import Path

from benchmarks.matching_cases import read_lost, read_roll, write_second, write_traps
from benchmarks.matching_figures import ToldLink, is_right, told_as
from benchmarks.second_county.county import TUNED
from handover.matching.evidence import Child
from handover.matching.linking import link_pupils
from handover.matching.links import OnRoll, PupilLink

WIDTH = 34


def explain(seed: int, lost: int, on_roll: int, count: int, traps: int = 2000) -> Iterator[str]:
    """Give lines about so many wrong certain links, missed children and brothers linked as certain, of our own matching."""
    if seed not in TUNED:
        yield f"Seed {seed} is not among {TUNED}: do not tune to what you read here."
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        case = write_second(folder, seed, lost, on_roll)
        records = {pupil.key: pupil.child for pupil in read_lost(folder)}
        links = link_pupils(read_lost(folder), read_roll(folder)).links
        told = [_told(link) for link in links]
        wrong_told = _wrong(told, case.truth)
        wrong = [link for link, each in zip(links, told, strict=True) if each in wrong_told]
        shown = {each.key for each in told_as(told, "certain", "look") if is_right(each, case.truth)}
        missed = sorted((key for key in case.findable if key not in shown), key=lambda key: (len(case.kinds[key]), key))
        missed = missed[:: max(len(missed) // count, 1)][:count]
        lines = {line for key in missed for line in case.truth[key]}
        lines |= {line for link in wrong for line in case.truth[link.lost.key]}
        rows = {row.line: row for row in read_roll(folder) if row.line in lines}
    yield f"\n{len(wrong)} wrong certain links of {len(told_as(told, 'certain'))}"
    for link in wrong[:count]:
        right = [rows[line] for line in sorted(case.truth[link.lost.key])]
        yield from _tell_link(link, right)
        yield f"  {case.origins[link.lost.key]}: {_join(case.kinds.get(link.lost.key, ()))}"
    yield f"\n{len(case.findable - shown)} of {len(case.findable)} on roll are not shown"
    for key in missed:
        yield from _tell_pair(records[key], [rows[line] for line in sorted(case.truth[key])])
        yield f"  {case.origins[key]}: {_join(case.kinds[key])}"
    if traps:
        yield from _explain_traps(seed, on_roll, count, traps)


def _explain_traps(seed: int, on_roll: int, count: int, traps: int) -> Iterator[str]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        case = write_traps(folder, seed, traps, max(on_roll // 5, traps))
        certain = link_pupils(read_lost(folder), read_roll(folder)).certain()
    yield f"\n{len(certain)} certain links of {traps} pupils whose brother or sister is on roll, and not they themselves"
    for link in certain[:count]:
        yield from _tell_link(link, [])
        yield f"  {case.origins[link.lost.key]}: {_join(case.kinds[link.lost.key])}"


def _told(link: PupilLink) -> ToldLink:
    return ToldLink(link.lost.key, link.on_roll.line, link.score, str(link.certainty), link.probability)


def _wrong(told: list[ToldLink], truth: dict[str, frozenset[int]]) -> set[ToldLink]:
    return {each for each in told_as(told, "certain") if not is_right(each, truth)}


def _join(kinds: Iterable[str]) -> str:
    return ", ".join(sorted(kinds)) or "nothing differs, or not on roll"


def _tell_link(link: PupilLink, right: list[OnRoll]) -> Iterator[str]:
    probability = link.probability
    yield f"\nscore {link.score:.2f}" + ("" if probability is None else f", probability {probability:.5f}")
    yield from tell_side_by_side(
        [link.lost.child, link.on_roll.child, *(row.child for row in right)], ["lost", "told", "right", "right"]
    )
    for evidence in link.evidence:
        yield f"  {evidence.points:+6.2f}  {evidence.words.en}"


def _tell_pair(lost: Child, right: list[OnRoll]) -> Iterator[str]:
    yield ""
    yield from tell_side_by_side([lost, *(row.child for row in right)], ["lost", "right", "right"])


def tell_side_by_side(children: list[Child], heads: list[str]) -> Iterator[str]:
    """Give a table of what is known of these children, a column for each, with ≠ where they differ."""
    yield "  " + "".ljust(20) + "".join(head.ljust(WIDTH) for head in heads[: len(children)]).rstrip()
    for field in fields(Child):
        values = [str(getattr(child, field.name) or "") for child in children]
        if any(values):
            mark = "≠" if len(set(values)) > 1 else " "
            yield f"{mark} {field.name.ljust(20)}{''.join(value.ljust(WIDTH) for value in values)}".rstrip()
