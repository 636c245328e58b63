package dev.warren.management.http;

/// Keeps a method of a path for the node's own command line.
public final class LocalOnly {

    private LocalOnly() {}

    /// 405 for everybody else, as where there is no such method.
    public static Route.Handler of(Route.Handler handler) {
        return request -> {
            if (!request.caller().isLocal()) {
                throw new ApiException(405, null, "Method Not Allowed");
            }
            return handler.handle(request);
        };
    }
}
