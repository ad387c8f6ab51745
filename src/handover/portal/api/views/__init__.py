"""The pages about the API, for the people who write the software."""
