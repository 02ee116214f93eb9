#!/bin/sh
# Brings Temporal's two schemas to this server's version. Safe to repeat: `setup-schema --version 0.0` leaves a known version alone.
# Uses the schemas inside the tool, so that tool and server can't disagree. SQL_HOST, SQL_USER and SQL_PASSWORD say where.
set -eu

bring_forward() { # database, schema
  "${SQL_TOOL:-temporal-sql-tool}" --plugin postgres12 --port 5432 --database "$1" setup-schema --version 0.0
  "${SQL_TOOL:-temporal-sql-tool}" --plugin postgres12 --port 5432 --database "$1" update-schema --schema-name "$2"
}

bring_forward temporal postgresql/v12/temporal
bring_forward temporal_visibility postgresql/v12/visibility
echo "Temporal's schemas are up to date."
