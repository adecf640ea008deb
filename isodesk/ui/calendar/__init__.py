"""The calendar of everything that is due: a month or a year, by keyboard and mouse."""
