"""One module per theme; each check is a small function: snapshot + parameters + context -> assessment (检查项).

Checks never fetch, never parse HTML and never read the clock.
"""
