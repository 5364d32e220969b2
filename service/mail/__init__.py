"""Mail (邮件): notices and digests, put into an outbox and sent from there."""
