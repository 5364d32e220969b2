"""What people say about a site's clauses (人的结论): waivers, attestations, and how far the mending has got."""
