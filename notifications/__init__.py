"""What was told to whom: the inbox, the mails, and the ledger that nothing is told twice.

Purpose: carries the letters that rooms write (socket `notices.py`), one inbox line and one mail per fact
and person, each with a lease, retries and a Message-ID that never changes.
Stands on: tenancy, toolkit.
Says: WebhookDisabled, DeliveryAsked, LettersAsked, EscalationAcknowledged.
Hears: whatever fact a room's `notices.py` names.

Hands facts on to other systems: webhooks and the feed of changes, of what rooms offer in `changes.py`.

Offers to the rooms above, beside `selectors`, `services` and `events`: `notices` (letters) and `changes`
(facts that may leave the house).
"""
