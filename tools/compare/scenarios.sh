# What is measured: a function run_<scenario> for each scenario of tools/compare-brokers, which sources this file. The
# broker listens on $port and is $broker_pid; the figures go to $results.

# Runs the load generator and leaves its output in $out. What fails is named in the table.
perf() {
    local command=$1
    shift
    out=$work/perf.json
    if ! "$home/tools/perf" "$command" --uri "amqp://127.0.0.1:$port" --json --broker-pid "$broker_pid" "$@" \
        > "$out" 2> "$work/perf.err"; then
        echo "compare-brokers: $scenario, $broker: $(tail -n 1 "$work/perf.err")" >&2
        return 1
    fi
}

# A number of the last line of a type. $1: type, $2: name.
field() {
    grep "\"type\":\"$1\"" "$out" | tail -n 1 | sed -n "s/.*\"$2\":\\([-0-9.]*\\).*/\\1/p"
}

# Puts a figure down. $1: what, $2: figure, $3: + if more is better, - if less is.
note() {
    printf '%s\t%s\t%s\t%s\t%s\n' "$scenario" "$1" "$3" "$broker" "$2" >> "$results"
    echo "  $broker: $1 $2"
}

note_cost() {
    note "CPU s per million" "$(field summary broker_cpu_seconds_per_million)" -
    note "resident MB" "$(($(field summary broker_resident_bytes) / 1000000))" -
}

note_confirms() {
    note "confirm p99 ms" "$(field summary confirm_p99_ms)" -
    note "confirm p99.9 ms" "$(field summary confirm_p999_ms)" -
}

run_confirms() {
    perf run --warm-up "$warm_up" --seconds "$seconds" --size 1024 --persistent --durable --confirms 100 \
        --prefetch 1000 --ack-every 100 || return 0
    note "received/s" "$(field summary received_per_second)" +
    note_cost
    note_confirms
}

run_transient() {
    perf run --warm-up "$warm_up" --seconds "$seconds" --size 12 --auto-ack || return 0
    note "received/s" "$(field summary received_per_second)" +
    note_cost
}

run_backlog() {
    local count=$messages
    [ "$broker" = warren ] || count=$rabbitmq_messages
    if ! perf fill --messages "$count" --size 1024 --persistent --durable --confirms 1000 --stall 20; then
        note "stalled after" "$(field summary confirmed)" +
        return 0
    fi
    note "filled/s" "$(field summary confirmed_per_second)" +
    note "filled/s, slowest second" "$(field summary confirmed_per_second_min)" +
    note "filled/s, fastest second" "$(field summary confirmed_per_second_max)" +
    note "fill: CPU s per million" "$(field summary broker_cpu_seconds_per_million)" -
    note "fill: confirm p99.9 ms" "$(field summary confirm_p999_ms)" -
    note "full: resident MB" "$(($(field summary broker_resident_bytes) / 1000000))" -
    perf drain --prefetch 1000 --ack-every 100 || return 0
    note "drained/s" "$(field summary received_per_second)" +
    note "drain: CPU s per million" "$(field summary broker_cpu_seconds_per_million)" -
}

run_declare() {
    perf queues --queue warm --queues 1000 --durable --pipeline 25 || return 0
    perf queues --queues "$queues" --durable --connections 4 --pipeline 25 --keep || return 0
    note "declared/s" "$(field declared per_second)" +
    note "CPU s" "$(field declared broker_cpu_seconds)" -
    note "resident MB" "$(($(field declared broker_resident_bytes) / 1000000))" -
    perf queues --queue single --queues 1000 --durable || return 0
    note "one by one: declared/s" "$(field declared per_second)" +
    note "one by one: p99 ms" "$(field declared call_p99_ms)" -
    note "one by one: deleted/s" "$(field deleted per_second)" +
}

run_busy() {
    perf queues --queues $((queues + 100)) --durable --connections 4 --pipeline 25 --messages-each 5 --busy 100 \
        --size 1024 --persistent --confirms 100 --producers 10 --rate 200 --consumers 10 --prefetch 100 \
        --ack-every 10 --warm-up "$warm_up" --seconds "$seconds" --keep || return 0
    note "confirmed/s (2,000 offered)" "$(field summary confirmed_per_second)" +
    note_confirms
    note_cost
}

run_recovery() {
    perf fill --messages "$recovery_messages" --size 1024 --persistent --durable --confirms 1000 || return 0
    restart_after_kill seconds "$recovery_messages"
}

