"""Asks: a question to one named person, answered once."""

from datetime import datetime
from typing import Any, ClassVar, Self
from uuid import UUID

from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from records.models.entries import Carried
from tenancy.walls import TenantForeignKey

LANGUAGES = [("en", "English"), ("zh-hans", "简体中文")]


class AskQuerySet(models.QuerySet["Ask"]):
    """Words for asks."""

    def waiting(self) -> Self:
        """Neither answered nor taken back, however late it is."""
        return self.filter(answered_at__isnull=True, withdrawn_at__isnull=True)

    def open(self, *, at: datetime) -> Self:
        """Those that can be answered at this instant."""
        return self.waiting().filter(expires_at__gt=at)

    def with_state(self, *, at: datetime) -> Self:
        """Each with its `state` at this instant."""
        return self.annotate(
            state=Case(
                When(answered_at__isnull=False, then=Value(Ask.State.ANSWERED)),
                When(withdrawn_at__isnull=False, then=Value(Ask.State.WITHDRAWN)),
                When(expires_at__lte=at, then=Value(Ask.State.EXPIRED)),
                default=Value(Ask.State.OPEN),
                output_field=models.CharField(),
            )
        )


class Ask(Carried):
    """A question to one person, by mail and by page, with a text that never changes once it is sent.

    The link's token is derived from the row and `nonce` with the house's secret; only its SHA-256 is kept.
    Sending again counts `nonce` up, so that the link before is dead. `fingerprint` is that of the texts as
    they were sent, `receipt` that of the question with its answer.
    """

    portal = ""

    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("ask", "Open")
        ANSWERED = "answered", _("Answer given")
        EXPIRED = "expired", _("Expired")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    class Via(models.TextChoices):
        LINK = "link", _("Link in the mail")
        PAGE = "page", _("Signed in")

    person = TenantForeignKey(
        "tenancy.Person", models.PROTECT, related_name="+", editable=False, verbose_name=_("to")
    )
    email = models.EmailField(_("mail address"), editable=False)
    asked_by = TenantForeignKey("tenancy.Person", models.PROTECT, related_name="+", null=True, editable=False)
    answers = models.CharField(_("kind"), max_length=60, editable=False)
    arguments = models.JSONField(default=dict, editable=False)
    title = models.CharField(_("subject"), max_length=200, editable=False)
    text = models.TextField(_("text"), editable=False)
    text_beside = models.TextField(_("text in the other language"), blank=True, editable=False)
    language = models.CharField(_("language"), max_length=10, choices=LANGUAGES, editable=False)
    fingerprint = models.CharField(_("fingerprint"), max_length=64, editable=False)
    nonce = models.PositiveIntegerField(default=1, editable=False)
    digest = models.CharField(max_length=64, editable=False)
    sent_at = models.DateTimeField(_("sent"))
    expires_on = models.DateField(_("answer until"))
    expires_at = models.DateTimeField(_("open until"))
    warned_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(_("answered"), null=True)
    answer = models.CharField(_("answer"), max_length=40, blank=True)
    remark = models.TextField(_("remark"), blank=True)
    given = models.JSONField(default=dict)
    via = models.CharField(max_length=8, blank=True, choices=Via.choices)
    ip = models.GenericIPAddressField(null=True)
    receipt = models.CharField(_("receipt"), max_length=64, blank=True)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True)
    withdrawn_reason = models.CharField(max_length=500, blank=True)

    objects = AskQuerySet.as_manager()

    class Meta:
        ordering = ["-sent_at"]
        verbose_name = _("ask")
        verbose_name_plural = _("asks")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["organization", "digest"], name="records_ask_digest"),
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("sent_at")),
                name="records_ask_expires",
                violation_error_message=_("The link would be dead before it is sent. Choose a later day."),
            ),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, answer="", receipt="")
                | (Q(answered_at__isnull=False, withdrawn_at__isnull=True) & ~Q(answer="") & ~Q(receipt="")),
                name="records_ask_answered",
                violation_error_message=_("An answer is given once. Reload and look again."),
            ),
        ]
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["digest"], name="records_ask_lookup"),
            models.Index(fields=["organization", "entry"], name="records_ask_entry"),
            models.Index(
                fields=["organization", "person"],
                condition=Q(answered_at__isnull=True, withdrawn_at__isnull=True),
                name="records_ask_waiting",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def owner_id(self) -> UUID:
        """Whose answer it is: the policy for answering speaks of one's own asks."""
        return self.person_id
