#!/bin/sh
# Creates the namespace that leads live in, once: histories of ended runs are kept for 90 days. TEMPORAL_ADDRESS and TEMPORAL_NAMESPACE say where.
set -eu
temporal operator cluster health
temporal operator namespace describe --namespace "$TEMPORAL_NAMESPACE" >/dev/null 2>&1 ||
  temporal operator namespace create --namespace "$TEMPORAL_NAMESPACE" --retention 90d