# Kills the broker and puts down how long another one takes until it tells a client how many messages a queue has.
# $1: what the figure is called, $2: that number.
restart_after_kill() {
    local waiting begin end
    kill -KILL "$broker_pid"
    await_end "$broker_pid"
    await_end "$launcher_pid"
    # What the killed broker left in the page cache is written before the clock starts: it is the machine's work, and
    # would hold up the first sync of either broker.
    sync
    exec {waiting}< <("$home/tools/perf" wait --uri "amqp://127.0.0.1:$port" --messages "$2" \
        --seconds 300 2> "$work/perf.err")
    waiter_pid=$!
    read -r -u "$waiting" _
    begin=$(date +%s%N)
    "launch_$broker"
    if read -r -u "$waiting" _; then
        end=$(date +%s%N)
        note "$1" "$(awk -v ns=$((end - begin)) 'BEGIN { printf "%.2f", ns / 1e9 }')" -
    else
        echo "compare-brokers: $scenario, $broker: $(tail -n 1 "$work/perf.err")" >&2
    fi
    exec {waiting}<&-
    waiter_pid=''
    find_broker_pid
}

# A stream, and ten that read all of it.
run_streams() {
    perf fill --queue-type stream --messages "$messages" --size 1000 --persistent --durable --producers 2 \
        --confirms 5000 || return 0
    note "confirmed/s" "$(field summary confirmed_per_second)" +
    note "fill: CPU s per million" "$(field summary broker_cpu_seconds_per_million)" -
    perf drain --consumers 10 --prefetch 2000 --ack-every 200 --stream-offset first \
        --messages $((10 * messages)) || return 0
    note "ten readers: received/s" "$(field summary received_per_second)" +
    note "read: CPU s per million" "$(field summary broker_cpu_seconds_per_million)" -
    note "resident MB" "$(($(field summary broker_resident_bytes) / 1000000))" -
}

# Messages that wait for one to ten days, beside as many in a plain queue; and a start on either after kill -9.
run_delayed() {
    fill_and_restart plain || return 0
    stop
    start "$broker"
    fill_and_restart delayed --delay 86400000 --delay-to 864000000
}

# $1: what they are called in the table. The rest are options for the messages.
fill_and_restart() {
    local called=$1 kept
    shift
    perf fill --messages "$messages" --size 1024 --persistent --durable --confirms 1000 "$@" || return 1
    note "$called: confirmed/s" "$(field summary confirmed_per_second)" +
    note "$called: CPU s per million" "$(field summary broker_cpu_seconds_per_million)" -
    note "$called: resident MB" "$(($(field summary broker_resident_bytes) / 1000000))" -
    # What is delayed is not in the queue.
    kept=$messages
    [ "$called" = plain ] || kept=0
    restart_after_kill "$called: start in s" "$kept"
}

live_heap() {
    "$java_home/bin/jcmd" "$broker_pid" GC.class_histogram | awk '$1 == "Total" { print $3 }'
}

run_heap() {
    local before after
    perf queues --queue warm --queues 1000 --durable --pipeline 25 || return 0
    before=$(live_heap)
    perf queues --queues "$queues" --durable --pipeline 25 --keep || return 0
    after=$(live_heap)
    note "bytes for each idle queue" $(((after - before) / queues)) -
}

# The HTTP API on a port of its own.
offer_api() {
    api_port=$(free_port)
    management=(--set management.tcp.ip=127.0.0.1 --set "management.tcp.port=$api_port"
        --set prometheus.tcp.ip=127.0.0.1 --set "prometheus.tcp.port=$(free_port)")
}

# What a dashboard asks for, once a second, until it is ended. A line for each call: seconds, path.
call_api() {
    local path
    while sleep 1; do
        for path in overview nodes 'queues?page=1&page_size=100&sort=messages' 'queues?page=1&page_size=100&sort=name' \
            'connections?page=1&page_size=100' 'channels?page=1&page_size=100' 'exchanges?page=1&page_size=100'; do
            curl -s -o "$work/answer.json" -w '%{time_total} %{url_effective}\n' -u guest:guest \
                "http://127.0.0.1:$api_port/api/$path" || return 0
        done
    done
}

run_api() {
    local caller_pid
    perf queues --queues "$queues" --durable --connections 4 --pipeline 25 --keep || return 0
    run_flow || return 0
    note "left alone: received/s" "$(field summary received_per_second)" +
    call_api > "$work/calls" &
    caller_pid=$!
    run_flow || return 0
    kill "$caller_pid"
    note "called: received/s" "$(field summary received_per_second)" +
    note "slowest call ms" "$(sort -n "$work/calls" | awk 'END { print 1000 * $1 }')" -
}

run_flow() {
    perf run --queue flow --warm-up "$warm_up" --seconds "$seconds" --size 1024 --persistent --durable --confirms 100 \
        --prefetch 1000 --ack-every 100
}
