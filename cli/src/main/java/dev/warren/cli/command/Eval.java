package dev.warren.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.warren.cli.format.ErlangTerms;
import dev.warren.cli.format.Outcome;
import dev.warren.cli.http.Api;
import dev.warren.cli.line.ExitStatus;
import dev.warren.cli.line.Refused;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The few Erlang expressions that scripts and test suites send to `eval`. There is no Erlang here:
/// each is understood as a whole, and everything else is refused.
final class Eval {

    private static final Pattern SET_ALARM =
            Pattern.compile(
                    "rabbit_alarm:set_alarm\\(\\{\\{resource_limit,(memory|disk),(?:node\\(\\)|'[^']*')},\\[]}\\)");
    private static final Pattern CLEAR_ALARM =
            Pattern.compile(
                    "rabbit_alarm:clear_alarm\\(\\{resource_limit,(memory|disk),(?:node\\(\\)|'[^']*')}\\)");
    private static final Pattern SET_ENV =
            Pattern.compile("application:set_env\\(rabbit,(\\w+),(.*)\\)");
    private static final Pattern GET_ENV =
            Pattern.compile(
                    "(?:\\{ok,(\\w+)}=)?application:get_env\\(rabbit,(\\w+)\\)(?:,(\\w+))?");
    private static final Pattern QUOTED = Pattern.compile("<<\"((?:[^\"\\\\]|\\\\.)*+)\">>");
    private static final Pattern NAMES =
            Pattern.compile("\\[(?:%1$s(?:,%1$s)*+)?]".formatted(QUOTED));

    private Eval() {}

    static Outcome run(Call call, String expression) {
        if (expression.isBlank()) {
            throw Refused.error(ExitStatus.USAGE, "Expression must not be blank");
        }
        call.api().get("whoami");
        String plain = withoutSpaces(expression);
        Matcher matcher = SET_ALARM.matcher(plain);
        if (matcher.matches()) {
            return alarm(call, matcher.group(1), true);
        }
        if (matcher.usePattern(CLEAR_ALARM).matches()) {
            return alarm(call, matcher.group(1), false);
        }
        if (matcher.usePattern(SET_ENV).matches()) {
            return setEnvironment(call, matcher.group(1), matcher.group(2));
        }
        if (matcher.usePattern(GET_ENV).matches()) {
            return environment(call, matcher.group(2), matcher.group(1) != null);
        }
        return switch (plain) {
            case "rabbit_nodes:reached_target_cluster_size()", "rabbit:is_running()" -> {
                yield new Outcome.Raw(Health.isRunning(call) + "\n");
            }
            case "node()" -> new Outcome.Raw(call.node() + "\n");
            default -> throw refused();
        };
    }

    /// Without the dot at the end; spaces that are not in quotes mean nothing.
    private static String withoutSpaces(String expression) {
        StringBuilder out = new StringBuilder();
        boolean isQuoted = false;
        for (char c : expression.strip().toCharArray()) {
            isQuoted ^= c == '"';
            if (isQuoted || !Character.isWhitespace(c)) {
                out.append(c);
            }
        }
        String text = out.toString();
        return text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
    }

    private static Refused refused() {
        return Refused.error(
                ExitStatus.USAGE,
                """
                Warren runs on a JVM and evaluates no Erlang. These expressions are understood:

                  rabbit_alarm:set_alarm({{resource_limit, memory|disk, node()}, []}).
                  rabbit_alarm:clear_alarm({resource_limit, memory|disk, node()}).
                  application:set_env(rabbit, channel_max, N).
                  application:set_env(rabbit, loopback_users, [<<"name">>, ...]).
                  {ok, V} = application:get_env(rabbit, channel_max|loopback_users), V.
                  rabbit_nodes:reached_target_cluster_size().
                  node().\
                """);
    }

    private static Outcome alarm(Call call, String resource, boolean isSet) {
        Settings.set(call, "alarm." + resource, BooleanNode.valueOf(isSet));
        return new Outcome.Raw("ok\n");
    }

    private static Outcome setEnvironment(Call call, String key, String value) {
        Settings.set(
                call,
                key,
                switch (key) {
                    case "channel_max" -> number(value);
                    case "loopback_users" -> names(value);
                    default -> throw refused();
                });
        return new Outcome.Raw("ok\n");
    }

    private static JsonNode number(String text) {
        try {
            return IntNode.valueOf(Integer.parseUnsignedInt(text));
        } catch (NumberFormatException e) {
            throw refused();
        }
    }

    private static JsonNode names(String list) {
        if (!NAMES.matcher(list).matches()) {
            throw refused();
        }
        ArrayNode names = JsonNodeFactory.instance.arrayNode();
        Matcher name = QUOTED.matcher(list);
        while (name.find()) {
            names.add(name.group(1).replaceAll("\\\\(.)", "$1"));
        }
        return names;
    }

    private static Outcome environment(Call call, String key, boolean isTaken) {
        if (!key.equals("channel_max") && !key.equals("loopback_users")) {
            throw refused();
        }
        String value = ErlangTerms.setting(Api.expect(call.api().ask("x", "runtime")).path(key));
        return new Outcome.Raw((isTaken ? value : "{ok," + value + "}") + "\n");
    }
}
