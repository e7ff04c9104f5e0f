package dev.waybill.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FreshFolderTest {
    @TempDir
    private Path folder;

    @Test
    void aStrangersFolderIsLeftAsItIs() throws IOException {
        Path letter = Files.writeString(folder.resolve("letter.txt"), "Dear Ada");
        StackOptions options = StackOptions.of(folder).in(folder).fromNothing();
        assertThatThrownBy(() -> Stack.in(options, Progress.NONE))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("was not made by Waybill");
        assertThat(folder).isDirectoryContaining(letter::equals).isDirectoryNotContaining("glob:**lock");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ports.properties", "keys/private.pem", "postgres/PG_VERSION", "lock"})
    void oursMayBeEmptied(String mark) throws IOException {
        Files.createDirectories(folder.resolve(mark).getParent());
        Files.createFile(folder.resolve(mark));
        assertThatCode(() -> FreshFolder.requireOurs(folder)).doesNotThrowAnyException();
    }

    @Test
    void soMayWhatIsEmptyOrMissing() {
        assertThatCode(() -> FreshFolder.requireOurs(folder)).doesNotThrowAnyException();
        assertThatCode(() -> FreshFolder.requireOurs(folder.resolve("new"))).doesNotThrowAnyException();
    }

    @Test
    void aLockBesideAStrangersFilesIsNoMark() throws IOException {
        Files.createFile(folder.resolve("lock"));
        Files.createFile(folder.resolve("letter.txt"));
        assertThatThrownBy(() -> FreshFolder.requireOurs(folder)).isInstanceOf(CannotStart.class);
    }

    /** Where something listens at 8080 already, that serves as well. */
    @Test
    void nothingIsForgottenForAStartThatCannotBe() throws IOException {
        Path data = Files.createDirectories(folder.resolve("data"));
        Path kept = Files.writeString(data.resolve("ports.properties"), "");
        try (ServerSocket other = new ServerSocket()) {
            tryToTake(other);
            StackOptions options = StackOptions.of(FakeHome.in(folder.resolve("home")))
                    .in(data)
                    .fromNothing();
            assertThatThrownBy(() -> Stack.in(options, Progress.NONE))
                    .isInstanceOf(CannotStart.class)
                    .hasMessageContaining("port 8080");
            assertThat(kept).exists();
        }
    }

    private static void tryToTake(ServerSocket other) {
        try {
            other.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 8080));
        } catch (IOException takenAlready) {
            assertThat(takenAlready).isNotNull();
        }
    }
}
