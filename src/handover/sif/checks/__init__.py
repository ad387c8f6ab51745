"""The checks: form, rules of one object, and objects together."""
