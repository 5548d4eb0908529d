"""Engagements: the master agreement with a client, and how it was amended."""

from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from projects.models.base import CURRENCY_FORM, Kept, code_form, code_once, in_order
from records.anchors import Anchored
from tenancy.walls import TenantForeignKey, TenantModel


class EngagementQuerySet(models.QuerySet["Engagement"]):
    """Words for engagements."""

    def running(self) -> Self:
        """Signed and not ended."""
        return self.filter(state__in=("signed", "expiring"))

    def near_notice(self, *, until: date) -> Self:
        """Signed ones whose notice day is reached by that day, or has no notice day and ends by then."""
        ends = Q(notice_on__isnull=True, ends_on__lte=until)
        return self.filter(Q(notice_on__lte=until) | ends, state="signed")

    def over(self, *, as_of: date) -> Self:
        """Running ones whose last day has passed."""
        return self.running().filter(ends_on__lt=as_of)


class Engagement(Kept):
    """The master services agreement with a client. Signed, it changes by amendments only."""

    keys = ("client",)

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        SIGNED = "signed", _("Signed")
        EXPIRING = "expiring", _("Expiring")
        ENDED = "ended", _("Ended")

    client = TenantForeignKey("tenancy.Client", models.PROTECT, related_name="+", verbose_name=_("client"))
    code = models.CharField(_("number"), max_length=24)
    title = models.CharField(_("title"), max_length=200)
    title_zh = models.CharField(_("Chinese title"), max_length=200, blank=True)
    owner = TenantForeignKey(
        "tenancy.Person", models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("owner")
    )
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"), null=True, blank=True)
    notice_on = models.DateField(_("renewal notice by"), null=True, blank=True)
    governing_law = models.CharField(_("governing law"), max_length=120, blank=True)
    liability_cap = models.DecimalField(
        _("liability cap"), max_digits=18, decimal_places=2, null=True, blank=True
    )
    currency = models.CharField(_("currency"), max_length=3, blank=True)
    exit_clause = models.TextField(_("exit clause"), blank=True)
    state = models.CharField(_("state"), max_length=8, choices=State.choices, default=State.DRAFT)
    signed_on = models.DateField(_("signed on"), null=True, blank=True)
    amendments = models.PositiveSmallIntegerField(default=0, editable=False)

    objects = EngagementQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["code"]
        verbose_name = _("engagement")
        verbose_name_plural = _("engagements")
        constraints: ClassVar = [
            Anchored(
                name="projects_engagement_anchor",
                kind="projects.Engagement",
                title="title",
                key="code",
                also=("governing_law", "exit_clause"),
            ),
            code_once("projects_engagement"),
            code_form("projects_engagement"),
            in_order("projects_engagement", "starts_on", "ends_on"),
            models.CheckConstraint(
                condition=Q(notice_on__isnull=True)
                | Q(ends_on__isnull=True)
                | Q(notice_on__lte=models.F("ends_on")),
                name="projects_engagement_notice",
                violation_error_message=_("Notice is given before the engagement ends. Change one of them."),
            ),
            models.CheckConstraint(
                condition=Q(liability_cap__isnull=True, currency="")
                | Q(liability_cap__isnull=True, currency__regex=CURRENCY_FORM)
                | Q(liability_cap__gte=0, currency__regex=CURRENCY_FORM),
                name="projects_engagement_cap",
                violation_error_message=_("Write the cap as 0 or more, with a currency such as USD."),
            ),
            models.CheckConstraint(
                condition=Q(state="draft") | Q(signed_on__isnull=False),
                name="projects_engagement_signed",
                violation_error_message=_("A signed engagement names the day of the signature."),
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["organization", "client"], name="projects_engagement_client")
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"


class EngagementAmendment(TenantModel):
    """What one amendment changed: the terms before and after it. Never rewritten."""

    append_only = True

    engagement = TenantForeignKey("projects.Engagement", models.PROTECT, related_name="changes")
    number = models.PositiveSmallIntegerField(_("number"))
    effective_on = models.DateField(_("effective from"))
    reason = models.CharField(_("reason"), max_length=500)
    before = models.JSONField()
    after = models.JSONField()
    author = TenantForeignKey(
        "tenancy.Person", models.PROTECT, related_name="+", null=True, verbose_name=_("recorded by")
    )
    created_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["number"]
        verbose_name = _("amendment")
        verbose_name_plural = _("amendments")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organization", "engagement", "number"], name="projects_amendment_number"
            )
        ]

    def __str__(self) -> str:
        return f"{self.engagement_id} {self.number}"
