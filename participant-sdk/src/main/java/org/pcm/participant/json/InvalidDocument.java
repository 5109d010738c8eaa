package org.pcm.participant.json;

/** A document does not say what it must; the message begins with the field that is wrong. */
public final class InvalidDocument extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final String field;

    /**
     * @param field the field's path, such as {@code tasks[3].limitMillis}
     * @param why what is wrong with it
     */
    public InvalidDocument(String field, String why) {
        super((field.isEmpty() ? "document" : field) + ": " + why);
        this.field = field;
    }

    /** The path of the field that is wrong; empty for the document as a whole. */
    public String field() {
        return field;
    }
}
