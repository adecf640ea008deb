"""What is read, filled in and kept, on screen: readers, forms, retention, the document map."""
