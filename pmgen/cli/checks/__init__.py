"""What is checked, and what beside the rules is asked of it."""
