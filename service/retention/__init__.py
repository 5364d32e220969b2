"""What is removed when it is old (到期清理)."""
