package org.pcm.cli.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A JSON document as an indented outline for people; long texts are shortened. */
public final class Outline {
    private static final int LINE_MAX = 96;
    private static final int SHORTENED = 64;

    private final StringBuilder text = new StringBuilder();

    private Outline() {}

    /** The outline, with a line end. */
    public static String of(ObjectNode document) {
        Outline outline = new Outline();
        outline.fields(document, "");
        return outline.text.toString();
    }

    private void fields(ObjectNode object, String indent) {
        object.properties().forEach(field -> entry(field.getKey() + ":", field.getValue(), indent));
    }

    private void entry(String label, JsonNode value, String indent) {
        String line = indent + label + " " + inline(value);
        if (line.length() <= LINE_MAX || value.isValueNode()) {
            text.append(line).append('\n');
            return;
        }
        text.append(indent).append(label).append('\n');
        switch (value) {
            case ObjectNode object -> fields(object, indent + "  ");
            case ArrayNode array -> array.forEach(each -> item(each, indent + "  "));
            default -> throw new IllegalStateException("no such JSON: " + value.getNodeType());
        }
    }

    private void item(JsonNode value, String indent) {
        if (value instanceof ObjectNode object && (indent + inline(value)).length() > LINE_MAX) {
            int start = text.length();
            fields(object, indent + "  ");
            text.replace(start, start + indent.length() + 2, indent + "- ");
        } else {
            entry("-", value, indent);
        }
    }

    private static String inline(JsonNode value) {
        if (value.isTextual()) {
            return shortened(value.textValue());
        }
        if (value instanceof ArrayNode array && allText(array)) {
            StringBuilder all = new StringBuilder();
            array.forEach(each -> all.append(all.isEmpty() ? "" : ", ").append(each.textValue()));
            return all.toString();
        }
        return value.toString();
    }

    private static boolean allText(ArrayNode array) {
        for (JsonNode each : array) {
            if (!each.isTextual()) {
                return false;
            }
        }
        return true;
    }

    private static String shortened(String value) {
        String oneLine = value.replace("\n", "\\n");
        return oneLine.length() <= LINE_MAX
                ? oneLine
                : oneLine.substring(0, SHORTENED) + "… (" + value.length() + " characters)";
    }
}
