package dev.waybill.local.servers;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import org.junit.jupiter.api.Test;
import org.testcontainers.DockerClientFactory;

class ContainerServersTest {
    @Test
    void whereNoDockerAnswersOneLineSaysSo() {
        assumeFalse(DockerClientFactory.instance().isDockerAvailable(), "a Docker engine answers");
        assertThatThrownBy(ContainerServers::new)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageMatching("-Dwaybill.servers=containers needs a Docker engine.*[^\\n]*");
    }
}
