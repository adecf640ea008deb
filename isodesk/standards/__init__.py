"""The clauses of both standards and both editions, their map, and questions for audits."""
