"""Keys of other systems."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from tenancy.walls import TenantForeignKey, TenantModel


class ApiToken(TenantModel):
    """A key for another system, bound to a member. Only its SHA-256 is kept; it is shown once."""

    person = TenantForeignKey("tenancy.Person", models.CASCADE, related_name="+")
    user = models.ForeignKey("tenancy.User", models.CASCADE, related_name="+")
    name = models.CharField(_("name"), max_length=80)
    prefix = models.CharField(_("begins with"), max_length=12)
    digest = models.CharField(max_length=64, editable=False)
    scopes = models.CharField(_("may"), max_length=40, default="read")
    expires_at = models.DateTimeField(_("ends"))
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True)
    revoked_reason = models.CharField(_("why revoked"), max_length=200, blank=True)
    warned_at = models.DateTimeField(_("warned"), null=True, blank=True, editable=False)
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["-created_at"]
        verbose_name = _("API token")
        verbose_name_plural = _("API tokens")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["organization", "digest"], name="tenancy_apitoken_digest")
        ]
        indexes: ClassVar[list[Any]] = [models.Index(fields=["digest"], name="tenancy_apitoken_lookup")]

    def __str__(self) -> str:
        return self.name


class TokenUse(TenantModel):
    """When a key was last used, and from where. Apart from the key: a row that is written often."""

    token = TenantForeignKey("tenancy.ApiToken", models.CASCADE, related_name="uses")
    used_at = models.DateTimeField(_("last used"))
    ip = models.GenericIPAddressField(_("from"), null=True)

    class Meta:
        verbose_name = _("use of a token")
        verbose_name_plural = _("uses of tokens")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["organization", "token"], name="tenancy_tokenuse_once")
        ]

    def __str__(self) -> str:
        return f"{self.token_id} {self.used_at:%Y-%m-%d %H:%M}"
