"""The pages on which a school or an authority looks after the pupils it expects."""
