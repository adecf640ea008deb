"""Thousands of odd files, made from a seed, through every door by which a file comes in.

    python -m tests.campaigns.odd_files [TIMES [SEED [WORD...]]]    files that should do no harm
    python -m tests.campaigns.odd_files.truth [SEED]                registers whose truth is known

A file is made or mutated (`sheets`, `texts`, `words`, `pictures`, `papers`, `own`, `places`), and
given to the real services (`doors`). Each trial ends as *done*, as *refused* with its sentence,
or as a *fault*: an exception that is no refusal, more than two minutes, more than 700 MB in the
program itself, a sentence that is none, or a refusal that left something in the file. With WORD
only doors or makers with a word in their name are tried. Files of the folder of real files, where
it stands beside the project, are mutated as well. Exit 1 when there was a fault.
"""
