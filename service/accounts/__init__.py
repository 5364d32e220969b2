"""Users, their rights, sessions and tokens (账户)."""
