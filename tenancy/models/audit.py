"""The seals on the trail, and the log of who has looked."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tenancy.walls import TenantForeignKey, TenantModel


class UnsealedLine(TenantModel):
    """A line that waits for its seal; its identifier is the line's. A trigger writes it beside the line.

    What a later transaction has sealed does not matter to it: a line stays here until it has its own seal.
    """

    append_only = True

    class Meta:
        verbose_name = _("unsealed line")
        verbose_name_plural = _("unsealed lines")

    def __str__(self) -> str:
        return str(self.pk)


class AuditSeal(TenantModel):
    """The number of one line and the digest that binds it to all lines before it.

    Only the function `tenancy_seal_audit` writes here. `digest`: SHA-256 as hexadecimal digits.
    """

    append_only = True

    line = TenantForeignKey("tenancy.AuditLine", models.PROTECT, related_name="+")
    number = models.BigIntegerField(_("number"))
    digest = models.CharField(_("digest"), max_length=64)
    sealed_at = models.DateTimeField(_("sealed"))

    class Meta:
        verbose_name = _("audit seal")
        verbose_name_plural = _("audit seals")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["organization", "number"], name="tenancy_auditseal_number"),
            models.UniqueConstraint(fields=["organization", "line"], name="tenancy_auditseal_once"),
        ]

    def __str__(self) -> str:
        return str(self.number)


class AuditHead(TenantModel):
    """The end of an organization's chain. Its row is the lock under which the chain grows."""

    append_only = True

    number = models.BigIntegerField(_("number"))
    digest = models.CharField(_("digest"), max_length=64)
    sealed_at = models.DateTimeField(_("sealed"))

    class Meta:
        verbose_name = _("end of the chain")
        verbose_name_plural = _("ends of the chain")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["organization"], name="tenancy_audithead_once")
        ]

    def __str__(self) -> str:
        return str(self.number)


class AccessLine(TenantModel):
    """Who has seen, taken or been refused what. Written after the answer; never altered."""

    append_only = True

    class Kind(models.TextChoices):
        READ = "read", pgettext_lazy("trail", "Read")
        EXPORT = "export", _("Exported")
        RECEIPT = "receipt", _("Read by the client")
        REFUSED = "refused", _("Refused")

    at = models.DateTimeField(_("at"))
    kind = models.CharField(_("kind"), max_length=8, choices=Kind.choices)
    actor_user = models.UUIDField(null=True)
    actor_person = models.UUIDField(null=True)
    actor_name = models.CharField(_("who"), max_length=160)
    on_behalf = models.CharField(_("operator"), max_length=160, blank=True)
    client = models.UUIDField(null=True)
    via = models.CharField(_("door"), max_length=10)
    what = models.CharField(_("page"), max_length=80)
    address = models.CharField(_("address"), max_length=300)
    query = models.CharField(_("filters"), max_length=300, blank=True)
    subject_type = models.CharField(max_length=80, blank=True)
    subject_id = models.UUIDField(_("record"), null=True)
    subject_key = models.CharField(_("key"), max_length=60, blank=True)
    project = models.UUIDField(null=True)
    ip = models.GenericIPAddressField(null=True)
    request_id = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ["-id"]
        verbose_name = _("access line")
        verbose_name_plural = _("access lines")
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["organization", "at"], name="tenancy_access_at"),
            models.Index(fields=["organization", "project", "at"], name="tenancy_access_project"),
            models.Index(
                fields=["organization", "actor_user", "at"],
                name="tenancy_access_refused",
                condition=Q(kind="refused"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.kind} {self.address}"
