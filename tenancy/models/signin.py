"""Letters about logins, until they are sent."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from toolkit.identifiers import uuid7


class AccountLetter(models.Model):
    """A letter about a login that waits for its sender. Global: a login belongs to no organization.

    `address` is what was typed or the login's; whether there is such a login is found out when it is sent.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kind = models.CharField(_("kind"), max_length=40)
    address = models.EmailField(_("mail address"))
    facts = models.JSONField(default=dict)
    created_at = models.DateTimeField(default=timezone.now)
    next_at = models.DateTimeField(default=timezone.now, db_index=True)
    attempts = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("letter about a login")
        verbose_name_plural = _("letters about logins")

    def __str__(self) -> str:
        return f"{self.kind} {self.created_at:%Y-%m-%d %H:%M}"
