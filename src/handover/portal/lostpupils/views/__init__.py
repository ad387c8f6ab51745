"""The pages about lost pupils: each view parses, calls a verb of `portal.lostpupils`, and renders."""
