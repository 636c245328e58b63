package dev.warren.management;

import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;

/// Says with the last request that a connection may send that it ends then. Any thread.
///
/// @param count how many it may send
record LastRequest(int count) implements HttpConfiguration.Customizer {

    @Override
    public Request customize(Request request, HttpFields.Mutable headers) {
        if (request.getConnectionMetaData().getConnection().getMessagesIn() >= count) {
            headers.put(HttpHeader.CONNECTION, HttpHeaderValue.CLOSE.asString());
        }
        return request;
    }
}
