"""What is imported: files, read with bounds and exactly, so that a bad one takes no other with it."""
