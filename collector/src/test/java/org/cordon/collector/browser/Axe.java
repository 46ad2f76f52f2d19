package org.cordon.collector.browser;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.cordon.collector.NodeModules;

/** axe-core, which finds what people with disabilities cannot use. */
final class Axe {
    private Axe() {}

    /** What is serious or critical on the page that the browser shows, one line each. */
    static List<String> serious(Browser browser) throws Exception {
        browser.evaluate(Files.readString(NodeModules.HOME.resolve("node_modules/axe-core/axe.min.js")) + ";0");
        JsonNode violations =
                browser.evaluate("axe.run(document).then(r => r.violations.map(v => ({id: v.id, impact: v.impact,"
                        + " help: v.help, nodes: v.nodes.map(n => n.html).slice(0, 3)})))");
        List<String> serious = new ArrayList<>();
        for (JsonNode one : violations) {
            if (List.of("serious", "critical").contains(one.at("/impact").asText())) {
                serious.add(one.toString());
            }
        }
        return serious;
    }
}
