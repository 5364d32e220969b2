"""The store (存储): snapshots, cards and proof files, in a folder or an S3-compatible service."""
