"""Purpose: what every room builds with: errors, page kinds, tables, filters, exports, API bases.

Stands on: nothing in this house; Django, Django REST framework, Babel and orjson only.
Says: nothing.
Hears: nothing.

It has no tables and no business words. It knows the person at the door only as `request.actor`
(`may(action, record=None)`, `organization`, `language`, `zone`, `via`), and the stores of other
rooms only by dotted path in settings.
"""
