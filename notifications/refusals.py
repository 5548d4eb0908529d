"""What a mail server's refusal means: try again, or never (RFC 5321: 4yz passes, 5yz does not)."""

import smtplib

PERMANENT = range(500, 600)


def is_permanent(error: Exception) -> bool:
    """Whether the server refused this letter for good.

    A refused sign-in (535) is the house's own trouble, not the letter's: somebody mends the password.
    """
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return False
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return all(code in PERMANENT for code, _said in error.recipients.values())
    return isinstance(error, smtplib.SMTPResponseException) and error.smtp_code in PERMANENT
