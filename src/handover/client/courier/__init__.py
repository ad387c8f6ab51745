"""The courier: a folder that sends and collects by itself.

What the school's software exports into `out/` is sent, and the site's answer appears beside it as a page. What waits on the
site appears in `in/`, and is acknowledged when the software has taken it.

`planning` decides, from what lies in the folder (`view`), what the journal has (`records`) and what the site said; it does no
input or output and takes `now` as an argument. `running` does what was decided (`going_out`, `coming_in`), through one `desk`.
"""
