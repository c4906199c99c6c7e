"""A project that is looked at again and again while it is written."""
