"""Migrations (数据库升级): one file a step, in `versions/`, applied by `gongkai db upgrade` and by `gongkai serve`."""
