"""What pages and API share: the application, its dependencies, its guards."""
