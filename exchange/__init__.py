"""Plans, lists and data in and out of Milepost.

Purpose: read what other systems and spreadsheets wrote, account for every value in it, and bring it in so
that a second import updates instead of duplicating.
Stands on: planning, projects, records, notifications, tenancy, toolkit.
Says: PlanImported, ListImported.
Hears: nothing.
"""
