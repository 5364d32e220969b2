"""The API (接口) under `/api/v1`: one router a theme, thin over the acts."""
