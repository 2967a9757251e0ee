package org.cachexiacds.hapi;

import java.util.Map;
import java.util.TreeMap;

/**
 * What a test may want to vary. The page sizes are those of the public HAPI sandbox and the search
 * cache is HAPI's own default, so that what a test learns here holds there.
 *
 * @param port TCP port on 127.0.0.1; 0 lets the system choose a free one
 * @param pageSize matches on a page when the client sends no {@code _count}
 * @param maximumPageSize cap put on {@code _count}, without a word to the client
 * @param searchCacheMillis how long an identical search is answered from the earlier result, blind
 *     to what was written since; 0 turns that off
 * @param database JDBC URL of an H2 database
 */
record Settings(int port, int pageSize, int maximumPageSize, int searchCacheMillis, String database) {

    Settings {
        require(port >= 0 && port <= 65_535, "--port must be between 0 and 65535");
        require(pageSize >= 1, "--page-size must be at least 1");
        require(maximumPageSize >= pageSize, "--max-page-size must not be below --page-size");
        require(searchCacheMillis >= 0, "--search-cache-ms must not be negative");
        require(database.startsWith("jdbc:h2:"), "--database must start with jdbc:h2:");
    }

    /** Reads {@code --name value} pairs; what it cannot read is an {@link IllegalArgumentException}. */
    static Settings parse(String... args) {
        require(args.length % 2 == 0, "every option takes one value");
        Map<String, String> given = new TreeMap<>();
        for (int i = 0; i < args.length; i += 2) {
            given.put(args[i], args[i + 1]);
        }
        Settings settings = new Settings(
                number(given, "--port", 8080),
                number(given, "--page-size", 20),
                number(given, "--max-page-size", 500),
                number(given, "--search-cache-ms", 60_000),
                text(given, "--database", "jdbc:h2:mem:hapi;DB_CLOSE_DELAY=-1"));
        require(given.isEmpty(), "unknown option " + String.join(", ", given.keySet()));
        return settings;
    }

    private static int number(Map<String, String> given, String name, int otherwise) {
        String value = text(given, name, Integer.toString(otherwise));
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + " must be a whole number, not " + value, e);
        }
    }

    /** Takes the option out of what was given, so that only unknown names are left at the end. */
    private static String text(Map<String, String> given, String name, String otherwise) {
        String value = given.remove(name);
        return value == null ? otherwise : value;
    }

    private static void require(boolean condition, String sentence) {
        if (!condition) {
            throw new IllegalArgumentException(sentence);
        }
    }
}
