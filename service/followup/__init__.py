"""Follow-up of what fails (整改跟踪): the ledger across sites, steps, proofs, re-checks."""
