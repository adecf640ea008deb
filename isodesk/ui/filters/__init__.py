"""How a list is seen: conditions on its fields, columns, grouping, and views that keep them."""
