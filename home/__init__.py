"""What needs me today, where each project stands, and the frame around every page.

Purpose: my day, the project overview, the landing page; navigation and the project header.
Stands on: toolkit, tenancy, notifications, records, projects, planning, kpis,
exchange.
Says: nothing.
Hears: nothing.
"""
