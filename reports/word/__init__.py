"""Word documents (公文): rectification notice, bulletin and objection form, filled into templates that an office may replace."""
