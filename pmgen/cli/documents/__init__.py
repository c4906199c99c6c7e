"""From the files of a project to examined documents: in several processes, and from the cache where it knows them."""
