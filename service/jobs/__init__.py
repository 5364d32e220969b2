"""Jobs (任务): how one site's audit is made, run, taken in and ended."""
