"""One place at a dose level, and who holds it. Two people who want the last place are told apart by the database."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from edc.records.audit.history import audited
from trial.codelists import SlotRelease, SlotState

HELD = Q(state="RESERVED")


class CohortSlotQuerySet(models.QuerySet["CohortSlot"]):
    """Places by protocol, lowest position first."""

    def of(self, protocol_code: str) -> "CohortSlotQuerySet":
        return self.filter(protocol_code=protocol_code)


class CohortSlot(models.Model):
    """A place at a dose level for one participant, from screening on; `level` is the intended one.

    The level given stands on the infusion page, and so does whether there was an infusion: nothing here repeats it.
    """

    protocol_code = models.CharField(_("Protocol"), max_length=40)
    level = models.CharField(_("Dose level"), max_length=8)
    position = models.PositiveSmallIntegerField(_("Place"))
    # As values: the participant stands above the trial, and a slot outlives whatever becomes of the rows there.
    site_code = models.CharField(_("Site"), max_length=16)
    subject_number = models.CharField(_("Participant"), max_length=32)
    planned_on = models.DateField(_("Planned day of infusion"), null=True)
    state = models.CharField(_("State"), max_length=8, choices=SlotState, default=SlotState.RESERVED)
    released_because = models.CharField(_("Released because"), max_length=24, choices=SlotRelease, blank=True)

    history = audited()
    objects = CohortSlotQuerySet.as_manager()

    class Meta:
        verbose_name = _("place at a dose level")
        verbose_name_plural = _("places at dose levels")
        ordering = ["protocol_code", "level", "position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["protocol_code", "level", "position"], condition=HELD, name="cohort_slot_held_by_one"
            ),
            models.UniqueConstraint(
                fields=["protocol_code", "subject_number"], condition=HELD, name="cohort_slot_one_for_each"
            ),
            models.CheckConstraint(condition=Q(position__gte=1), name="cohort_slot_counts_from_one"),
            models.CheckConstraint(
                condition=Q(HELD, released_because="") | (~HELD & ~Q(released_because="")),
                name="cohort_slot_release_has_its_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.protocol_code} {self.level} {self.position} {self.subject_number}"

    @property
    def is_held(self) -> bool:
        return self.state == SlotState.RESERVED

    def release(self, because: str) -> None:
        """Free the place; saving is left to the verb."""
        self.state, self.released_because = SlotState.RELEASED, because
