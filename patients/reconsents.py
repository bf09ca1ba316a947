"""Which participants are to be asked for consent again, read from what was signed and which documents are in use."""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from django.apps import apps
from django.utils.translation import gettext as _

from patients.rules.reconsent import ADULT_AGE, ASSENT_AGE, Due, Signed
from patients.rules.reconsent import reconsents_due as due_by_rule
from trial.approved import approved_version

SIGNINGS = ("patients.InformedConsent", "patients.Reconsent")
ENDINGS = ("patients.Death", "patients.EndOfStudy")


def reconsents_due(subjects: Sequence[Any], on: dt.date) -> dict[str, tuple[Due, ...]]:
    """Number -> what is due on a day, without those for whom nothing is.

    Nobody is asked after the end of the study, or after everything was withdrawn. One statement for each kind of
    record and each site.
    """
    numbers = [subject.number for subject in subjects]
    signed, ended = _signed(numbers), _ended(numbers)
    in_use = {place: _versions(*place) for place in {(each.site_code, each.trial_code) for each in subjects}}
    found = {}
    for subject in subjects:
        ages = subject.protocol_version.protocol.consent
        due = due_by_rule(
            signed[subject.number],
            born=subject.birth_date,
            assent_from_age=ages.assent_from_age,
            adult_from_age=ages.adult_from_age,
            versions_in_use=in_use[subject.site_code, subject.trial_code],
            on=on,
        )
        if due and subject.number not in ended:
            found[subject.number] = due
    return found


def words_of(due: Due) -> str:
    """Why consent is asked again, for whoever asks."""
    if due.since is None:
        return _("a new version of the consent document is in use")
    words = {
        ASSENT_AGE: _("old enough to sign too since %(day)s"),
        ADULT_AGE: _("of age since %(day)s: signs alone"),
    }
    return words[due.occasion] % {"day": due.since.isoformat()}


def _signed(numbers: list[str]) -> dict[str, list[Signed]]:
    found: dict[str, list[Signed]] = defaultdict(list)
    for label in SIGNINGS:
        for page in apps.get_model(label).objects.filter(subject__in=numbers):
            if page.given_on:
                found[page.subject_id].append(Signed(page.given_on, page.consent_version or ""))
    return found


def _ended(numbers: list[str]) -> set[str]:
    pages = [apps.get_model(label).objects.filter(subject__in=numbers) for label in ENDINGS]
    pages.append(apps.get_model("patients.ConsentWithdrawal").objects.filter(subject__in=numbers, scope="ALL"))
    first, *others = (each.order_by().values_list("subject_id", flat=True) for each in pages)
    return set(first.union(*others))


def _versions(site_code: str, trial_code: str) -> frozenset[str]:
    """Versions of the consent documents of the newest protocol that is approved at the site."""
    version = approved_version(site_code, protocol_code=trial_code)
    return frozenset(document.version for document in version.protocol.consent_documents) if version else frozenset()
