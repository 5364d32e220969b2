"""When runs are made by themselves (计划)."""
