-- An index by the name that says what it is for, and one less: nobody looks for zones by the beginning of their ids.
ALTER INDEX zones_letter_message_id_823289b8 RENAME TO letter_by_message;
DROP INDEX zones_zone_id_001010bd_like;
