"""Writing: frames, sweeps, scenario files, pictures, the report."""
