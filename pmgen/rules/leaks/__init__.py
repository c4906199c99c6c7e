"""What a text gives away: credentials, hosts of a network of one's own, people and how to reach them."""
