"""The settings of a protocol as its page shows them: in groups, in the words of the forms that hold the terms."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import TextChoices
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from edc.crf.declaration import Text
from edc.crf.reading import codelist_of, form, items_of, rows_of
from edc.crf.units import printed_lazy
from edc.crf.wording import listed
from trial.protocol import Design, Protocol
from trial.protocol_part import Part, settings_of
from trial.protocol_part import Text as Sentence
from trial.protocol_settings import DltExclusion, DltRule, ReleaseLimit

YES_NO = {True: _("yes"), False: _("no")}
MODEL_DESIGNS = (Design.BOIN, Design.KEYBOARD)


@dataclass(frozen=True)
class Line:
    """One setting: what it is called, its value with its unit, and what it applies to.

    `part` is what an assumption of this line alone would stand at; the settings of a group share that of the group.
    """

    label: Text | Sentence
    value: Text
    unit: Text = ""
    about: Text = ""
    part: Part | None = None


@dataclass(frozen=True)
class Group:
    """Settings that belong together; `part` bears the assumption that all of them rest on, if one does."""

    title: Text
    lines: tuple[Line, ...]
    part: Part | None = None


def setting_groups(protocol: Protocol) -> list[Group]:
    """What the rules of this protocol read, in the order of a participant's way; a group without lines is left out."""
    groups = [
        Group(_("Release limits of the product"), tuple(map(_release, protocol.release))),
        _settings(_("Doses and weights"), protocol.dose_limits),
        _settings(_("Grading of toxicity"), protocol.grading),
        Group(_("Dose-limiting toxicity"), tuple(map(_rule, protocol.dlt_rules))),
        Group(_("Not dose-limiting"), tuple(map(_exclusion, protocol.dlt_exclusions))),
        *([_settings(protocol.cohort.design.label, protocol.model_design)] if _has_model(protocol) else []),
        _settings(_("Response"), protocol.response_criteria),
        _settings(_("Times to events"), protocol.survival),
        _settings(_("B-cell aplasia"), protocol.b_cell_aplasia),
        _settings(_("Reporting of serious events"), protocol.safety_clocks),
    ]
    return [group for group in groups if group.lines]


def _has_model(protocol: Protocol) -> bool:
    return protocol.cohort.design in MODEL_DESIGNS


def _settings(title: Text, part: Part) -> Group:
    lines = (Line(label, _words(value), printed_lazy(unit)) for label, value, unit in settings_of(part))
    return Group(title, tuple(lines), part)


def _words(value: Any) -> Text:
    if isinstance(value, bool):
        return YES_NO[value]
    if isinstance(value, tuple):
        return listed([str(each) for each in value])
    return value.label if isinstance(value, TextChoices) else str(value)


def _release(limit: ReleaseLimit) -> Line:
    test = items_of(rows_of(form("MF"))["tests"])["test"]
    return Line(_term(test, limit.test), limit.specification, about=_("in the unit of the certificate"), part=limit)


def _rule(rule: DltRule) -> Line:
    """A rule with its bound: from which grade, for longer than which time, of which events."""
    if rule.longer_than_hours:
        text = ngettext_lazy(
            "grade {grade} or higher for more than {n} hour",
            "grade {grade} or higher for more than {n} hours",
            rule.longer_than_hours,
        )
        value: Text = format_lazy(text, grade=rule.min_grade, n=rule.longer_than_hours)
    else:
        value = format_lazy(_("grade {grade} or higher"), grade=rule.min_grade)
    about = [*_terms("category", rule.categories), *_terms("grading_scale", [rule.scale] if rule.scale else [])]
    if rule.not_categories:
        about.append(format_lazy(_("all but {events}"), events=listed(_terms("category", rule.not_categories))))
    if rule.related:
        about.append(
            format_lazy(_("relation to the cells: {steps}"), steps=listed(_terms("causality_car_t", rule.related)))
        )
    return Line(rule.title, value, about=_apart(about), part=rule)


def _exclusion(exclusion: DltExclusion) -> Line:
    value: Text = format_lazy(_("up to grade {grade}"), grade=exclusion.max_grade)
    if exclusion.until_day is not None:
        text = _("up to grade {grade}, until day {day}")
        value = format_lazy(text, grade=exclusion.max_grade, day=exclusion.until_day)
    return Line(exclusion.title, value, about=listed(_terms("category", exclusion.categories)), part=exclusion)


def _terms(item: str, values: Iterable[str]) -> list[Text]:
    """Terms of the log of adverse events as it shows them."""
    field = items_of(form("AE"))[item]
    return [_term(field, value) for value in values]


def _term(field: Any, value: str) -> Text:
    """The words of a term; the term itself where the form does not offer it."""
    offered: dict[str, Text] = dict(codelist_of(field).choices)
    return offered.get(value, value)


def _apart(parts: list[Text]) -> Text:
    return format_lazy(" · ".join(["{}"] * len(parts)), *parts)
