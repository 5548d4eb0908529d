"""Statements of work: one document under an engagement, its versions, their items and prices.

A version is written while it is a draft. From its review on the database refuses every change of what it
says (`projects.sql`): an amendment is a new version, and the old one stays as it was signed.
"""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from projects.models.base import Kept, code_form, code_once, currency_form, in_order
from records.anchors import Anchored
from tenancy.walls import TenantForeignKey, TenantModel, Visibility


class Sow(Kept):
    """A statement of work as people name it; what it says stands in its versions."""

    portal = "shared"
    keys = ("client",)

    client = TenantForeignKey("tenancy.Client", models.PROTECT, related_name="+", editable=False)
    engagement = TenantForeignKey(
        "projects.Engagement", models.PROTECT, related_name="sows", also=("client",), editable=False
    )
    code = models.CharField(_("number"), max_length=24)
    title = models.CharField(_("title"), max_length=200)
    title_zh = models.CharField(_("Chinese title"), max_length=200, blank=True)
    visibility = models.CharField(
        _("visibility"), max_length=8, choices=Visibility.choices, default=Visibility.INTERNAL
    )

    class Meta:
        ordering: ClassVar = ["code"]
        verbose_name = _("statement of work")
        verbose_name_plural = _("statements of work")
        constraints: ClassVar = [
            Anchored(name="projects_sow_anchor", kind="projects.Sow", title="title", key="code"),
            code_once("projects_sow"),
            code_form("projects_sow"),
        ]
        indexes: ClassVar = [models.Index(fields=["organization", "engagement"], name="projects_sow_under")]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"


class SowVersionQuerySet(models.QuerySet["SowVersion"]):
    """Words for versions."""

    def pending(self) -> Self:
        """On the way to being signed."""
        return self.filter(state__in=("draft", "internal_review", "client_review"))

    def active(self) -> Self:
        """The one that counts."""
        return self.filter(state="active")


