#!/bin/sh
# Run once by the image of PostgreSQL: the standby may copy what the primary writes, and from the next start
# on what the standby has not on its disk is not confirmed.
set -eu
echo "host replication beeld all scram-sha-256" >> "$PGDATA/pg_hba.conf"
psql -U "$POSTGRES_USER" -d "$POSTGRES_DB" -c "ALTER SYSTEM SET synchronous_standby_names = 'standby'"
