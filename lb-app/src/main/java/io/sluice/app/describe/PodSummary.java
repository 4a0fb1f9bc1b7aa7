package io.sluice.app.describe;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

/**
 * What a pod is doing, in one word and a few counts, from the states of its containers.
 *
 * @param containers the containers, including sidecars
 * @param reason such as {@code Running}, {@code CrashLoopBackOff} or {@code Init:0/2}
 * @param lastRestart when a container last ended; {@link Instant#MIN} when that is not known
 */
record PodSummary(
    int readyContainers, int containers, String reason, int restarts, Instant lastRestart) {

  static PodSummary of(JsonNode pod) {
    return new Count(pod).summary();
  }

  /** Whether a condition of a pod's status is {@code True}. */
  static boolean hasCondition(JsonNode status, String type) {
    for (JsonNode condition : status.path("conditions")) {
      if (condition.path("type").asText("").equals(type)) {
        return condition.path("status").asText("").equals("True");
      }
    }
    return false;
  }

  /** The count under way: containers before the others, sidecars among them. */
  private static final class Count {
    private final JsonNode pod;
    private final JsonNode status;
    private final Set<String> sidecars = new HashSet<>();
    private String reason;
    private int ready;
    private Restarts restarts = new Restarts(0, Instant.MIN);
    private Restarts sidecarRestarts = new Restarts(0, Instant.MIN);

    private Count(JsonNode pod) {
      this.pod = pod;
      this.status = pod.path("status");
      // A pod that no cluster has seen yet has no phase; the API server gives it this one.
      String phase = status.path("phase").asText("Pending");
      reason = status.path("reason").asText(phase);
      for (JsonNode container : pod.path("spec").path("initContainers")) {
        if (container.path("restartPolicy").asText("").equals("Always")) {
          sidecars.add(container.path("name").asText(""));
        }
      }
    }

    private PodSummary summary() {
      for (JsonNode condition : status.path("conditions")) {
        if (condition.path("type").asText("").equals("PodScheduled")
            && condition.path("reason").asText("").equals("SchedulingGated")) {
          reason = "SchedulingGated";
        }
      }
      if (!isInitializing() || hasCondition(status, "Initialized")) {
        countContainers();
      }
      if (!pod.path("metadata").path("deletionTimestamp").asText("").isEmpty()) {
        reason = reasonOfLeaving();
      }
      int containers = pod.path("spec").path("containers").size() + sidecars.size();
      return new PodSummary(ready, containers, reason, restarts.count(), restarts.last());
    }

    /** Counts the containers that run before the others, up to the first that is not done. */
    private boolean isInitializing() {
      int index = 0;
      for (JsonNode container : status.path("initContainerStatuses")) {
        boolean isSidecar = sidecars.contains(container.path("name").asText(""));
        restarts = restarts.plus(container);
        if (isSidecar) {
          sidecarRestarts = sidecarRestarts.plus(container);
        }
        JsonNode ended = container.path("state").path("terminated");
        boolean isDone = ended.isObject() && ended.path("exitCode").asInt() == 0;
        boolean isRunningSidecar = isSidecar && container.path("started").asBoolean();
        if (!isDone && !isRunningSidecar) {
          reason = "Init:" + initReason(container, index);
          return true;
        }
        if (!isDone && container.path("ready").asBoolean()) {
          ready++;
        }
        index++;
      }
      return false;
    }

    private String initReason(JsonNode container, int index) {
      JsonNode ended = container.path("state").path("terminated");
      if (ended.isObject()) {
        return endReason(ended);
      }
      String waiting = container.path("state").path("waiting").path("reason").asText("");
      return waiting.isEmpty() || waiting.equals("PodInitializing")
          ? index + "/" + pod.path("spec").path("initContainers").size()
          : waiting;
    }

    private void countContainers() {
      restarts = sidecarRestarts;
      boolean hasRunning = false;
      JsonNode statuses = status.path("containerStatuses");
      // The first container has the last word.
      for (int i = statuses.size() - 1; i >= 0; i--) {
        JsonNode container = statuses.path(i);
        restarts = restarts.plus(container);
        JsonNode state = container.path("state");
        String waiting = state.path("waiting").path("reason").asText("");
        if (!waiting.isEmpty()) {
          reason = waiting;
        } else if (state.path("terminated").isObject()) {
          reason = endReason(state.path("terminated"));
        } else if (container.path("ready").asBoolean() && state.path("running").isObject()) {
          hasRunning = true;
          ready++;
        }
      }
      if (reason.equals("Completed") && hasRunning) {
        reason = hasCondition(status, "Ready") ? "Running" : "NotReady";
      }
    }

    private String reasonOfLeaving() {
      if (status.path("reason").asText("").equals("NodeLost")) {
        return "Unknown";
      }
      return switch (status.path("phase").asText("")) {
        case "Succeeded", "Failed" -> reason;
        default -> "Terminating";
      };
    }

    private static String endReason(JsonNode ended) {
      String given = ended.path("reason").asText("");
      if (!given.isEmpty()) {
        return given;
      }
      int signal = ended.path("signal").asInt();
      return signal != 0 ? "Signal:" + signal : "ExitCode:" + ended.path("exitCode").asInt();
    }
  }

  private record Restarts(int count, Instant last) {
    Restarts plus(JsonNode container) {
      JsonNode ended = container.path("lastState").path("terminated").path("finishedAt");
      Instant then = Age.instant(ended);
      return new Restarts(
          count + container.path("restartCount").asInt(), then.isAfter(last) ? then : last);
    }
  }
}
