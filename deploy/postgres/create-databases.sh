#!/bin/sh
# Runs once, when the volume is empty: a role and its databases for Baton, and another for Temporal. Neither can read the other's.
set -eu
psql -v ON_ERROR_STOP=1 -v baton_password="$BATON_DB_PASSWORD" -v temporal_password="$TEMPORAL_DB_PASSWORD" \
  --username "$POSTGRES_USER" --dbname postgres <<'SQL'
create role baton login password :'baton_password';
create role temporal login password :'temporal_password';
create database baton owner baton;
create database temporal owner temporal;
create database temporal_visibility owner temporal;
revoke connect on database baton from public;
revoke connect on database temporal from public;
revoke connect on database temporal_visibility from public;
SQL
