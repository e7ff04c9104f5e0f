package dev.waybill.delivery.outbox;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;

/** A producer that takes nothing for a while, as one whose buffer is full. */
final class Moody {

    private final Producer<byte[], byte[]> real;
    private final AtomicInteger refused = new AtomicInteger();
    private volatile boolean refuses;

    Moody(Producer<byte[], byte[]> real) {
        this.real = real;
    }

    void refuses(boolean now) {
        refuses = now;
    }

    /** How many records it has refused. */
    int refused() {
        return refused.get();
    }

    @SuppressWarnings("unchecked")
    Producer<byte[], byte[]> producer() {
        return (Producer<byte[], byte[]>)
                Proxy.newProxyInstance(Moody.class.getClassLoader(), new Class<?>[] {Producer.class}, this::call);
    }

    private Object call(Object proxy, Method method, Object[] arguments) throws Throwable {
        if (refuses && method.getName().equals("send")) {
            refused.incrementAndGet();
            throw new KafkaException("not now");
        }
        try {
            return method.invoke(real, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