class SowVersion(Kept):
    """What a statement of work says from a day on."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        INTERNAL_REVIEW = "internal_review", _("Internal review")
        CLIENT_REVIEW = "client_review", _("Client review")
        SIGNED = "signed", _("Signed")
        ACTIVE = "active", _("Active")
        AMENDED = "amended", _("Amended")
        EXPIRED = "expired", _("Expired")
        TERMINATED = "terminated", _("Terminated")

    class Pricing(models.TextChoices):
        FTE = "fte", _("Per FTE")
        HOUR = "hour", _("Per productive hour")
        TRANSACTION = "transaction", _("Per transaction, in bands")
        OUTCOME = "outcome", _("By outcome")
        FIXED = "fixed", _("Fixed price")
        GAIN_SHARE = "gain_share", _("Gain share")

    sow = TenantForeignKey("projects.Sow", models.PROTECT, related_name="versions", editable=False)
    number = models.PositiveSmallIntegerField(_("version"), editable=False)
    state = models.CharField(_("state"), max_length=15, choices=State.choices, default=State.DRAFT)
    reason = models.CharField(_("why there is this version"), max_length=500, blank=True)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"), null=True, blank=True)
    volume_low = models.PositiveIntegerField(_("volume from"), null=True, blank=True)
    volume_high = models.PositiveIntegerField(_("volume to"), null=True, blank=True)
    volume_unit = models.CharField(_("volume of"), max_length=80, blank=True)
    languages = models.CharField(_("languages"), max_length=120, blank=True)
    pricing = models.CharField(_("pricing model"), max_length=12, choices=Pricing.choices)
    currency = models.CharField(_("currency"), max_length=3)
    minimum = models.DecimalField(
        _("minimum commitment a month"), max_digits=18, decimal_places=2, null=True, blank=True
    )
    payment_terms = models.CharField(_("payment terms"), max_length=300, blank=True)
    author = TenantForeignKey(
        "tenancy.Person", models.PROTECT, related_name="+", null=True, verbose_name=_("written by")
    )
    approver = TenantForeignKey(
        "tenancy.Person", models.PROTECT, related_name="+", null=True, verbose_name=_("approved by")
    )
    our_signatory = TenantForeignKey(
        "tenancy.Person", models.PROTECT, related_name="+", null=True, verbose_name=_("signs for us")
    )
    client_signatory = TenantForeignKey(
        "tenancy.Person", models.PROTECT, related_name="+", null=True, verbose_name=_("signs for the client")
    )
    signed_on = models.DateField(_("signed on"), null=True, blank=True)
    ask = TenantForeignKey("records.Ask", models.PROTECT, related_name="+", null=True, editable=False)
    text_hash = models.CharField(_("fingerprint of the text"), max_length=64, blank=True, editable=False)
    signed_at = models.DateTimeField(_("signed by answer"), null=True, editable=False)
    receipt = models.CharField(_("receipt"), max_length=64, blank=True, editable=False)

    objects = SowVersionQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["number"]
        verbose_name = _("version of a statement of work")
        verbose_name_plural = _("versions of statements of work")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organization", "sow", "number"], name="projects_sowversion_number"
            ),
            models.UniqueConstraint(
                fields=["organization", "sow"],
                condition=Q(state="active"),
                name="projects_sowversion_one_active",
                violation_error_message=_("Another version is active. Reload and look again."),
            ),
            models.UniqueConstraint(
                fields=["organization", "sow"],
                condition=Q(state__in=("draft", "internal_review", "client_review", "signed")),
                name="projects_sowversion_one_pending",
                violation_error_message=_("Another version is on its way. Finish it first."),
            ),
            models.CheckConstraint(
                condition=Q(volume_high__isnull=True)
                | Q(volume_low__isnull=True)
                | Q(volume_high__gte=models.F("volume_low")),
                name="projects_sowversion_volume",
                violation_error_message=_("The upper volume is below the lower one. Change one of them."),
            ),
            models.CheckConstraint(
                condition=Q(minimum__isnull=True) | Q(minimum__gte=0),
                name="projects_sowversion_minimum",
                violation_error_message=_("Write a minimum of 0 or more."),
            ),
            currency_form("projects_sowversion"),
            in_order("projects_sowversion", "starts_on", "ends_on"),
        ]

    def __str__(self) -> str:
        return f"v{self.number}"


class SowItem(TenantModel):
    """One line of a version: what is in scope or out of it, what is assumed, owed or delivered."""

    class Kind(models.TextChoices):
        IN_SCOPE = "in_scope", _("In scope")
        OUT_OF_SCOPE = "out_of_scope", _("Out of scope")
        DELIVERABLE = "deliverable", _("Deliverables")
        ASSUMPTION = "assumption", _("Assumptions")
        DEPENDENCY = "dependency", _("Dependencies on the client")

    sow_version = TenantForeignKey("projects.SowVersion", models.CASCADE, related_name="items")
    kind = models.CharField(_("part"), max_length=12, choices=Kind.choices)
    position = models.PositiveSmallIntegerField()
    text = models.CharField(_("text"), max_length=500)

    class Meta:
        ordering: ClassVar = ["kind", "position"]
        verbose_name = _("item of a statement of work")
        verbose_name_plural = _("items of statements of work")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organization", "sow_version", "kind", "position"], name="projects_sowitem_place"
            )
        ]

    def __str__(self) -> str:
        return self.text


class PriceRow(TenantModel):
    """A rate of a version: per unit, from a quantity on, in force from a day on."""

    sow_version = TenantForeignKey("projects.SowVersion", models.CASCADE, related_name="prices")
    unit = models.CharField(_("unit"), max_length=80)
    from_quantity = models.DecimalField(_("from quantity"), max_digits=14, decimal_places=2, default=0)
    rate = models.DecimalField(_("rate"), max_digits=14, decimal_places=4)
    currency = models.CharField(_("currency"), max_length=3)
    effective_on = models.DateField(_("in force from"))

    class Meta:
        ordering: ClassVar = ["unit", "effective_on", "from_quantity"]
        verbose_name = _("price")
        verbose_name_plural = _("prices")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organization", "sow_version", "unit", "effective_on", "from_quantity"],
                name="projects_pricerow_once",
                violation_error_message=_(
                    "This unit has a rate from this quantity and day already. Change one of them."
                ),
            ),
            models.CheckConstraint(
                condition=Q(from_quantity__gte=0),
                name="projects_pricerow_quantity",
                violation_error_message=_("Write a quantity of 0 or more."),
            ),
            currency_form("projects_pricerow"),
        ]

    def __str__(self) -> str:
        return f"{self.unit} {self.rate} {self.currency}"


class SowSite(TenantModel):
    """A version is served from a site."""

    sow_version = TenantForeignKey("projects.SowVersion", models.CASCADE, related_name="sites")
    site = TenantForeignKey("projects.Site", models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("site of a statement of work")
        verbose_name_plural = _("sites of statements of work")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organization", "sow_version", "site"], name="projects_sowsite_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.sow_version_id} {self.site_id}"
