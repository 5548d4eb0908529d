"""Registers: lists of records that every project keeps, declared in a dozen lines each.

A room above declares a model on `Registered`, a form, a table, a transition table and one `Register`; with
it come verbs, pages, endpoints, import, search, talk, files, history, sharing with the client and the way
back from withdrawal, all behind the room's own policies. `open_doors` makes addresses of it.
"""
