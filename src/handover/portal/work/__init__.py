"""Background work: runs that are written down, and leases, so that of several workers one does each job at a time."""
