"""The pages of secure messages: the box, writing, templates, address groups."""
