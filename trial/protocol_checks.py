"""What must agree inside a protocol. Each check reads the parts that have their shape, and yields (path, message).

A list comes as {row: part}: a row that lost its shape is left out, so that one mistake does not hide another.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise
from typing import Any

from trial.protocol import Consent, DoseLevel, Drug, FormTitle, Population, Visit
from trial.protocol_criteria import Criterion, limit_faults
from trial.protocol_part import Part
from trial.protocol_settings import SubWindow
from trial.shape import Fault

Rows = Mapping[int, Any]
Check = Callable[..., Iterator[Fault]]

CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]*")
LONGEST_CODE = {"code": 40, "version": 20, "sites": 10}
LONGEST_OTHER_CODE = 16

AT_LEAST = {
    ("cohort", "size"): 1,
    ("cohort", "expansion"): 0,
    ("maximum_tolerated", "max_dlt"): 0,
    ("maximum_tolerated", "patients"): 1,
    ("dlt_window", "days"): 1,
    ("dlt_window", "tolerance_days"): 0,
    ("staggering", "first_to_second_days"): 0,
    ("staggering", "between_days"): 0,
    ("staggering", "before_escalation_days"): 0,
    ("enrolment", "planned"): 1,
    ("consent", "assent_from_age"): 0,
}


def protocol_faults(parts: Mapping[str, Any], broken: frozenset[str]) -> Iterator[Fault]:
    """Every disagreement between `parts`; a check waits until no part that it relies on is `broken`."""
    for name, part in parts.items():
        if isinstance(part, Mapping):
            yield from duplicate_codes(name, part)
            yield from unfit_codes(name, part)
        else:
            yield from small_numbers(name, part)
    for check, names, relied_on in CHECKS:
        if parts.keys() >= set(names) and not broken & set(relied_on):
            yield from check(*(parts[name] for name in names))
    if "assumptions" not in broken:
        yield from unexplained_assumptions(parts)
    if not broken:
        yield from unused_assumptions(parts)


def duplicate_codes(name: str, rows: Rows) -> Iterator[Fault]:
    """A code names one thing in its list."""
    seen: set[str] = set()
    for row, part in rows.items():
        code = getattr(part, "code", None)
        if code in seen:
            yield (name, row, "code"), f'"{code}" is used before; give each its own code'
        elif code is not None:
            seen.add(code)


def unfit_codes(name: str, rows: Rows) -> Iterator[Fault]:
    """Codes stand in addresses and in the columns of exports."""
    longest = LONGEST_CODE.get(name, LONGEST_OTHER_CODE)
    for row, part in rows.items():
        code = getattr(part, "code", "ok")
        if len(code) > longest or not CODE.fullmatch(code):
            yield (name, row, "code"), f'"{code}" must be 1 to {longest} letters, digits or hyphens'


def unfit_labels(code: str, version: str) -> Iterator[Fault]:
    """The protocol code and the version stand in addresses too."""
    if len(code) > LONGEST_CODE["code"] or not CODE.fullmatch(code):
        yield ("code",), f'"{code}" must be 1 to {LONGEST_CODE["code"]} letters, digits or hyphens'
    if len(version) > LONGEST_CODE["version"] or not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9.-]*", version):
        words = f'"{version}" must be 1 to {LONGEST_CODE["version"]} letters, digits, points or hyphens'
        yield ("version",), words


def small_numbers(name: str, part: Any) -> Iterator[Fault]:
    """Counts are at least one, spans of days are not negative."""
    for (where, key), least in AT_LEAST.items():
        if where == name and getattr(part, key) < least:
            yield (name, key), f"must be {least} or more"


def shared_criteria(inclusion: Mapping[int, Criterion], exclusion: Mapping[int, Criterion]) -> Iterator[Fault]:
    """An eligibility page names a criterion by its code alone."""
    taken = {criterion.code for criterion in inclusion.values()}
    for row, criterion in exclusion.items():
        if criterion.code in taken:
            words = f'"{criterion.code}" is an inclusion criterion; give each its own code'
            yield ("exclusion", row, "code"), words


def inclusion_limits(criteria: Mapping[int, Criterion]) -> Iterator[Fault]:
    """The limits of what includes are those that its derivation reads."""
    yield from _limits("inclusion", criteria)


def exclusion_limits(criteria: Mapping[int, Criterion]) -> Iterator[Fault]:
    """The same for what excludes."""
    yield from _limits("exclusion", criteria)


def _limits(part: str, criteria: Mapping[int, Criterion]) -> Iterator[Fault]:
    for row, criterion in criteria.items():
        for name, words in limit_faults(criterion.reading) if criterion.reading else ():
            yield (part, row, "reading", name), words


def sub_window_spans(windows: Mapping[int, SubWindow]) -> Iterator[Fault]:
    """A sub-window is so many days or so many months."""
    for row, window in windows.items():
        if (window.days > 0) == (window.months > 0):
            yield ("sub_windows", row), "needs either days or months, above zero"


def rising_doses(levels: Mapping[int, DoseLevel]) -> Iterator[Fault]:
    """Dose levels rise from a dose above zero."""
    for row, level in levels.items():
        if level.e6_per_kg <= 0:
            yield ("dose_levels", row, "e6_per_kg"), "must be above zero, in 10^6 cells per kg"
    for (_, lower), (row, upper) in pairwise(levels.items()):
        if upper.e6_per_kg <= lower.e6_per_kg:
            yield (
                ("dose_levels", row, "e6_per_kg"),
                f"{upper.e6_per_kg} is not above {lower.code} ({lower.e6_per_kg}); "
                "list the levels from the lowest dose to the highest",
            )


def drug_doses(drugs: Mapping[int, Drug]) -> Iterator[Fault]:
    """A drug that is given has a dose."""
    for row, drug in drugs.items():
        if drug.mg_per_m2 <= 0:
            yield ("lymphodepletion", row, "mg_per_m2"), "must be above zero, in mg per m2 and day"


def ages(population: Population) -> Iterator[Fault]:
    """Ages bound a range that holds somebody."""
    low, high = population.age_from or 0, population.age_under
    if low < 0 or (high is not None and high <= low):
        yield ("population",), "leaves nobody; age_under must be above age_from, both in years"


def consent_ages(consent: Consent) -> Iterator[Fault]:
    """A child is asked before the adult signs alone."""
    if consent.adult_from_age < consent.assent_from_age:
        yield ("consent", "adult_from_age"), "must not be below assent_from_age, in years"


def visit_windows(visits: Mapping[int, Visit]) -> Iterator[Fault]:
    """A window reaches back and forward by whole days, from a day."""
    for row, visit in visits.items():
        for key, reach in (("before", visit.before), ("after", visit.after)):
            if reach < 0:
                yield ("visits", row, key), f"{reach} is negative; count days away from the visit"
            elif reach and visit.day is None:
                yield ("visits", row, key), "needs a day to count from; add day, or take it out"


def shared_days(visits: Mapping[int, Visit]) -> Iterator[Fault]:
    """From infusion on, a date that is one visit's own day counts for no other visit."""
    after_infusion = {row: visit for row, visit in visits.items() if visit.day is not None and visit.day >= 0}
    for row, visit in after_infusion.items():
        for other_row, other in after_infusion.items():
            if other_row != row and visit.covers(other.day):
                yield (
                    ("visits", row),
                    f"its window overlaps {other.code} (day {other.day}); make it narrower, or move one of them",
                )


