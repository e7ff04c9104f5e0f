-- One row per attempt of an order's saga to be paid: what was asked, how far it is, and which call to the provider is
-- open. The row is the fence as well: a request that comes again finds it. A new table, so no lock anyone could feel.
CREATE TABLE payments (
  id                  uuid PRIMARY KEY,
  saga_id             uuid        NOT NULL,
  step                text        NOT NULL,
  attempt             integer     NOT NULL,
  participant         integer     NOT NULL,
  tenant              text        NOT NULL,
  order_id            uuid        NOT NULL,
  customer_id         text,
  amount              bigint,
  currency            text,
  payment_token       text,
  state               text        NOT NULL,
  operation           text,
  operation_since     timestamptz,
  operation_tries     integer     NOT NULL DEFAULT 0,
  void_requested      boolean     NOT NULL,
  capture_saga_id     uuid,
  capture_step        text,
  capture_attempt     integer,
  capture_participant integer,
  gateway_reference   text,
  decline_reason      text,
  traceparent         text,
  version             bigint      NOT NULL,
  created_at          timestamptz NOT NULL,
  updated_at          timestamptz NOT NULL,

  CONSTRAINT an_attempt_is_paid_once UNIQUE (saga_id, step, attempt),
  CONSTRAINT state_is_known CHECK (state IN
    ('AUTHORIZING', 'AUTHORIZED', 'DECLINED', 'CAPTURING', 'CAPTURED', 'VOIDING', 'VOIDED')),
  CONSTRAINT a_call_is_open_while_the_state_waits_for_it CHECK (operation IS NOT DISTINCT FROM
    CASE state WHEN 'AUTHORIZING' THEN 'AUTHORIZE' WHEN 'CAPTURING' THEN 'CAPTURE' WHEN 'VOIDING' THEN 'VOID' END),
  CONSTRAINT an_open_call_has_a_beginning CHECK ((operation IS NULL) = (operation_since IS NULL)),
  CONSTRAINT what_was_asked_for_is_complete CHECK (
    num_nulls(customer_id, amount, currency, payment_token) = 0
    OR state = 'VOIDED' AND num_nonnulls(customer_id, amount, currency, payment_token, gateway_reference) = 0),
  CONSTRAINT amount_is_not_negative CHECK (amount >= 0),
  CONSTRAINT a_void_waits_for_an_authorization_only CHECK (NOT void_requested OR state = 'AUTHORIZING'),
  CONSTRAINT held_money_has_a_reference CHECK (
    gateway_reference IS NOT NULL OR state IN ('AUTHORIZING', 'DECLINED', 'VOIDED')),
  CONSTRAINT a_decline_has_a_reason CHECK ((state = 'DECLINED') = (decline_reason IS NOT NULL)),
  CONSTRAINT a_capture_names_its_request CHECK (
    CASE WHEN state IN ('CAPTURING', 'CAPTURED')
      THEN num_nulls(capture_saga_id, capture_step, capture_attempt, capture_participant) = 0
      ELSE num_nonnulls(capture_saga_id, capture_step, capture_attempt, capture_participant) = 0 END)
);

CREATE INDEX payments_by_order ON payments (order_id);

-- The intents: calls that were begun and whose outcome is not known yet. Nearly empty at any time.
CREATE INDEX payments_with_an_open_call ON payments (operation_since) WHERE operation IS NOT NULL;
