"""What the name of a column tells of what it holds."""
