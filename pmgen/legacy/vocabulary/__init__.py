"""What people call things: sections, fields, days, milestones; in five languages."""
