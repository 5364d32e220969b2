"""Writers of content: one for each kind of entry."""
