"""Organizations, and the people in them."""

from datetime import date
from typing import Any, ClassVar, Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from tenancy.walls import TenantForeignKey, TenantModel
from toolkit.identifiers import uuid7

LANGUAGES = [("en", "English"), ("zh-hans", "简体中文")]


class Organization(models.Model):
    """A provider: the tenant. Global, because it is looked up before a tenant is known."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    slug = models.SlugField(_("address"), max_length=40, unique=True)
    name = models.CharField(_("name"), max_length=120)
    name_zh = models.CharField(_("Chinese name"), max_length=120, blank=True)
    language = models.CharField(_("language"), max_length=10, choices=LANGUAGES, default="en")
    zone = models.CharField(_("time zone"), max_length=64, default="UTC")
    currency = models.CharField(_("currency"), max_length=3, default="USD")
    is_active = models.BooleanField(_("active"), default=True)
    created_at = models.DateTimeField(auto_now_add=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        ordering = ["name"]
        verbose_name = _("organization")
        verbose_name_plural = _("organizations")

    def __str__(self) -> str:
        return self.name


class UserManager(BaseUserManager["User"]):
    """People are found by their mail address, whatever its case."""

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email=(username or "").strip().lower())

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    create_superuser = None


class User(AbstractBaseUser):
    """A login. Global: the same person may work for several organizations."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    email = models.EmailField(_("mail address"), unique=True)
    name = models.CharField(_("name"), max_length=120, blank=True)
    language = models.CharField(_("language"), max_length=10, choices=LANGUAGES, default="en")
    is_active = models.BooleanField(_("active"), default=True)
    is_platform_staff = models.BooleanField(_("platform staff"), default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects = UserManager()

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                condition=Q(email=Lower("email")),
                name="tenancy_user_email_lower",
                violation_error_message=_("Write the mail address in small letters."),
            )
        ]

    def __str__(self) -> str:
        return self.name or self.email

    @property
    def is_staff(self) -> bool:
        """Django admin's word for platform staff."""
        return self.is_platform_staff

    def has_perm(self, perm: str, obj: object = None) -> bool:
        """Platform staff hold the admin's view permissions; what they may change, services decide."""
        return self.is_active and self.is_platform_staff

    def has_module_perms(self, app_label: str) -> bool:
        """See `has_perm`."""
        return self.is_active and self.is_platform_staff


class Client(TenantModel):
    """A company that an organization works for."""

    portal = "self"

    class State(models.TextChoices):
        PROSPECT = "prospect", _("Prospect")
        ACTIVE = "active", _("Active")
        DORMANT = "dormant", _("Dormant")
        ENDED = "ended", _("Ended")

    code = models.CharField(_("code"), max_length=10, validators=[RegexValidator(r"^[A-Z][A-Z0-9]{1,9}$")])
    name = models.CharField(_("name"), max_length=160)
    name_zh = models.CharField(_("Chinese name"), max_length=160, blank=True)
    industry = models.CharField(_("industry"), max_length=80, blank=True)
    country = models.CharField(_("country"), max_length=2, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.ACTIVE)
    created_at = models.DateTimeField(auto_now_add=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        ordering = ["name"]
        verbose_name = _("client")
        verbose_name_plural = _("clients")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["organization", "code"],
                name="tenancy_client_code",
                violation_error_message=_("Another client has this code. Choose another one."),
            )
        ]

    def __str__(self) -> str:
        return self.name


class PersonQuerySet(models.QuerySet["Person"]):
    """Words for people."""

    def present(self) -> Self:
        """Those who have not left: who may be named from now on."""
        return self.filter(left_at__isnull=True)


class Person(TenantModel):
    """Anyone an organization names: its own people and its clients', with a login or without."""

    class Side(models.TextChoices):
        OWN = "own", _("Our people")
        CLIENT = "client", _("Client’s people")

    name = models.CharField(_("name"), max_length=120)
    email = models.EmailField(_("mail address"), blank=True)
    language = models.CharField(_("language"), max_length=10, choices=LANGUAGES, default="en")
    zone = models.CharField(_("time zone"), max_length=64, default="UTC")
    side = models.CharField(_("side"), max_length=6, choices=Side.choices, default=Side.OWN)
    client = TenantForeignKey("tenancy.Client", models.PROTECT, null=True, blank=True, related_name="+")
    user = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    left_at = models.DateTimeField(_("left"), null=True, blank=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = PersonQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["organization", "user"], name="tenancy_person_user"),
            models.CheckConstraint(
                condition=Q(side="own", client__isnull=True) | Q(side="client", client__isnull=False),
                name="tenancy_person_side",
                violation_error_message=_("A client’s person names the client; our own people name none."),
            ),
            models.UniqueConstraint(
                fields=["organization", "email"],
                condition=~Q(email="") & Q(left_at__isnull=True),
                name="tenancy_person_email",
                violation_error_message=_(
                    "Somebody else here has this mail address. Look for it in the list."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Role(models.TextChoices):
    """The eleven roles of DOMAIN section 5."""

    TENANT_ADMIN = "TA", _("Organization administrator")
    DELIVERY_HEAD = "DH", _("Delivery head")
    PROJECT_MANAGER = "PM", _("Project manager")
    TEAM_LEAD = "TL", _("Team lead")
    MEMBER = "AG", _("Team member")
    QUALITY = "QA", _("Quality analyst")
    WORKFORCE = "WF", _("Workforce analyst")
    FINANCE = "FI", _("Finance")
    CLIENT_SPONSOR = "CS", _("Client sponsor")
    CLIENT_VIEWER = "CV", _("Client viewer")
    AUDITOR = "AU", _("Auditor")


class MembershipQuerySet(models.QuerySet["Membership"]):
    """Words for roles held."""

    def standing(self) -> Self:
        """Not ended by a person; their days may be over, or may not have come."""
        return self.filter(ended_at__isnull=True)

    def running(self, *, on: date) -> Self:
        """Held on that day."""
        return self.standing().filter(
            Q(starts_on__isnull=True) | Q(starts_on__lte=on), Q(ends_on__isnull=True) | Q(ends_on__gte=on)
        )


class Membership(TenantModel):
    """A login's role in one organization, from a day to a day; `ended_at` when a person ended it at once."""

    person = TenantForeignKey("tenancy.Person", models.CASCADE, related_name="memberships")
    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    role = models.CharField(_("role"), max_length=2, choices=Role.choices)
    client = TenantForeignKey("tenancy.Client", models.PROTECT, null=True, blank=True, related_name="+")
    starts_on = models.DateField(_("from"), null=True, blank=True)
    ends_on = models.DateField(_("until"), null=True, blank=True)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["organization", "user", "role"],
                condition=Q(ended_at__isnull=True),
                name="tenancy_membership_held",
                violation_error_message=_("The person has this role already. Change its days instead."),
            ),
            models.CheckConstraint(
                condition=Q(role__in=["CS", "CV"], client__isnull=False)
                | (~Q(role__in=["CS", "CV"]) & Q(client__isnull=True)),
                name="tenancy_membership_client",
                violation_error_message=_("Client roles name their client; other roles name none."),
            ),
            models.CheckConstraint(
                condition=~Q(role="AU") | Q(ends_on__isnull=False),
                name="tenancy_membership_auditor_ends",
                violation_error_message=_("An auditor’s role ends on a day. Name the last day."),
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on"))
                | Q(starts_on__isnull=True)
                | Q(ends_on__isnull=True)
                | Q(ended_at__isnull=False),
                name="tenancy_membership_days",
                violation_error_message=_("The last day is before the first. Choose a later day."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.role}"
