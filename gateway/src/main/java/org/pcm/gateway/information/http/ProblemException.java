package org.pcm.gateway.information.http;

/** Leaves a handler with a problem for an answer. */
final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    private ProblemException(Problem problem) {
        super(problem.why(), null, false, false);
        this.problem = problem;
    }

    Problem problem() {
        return problem;
    }

    static ProblemException of(int status, String code, String why) {
        return new ProblemException(new Problem(status, code, why));
    }

    static ProblemException of(Problem problem) {
        return new ProblemException(problem);
    }

    static ProblemException badRequest(String why) {
        return of(400, "BadRequest", why);
    }

    static ProblemException notFound(String what) {
        return of(404, "NotFound", "there is no " + what);
    }
}
