"""What needs a real window, or minutes: run by `make check-desktop`, and by nothing else."""
