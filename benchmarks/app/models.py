"""A form of forty items declared with the kit, and a plain model with the same columns."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django.db import models
from django.utils import timezone

from edc.crf import Crf, Section, item, not_submitted
from edc.records.base import CrfPage

KINDS: dict[str, Callable[[], Any]] = {
    "number": lambda: models.DecimalField(max_digits=9, decimal_places=3),
    "text": lambda: models.CharField(max_length=80),
    "day": models.DateField,
    "moment": models.DateTimeField,
}
NAMES = [f"{kind}_{number}" for kind in KINDS for number in range(1, 11)]
BENCHMARK = not_submitted("benchmark")

FortyItems: Any = type(
    "FortyItems",
    (models.Model,),
    {
        "__module__": __name__,
        "Meta": type("Meta", (), {"abstract": True}),
        **{name: item(KINDS[name.partition("_")[0]](), unit="1", sdtm=BENCHMARK) for name in NAMES},
    },
)


class Audited(FortyItems, CrfPage):
    """The form as the product has it."""

    crf = Crf("BENCH", "Benchmark", sections=(Section("All", *NAMES),))

    class Meta(CrfPage.Meta):
        app_label = "app"


class Plain(FortyItems):
    """The same columns, index and foreign key without triggers: what a save costs without an audit."""

    version = models.PositiveIntegerField(default=1)
    missing_reasons = models.JSONField(default=dict)
    derivations = models.JSONField(default=dict)
    subject = models.ForeignKey("patients.Subject", models.PROTECT, db_column="subject_number", related_name="+")
    visit_code = models.CharField(max_length=16)
    occurrence = models.PositiveSmallIntegerField(default=1)
    status = models.CharField(max_length=16, default="incomplete")
    not_done_reason = models.CharField(max_length=200, default="")
    is_locked = models.BooleanField(default=False)

    class Meta:
        app_label = "app"
        constraints = [models.UniqueConstraint(fields=["subject", "visit_code", "occurrence"], name="plain_one_page")]


def filled(model: type[Any], *, subject_id: str, number: int) -> Any:
    """One unsaved form with all forty items; `number` tells the forms of a participant apart."""
    values: dict[str, Any] = {
        "number": Decimal(number) / 7,
        "text": f"as the source says, line {number}",
        "day": dt.date(2026, 3, 1),
        "moment": timezone.now(),
    }
    items = {name: values[name.partition("_")[0]] for name in NAMES}
    items |= {name: value.quantize(Decimal("0.001")) for name, value in items.items() if isinstance(value, Decimal)}
    return model(subject_id=subject_id, visit_code=f"V{number}", **items)