def visit_forms(visits: Mapping[int, Visit], forms: Mapping[int, FormTitle]) -> Iterator[Fault]:
    """A visit asks for forms that the protocol names, each once."""
    logs = {form.code: form.log for form in forms.values()}
    for row, visit in visits.items():
        times = Counter(visit.forms)
        for place, code in enumerate(visit.forms):
            path = ("visits", row, "forms", place)
            if code not in logs:
                yield path, f'"{code}" is not among the forms; add it to forms, or take it out here'
            elif logs[code]:
                yield path, f'"{code}" is a log, open at any time; take it out here'
            elif times[code] > 1:
                yield path, f'"{code}" stands here more than once; keep one'


def forms_without_visit(visits: Mapping[int, Visit], forms: Mapping[int, FormTitle]) -> Iterator[Fault]:
    """A form is a log, or a visit asks for it; otherwise nobody would ever fill it."""
    asked = {code for visit in visits.values() for code in visit.forms}
    for row, form in forms.items():
        if not form.log and form.code not in asked:
            yield ("forms", row), f'"{form.code}" is due at no visit; list it at one, or set log = true'


def unexplained_assumptions(parts: Mapping[str, Any]) -> Iterator[Fault]:
    """An assumption that is named is also explained."""
    explained = {assumption.code for assumption in parts.get("assumptions", {}).values()}
    for path, code in _assumption_places(parts):
        if code not in explained:
            yield (*path, "assumption"), f'"{code}" is not explained; add it to [[assumptions]]'


def unused_assumptions(parts: Mapping[str, Any]) -> Iterator[Fault]:
    """An assumption that is explained is also rested on."""
    named = {code for _, code in _assumption_places(parts)}
    for row, assumption in parts.get("assumptions", {}).items():
        if assumption.code not in named:
            words = f'nothing rests on "{assumption.code}"; name it where it is used, or take it out'
            yield ("assumptions", row), words


def _assumption_places(parts: Mapping[str, Any]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    for name, value in parts.items():
        rows = value.items() if isinstance(value, Mapping) else [(None, value)]
        for row, part in rows:
            place = (name,) if row is None else (name, row)
            if isinstance(part, Part) and part.assumption is not None:
                yield place, part.assumption
            if isinstance(part, Criterion) and part.reading and part.reading.assumption is not None:
                yield (*place, "reading"), part.reading.assumption


# The check, the parts that it is given, and those among them that must be whole.
CHECKS: tuple[tuple[Check, tuple[str, ...], tuple[str, ...]], ...] = (
    (unfit_labels, ("code", "version"), ()),
    (shared_criteria, ("inclusion", "exclusion"), ()),
    (inclusion_limits, ("inclusion",), ()),
    (exclusion_limits, ("exclusion",), ()),
    (sub_window_spans, ("sub_windows",), ()),
    (rising_doses, ("dose_levels",), ()),
    (drug_doses, ("lymphodepletion",), ()),
    (ages, ("population",), ()),
    (consent_ages, ("consent",), ()),
    (visit_windows, ("visits",), ()),
    (shared_days, ("visits",), ()),
    (visit_forms, ("visits", "forms"), ("forms",)),
    (forms_without_visit, ("visits", "forms"), ("visits",)),
)
