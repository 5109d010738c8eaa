package org.pcm.cli.console;

import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import org.pcm.participant.information.PcmException;
import org.pcm.participant.json.InvalidDocument;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says in one line what went wrong and what to do; the stack trace only with {@code --verbose}. */
public final class ErrorLine {
    private ErrorLine() {}

    /** A command line that cannot be understood. */
    public static int ofUsage(ParameterException mistake, String[] arguments) {
        CommandLine command = mistake.getCommandLine();
        print(command, String.valueOf(mistake.getMessage()).replaceAll("\\s*\\R\\s*", " "));
        if (!UnmatchedArgumentException.printSuggestions(mistake, command.getErr())) {
            command.getErr().println("See " + command.getCommandSpec().qualifiedName() + " --help");
        }
        return ExitCode.COULD_NOT_RUN;
    }

    /** A command that began and could not go on. */
    public static int ofFailure(Exception failure, CommandLine command, ParseResult parsed) {
        Throwable cause = failure;
        if (failure instanceof UncheckedIOException unchecked && unchecked.getCause() != null) {
            cause = unchecked.getCause();
        }
        print(command, sentence(cause));
        if (Arrays.asList(parsed.originalArgs().toArray()).contains(CommonOptions.VERBOSE)) {
            failure.printStackTrace(command.getErr());
        }
        return cause instanceof PcmException.Refused ? ExitCode.NO : ExitCode.COULD_NOT_RUN;
    }

    private static void print(CommandLine command, String line) {
        command.getErr().println("pcm: " + line);
    }

    private static String sentence(Throwable cause) {
        String message = cause.getMessage() == null ? cause.toString() : cause.getMessage();
        return switch (cause) {
            case Failure failure -> message;
            case PcmException pcm -> pcm.code() + ": " + message + ". " + pcm.wayOut();
            case InvalidDocument invalid -> message;
            case NoSuchFileException e -> "there is no file " + message;
            case FileAlreadyExistsException e -> message + " exists already and is left as it is";
            case DirectoryNotEmptyException e -> "the folder " + message + " is not empty";
            case AccessDeniedException e -> message + " may not be read or written";
            case ConnectException e -> "nothing answers there; is it running?";
            default -> message;
        };
    }
}
