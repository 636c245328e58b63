# What bin/warren, bin/warren-cli and bin/make-start-cache know of the cache for a quicker start. Read by them, not run.
#
# The JVM does not look whether the jars are still those that the cache was made from: it would run the old classes
# without a word. So we look: names and sizes are those that were written down, and no jar is newer than the cache.
# A cache that another Java made, or one for other flags, is refused by the JVM, which then starts without it.

cache_name=warren.aot

# Where the jars are in a source tree, or in a distribution.
lib_of() {
    if [ -f "$1/pom.xml" ]; then
        printf '%s\n' "$1/server/target/warren/lib"
    else
        printf '%s\n' "$1/lib"
    fi
}

# The same for the command line (bin/warren-cli).
cli_lib_of() {
    if [ -f "$1/pom.xml" ]; then
        printf '%s\n' "$1/cli/target/cli/lib"
    else
        printf '%s\n' "$1/lib/cli"
    fi
}

# Each jar in $1 with its size, in the order of the bytes of their names.
jars_in() (
    LC_ALL=C
    export LC_ALL
    cd "$1" && wc -c -- *.jar
)

# Whether the cache in $1 was made from the jars there.
is_cache_fresh() {
    [ -f "$1/$cache_name" ] && [ -f "$1/$cache_name.jars" ] || return 1
    for jar in "$1"/*.jar; do
        [ ! "$jar" -nt "$1/$cache_name" ] || return 1
    done
    [ "$(jars_in "$1")" = "$(cat "$1/$cache_name.jars")" ]
}
