"""Days, times and zones as people write them, and which instants they are."""
