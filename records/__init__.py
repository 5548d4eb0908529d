"""What any record may carry.

Purpose: human keys now; comments, attachments, watchers, approvals, asks and search entries later.
Stands on: toolkit, tenancy, notifications.
Says: nothing.
Hears: nothing.
"""
