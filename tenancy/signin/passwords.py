"""Rules of passwords beside Django's own: 8 to 128 characters of any kind, none of the commonly used ones."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _


class MaximumLength:
    """No password is cut: a longer one than this is refused. Argon2 reads every byte of it."""

    def __init__(self, max_length: int = 128) -> None:
        self.max_length = max_length

    def validate(self, password: str, user: Any = None) -> None:
        if len(password) > self.max_length:
            raise ValidationError(
                _("This password is longer than %(count)d characters. Choose a shorter one."),
                code="password_too_long",
                params={"count": self.max_length},
            )

    def get_help_text(self) -> str:
        return _("At most %(count)d characters, of any kind; a sentence is fine.") % {
            "count": self.max_length
        }
