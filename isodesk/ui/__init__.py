"""The window: it shows values, asks, and calls services; what takes long runs in `jobs`."""
