"""Invitations: a single-use link by mail that makes a person a member."""

from datetime import datetime
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tenancy.models.people import LANGUAGES, Role
from tenancy.walls import TenantForeignKey, TenantModel


class InvitationQuerySet(models.QuerySet["Invitation"]):
    """Words for invitations."""

    def open(self, *, at: datetime) -> Self:
        """Those whose link opens the door at this instant."""
        return self.filter(accepted_at__isnull=True, withdrawn_at__isnull=True, expires_at__gt=at)

    def with_state(self, *, at: datetime) -> Self:
        """Each with its `state` at this instant."""
        return self.annotate(
            state=Case(
                When(withdrawn_at__isnull=False, then=Value(Invitation.State.WITHDRAWN)),
                When(accepted_at__isnull=False, then=Value(Invitation.State.ACCEPTED)),
                When(expires_at__lte=at, then=Value(Invitation.State.EXPIRED)),
                default=Value(Invitation.State.OPEN),
                output_field=models.CharField(),
            )
        )


class Invitation(TenantModel):
    """An offer of one role, sent to one mail address.

    The link's token is derived from the row and `nonce` with the house's secret; only its SHA-256 is kept.
    Sending again counts `nonce` up, so that the link before is dead.
    """

    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("invitation", "Open")
        ACCEPTED = "accepted", _("Accepted")
        EXPIRED = "expired", _("Expired")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    person = TenantForeignKey("tenancy.Person", models.CASCADE, related_name="invitations")
    email = models.EmailField(_("mail address"))
    role = models.CharField(_("role"), max_length=2, choices=Role.choices)
    language = models.CharField(_("language"), max_length=10, choices=LANGUAGES, default="en")
    ends_on = models.DateField(_("until"), null=True, blank=True)
    projects = models.JSONField(_("projects"), default=list)
    invited_by = models.CharField(_("invited by"), max_length=160)
    nonce = models.PositiveIntegerField(default=1, editable=False)
    digest = models.CharField(max_length=64, editable=False)
    created_at = models.DateTimeField(_("made"))
    sent_at = models.DateTimeField(_("sent"))
    expires_at = models.DateTimeField(_("open until"))
    accepted_at = models.DateTimeField(_("accepted"), null=True)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["organization", "digest"], name="tenancy_invitation_digest"),
            models.UniqueConstraint(
                fields=["organization", "person"],
                condition=Q(accepted_at__isnull=True, withdrawn_at__isnull=True),
                name="tenancy_invitation_waiting",
                violation_error_message=_("This person is invited already. Send that invitation again."),
            ),
            models.CheckConstraint(
                condition=~Q(role="AU") | Q(ends_on__isnull=False),
                name="tenancy_invitation_auditor_ends",
                violation_error_message=_("An auditor’s role ends on a day. Name the last day."),
            ),
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("sent_at")),
                name="tenancy_invitation_expires",
                violation_error_message=_("The link would be dead before it is sent. Send it again."),
            ),
        ]
        indexes: ClassVar[list[Any]] = [models.Index(fields=["digest"], name="tenancy_invitation_lookup")]

    def __str__(self) -> str:
        return self.email
