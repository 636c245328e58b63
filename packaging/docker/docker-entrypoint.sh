#!/bin/sh
# What a container of Warren runs: `rabbitmq-server`, or whatever else it is told to. Behaves as the one of RabbitMQ's
# image does, so that what was written for that needs no change.
set -eu

configuration=${CONFIGURATION_DIR:-/etc/rabbitmq}
data=${RABBITMQ_DATA_DIR:-/var/lib/rabbitmq}
user=rabbitmq

# `docker run warren --some-option` is for the server.
case ${1:-} in
    '' | -*) set -- rabbitmq-server "$@" ;;
esac

# --- As root only to hand over what a volume brings --------------------------------------------------------------------
case $1 in
    rabbitmq* | warren*)
        if [ "$(id -u)" = 0 ]; then
            if [ "$1" = rabbitmq-server ]; then
                find "$data" \! -user "$user" -exec chown "$user" '{}' +
            fi
            exec setpriv --reuid="$user" --regid="$user" --init-groups "$0" "$@"
        fi
        ;;
esac

# --- What was taken out of RabbitMQ's image is refused, as there: to ignore it would be worse --------------------------
for variable in RABBITMQ_SSL_CACERTFILE RABBITMQ_SSL_CERTFILE RABBITMQ_SSL_KEYFILE RABBITMQ_SSL_DEPTH \
    RABBITMQ_SSL_FAIL_IF_NO_PEER_CERT RABBITMQ_SSL_VERIFY RABBITMQ_MANAGEMENT_SSL_CACERTFILE \
    RABBITMQ_MANAGEMENT_SSL_CERTFILE RABBITMQ_MANAGEMENT_SSL_KEYFILE RABBITMQ_MANAGEMENT_SSL_DEPTH \
    RABBITMQ_MANAGEMENT_SSL_FAIL_IF_NO_PEER_CERT RABBITMQ_MANAGEMENT_SSL_VERIFY RABBITMQ_HIPE_COMPILE \
    RABBITMQ_VM_MEMORY_HIGH_WATERMARK; do
    eval "value=\${$variable:-}"
    if [ -n "$value" ]; then
        echo "error: $variable is set, and has no effect; use a file in $configuration/conf.d" >&2
        refused=yes
    fi
done
[ -z "${refused:-}" ] || exit 1

if [ "$1" = rabbitmq-server ]; then
    # A name that has a domain is a long one.
    host=$(hostname 2>/dev/null || cat /proc/sys/kernel/hostname)
    case $host in
        *.*) : "${RABBITMQ_USE_LONGNAME:=true}" && export RABBITMQ_USE_LONGNAME ;;
    esac
    if [ -z "${RABBITMQ_CONFIG_FILE:-}" ] && [ -f "$configuration/rabbitmq.conf" ]; then
        export RABBITMQ_CONFIG_FILE="$configuration/rabbitmq.conf"
    fi
    : "${RABBITMQ_CONFIG_FILES:=$configuration/conf.d}"
    export RABBITMQ_CONFIG_FILES
fi

exec "$@"
