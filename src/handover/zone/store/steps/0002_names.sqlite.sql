-- An index by the name that says what it is for.
DROP INDEX zones_letter_message_id_823289b8;
CREATE INDEX letter_by_message ON zones_letter (message_id);
