"""Pages (控制台): one router a theme, thin over the acts."""
