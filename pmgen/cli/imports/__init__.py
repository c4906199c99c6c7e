"""Which files are imported, and what they are called then."""
