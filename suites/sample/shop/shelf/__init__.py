"""What a shop has and how it is shown."""
