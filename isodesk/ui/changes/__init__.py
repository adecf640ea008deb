"""Change requests on screen."""
