"""The snapshot on disk (快照存储): facts in SQLite, archive in WARC, search over texts, and what a later crawl carries over."""
