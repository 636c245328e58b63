# Completion for bash: source this file, or put it where bash-completion looks
# (~/.local/share/bash-completion/completions). The programs are asked once for their commands.

# What the words of `warren` are about.
_warren_kinds() {
    case $1 in
        list) echo 'queues exchanges bindings connections channels consumers users vhosts permissions policies' ;;
        declare) echo 'queue exchange binding' ;;
        delete) echo 'queue exchange' ;;
    esac
}

_warren_words() {
    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]} program=${COMP_WORDS[0]##*/}
    local cache=_warren_words_${program//[^a-z]/_}
    COMPREPLY=()
    case $before in
        --formatter)
            COMPREPLY=($(compgen -W 'table plain pretty_table json csv' -- "$word"))
            return
            ;;
        --data-dir)
            COMPREPLY=($(compgen -d -- "$word"))
            return
            ;;
        -p | --vhost | -n | --node | -t | --timeout) return ;;
    esac
    case $word in
        -*)
            COMPREPLY=($(compgen -W '--vhost --quiet --silent --formatter --no-table-headers --timeout --node --data-dir --help' -- "$word"))
            return
            ;;
    esac
    if [ -z "${!cache-}" ]; then
        printf -v "$cache" '%s' "$("${COMP_WORDS[0]}" autocomplete 2>/dev/null)"
    fi
    local i
    for ((i = 1; i < COMP_CWORD; i++)); do
        case ${COMP_WORDS[i]} in
            -p | --vhost | -n | --node | -t | --timeout | --formatter | --data-dir) ((i++)) ;;
            -*) ;;
            help) ;;
            list | declare | delete)
                if [ "$program" = warren ] && [ "$i" -eq $((COMP_CWORD - 1)) ]; then
                    COMPREPLY=($(compgen -W "$(_warren_kinds "${COMP_WORDS[i]}")" -- "$word"))
                fi
                return
                ;;
            *) return ;;
        esac
    done
    COMPREPLY=($(compgen -W "${!cache}" -- "$word"))
}
complete -o default -F _warren_words rabbitmqctl rabbitmq-diagnostics rabbitmq-queues rabbitmq-plugins rabbitmq-streams rabbitmq-upgrade warren
