package dev.warren.management.http;

/// How requests are taken and answered, whatever they ask for.
///
/// @param prefix what all paths begin with
/// @param cors which pages of other hosts may call
/// @param headers what all answers have
/// @param bodyBytesMax the longest body that is taken of somebody who is logged in
/// @param takesBasic whether a password may come with each request; otherwise browsers log in, and
///   only the node's own command line needs no session
/// @param showsAllowed whether answers tell which methods a path has
public record FrontSettings(
        PathPrefix prefix,
        Cors cors,
        AnswerHeaders headers,
        int bodyBytesMax,
        boolean takesBasic,
        boolean showsAllowed) {

    /// The longest body unless somebody says.
    public static final int BODY_BYTES_MAX = 10_000_000;

    public static final FrontSettings STANDARD =
            new FrontSettings(
                    PathPrefix.NONE, Cors.NONE, AnswerHeaders.STRICT, BODY_BYTES_MAX, true, true);
}
