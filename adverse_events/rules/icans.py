"""ICANS by the ASTCT consensus: one assessment, from the score and four other domains."""

from dataclasses import dataclass, fields

from adverse_events.rules.span import Span, any_of, exactly, possible, worst
from edc.rule import Rule

RULE = Rule(
    "ICANS-ASTCT-2019",
    1,
    "ICANS grade of one assessment",
    "Lee DW et al. Biol Blood Marrow Transplant 2019;25:625-638, Tables 5 and 6 with their footnotes, as reprinted in"
    " PMC7990806 Table 2 and PMC8403007 Table 4; children: mdedge.com hematology-oncology 192202",
)

DEATH = 5
# Lowest score of the grade; a score of 10 is normal. 0 in a patient awake (global aphasia) is 3, unarousable is 4.
ICE_FROM = ((10, 0), (7, 1), (3, 2), (0, 3))
CAPD_FROM = ((9, 3), (1, 1), (0, 0))
GRADE_BY_CONSCIOUSNESS = {"SPONTANEOUS": 0, "VOICE": 2, "TOUCH": 3, "UNAROUSABLE": 4}
GRADE_BY_SEIZURE = {"NONE": 0, "BRIEF": 3, "EEG ONLY": 3, "PROLONGED": 4, "REPETITIVE": 4}
GRADE_BY_MOTOR = {"NONE": 0, "DEEP FOCAL": 4}
GRADE_BY_OEDEMA = {"NONE": 0, "FOCAL": 3, "DIFFUSE": 4, "SIGNS": 4}
SEVERAL = "SEVERAL"


@dataclass(frozen=True, kw_only=True)
class IcansFindings:
    """What is known of one assessment. None is not recorded; terms are those of the form.

    `is_capd` tells the tool of `score`. `capd_baseline` is the CAPD before the infusion. `cannot_perform`: not
    sedated, and too deep for the tool. `other_cause`: a finding has another cause; `other_cause_domain` names the
    domain in capitals; SEVERAL or None leave it open.
    """

    is_capd: bool = False
    score: int | None = None
    capd_baseline: int | None = None
    cannot_perform: bool = False
    consciousness: str | None = None
    seizure: str | None = None
    motor: str | None = None
    oedema: str | None = None
    sedated: bool | None = None
    other_cause: bool | None = None
    other_cause_domain: str | None = None
    died_of_icans: bool = False


@dataclass(frozen=True, kw_only=True)
class IcansGraded:
    """The grade of an assessment, and what each domain gives."""

    span: Span
    score: Span
    consciousness: Span
    seizure: Span
    motor: Span
    oedema: Span

    def domains(self) -> dict[str, Span]:
        """The five domains by name, in the order of the published table."""
        return {field.name: getattr(self, field.name) for field in fields(self) if field.name != "span"}


def icans_grade(found: IcansFindings) -> IcansGraded:
    """ICANS grade 0 to 5: the worst of five domains, each only where nothing else explains it.

    Awakening spontaneously says nothing by itself: with a normal score it is 0. Under sedation consciousness does not
    count, and a lowered score may or may not. Tremor, myoclonus and intracranial haemorrhage do not count at all.
    Death with ICANS as the principal cause is 5.

    Source: Lee DW et al. Biol Blood Marrow Transplant 2019;25:625-638, Tables 5 and 6 (PMC7990806 Table 2).
    """
    score = capd_grade(found) if found.is_capd else ice_grade(found.score)
    consciousness = _by(GRADE_BY_CONSCIOUSNESS, found.consciousness)
    domains = {
        "score": any_of((exactly(0), score)) if found.sedated in (True, None) else score,
        "consciousness": any_of(exactly(0) if asleep else consciousness for asleep in possible(found.sedated)),
        "seizure": _by(GRADE_BY_SEIZURE, found.seizure),
        "motor": _by(GRADE_BY_MOTOR, found.motor),
        "oedema": _by(GRADE_BY_OEDEMA, found.oedema),
    }
    counted = {name: _unless_other_cause(found, name, span) for name, span in domains.items()}
    return IcansGraded(span=exactly(DEATH) if found.died_of_icans else worst(counted.values()), **counted)


def ice_grade(score: int | None) -> Span:
    """Grade of an ICE score: 10 is 0, 7 to 9 is 1, 3 to 6 is 2, 0 to 2 is 3. Unarousable, 4, is found by consciousness.

    Source: Lee DW et al. 2019, Table 5 and footnote: a score of 0 awake with global aphasia is 3.
    """
    return Span(0, 4) if score is None else exactly(_from(ICE_FROM, score))


def capd_grade(found: IcansFindings) -> Span:
    """Grade of a CAPD score: 0 is 0, 1 to 8 is 1, from 9 on 3, and 4 for who cannot perform it.

    Grades 1 and 2 differ by consciousness only. A score no higher than that before the infusion is the child's own
    and counts as 0; the source asks to consider the baseline first, that comparison is our reading.

    Source: Lee DW et al. 2019, Table 6 (mdedge.com hematology-oncology 192202).
    """
    if found.score is None:
        return exactly(4) if found.cannot_perform else Span(0, 4)
    if found.capd_baseline is not None and found.score <= found.capd_baseline:
        return exactly(0)
    return exactly(_from(CAPD_FROM, found.score))


def _from(table: tuple[tuple[int, int], ...], score: int) -> int:
    return next(grade for lowest, grade in table if score >= lowest)


def _by(table: dict[str, int], term: str | None) -> Span:
    return Span(0, max(table.values())) if term is None else exactly(table[term])


def _unless_other_cause(found: IcansFindings, domain: str, span: Span) -> Span:
    if found.other_cause is False:
        return span
    if found.other_cause and found.other_cause_domain not in (None, SEVERAL):
        return exactly(0) if found.other_cause_domain == domain.upper() else span
    return any_of((exactly(0), span))
