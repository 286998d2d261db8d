"""`/api/v1/`: everything a person with the same rights could read and write, made from the declarations."""
