"""What the processes of a site say of themselves: lines for people or for programs, requests answered, traces."""
