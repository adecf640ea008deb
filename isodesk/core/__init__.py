"""What every level stands on: records, fields, kinds of value, steps, numbers, dates, refusals."""
