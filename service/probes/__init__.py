"""Whether sites open (可用性): probes made by schedule, and what they tell."""
