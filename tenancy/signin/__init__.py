"""Sign-in, on allauth: password, one-time codes, passkeys, recovery codes, single sign-on, sessions.

Sign-up is closed: people are invited. What allauth offers and we do not want has no address (`urls`).
Letters about a login are rows of `AccountLetter`, written in the request and sent by the worker, so that a
known and an unknown mail address are answered by the same work.
"""

DEMO_PASSWORD = "milepost-demo"  # noqa: S105 - printed by the demo, refused everywhere else
