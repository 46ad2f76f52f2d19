package org.cordon.collector.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A headless Chromium with one tab, told what to do over its DevTools protocol. It can reach this machine only. */
final class Browser implements AutoCloseable, WebSocket.Listener {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long PATIENCE_SECONDS = 30;

    private final Process process;
    private final Map<Integer, CompletableFuture<JsonNode>> asked = new ConcurrentHashMap<>();
    private final AtomicInteger number = new AtomicInteger();
    private final StringBuilder partial = new StringBuilder();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private volatile CompletableFuture<Boolean> loaded = new CompletableFuture<>();
    private WebSocket socket;
    private String session = "";

    private Browser(Process process) {
        this.process = process;
    }

    static Browser start(Path dir) throws Exception {
        Process process = new ProcessBuilder(
                        "chromium",
                        "--headless=new",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-dev-shm-usage",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--force-color-profile=srgb",
                        "--hide-scrollbars",
                        "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
                        "--user-data-dir=" + dir.resolve("profile"),
                        "--remote-debugging-port=0",
                        "about:blank")
                .redirectErrorStream(true)
                .redirectOutput(dir.resolve("chromium.log").toFile())
                .start();
        Browser browser = new Browser(process);
        try {
            browser.connect(dir.resolve("profile").resolve("DevToolsActivePort"), dir.resolve("chromium.log"));
            return browser;
        } catch (Exception e) {
            browser.close();
            throw e;
        }
    }

    private void connect(Path portFile, Path log) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!Files.exists(portFile) || Files.readAllLines(portFile).size() < 2) {
            if (System.nanoTime() > end || !process.isAlive()) {
                throw new IOException("chromium does not start: " + Files.readString(log));
            }
            Thread.sleep(50);
        }
        List<String> lines = Files.readAllLines(portFile);
        socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .connectTimeout(Duration.ofSeconds(PATIENCE_SECONDS))
                .buildAsync(URI.create("ws://127.0.0.1:" + lines.get(0) + lines.get(1)), this)
                .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        String target = ask("Target.createTarget", Map.of("url", "about:blank"))
                .at("/targetId")
                .asText();
        session = ask("Target.attachToTarget", Map.of("targetId", target, "flatten", true))
                .at("/sessionId")
                .asText();
        for (String domain : List.of("Page", "Network", "Log", "Runtime")) {
            ask(domain + ".enable", Map.of());
        }
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            try {
                hear(JSON.readTree(partial.toString()));
            } catch (IOException e) {
                complaints.add(e.toString());
            }
            partial.setLength(0);
        }
        from.request(1);
        return null;
    }

    private void hear(JsonNode message) {
        if (message.has("id")) {
            CompletableFuture<JsonNode> answer = asked.remove(message.at("/id").asInt());
            if (message.has("error")) {
                answer.completeExceptionally(
                        new IOException(message.at("/error").toString()));
            } else {
                answer.complete(message.at("/result"));
            }
            return;
        }
        switch (message.at("/method").asText()) {
            case "Page.loadEventFired" -> loaded.complete(true);
            case "Network.requestWillBeSent" ->
                requests.add(message.at("/params/request/url").asText());
            case "Log.entryAdded" ->
                complaints.add(message.at("/params/entry/text").asText() + " "
                        + message.at("/params/entry/url").asText());
            default -> {}
        }
    }

    JsonNode ask(String method, Map<String, ?> parameters) throws Exception {
        int id = number.incrementAndGet();
        ObjectNode message = JSON.createObjectNode().put("id", id).put("method", method);
        message.set("params", JSON.valueToTree(parameters));
        if (!session.isEmpty()) {
            message.put("sessionId", session);
        }
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        asked.put(id, answer);
        socket.sendText(message.toString(), true).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    /** Opens an address in a window of that width and waits until all of it is there. */
    void open(String address, int width) throws Exception {
        ask(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", 800, "deviceScaleFactor", 2, "mobile", width < 500));
        loaded = new CompletableFuture<>();
        ask("Page.navigate", Map.of("url", address));
        loaded.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    /** What a script in the page says; a promise is waited for. */
    JsonNode evaluate(String script) throws Exception {
        JsonNode answer =
                ask("Runtime.evaluate", Map.of("expression", script, "returnByValue", true, "awaitPromise", true));
        if (answer.has("exceptionDetails")) {
            throw new IOException(answer.at("/exceptionDetails").toString());
        }
        return answer.at("/result/value");
    }

    /** The whole page, however long, as PNG. */
    byte[] screenshot() throws Exception {
        JsonNode size = ask("Page.getLayoutMetrics", Map.of()).at("/cssContentSize");
        Map<String, Object> clip = Map.of(
                "x",
                0,
                "y",
                0,
                "width",
                size.at("/width").asDouble(),
                "height",
                Math.min(7_000, size.at("/height").asDouble()),
                "scale",
                1);
        JsonNode shot = ask("Page.captureScreenshot", Map.of("captureBeyondViewport", true, "clip", clip));
        return Base64.getDecoder().decode(shot.at("/data").asText());
    }

    /** The page on A4, as PDF. */
    byte[] print() throws Exception {
        JsonNode printed =
                ask("Page.printToPDF", Map.of("paperWidth", 8.27, "paperHeight", 11.69, "printBackground", false));
        return Base64.getDecoder().decode(printed.at("/data").asText());
    }

    /** Addresses asked for so far. */
    List<String> requests() {
        return requests;
    }

    /** What the browser wrote to its console about pages: broken policies, resources that are not there. */
    List<String> complaints() {
        return complaints;
    }

    @Override
    public void close() throws Exception {
        if (socket != null) {
            socket.abort();
        }
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }
}
