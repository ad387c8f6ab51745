"""The screens: one view and one template for each action, both languages."""
