"""How often somebody may try: counted by allauth, answered with 429 and our page.

A stranger who guesses from one address is stopped there; one who guesses from a hundred slows the account's
password down for everybody. Passkeys have no secret to guess and stay open to their owner.
"""

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.core.internal import ratelimit
from allauth.core.internal.ratelimit import RateLimitUsage
from django.http import HttpRequest

from tenancy.signin.origin import client_ip

APP = "allauth.account"
RETRY_AFTER = "300"


def consume(request: HttpRequest, action: str, key: str) -> RateLimitUsage:
    """Count one try of an action of `ACCOUNT_RATE_LIMITS`; raises the 429 answer when there were too many."""
    usage: RateLimitUsage | None = ratelimit.consume(request, app=APP, action=action, key=key)
    if usage is None:
        answer = ratelimit.respond_429(request)
        answer["Retry-After"] = RETRY_AFTER
        raise ImmediateHttpResponse(answer)
    return usage


def clear(request: HttpRequest, action: str, key: str) -> None:
    """Forget the tries of a key."""
    ratelimit.clear(request, app=APP, action=action, key=key)


def before_password(request: HttpRequest, email: str) -> RateLimitUsage:
    """Count one try of a password: by account and address, and by account from anywhere."""
    login = email.strip().lower()
    here = consume(request, "login_failed", f"{login}|{client_ip(request)}")
    anywhere = consume(request, "login_account", login)
    return RateLimitUsage(usage=[*here.usage, *anywhere.usage])
