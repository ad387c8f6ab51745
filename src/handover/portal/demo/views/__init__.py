"""The screens of the demo: who can sign in and the story, and the schools' own software."""
