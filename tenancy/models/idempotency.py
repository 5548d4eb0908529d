"""Answers that are kept for whoever has to ask again."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from tenancy.walls import TenantModel


class StoredAnswer(TenantModel):
    """What a request with an Idempotency-Key was answered, written in the transaction of its effect.

    `caller` is the token, or the person without one: keys of different callers never meet. `fingerprint` is
    SHA-256 over method, address and body: the same key for another request is a mistake.
    """

    caller = models.UUIDField()
    key = models.CharField(max_length=200)
    fingerprint = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField()
    headers = models.JSONField(default=dict)
    body = models.TextField(blank=True)
    made_at = models.DateTimeField(_("answered"))
    expires_at = models.DateTimeField(_("kept until"))

    class Meta:
        verbose_name = _("stored answer")
        verbose_name_plural = _("stored answers")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["organization", "caller", "key"], name="tenancy_storedanswer_once"
            )
        ]
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["organization", "expires_at"], name="tenancy_storedanswer_over")
        ]

    def __str__(self) -> str:
        return f"{self.status} {self.made_at:%Y-%m-%d %H:%M}"
