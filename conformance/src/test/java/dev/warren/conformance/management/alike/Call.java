package dev.warren.conformance.management.alike;

/// One call of a script.
///
/// @param key what it is called in recordings: the line of the script, and a number when it stands
///   there more than once
/// @param who a user of the script, or `nobody` (no login), `wrong` (a wrong password), `unknown`
/// @param path with `{node}` and the like for what each broker calls otherwise
/// @param header one more header, `Name: value`; empty for none
/// @param body empty for none
public record Call(String key, String who, String method, String path, String header, String body) {

    /// Reads `who METHOD /path [Name: value] body`; the last two may be left out.
    static Call parse(String key, String line) {
        String[] words = line.split("\\s+", 4);
        if (words.length < 3) {
            throw new IllegalArgumentException("no call: " + line);
        }
        String rest = words.length < 4 ? "" : words[3];
        String header = "";
        if (rest.startsWith("[") && rest.contains(": ") && rest.indexOf(']') > rest.indexOf(": ")) {
            int end = rest.indexOf(']');
            header = rest.substring(1, end);
            rest = rest.substring(end + 1).strip();
        }
        return new Call(key, words[0], words[1], words[2], header, rest);
    }

    String headerName() {
        return header.substring(0, header.indexOf(':'));
    }

    String headerValue() {
        return header.substring(header.indexOf(':') + 1).strip();
    }
}
