"""Who has a stake in a project, what they expect of it, and what they say to its objectives."""

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from projects.registers.models import Registered, registered
from tenancy.walls import ProjectRecord, TenantForeignKey

POWERFUL = 4


def one_to_five(table: str, field: str) -> models.CheckConstraint:
    """A weight between 1 and 5."""
    return models.CheckConstraint(
        condition=Q(**{f"{field}__gte": 1, f"{field}__lte": 5}),
        name=f"{table}_{field}",
        violation_error_message=_("Write a number from 1 to 5."),
    )


class Stakeholder(Registered):
    """A person or a group that the project touches: their power, their interest, and where they stand."""

    letters = "ST"

    class Side(models.TextChoices):
        CLIENT = "client", _("Client")
        OWN = "own", _("Own organization")
        OTHER = "other", _("Third party")

    class Engagement(models.TextChoices):
        UNAWARE = "unaware", _("Unaware")
        RESISTANT = "resistant", _("Resistant")
        NEUTRAL = "neutral", _("Neutral")
        SUPPORTIVE = "supportive", _("Supportive")
        LEADING = "leading", _("Leading")

    class State(models.TextChoices):
        ACTIVE = "active", _("Active")
        LEFT = "left", _("Left")

    side = models.CharField(_("side"), max_length=6, choices=Side.choices, default=Side.CLIENT)
    company = models.CharField(_("organization"), max_length=200, blank=True)
    position = models.CharField(_("role"), max_length=200, blank=True)
    power = models.PositiveSmallIntegerField(_("power"), default=3)
    interest = models.PositiveSmallIntegerField(_("interest"), default=3)
    engagement = models.CharField(
        _("engagement today"), max_length=10, choices=Engagement.choices, default=Engagement.NEUTRAL
    )
    desired = models.CharField(
        _("engagement wanted"), max_length=10, choices=Engagement.choices, default=Engagement.SUPPORTIVE
    )
    language = models.CharField(_("language"), max_length=60, blank=True)
    contact = models.CharField(_("contact"), max_length=300, blank=True)
    approach = models.TextField(_("how we work with them"), blank=True)
    person = TenantForeignKey(
        "tenancy.Person", models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("person")
    )
    state = models.CharField(_("state"), max_length=6, choices=State.choices, default=State.ACTIVE)

    class Meta:
        verbose_name = _("stakeholder")
        verbose_name_plural = _("stakeholders")
        constraints: ClassVar = [
            *registered(
                "planning_stakeholder",
                kind="planning.Stakeholder",
                letters="ST",
                also=("company", "position"),
            ),
            one_to_five("planning_stakeholder", "power"),
            one_to_five("planning_stakeholder", "interest"),
        ]


class Expectation(Registered):
    """What a stakeholder needs or expects, how we would know that it is met, and whether it was."""

    letters = "EX"

    class Kind(models.TextChoices):
        NEED = "need", _("Need")
        EXPECTATION = "expectation", _("Expectation")

    class Weight(models.TextChoices):
        HIGH = "high", _("High")
        MEDIUM = "medium", _("Medium")
        LOW = "low", _("Low")

    class State(models.TextChoices):
        OPEN = "open", _("Open")
        UNDERSTOOD = "understood", _("Understood")
        MET = "met", _("Met")
        NOT_MET = "not_met", _("Not met")

    stakeholder = TenantForeignKey(
        "planning.Stakeholder",
        models.PROTECT,
        related_name="+",
        also=("project",),
        verbose_name=_("stakeholder"),
    )
    kind = models.CharField(_("kind"), max_length=11, choices=Kind.choices, default=Kind.NEED)
    weight = models.CharField(_("weight"), max_length=6, choices=Weight.choices, default=Weight.MEDIUM)
    measure = models.TextField(_("how we know it is met"), blank=True)
    response = models.TextField(_("what we do about it"), blank=True)
    objective = TenantForeignKey(
        "planning.Objective",
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        also=("project",),
        verbose_name=_("objective"),
    )
    heard_on = models.DateField(_("heard on"), null=True, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.OPEN)

    class Meta:
        verbose_name = _("expectation")
        verbose_name_plural = _("expectations")
        constraints: ClassVar = registered(
            "planning_expectation",
            kind="planning.Expectation",
            letters="EX",
            also=("measure", "response"),
        )


class AgreementQuerySet(models.QuerySet["ObjectiveAgreement"]):
    """Words for what was said."""

    def standing(self) -> Self:
        """The last word of each stakeholder on each objective."""
        return self.filter(superseded_at__isnull=True)

    def against(self) -> Self:
        """Those who disagree and have the power to stop it."""
        disagree, left = ObjectiveAgreement.Verdict.DISAGREE, Stakeholder.State.LEFT
        rows = self.standing().filter(verdict=disagree, stakeholder__power__gte=POWERFUL)
        return rows.filter(stakeholder__withdrawn_at__isnull=True).exclude(stakeholder__state=left)


class ObjectiveAgreement(ProjectRecord):
    """What a stakeholder said to an objective. A later word supersedes it; nothing is overwritten."""

    class Verdict(models.TextChoices):
        AGREE = "agree", _("Agrees")
        COMMENT = "agree_with_comment", _("Agrees, with a comment")
        DISAGREE = "disagree", _("Disagrees")

    objective = TenantForeignKey(
        "planning.Objective", models.PROTECT, related_name="+", also=("project",), editable=False
    )
    stakeholder = TenantForeignKey(
        "planning.Stakeholder", models.PROTECT, related_name="+", also=("project",), editable=False
    )
    verdict = models.CharField(_("says"), max_length=18, choices=Verdict.choices)
    comment = models.TextField(_("comment"), blank=True)
    said_on = models.DateField(_("said on"))
    made_by = TenantForeignKey("tenancy.Person", models.PROTECT, related_name="+", null=True, editable=False)
    superseded_at = models.DateTimeField(null=True, editable=False)

    objects = AgreementQuerySet.as_manager()

    class Meta:
        verbose_name = _("agreement on an objective")
        verbose_name_plural = _("agreements on objectives")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["organization", "objective", "stakeholder"],
                condition=Q(superseded_at__isnull=True),
                name="planning_agreement_last",
                violation_error_message=_(
                    "Somebody recorded an answer of the same person a moment ago. Reload and look again."
                ),
            ),
            models.CheckConstraint(
                condition=Q(verdict="agree") | ~Q(comment=""),
                name="planning_agreement_comment",
                violation_error_message=_("Write what they said: this answer needs a comment."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.stakeholder_id} {self.verdict}"
