"""Developer tools that build the shipped coast, borders and towns; not part of the installed package."""
