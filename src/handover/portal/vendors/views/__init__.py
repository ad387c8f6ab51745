"""The pages about vendors: of the national administrator who registers them, and of the offices that approve them."""
