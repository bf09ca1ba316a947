"""The verb that loads reference ranges: all lines of a file, or none."""

from collections.abc import Collection, Mapping

from edc.access.gate import role_for
from edc.access.models import User
from edc.access.permissions import Permission
from edc.records.audit.context import Reason, SystemActor, auditing
from trial.models import ReferenceRange, Site
from trial.problems import Problem
from trial.reference_range_file import ReferenceRangeErrors, overlap, parse_reference_ranges

KEY = ("site_id", "laboratory", "test", "sex", "unit", "age_from_days", "effective_from")
VALUES = ("age_to_days", "low", "high", "effective_to")


def load_reference_ranges(
    *, text: str, by: User | SystemActor, reason: Reason, units_of: Mapping[str, Collection[str]]
) -> tuple[int, int]:
    """Add new ranges and correct those with the same key; how many were added and how many corrected.

    A range that another one replaces is ended first: repeat its line with `effective_to`. Raises
    ReferenceRangeErrors with every problem, and what `require` raises at a site that is not the user's to manage.
    """
    sites = set(Site.objects.values_list("code", flat=True))
    lines = parse_reference_ranges(text, sites=sites, units_of=units_of)
    stored = {_key(each): each for each in ReferenceRange.objects.filter(site_id__in={r.site_id for _, r in lines})}
    _refuse_overlap(lines, stored)
    role = _role(by, {each.site_id for _, each in lines})
    added = [each for _, each in lines if _key(each) not in stored]
    corrected = [known for _, each in lines if (known := stored.get(_key(each))) and _take_over(known, each)]
    with auditing(by=by, role=role, reason=reason):
        ReferenceRange.objects.bulk_create(added)
        ReferenceRange.objects.bulk_update(corrected, VALUES)
    return len(added), len(corrected)


def _key(each: ReferenceRange) -> tuple[object, ...]:
    return tuple(getattr(each, name) for name in KEY)


def _refuse_overlap(
    lines: list[tuple[int, ReferenceRange]], stored: Mapping[tuple[object, ...], ReferenceRange]
) -> None:
    repeated = {_key(each) for _, each in lines}
    staying = [known for key, known in stored.items() if key not in repeated]
    text = "overlaps with a range that is loaded already; end that one first by effective_to"
    problems = [
        Problem(number, "test", text) for number, each in lines if any(overlap(each, known) for known in staying)
    ]
    if problems:
        raise ReferenceRangeErrors(problems)


def _take_over(known: ReferenceRange, each: ReferenceRange) -> bool:
    """Copy the values of a line onto the stored range; False when they stand there already."""
    changed = any(getattr(known, name) != getattr(each, name) for name in VALUES)
    for name in VALUES:
        setattr(known, name, getattr(each, name))
    return changed


def _role(by: User | SystemActor, site_codes: Collection[str]) -> str:
    if isinstance(by, SystemActor):
        return "system"
    roles = [role_for(by, Permission.SITE_MANAGE, code) for code in sorted(site_codes)]
    return roles[0]
