package dev.warren.management.http;

/// Keeps a method of a path for the node's own command line: for everybody else it is as if there
/// were no such method (405), and it is not among those that the path is said to have.
public record LocalOnly(Route.Handler handler) implements Route.Handler {

    static final int METHOD_NOT_ALLOWED = 405;

    @Override
    public Reply handle(Request request) {
        if (!request.caller().isLocal()) {
            throw new ApiException(METHOD_NOT_ALLOWED, null, "Method Not Allowed");
        }
        return handler.handle(request);
    }
}
