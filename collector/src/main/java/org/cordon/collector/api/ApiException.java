package org.cordon.collector.api;

/** A request that is refused; becomes a problem document (RFC 9457). */
final class ApiException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;
    private final String title;

    /**
     * @param status HTTP status
     * @param title what kind of problem, the same for all of its kind
     * @param detail this one, and what to do about it
     */
    ApiException(int status, String title, String detail) {
        super(detail);
        this.status = status;
        this.title = title;
    }

    static ApiException badParameter(String name, String problem) {
        return new ApiException(400, "bad parameter", "'" + name + "' " + problem);
    }

    static ApiException notFound(String what) {
        return new ApiException(404, "not found", what);
    }

    int status() {
        return status;
    }

    String title() {
        return title;
    }
}
