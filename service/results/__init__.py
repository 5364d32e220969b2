"""What the checks found (检查结果): audits, ranking, trend, problems, across sites and runs."""
