"""The office's own service (本单位的服务): console, API, queue and schedules over PostgreSQL."""
