"""Foreign files, read in a child process under a watchdog; values come out.

`reader` is the parent's side, `child` the other end of its pipes. `survey` walks what was
dropped on the window; `look` runs in the child and says what one file is and holds. Nothing
here sees the company's file, and nothing foreign is parsed in the program's own process.
"""
