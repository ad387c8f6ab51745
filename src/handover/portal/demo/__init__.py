"""The demo county: invented schools, people and children, files in every state."""
