"""The queue (队列): audits handed over to Procrastinate, what is done each minute, and what becomes of audits whose worker died."""
