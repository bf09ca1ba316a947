"""Why the record says so about a criterion, in the reader's language."""

import datetime as dt
from collections.abc import Iterable
from functools import cache
from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from edc.crf.declaration import Text
from edc.crf.reading import forms, items_of, rows_of
from edc.crf.wording import listed
from patients.codelists.disease import DiseaseSite
from patients.codelists.examination import PerformanceScale
from patients.codelists.history import RelapseSite
from patients.codelists.virology import ViralMarker
from patients.rules.consent import Consent
from patients.rules.verdict import Fact, Verdict

WORDS: dict[str, Text] = {
    "missing": _("not known yet: {missing}"),
    "found": _("found: {found}"),
    "none_found": _("none found: {looked}"),
    "investigator": _("left to the investigator"),
    "refractory": _("refractory to the last treatment"),
    "relapses": _("relapses: {number}"),
    "neither": _("neither relapsed nor refractory"),
    "at_least": _("{value}, at least {least}"),
    "below": _("{value}, less than {least}"),
    "scale_of_another_age": _("the scale for this age: {scale}"),
    "treated_against": _("earlier treatment: {found}"),
    "never_treated": _("not treated before"),
    "target_unknown": _("target not known: {found}"),
    "other_targets": _("earlier treatment has other targets"),
    "not_applicable_male": _("not applicable: male"),
    "not_applicable_stated": _("not applicable, as stated on the pregnancy test form"),
    "no_sample": _("no sample that tells, {since} to {until}"),
    "sample_too_old": _("the last sample, {day}, is before {since}"),
    "date_in_part": _("{day} may be before {since}"),
    "sample_positive": _("positive on {day}; counted from {since} to {until}"),
    "sample_negative": _("negative on {day}; counted from {since} to {until}"),
    "never": _("never, by the record"),
    "since": _("{day}; counted from {since}"),
    "date_unclear": _("a date is missing or known in part; counted from {since}"),
    "all_before": _("{day}, before {since}"),
    "gvhd_active": _("acute GVHD of grade {grade} was active"),
    "gvhd_unclear": _("GVHD whose grade or end is not known, or chronic"),
    "gvhd_not_active": _("no acute GVHD of this grade was active since {since}"),
    "gvhd_not_stated": _("no entry of GVHD after a transplant: was there none?"),
    "consent": _("consent: {state}"),
}
STATES: dict[Consent, Text] = {
    Consent.VALID: _("valid"),
    Consent.OLD_VERSION: _("valid, under an earlier version of the document"),
    Consent.UNKNOWN: _("birth date not known"),
    Consent.NONE: _("no signature recorded"),
    Consent.REFUSED: _("the participant refused"),
    Consent.GUARDIAN_MISSING: _("the guardian's signature is missing"),
    Consent.PARTICIPANT_MISSING: _("the participant's signature at this age is missing"),
    Consent.WITHDRAWN: _("withdrawn"),
}


def words_of(verdict: Verdict) -> Text:
    """Why the verdict is what it is, with the places where the facts stand."""
    values = {name: _value(value) for name, value in verdict.values.items()}
    template: Any = WORDS[verdict.reason]
    reason = format_lazy(template, **values)
    places = _places(verdict.facts)
    return format_lazy("{reason} [{places}]", reason=reason, places=listed(places)) if places else reason


def _value(value: Any) -> Any:
    if isinstance(value, Consent):
        return STATES[value]
    if isinstance(value, tuple):
        return listed([_label(each) for each in value])
    return value.isoformat() if isinstance(value, dt.date) else _label(str(value))


def _label(name: str) -> Text:
    """What a person calls a fact: the label of an item, of a marker or a site; a drug is called as it was written."""
    if name == "enrolment":
        return _("day of enrolment")
    if name == "consent":
        return _("day of consent")
    return _terms().get(name) or _item_label(name) or name


@cache
def _terms() -> dict[str, Text]:
    lists: Iterable[Any] = (ViralMarker, DiseaseSite, RelapseSite, PerformanceScale)
    return {value: label for codelist in lists for value, label in codelist.choices}


def _item_label(name: str) -> Text | None:
    form, _point, item = name.partition(".")
    model = forms().get(form)
    if model and not item:
        title: Text = model.crf.title
        return title
    tables = [model, *rows_of(model).values()] if model else []
    return next((items_of(table)[item].verbose_name for table in tables if item in items_of(table)), None)


def _places(facts: Iterable[Fact]) -> list[str]:
    """Form and visit of each fact, each once: where a person looks it up."""
    return list(dict.fromkeys(f"{fact.where.form} {fact.where.visit}" for fact in facts if fact.where))
