"""Scripts of the project: set-up and generated docs."""
