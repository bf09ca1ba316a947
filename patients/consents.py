"""Consent of a participant on any date, read from every signing and withdrawal."""

import datetime as dt
from collections.abc import Collection
from operator import attrgetter

from edc.crf.codelists import NoYes
from edc.records.subject_data import SubjectData
from patients.codelists.consent import ReconsentOccasion
from patients.rules.consent import ConsentStatus, Signing, consent_on, refusal_prevails
from patients.rules.withdrawal import Withdrawal, in_force

READS = ("IC", "RC", "WD", "DM")
"""The forms that say how consent stands."""


def consent_status(data: SubjectData, on: dt.date, *, versions_in_use: Collection[str] | None = None) -> ConsentStatus:
    """How consent stands on a day. No statement where the forms of `READS` are loaded.

    Without `versions_in_use` the documents of the participant's own protocol version are in use.
    """
    protocol = data.subject.protocol_version.protocol
    again = [page for page in data.pages("RC") if page.agreed == NoYes.YES]
    refused = any(
        refusal_prevails(
            refused=page.participant_refused == NoYes.YES, capable=page.participant_could_assent != NoYes.NO
        )
        for page in data.pages("IC")
    )
    if versions_in_use is None:
        versions_in_use = {document.version for document in protocol.consent_documents}
    return consent_on(
        on,
        signings=[
            Signing(
                guardian_on=page.guardian_signed_on,
                participant_on=page.participant_signed_on,
                version=page.consent_version or "",
            )
            for page in (*data.pages("IC"), *again)
        ],
        refused=refused,
        withdrawals=withdrawals_in_force(data, on=on),
        born=data.subject.birth_date,
        assent_from_age=protocol.consent.assent_from_age,
        adult_from_age=protocol.consent.adult_from_age,
        versions_in_use=versions_in_use,
    )


def first_consent_day(data: SubjectData) -> dt.date | None:
    """The day on which consent was first given; None before that."""
    return min((page.given_on for page in data.pages("IC") if page.given_on), default=None)


def withdrawals_in_force(data: SubjectData, *, on: dt.date | None = None) -> list[Withdrawal]:
    """What was withdrawn and not given again since, oldest first; `on` leaves out what was given again after it."""
    data.load("WD", "RC")
    pages = [page for page in data.pages("WD") if page.withdrawn_on and page.scope]
    withdrawn = [Withdrawal(page.withdrawn_on, page.scope) for page in pages]
    again = [
        page.given_on
        for page in data.pages("RC")
        if page.occasion == ReconsentOccasion.AFTER_WITHDRAWAL and page.agreed == NoYes.YES and page.given_on
    ]
    given_again = [day for day in again if on is None or day <= on]
    return in_force(sorted(withdrawn, key=attrgetter("on")), given_again=given_again)
