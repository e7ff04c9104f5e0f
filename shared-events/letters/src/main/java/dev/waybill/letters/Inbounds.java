package dev.waybill.letters;

import dev.waybill.delivery.consuming.Inbound;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The topics that this service reads. */
@Singleton
public class Inbounds {

    private final List<Inbound<?>> all;

    @Inject
    Inbounds(@Any Instance<Inbound<?>> all) {
        this.all = List.copyOf(all.stream().toList());
    }

    public Inbounds(Collection<Inbound<?>> all) {
        this.all = List.copyOf(all);
    }

    public Optional<Inbound<?>> of(String topic) {
        return all.stream()
                .filter(each -> each.topic().topicName().equals(topic))
                .findFirst();
    }
}
