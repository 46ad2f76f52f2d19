package org.cordon.collector.api;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.handler.ErrorHandler;

/** What is no HTTP, or too long for it, is refused by Jetty before any handler sees it; in the form of all refusals. */
final class BadMessages extends ErrorHandler {
    @Override
    public ByteBuffer badMessageError(int status, String reason, HttpFields.Mutable fields) {
        fields.put(HttpHeader.CONTENT_TYPE, Replies.PROBLEM);
        return ByteBuffer.wrap(Replies.problem(status, "bad message", "Jetty says: " + reason));
    }
}
