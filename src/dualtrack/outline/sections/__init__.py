"""Room: outline. One module per section of the brief, each with `section(binder) -> Section`; `build.py` puts them in order."""
