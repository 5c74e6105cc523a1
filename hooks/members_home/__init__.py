"""The core of the site: source → model → checks → pages.

It imports nothing of MkDocs (a lint rule holds that), reads no clock and no environment: the root folder, the day and the
site's address are arguments. Hooks in the folder above turn MkDocs events into calls on it.
"""
