"""What people call things: sections, fields, days, milestones; in many languages."""
