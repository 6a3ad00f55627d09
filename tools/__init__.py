"""What developers run: generated docs, benchmarks. Nothing here is shipped."""
