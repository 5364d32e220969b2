"""Ledgers (台账): a run's clauses by unit and deadline, its workbooks, what offices fill in, how far the mending has got."""
