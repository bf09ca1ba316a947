"""When consent has to be asked again."""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass

NEW_VERSION, ASSENT_AGE, ADULT_AGE = "NEW VERSION", "ASSENT AGE", "ADULT AGE"


@dataclass(frozen=True)
class Signed:
    """One consent: the day of its last signature, and the version of the document ("" where it is not recorded)."""

    on: dt.date
    version: str


@dataclass(frozen=True)
class Due:
    """Consent to be asked again: the occasion, and since which day where a birthday is the occasion."""

    occasion: str
    since: dt.date | None = None


def reconsents_due(
    signed: Sequence[Signed],
    *,
    born: dt.date | None,
    assent_from_age: int,
    adult_from_age: int,
    versions_in_use: Collection[str],
    on: dt.date,
) -> tuple[Due, ...]:
    """What is due on a day. Nothing before the first consent, which is a matter of its own.

    A birthday calls for consent again once it has passed and nothing was signed on it or later; the last birthday
    that was passed counts. A new version calls for it while the newest signature is under none of those in use.

    Source: Civil Code of China, art. 19 (8 years), and GCP 2020, art. 23 (18 years; new versions of the document).
    """
    if not signed:
        return ()
    newest = max(signed, key=lambda each: each.on)
    due = []
    if (birthday := _last_birthday(born, (assent_from_age, adult_from_age), on)) and newest.on < birthday[1]:
        due.append(Due(ASSENT_AGE if birthday[0] == assent_from_age else ADULT_AGE, birthday[1]))
    if newest.version and versions_in_use and newest.version not in versions_in_use:
        due.append(Due(NEW_VERSION))
    return tuple(due)


def _last_birthday(born: dt.date | None, ages: Sequence[int], on: dt.date) -> tuple[int, dt.date] | None:
    """The oldest of these ages that is reached by the day, and the birthday on which it was."""
    if born is None:
        return None
    passed = [(age, day) for age in ages if (day := birthday_at(born=born, age_years=age)) <= on]
    return max(passed, default=None)


def birthday_at(*, born: dt.date, age_years: int) -> dt.date:
    """The day on which somebody completes a year of age; 1 March in a common year for who was born on 29 February.

    Source: the reading of `age_in_years`.
    """
    year = born.year + age_years
    try:
        return born.replace(year=year)
    except ValueError:
        return dt.date(year, 3, 1)
