"""The follow-up queue: what is still to be done, in which order, by whom, and how a document says that it was done."""
