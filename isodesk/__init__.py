"""isodesk: an offline desktop for ISO 9001 and ISO 14001 management systems.

The tour, from the bottom up. A level imports only those below it
(`tests/test_architecture.py` fails otherwise):

0  core/                   record, fields, steps, numbering, dates, what a refusal is
1  registers/              one file a register: its fields, steps and rules, and no database
   documents/ standards/   mapped classes and pure rules of one noun each
   writing/                a written document: its tree, JSON and Markdown
2  store/                  the company's one file: opening, history, search, backup
   intake/                 foreign files, read in a child process; values come out
   printing/               bytes of PDF: pages, stamp, slips, lists
3  services/               use cases: one call is one unit of work with one result
4  ui/  cli/               ask and show
5  app.py                  builds everything, once
"""

__version__ = "0.4.0"
