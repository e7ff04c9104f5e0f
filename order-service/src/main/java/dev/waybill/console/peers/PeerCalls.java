package dev.waybill.console.peers;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.http.Problem;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Asks the services, all at once, with one caller's token; may outlive the request that it was made for. */
public final class PeerCalls {

    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();

    private final Map<String, URI> services;
    private final String token;
    private final ObjectMapper json;

    PeerCalls(Map<String, URI> services, String token, ObjectMapper json) {
        this.services = services;
        this.token = token;
        this.json = json;
    }

    /** As problem details have them. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Complaint(@Nullable String title, @Nullable String detail) {}

    /** In the order in which they are shown. */
    public List<String> services() {
        return List.copyOf(services.keySet());
    }

    /** Asks every service the same, and waits for all. */
    public <T> Answers<T> askAll(Question question, Class<T> type) {
        return askEach(service -> Optional.of(question), type);
    }

    /** Asks some of the services, each its own question, and waits for all. */
    public <T> Answers<T> askEach(Function<String, Optional<Question>> questions, Class<T> type) {
        List<CompletableFuture<Answer<T>>> asked = services().stream()
                .flatMap(service -> questions.apply(service).stream().map(question -> send(service, question, type)))
                .toList();
        return new Answers<>(asked.stream().map(CompletableFuture::join).toList());
    }

    /**
     * Asks one service, and waits.
     *
     * @throws dev.waybill.http.ProblemException 404, if there is no such service here
     */
    public <T> Answer<T> ask(String service, Question question, Class<T> type) {
        if (!services.containsKey(service)) {
            throw Problem.notFound("There is no service \"%s\" here.".formatted(service))
                    .toException();
        }
        return send(service, question, type).join();
    }

    private <T> CompletableFuture<Answer<T>> send(String service, Question question, Class<T> type) {
        URI base = services.get(service);
        if (base == null) {
            return CompletableFuture.completedFuture(new Answer.Away<>(service, "its address is not configured"));
        }
        HttpRequest request = HttpRequest.newBuilder(base.resolve(question.path()))
                .timeout(question.patience())
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .method(question.method(), body(question))
                .build();
        return CLIENT.sendAsync(request, BodyHandlers.ofByteArray())
                .thenApply(response -> read(service, response, type))
                .exceptionally(failure -> new Answer.Away<>(service, why(failure)));
    }

    private BodyPublisher body(Question question) {
        try {
            return question.body() == null
                    ? BodyPublishers.noBody()
                    : BodyPublishers.ofByteArray(json.writeValueAsBytes(question.body()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot write the question; this is a bug", e);
        }
    }

    private <T> Answer<T> read(String service, HttpResponse<byte[]> response, Class<T> type) {
        try {
            if (response.statusCode() < 300) {
                return new Answer.Came<>(service, json.readValue(response.body(), type));
            }
            Complaint complaint = json.readValue(response.body(), Complaint.class);
            String why = complaint.detail() == null ? complaint.title() : complaint.detail();
            return new Answer.Refused<>(service, response.statusCode(), why == null ? "without a word" : why);
        } catch (IOException e) {
            return new Answer.Refused<>(service, response.statusCode(), "with an answer that can't be read");
        }
    }

    private static String why(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return switch (cause) {
            case java.net.ConnectException refused -> "no connection";
            case HttpTimeoutException late -> "no answer in time";
            default -> "the connection broke";
        };
    }
}
