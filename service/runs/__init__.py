"""Rounds of checks (检查批次): started, watched, cancelled, started again."""
