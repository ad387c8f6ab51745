"""Lost pupils: the store of files without a destination, searched, released, and looked after until a child is found."""
