-- Where each zone lies that is not in this database, and where one is being moved to or from. Read in the site's own database.
CREATE TABLE zones_place (
  zone text NOT NULL PRIMARY KEY,
  database text NOT NULL,
  moving text
);
-- The row of a zone while the zone is moved: without one in zones_zone nothing is done to a zone.
CREATE TABLE zones_moving (
  id text NOT NULL PRIMARY KEY,
  name text NOT NULL,
  rules text NOT NULL CHECK (JSON_VALID(rules)),
  paused bool NOT NULL,
  revision bigint NOT NULL,
  paused_at datetime,
  resumed_at datetime
);
