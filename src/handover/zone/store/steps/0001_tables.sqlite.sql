-- The tables as they were when the store took them over, names of indexes included: a database that has them begins here.
-- Nothing refers to another table by a constraint, which would take as long as writing the entry: messages are only ever
-- deleted by one statement that looks for entries.
CREATE TABLE zones_zone (
  id text NOT NULL PRIMARY KEY,
  name text NOT NULL,
  rules text NOT NULL CHECK (JSON_VALID(rules)),
  paused bool NOT NULL,
  revision bigint NOT NULL,
  paused_at datetime,
  resumed_at datetime
);
CREATE TABLE zones_agent (
  zone text NOT NULL,
  agent text NOT NULL,
  allowed bool NOT NULL,
  certificate text NOT NULL,
  mode text NOT NULL,
  registration text CHECK (JSON_VALID(registration) OR registration IS NULL),
  key_digest text NOT NULL DEFAULT '',
  PRIMARY KEY (zone, agent)
);
CREATE TABLE zones_grant (
  zone text NOT NULL,
  agent text NOT NULL,
  "right" text NOT NULL,
  object text NOT NULL,
  context text NOT NULL,
  PRIMARY KEY (zone, agent, "right", object, context)
);
CREATE TABLE zones_provision (
  zone text NOT NULL,
  agent text NOT NULL,
  "right" text NOT NULL,
  object text NOT NULL,
  context text NOT NULL,
  extended bool NOT NULL,
  PRIMARY KEY (zone, agent, "right", object, context)
);
CREATE UNIQUE INDEX provision_one_provider ON zones_provision (zone, object, context) WHERE "right" = 'provide';
CREATE TABLE zones_message (
  id integer NOT NULL PRIMARY KEY AUTOINCREMENT,
  zone text NOT NULL,
  source text NOT NULL,
  msg_id text NOT NULL,
  kind text NOT NULL,
  version text NOT NULL,
  object text NOT NULL,
  action text NOT NULL,
  contexts text NOT NULL CHECK (JSON_VALID(contexts)),
  destination text NOT NULL,
  about text NOT NULL,
  packet integer NOT NULL,
  size integer NOT NULL,
  body blob NOT NULL,
  recipients text NOT NULL CHECK (JSON_VALID(recipients)),
  passed_over text NOT NULL CHECK (JSON_VALID(passed_over)),
  accepted_at datetime NOT NULL,
  CONSTRAINT message_once UNIQUE (zone, source, msg_id)
);
CREATE INDEX message_by_age ON zones_message (zone, accepted_at, id);
-- AUTOINCREMENT: a number that was given is never given again, not even that of the newest entry after it was removed.
CREATE TABLE zones_waiting (
  number integer NOT NULL PRIMARY KEY AUTOINCREMENT,
  zone text NOT NULL,
  agent text NOT NULL,
  message_id bigint NOT NULL,
  kind text NOT NULL,
  accepted_at datetime NOT NULL,
  blocked_once bool NOT NULL DEFAULT 0,
  refusals integer NOT NULL DEFAULT 0,
  fetches integer NOT NULL DEFAULT 0,
  CONSTRAINT waiting_in_order UNIQUE (zone, agent, number),
  CONSTRAINT waiting_once UNIQUE (message_id, agent)
);
-- What an agent can be given while an event blocks the others.
CREATE INDEX waiting_but_events ON zones_waiting (zone, agent, number) WHERE NOT kind = 'event';
CREATE TABLE zones_presence (
  zone text NOT NULL,
  agent text NOT NULL,
  asleep text NOT NULL DEFAULT '',
  blocked bigint,
  watermark bigint NOT NULL DEFAULT 0,
  removed_source text,
  removed_id text,
  last_seen datetime,
  attempts integer NOT NULL DEFAULT 0,
  next_attempt datetime,
  stopped bool NOT NULL DEFAULT 0,
  last_fault text NOT NULL DEFAULT '',
  blocked_at datetime,
  refused bigint,
  PRIMARY KEY (zone, agent)
);
CREATE TABLE zones_claim (
  zone text NOT NULL,
  agent text NOT NULL,
  owner text NOT NULL,
  until datetime NOT NULL,
  PRIMARY KEY (zone, agent)
);
CREATE INDEX claim_by_owner ON zones_claim (owner);
CREATE TABLE zones_openrequest (
  zone text NOT NULL,
  requester text NOT NULL,
  msg_id text NOT NULL,
  responder text NOT NULL,
  versions text NOT NULL CHECK (JSON_VALID(versions)),
  max_buffer bigint NOT NULL,
  object text NOT NULL,
  context text NOT NULL,
  opened_at datetime NOT NULL,
  last_packet integer NOT NULL,
  version text NOT NULL,
  PRIMARY KEY (zone, requester, msg_id)
);
CREATE INDEX request_by_id ON zones_openrequest (zone, msg_id);
CREATE INDEX request_by_responder ON zones_openrequest (zone, responder);
CREATE INDEX request_by_age ON zones_openrequest (zone, opened_at);
CREATE TABLE zones_letter (
  number bigint NOT NULL PRIMARY KEY,
  zone text NOT NULL,
  agent text NOT NULL,
  message_id bigint NOT NULL,
  accepted_at datetime NOT NULL,
  blocked_once bool NOT NULL,
  put_aside_at datetime NOT NULL,
  category integer NOT NULL,
  code integer NOT NULL,
  words text NOT NULL
);
CREATE INDEX letter_by_age ON zones_letter (zone, put_aside_at);
CREATE INDEX zones_letter_message_id_823289b8 ON zones_letter (message_id);
CREATE TABLE zones_passedover (
  zone text NOT NULL,
  agent text NOT NULL,
  reason text NOT NULL,
  count bigint NOT NULL,
  first_at datetime NOT NULL,
  last_at datetime NOT NULL,
  object text NOT NULL,
  PRIMARY KEY (zone, agent, reason)
);
