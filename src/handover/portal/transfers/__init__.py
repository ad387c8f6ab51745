"""Files on their way: intake, sealed storage, the life cycle, collection."""
