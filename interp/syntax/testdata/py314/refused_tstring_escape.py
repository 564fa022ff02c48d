t"\N{no such name}"
