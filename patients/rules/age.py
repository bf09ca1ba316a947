"""Age in completed years, as consent, scales and tools by age need it."""

import datetime as dt


def age_in_years(*, born: dt.date, on: dt.date) -> int:
    """Completed years of age on a day: the birthday itself counts as the full year.

    Who was born on 29 February completes the year on 1 March of a common year (our reading; no source rules it).

    Source: reading of this software; the Civil Code of China, art. 17 and 19, speaks of completed years (周岁).
    """
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))
