"""What belongs together on disk: a project's files and folders, how they are read, and its policy."""
