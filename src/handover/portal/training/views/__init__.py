"""The page of training keys."""
