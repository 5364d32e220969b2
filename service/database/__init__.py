"""State of the service in PostgreSQL (数据库): tables, connections, migrations, the embedded server."""
